"""Works and topics: the plan's table, and the page on which a school's list is edited."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from blocks.models import Topic
from blocks.queries import visible
from blocks.queries.meetings.meetings import meetings_of
from blocks.queries.promise.topics import SchoolTopics, topics_of, topics_of_school
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.promise.topics import TopicKind
from blocks.services.promise.topics import Line, fingerprint, save_topics
from blocks.views.units.units import block_and_year
from blocks.views.year.late_corrections import block_door
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

SPARE = 2  # blank lines below what is there
UNSET = "chua-chon-lan"  # of the address: only schools with a topic without a meeting
NO_YEAR = "Chưa mở năm thi đua nào nên chưa có bảng công trình, chuyên đề."


@requires(Action.SEE_BLOCK)
def topics_home(request: SeatedRequest) -> HttpResponse:
    """The only block's table, or the choice of a block."""
    blocks = list(blocks_in(request.actor, year_of(request.session)))
    if len(blocks) == 1:
        return redirect("topics", blocks[0].pk)
    context = {"blocks": blocks, "heading": "Công trình, chuyên đề", "to": "topics", "part": ""}
    return render(request, "blocks/units/units/choose.html", context)


def _editable(request: SeatedRequest) -> set[int]:
    if not request.actor.may(Action.EDIT_TOPICS):
        return set()
    return set(visible.own_schools(request.actor).values_list("pk", flat=True))


def _lacks_meeting(line: SchoolTopics) -> bool:
    return any(topic.meeting_id is None for topic in line.topics)


def _chips(lines: list[SchoolTopics], *, only_unset: bool) -> list[dict[str, Any]]:
    """All schools, or those with a topic for which no meeting is chosen; none where nothing lacks."""
    lacking = sum(map(_lacks_meeting, lines))
    if not lacking and not only_unset:
        return []
    return [
        {"label": "Mọi trường", "url": "?", "on": not only_unset, "count": len(lines)},
        {"label": "Còn chuyên đề chưa chọn lần", "url": f"?loc={UNSET}", "on": only_unset, "count": lacking},
    ]


@requires(Action.SEE_BLOCK)
def show_topics(request: SeatedRequest, pk: int) -> HttpResponse:
    """The block's table of works and topics."""
    block, year = block_and_year(request, pk, NO_YEAR)
    lines, meetings = topics_of(block, year), meetings_of(block, year)
    listed = [topic for line in lines for topic in line.topics]
    editable = _editable(request)
    phase_door = block_door(request, Action.EDIT_TOPICS, block, year, school_id=request.actor.school_id)
    only_unset = request.GET.get("loc") == UNSET
    context = {
        "the_block": block,
        "the_year": year,
        "lines": lines,
        "shown": [line for line in lines if not only_unset or _lacks_meeting(line)],
        "chips": _chips(lines, only_unset=only_unset),
        "meetings": meetings,
        "editable": set() if phase_door.closed else editable,
        "door": phase_door if editable else None,
        "sent": sum(bool(line.works or line.topics) for line in lines),
        "unset": sum(topic.meeting_id is None for topic in listed),
    }
    return render(request, "blocks/promise/topics/table.html", context)


@requires(Action.EDIT_TOPICS)
def edit_topics(request: SeatedRequest, pk: int, school_pk: int) -> HttpResponse:
    """One school's list: one line a work or topic, an emptied line is left out."""
    block, year = block_and_year(request, pk, NO_YEAR)
    school = get_object_or_404(
        visible.own_schools(request.actor), pk=school_pk, placements__block=block, placements__year=year
    )
    kept = topics_of_school(year, school)
    numbers = [meeting.number for meeting in meetings_of(block, year)]
    sets_meeting = request.actor.may(Action.EDIT_MEETINGS)
    phase_door = block_door(request, Action.EDIT_TOPICS, block, year, school_id=school.pk)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        works, topics = _typed(request.POST, kept, sets_meeting)
        try:
            save_topics(
                year=year,
                school=school,
                works=works,
                topics=topics,
                seen=request.POST.get("seen", ""),
                by=request.actor,
                reason=phase_door.reason,
            )
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, f"Đã lưu công trình, chuyên đề của {school.name}.")
            return redirect("topics", block.pk)
    else:
        works = [Line(topic.text) for topic in kept if topic.kind == TopicKind.WORK]
        topics = [Line(topic.text, topic.meeting_number) for topic in kept if topic.kind == TopicKind.TOPIC]
    context = {
        "the_block": block,
        "school": school,
        "the_year": year,
        "works": _spare(works),
        "topics": _spare(topics),
        "numbers": numbers,
        "sets_meeting": sets_meeting and bool(numbers),
        "seen": fingerprint(kept),
        "kept": kept,
        "refusal": refusal,
        "door": phase_door,
    }
    return render(request, "blocks/promise/topics/edit.html", context, status=422 if refusal else 200)


def _typed(data: Any, kept: list[Topic], sets_meeting: bool) -> tuple[list[Line], list[Line]]:
    works = [Line(text) for text in data.getlist("work")]
    chosen = data.getlist("meeting")
    was = {topic.text: topic.meeting_number for topic in kept if topic.kind == TopicKind.TOPIC}
    topics = []
    for place, text in enumerate(data.getlist("topic")):
        number = chosen[place] if sets_meeting and place < len(chosen) else ""
        meeting = whole_number(number)
        topics.append(Line(text, meeting if sets_meeting and chosen else was.get(text)))
    return works, topics


def _spare(lines: list[Line]) -> list[Line]:
    filled = [line for line in lines if line.text.strip()]
    return [*filled, *([Line("")] * (SPARE if filled else SPARE + 1))]
