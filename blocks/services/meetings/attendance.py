"""Deeds on attendance: an answer to the invitation, a mark of the roll-call, a member's own mark by the room's code."""

from dataclasses import dataclass

from django.db import transaction

from blocks.models import Attendance, Meeting, Membership
from blocks.queries.meetings.councils import day_of, members_on, membership_of, runs
from blocks.rules.meetings.attendance import Answer, Presence, check_answer, check_presence, check_seated
from blocks.rules.meetings.meeting_moves import FLOW, NOTED, MeetingState
from blocks.services.meetings.opinions import ask_absentees
from blocks.services.meetings.room_code import check_code
from blocks.services.meetings.standing import demand_of
from thidua.access.demands import closed_to, demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

ANSWERED = frozenset({MeetingState.PLANNED, MeetingState.INVITED, MeetingState.OPEN})


@dataclass(frozen=True)
class Mark:
    """What the roll-call says of one member.

    `excused`: absent for a good reason (None: nobody knows); `delegated`: the substitute brought it in writing.
    """

    presence: Presence
    reason: str = ""
    substitute_name: str = ""
    excused: bool | None = None
    delegated: bool | None = None


def _row(meeting: Meeting, membership: Membership) -> Attendance:
    """The member's row at the meeting, locked; RuleViolation for who does not sit in its council on its day."""
    timed = meeting.held_at or meeting.planned_at
    check_seated(
        same_council=meeting.council_id == membership.council_id,
        name=membership.full_name,
        since=membership.valid_from,
        until=membership.valid_to,
        day=day_of(meeting) if timed else max(meeting.planned_month, membership.valid_from),
    )
    rows = Attendance.objects.select_for_update(of=("self",))
    return rows.get_or_create(meeting=meeting, membership=membership)[0]


def _locked(meeting: Meeting, states: frozenset[MeetingState], what: str) -> Meeting:
    row = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    if row.state not in states:
        raise RuleViolation("state", f"{FLOW.stands[row.state]} {what}")
    return row


def _demand_own(by: Actor, meeting: Meeting, membership: Membership) -> None:
    """The member's own answer, or written by who runs the meeting (it came by telephone)."""
    if by.account_id is None:
        return
    own = membership_of(by, meeting)
    if own is not None and own.pk == membership.pk:
        demand(by, Action.ANSWER_MEETINGS)
        return
    if not by.may(Action.RUN_MEETINGS):
        raise closed_to(Action.RUN_MEETINGS)
    if not runs(by, meeting.council):
        raise Denied("Chỉ chính thành viên, hoặc chủ tọa, thư ký của cuộc họp trả lời thay.")


@transaction.atomic
def answer_invitation(
    *, meeting: Meeting, membership: Membership, answer: Answer, by: Actor, reason: str = "", substitute_name: str = ""
) -> Attendance:
    """What the member answers: comes, or cannot and why, with who comes instead; the last answer counts."""
    _demand_own(by, meeting, membership)
    reason = squeeze(reason)
    check_answer(answer, reason=reason)
    meeting = _locked(meeting, ANSWERED, "Không trả lời giấy mời được nữa.")
    row = _row(meeting, membership)
    old, row.answer = row.answer, answer
    coming = answer is Answer.WILL_COME
    row.reason, row.substitute_name = ("", "") if coming else (reason, squeeze(substitute_name))
    row.save(update_fields=["answer", "reason", "substitute_name"])
    audit.record(by=by, verb="trả lời giấy mời họp", target=row, old={"answer": old}, new={"answer": answer})
    return row


@transaction.atomic
def call_roll(*, meeting: Meeting, membership: Membership, mark: Mark, by: Actor) -> Attendance:
    """What the roll-call found; a substitute is named exactly where one came. The answer given before stays.

    After the meeting a wrong mark is corrected as long as the minutes are not closed; who is asked then follows.
    """
    demand_of(by, Action.RUN_MEETINGS, meeting.council)
    check_presence(mark.presence, substitute_name=squeeze(mark.substitute_name))
    meeting = _locked(meeting, NOTED, "Chỉ điểm danh khi cuộc họp đang mở hoặc biên bản chưa khép.")
    row = _row(meeting, membership)
    old = row.presence
    _mark(row, mark, by, by_code=False)
    if meeting.state == MeetingState.HELD:
        ask_absentees(meeting)
    audit.record(by=by, verb="điểm danh", target=row, old={"presence": old}, new={"presence": mark.presence})
    return row


def _mark(row: Attendance, mark: Mark, by: Actor, *, by_code: bool) -> None:
    row.presence, row.by_code = mark.presence, by_code
    row.reason, row.substitute_name = squeeze(mark.reason), squeeze(mark.substitute_name)
    absent = mark.presence is Presence.ABSENT
    row.excused = mark.excused if absent else None
    row.delegated = mark.delegated if mark.presence is Presence.SUBSTITUTED else None
    told = ["presence", "by_code", "reason", "substitute_name", "excused", "delegated"]
    row.save(update_fields=[*told, *put_stamp(row, "marked", by)])


@transaction.atomic
def call_rest(*, meeting: Meeting, by: Actor) -> int:
    """Mark everybody as present whom the roll-call has not named; returns how many."""
    demand_of(by, Action.RUN_MEETINGS, meeting.council)
    meeting = _locked(meeting, frozenset({MeetingState.OPEN}), "Chỉ điểm danh khi cuộc họp đang mở.")
    rows = Attendance.objects.filter(meeting=meeting).exclude(presence="")
    named = set(rows.values_list("membership", flat=True))
    rest = [row for row in members_on(meeting.council, day_of(meeting)) if row.pk not in named]
    for member in rest:
        _mark(_row(meeting, member), Mark(Presence.PRESENT), by, by_code=False)
    audit.record(by=by, verb="điểm danh: có mặt đủ", target=meeting, new={"present": len(rest)})
    return len(rest)


@transaction.atomic
def check_in(*, meeting: Meeting, code: str, by: Actor) -> Attendance:
    """A member marks themselves as present with the code shown in the room.

    Raises RuleViolation for a code that is old or of another meeting, Denied for who sits in another council.
    """
    demand(by, Action.ANSWER_MEETINGS)
    check_code(code, meeting)
    meeting = _locked(meeting, frozenset({MeetingState.OPEN}), "Chỉ điểm danh khi cuộc họp đang mở.")
    membership = membership_of(by, meeting)
    if membership is None:
        raise Denied("Bạn không phải thành viên của hội đồng họp ở đây.")
    row = _row(meeting, membership)
    old = row.presence
    _mark(row, Mark(Presence.PRESENT), by, by_code=True)
    audit.record(by=by, verb="tự điểm danh", target=row, old={"presence": old}, new={"presence": Presence.PRESENT})
    return row
