"""Tasks about meetings: answer, open the roll-call, complete the minutes, give an opinion, direct."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from blocks.models import Attendance, EmulationYear, LateOpinion, Meeting, Membership, Resolution
from blocks.queries import visible
from blocks.queries.meetings.councils import runs
from blocks.queries.year.phases import phases_of
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.resolutions import Outcome
from blocks.rules.year.phase_specs import deed_code
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task

MOST = 20  # lines of one person; older meetings wait on their own page
_LIVE = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.OPEN, MeetingState.HELD, MeetingState.POSTPONED)


def meeting_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """What the person does for meetings of the year: as a member, as who runs them, as head of the office.

    One question for any number of meetings; one more for whom minutes wait.
    """
    if year is None or not actor.may(Action.SEE_MEETINGS):
        return
    live: list[Any] = list(_live(actor, year))  # meetings with what they ask of this person
    for meeting in live:
        if actor.may(Action.DIRECT_MEETINGS) and meeting.waits:
            title, link = f"Cho ý kiến chỉ đạo: {meeting}", Link.to("meeting", meeting.pk)
            yield Task("meetings.direct", title, link, detail=meeting.council.name, state="waiting")
        yield from _own(meeting)
    if actor.may(Action.RUN_MEETINGS) and not actor.is_office:
        mine = [row for row in live if runs(actor, row.council)][:MOST]
        held = any(row.state == MeetingState.HELD and row.council.kind == CouncilKind.BLOCK for row in mine)
        due = _due_days(year) if held else {}
        for meeting in mine:
            yield from _to_run(meeting, due.get(meeting.number) if meeting.council.kind == CouncilKind.BLOCK else None)


def _live(actor: Actor, year: EmulationYear) -> QuerySet:
    """Meetings under way, each with what it asks of this person; of the office those that ask something alone."""
    own = Q(account=actor.account_id) if actor.account_id else Q(pk=None)
    if actor.delegation_id and actor.school_id:
        own |= Q(school=actor.school_id)
    places = Membership.objects.filter(own)
    today = clock.today()
    held = places.filter(Q(valid_to=None) | Q(valid_to__gte=today), council=OuterRef("council"))
    said = Attendance.objects.filter(meeting=OuterRef("pk"), membership__in=places).exclude(answer="")
    owed = LateOpinion.objects.filter(item__meeting=OuterRef("pk"), membership__in=places, opinion="")
    escalated = Resolution.objects.filter(item__meeting=OuterRef("pk"), outcome=Outcome.ESCALATED, direction="")
    rows = (
        visible.meetings(actor)
        .filter(year=year, state__in=_LIVE)
        .annotate(
            seated=Exists(held),
            answered=Exists(said),
            owed_until=Subquery(owed.order_by("due").values("due")[:1]),
            waits=Exists(escalated),
        )
    )
    if actor.is_office:
        rows = rows.filter(Q(seated=True) | Q(waits=True) | Q(owed_until__isnull=False))
    return rows.select_related("council__block", "council__school").order_by("planned_at", "pk")[:200]


def _own(meeting: Any) -> Iterator[Task]:
    """The member's answer and opinions."""
    if meeting.state == MeetingState.INVITED and meeting.seated and not meeting.answered:
        title, link = f"Trả lời giấy mời: {meeting}", Link.to("answer_meeting", meeting.pk)
        yield Task("meetings.answer", title, link, _day(meeting), meeting.planned_place, "waiting", "Chờ trả lời")
    if meeting.state == MeetingState.HELD and meeting.owed_until:
        title, link = f"Cho ý kiến sau buổi họp đã vắng: {meeting}", Link.to("my_opinions", meeting.pk)
        yield Task("meetings.opinion", title, link, meeting.owed_until, meeting.council.name, "waiting", "Chờ ý kiến")


def _day(meeting: Meeting) -> date | None:
    return meeting.planned_at.astimezone(clock.ZONE).date() if meeting.planned_at else None


def _due_days(year: EmulationYear) -> dict[int, date]:
    """By number of a block's meeting the day its minutes are due: the last day of the phase that shuts it."""
    found = {}
    for phase in phases_of(year):
        for number in (1, 2, 3):
            if deed_code(Action.EDIT_MEETINGS, number) in phase.deeds:
                found[number] = phase.closes_on
    return found


def _to_run(meeting: Meeting, due: date | None) -> Iterator[Task]:
    link, day, today = Link.to("meeting", meeting.pk), _day(meeting), clock.today()
    whose = meeting.council.name
    if meeting.state in (MeetingState.PLANNED, MeetingState.POSTPONED) and day is not None:
        yield Task(
            "meetings.invite", f"Gửi giấy mời: {meeting}", link, day, whose, "draft", meeting.get_state_display()
        )
    elif meeting.state == MeetingState.INVITED and day is not None and day <= today:
        yield Task("meetings.open", f"Mở cuộc họp, điểm danh: {meeting}", link, day, whose, "sent", "Đã mời")
    elif meeting.state == MeetingState.OPEN:
        roll = Link.to("meeting_roll", meeting.pk)
        yield Task("meetings.roll", f"Điểm danh, ghi nội dung: {meeting}", roll, today, whose, "running", "Đang họp")
    elif meeting.state == MeetingState.HELD:
        yield Task("meetings.minutes", f"Hoàn thiện biên bản: {meeting}", link, due, whose, "waiting", "Chờ khép")
