"""Meetings as people see them: the list, one meeting with its answers, points and papers, its moves."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import AgendaItem, Meeting, Resolution
from blocks.queries import visible
from blocks.queries.meetings.councils import membership_of, runs
from blocks.queries.meetings.meeting_moves import facts_of
from blocks.queries.meetings.sittings import Sitting, answers, conflicts, opinions_of, sitting_of
from blocks.queries.meetings.words import chat_message, heading_of, when_of
from blocks.queries.year.years import year_of
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import NOTED, PLANNABLE, MeetingMoveFacts, MeetingState
from blocks.rules.meetings.resolutions import Outcome
from blocks.services.meetings.attendance import ANSWERED
from blocks.services.meetings.meeting_moves import MEETINGS
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages, Warned, buttons
from thidua.flow.table import Move
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404

STATES = {
    MeetingState.PLANNED: "draft",
    MeetingState.INVITED: "sent",
    MeetingState.OPEN: "running",
    MeetingState.HELD: "waiting",
    MeetingState.CLOSED: "done",
    MeetingState.POSTPONED: "returned",
    MeetingState.CANCELLED: "off",
}
OUTCOMES = {
    Outcome.ADOPTED: "met",
    Outcome.REJECTED: "not_met",
    Outcome.NOTED: "done",
    Outcome.ESCALATED: "waiting",
    Outcome.NOT_HELD: "off",
    "": "none",
}


def meeting_for(actor: Actor, pk: int) -> Meeting:
    """The meeting, if the actor may open it; else 404."""
    related = ("council__block", "council__school", "council__year", "year")
    return get_object_or_404(visible.meetings(actor).select_related(*related), pk=pk)


@requires(Action.SEE_MEETINGS)
def list_meetings(request: SeatedRequest) -> HttpResponse:
    """The year's meetings of the visible councils, by council."""
    year = or_404(year_of(request.session))
    rows = visible.meetings(request.actor).filter(year=year).select_related("council__block", "council__school")
    paged = rows.order_by("council__block__code", "council__name", "council", "number")[:200]
    groups = [
        {"council": council, "lines": [(row, STATES[MeetingState(row.state)]) for row in listed]}
        for council, listed in groupby(paged, key=lambda row: row.council)
    ]
    context = {
        "groups": groups,
        "the_year": year,
        "founds": request.actor.may(Action.FOUND_COUNCILS),
        "runs": request.actor.may(Action.RUN_MEETINGS),
    }
    return render(request, "blocks/meetings/meetings/list.html", context)


@requires(Action.SEE_MEETINGS)
def show_meeting(request: SeatedRequest, pk: int) -> HttpResponse:
    """One meeting: when and where, who comes, its points with what was resolved, what is still asked."""
    meeting = meeting_for(request.actor, pk)
    return render(request, "blocks/meetings/meetings/show.html", page_of(request, meeting))


def page_of(request: SeatedRequest, meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting shows to this person."""
    actor, sitting = request.actor, sitting_of(meeting)
    primary, others = buttons(MEETINGS.offers(meeting, actor), "meeting")
    mine = membership_of(actor, meeting)
    running = runs(actor, meeting.council) and actor.may(Action.RUN_MEETINGS)
    state = MeetingState(meeting.state)
    opinions = opinions_of(meeting)
    return {
        "meeting": meeting,
        "heading": heading_of(meeting),
        "when": when_of(meeting),
        "state_code": STATES[state],
        "sitting": sitting,
        "answers": answers(sitting),
        "points": points_of(meeting),
        "opinions": opinions if running or actor.is_office else [row for row in opinions if row.membership == mine],
        "asks_me": mine is not None and any(row.membership_id == mine.pk and not row.opinion for row in opinions),
        "mine": mine,
        "my_row": next((line.row for line in sitting.lines if mine and line.member.pk == mine.pk), None),
        "may_answer": mine is not None and state in ANSWERED,
        "may_answer_for": state in ANSWERED,
        "running": running,
        "rolls": running and state in NOTED,
        "notes": running and state in NOTED,
        "plans": running and state in PLANNABLE,
        "times": running and state is MeetingState.HELD,
        "directs": actor.may(Action.DIRECT_MEETINGS) and state in NOTED,
        "primary": primary,
        "others": others,
        "conflicts": conflicts(meeting, [line.member for line in sitting.lines]) if running else [],
        "chat": chat_message(meeting, request.build_absolute_uri(reverse("answer_meeting", args=[meeting.pk]))),
        "facts": facts_of(meeting, actor, "close") if state is MeetingState.HELD else None,
        "edit_url": edit_url(meeting),
    }


def edit_url(meeting: Meeting) -> str:
    """Where the plan of the meeting is changed: the usual ones of a block among its year's plan."""
    if meeting.council.kind == CouncilKind.BLOCK and meeting.kind == "REGULAR":
        return reverse("edit_meeting", args=[meeting.council.block_id, meeting.number])
    return reverse("plan_meeting", args=[meeting.pk])


def points_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The points in order, each with its notes and who stood aside; three queries."""
    rows = Resolution.objects.filter(item__meeting=meeting).prefetch_related("recusals__membership")
    notes = {note.item_id: note for note in rows}
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return [_point(item, notes.get(item.pk)) for item in items]


def _point(item: AgendaItem, note: Resolution | None) -> dict[str, Any]:
    outcome = note.outcome if note else ""
    return {
        "item": item,
        "note": note,
        "state": OUTCOMES[outcome],
        "word": note.get_outcome_display() if note and outcome else "Chưa có kết luận",
        "aside": ", ".join(row.membership.full_name for row in note.recusals.all()) if note else "",
        "waits": bool(note and outcome == Outcome.ESCALATED and not note.direction),
    }


def came(sitting: Sitting) -> str:
    """`2/3 thành viên có mặt, cần ít nhất 2`"""
    return f"{sitting.counted}/{sitting.voters} thành viên có mặt, cần ít nhất {sitting.quorum.least}"


def _ask(meeting: Meeting, move: Move[MeetingMoveFacts], facts: MeetingMoveFacts, actor: Actor) -> Ask:
    sitting = sitting_of(meeting)
    told = [("Thời gian", when_of(meeting)), ("Địa điểm", meeting.planned_place or "chưa ghi")]
    if move.code in ("hold", "close"):
        told.append(("Có mặt", came(sitting)))
    warned = []
    if move.code == "invite":
        warned = [Warned(words) for words in conflicts(meeting, [line.member for line in sitting.lines])]
    if move.code == "open":
        silent = answers(sitting)["silent"]
        warned = [Warned(f"{silent} thành viên chưa trả lời giấy mời.")] if silent else []
    return Ask(lead=heading_of(meeting), of=str(meeting), up=meeting.council.name, answers=told, warned=warned)


PAGES: MovePages[Meeting, MeetingMoveFacts] = MovePages(
    MEETINGS, fetch=meeting_for, ask=_ask, page="meeting", back="Quay lại cuộc họp"
)
