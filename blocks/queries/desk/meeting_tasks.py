"""Tasks about meetings: answer, open the roll-call, complete the minutes, give an opinion, direct."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Min, Q

from blocks.models import EmulationYear, LateOpinion, Meeting, Membership, Resolution
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
    """What the person does for meetings of the year: as a member, as who runs them, as head of the office."""
    if year is None or not actor.may(Action.SEE_MEETINGS):
        return
    rows = (
        visible.meetings(actor).filter(year=year, state__in=_LIVE).select_related("council__block", "council__school")
    )
    live = list(rows.order_by("planned_at", "pk")[:200])
    if actor.may(Action.DIRECT_MEETINGS):
        yield from _directions(year)
    if not live:
        return
    yield from _own(actor, live)
    if actor.may(Action.RUN_MEETINGS) and not actor.is_office:
        due = _due_days(year)
        for meeting in [row for row in live if runs(actor, row.council)][:MOST]:
            yield from _to_run(meeting, due.get(meeting.number) if meeting.council.kind == CouncilKind.BLOCK else None)


def _directions(year: EmulationYear) -> Iterator[Task]:
    waiting = Resolution.objects.filter(item__meeting__year=year, outcome=Outcome.ESCALATED, direction="")
    for note in waiting.select_related("item__meeting__council")[:MOST]:
        meeting = note.item.meeting
        title, link = f"Cho ý kiến chỉ đạo: {note.item.text}", Link.to("meeting", meeting.pk)
        yield Task("meetings.direct", title, link, detail=meeting.council.name, state="waiting")


def _own(actor: Actor, live: list[Meeting]) -> Iterator[Task]:
    """The member's answer and opinions; three queries for any number of meetings."""
    mine = Q(account=actor.account_id) if actor.account_id else Q(pk=None)
    if actor.delegation_id and actor.school_id:
        mine |= Q(school=actor.school_id)
    held = Membership.objects.filter(mine, council__in={row.council_id for row in live})
    places = {row.council_id: row.pk for row in held.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today()))}
    answered = set(
        Meeting.objects.filter(attendances__membership__in=held)
        .exclude(attendances__answer="")
        .values_list("pk", flat=True)
    )
    for meeting in live:
        if meeting.state == MeetingState.INVITED and meeting.council_id in places and meeting.pk not in answered:
            title, link = f"Trả lời giấy mời: {meeting}", Link.to("answer_meeting", meeting.pk)
            yield Task("meetings.answer", title, link, _day(meeting), meeting.planned_place, "waiting", "Chờ trả lời")
    owed = LateOpinion.objects.filter(membership__in=held, opinion="", item__meeting__state=MeetingState.HELD)
    by_id = {row.pk: row for row in live}
    for row in owed.values("item__meeting").annotate(due=Min("due")):
        asked = by_id.get(row["item__meeting"])
        if asked is not None:
            title, link = f"Cho ý kiến sau buổi họp đã vắng: {asked}", Link.to("my_opinions", asked.pk)
            yield Task("meetings.opinion", title, link, row["due"], asked.council.name, "waiting", "Chờ ý kiến")


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
