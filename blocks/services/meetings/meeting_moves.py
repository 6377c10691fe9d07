"""The moves of a meeting: what each leads to beside its step. Which there are and when stands in rules (FLOW)."""

from typing import Any

from blocks.models import Attendance, Meeting
from blocks.queries.meetings.councils import day_of
from blocks.queries.meetings.meeting_moves import facts_of, lines_of
from blocks.queries.meetings.words import heading_of, when_of
from blocks.rules.meetings.meeting_moves import FLOW, MeetingMoveFacts
from blocks.services.meetings.block_members import seat_heads
from blocks.services.meetings.opinions import ask_absentees
from blocks.services.meetings.told import tell_members
from thidua.actors import Actor
from thidua.flow.deeds import Mover, Taken

MeetingTaken = Taken[Meeting, MeetingMoveFacts]


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the end of the transaction."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("council__block", "council__school", "council__year", "year").get(pk=meeting.pk)


def _invited(taken: MeetingTaken) -> dict[str, Any]:
    meeting = taken.row
    seat_heads(meeting.council, day_of(meeting))
    taken.set(version=meeting.version + 1)
    text = f"{when_of(meeting)}, {meeting.planned_place}. Mời thầy cô trả lời có dự được không."
    return {"notices": tell_members(meeting, title=f"Giấy mời: {heading_of(meeting)}", text=text)}


def _opened(taken: MeetingTaken) -> None:
    meeting = taken.row
    seat_heads(meeting.council, day_of(meeting))
    taken.set(held_at=taken.step.at, held_place=meeting.planned_place)


def _held(taken: MeetingTaken) -> dict[str, Any]:
    begun, ended = taken.row.held_at, taken.step.at
    taken.set(held_until=ended if begun is None or ended > begun else None)
    return {"present": taken.facts.counted, "asked": ask_absentees(taken.row)}


def _put_off(taken: MeetingTaken) -> None:
    """The roll falls; the answers to the invitation too, they were about another day."""
    meeting = taken.row
    Attendance.objects.filter(meeting=meeting).delete()
    taken.set(version=meeting.version + 1, held_at=None, held_place="")
    tell_members(meeting, title=f"Hoãn: {heading_of(meeting)}", text=taken.reason)


def _called_off(taken: MeetingTaken) -> None:
    taken.set(version=taken.row.version + 1)
    tell_members(taken.row, title=f"Hủy: {heading_of(taken.row)}", text=taken.reason)


def _closed(taken: MeetingTaken) -> None:
    tell_members(taken.row, title=f"Biên bản đã khép: {heading_of(taken.row)}")


MEETINGS: Mover[Meeting, MeetingMoveFacts] = Mover(
    flow=FLOW,
    lock=locked,
    gather=facts_of,
    shows=lines_of,
    leads_to={
        "invite": _invited,
        "open": _opened,
        "hold": _held,
        "postpone": _put_off,
        "cancel": _called_off,
        "close": _closed,
    },
)


def move(code: str, *, meeting: Meeting, by: Actor, reason: str = "", seen: str = "") -> Meeting:
    """Make one move of FLOW on the meeting; raises Denied, RuleViolation as the table says."""
    return MEETINGS.make(meeting, code, by=by, reason=reason, seen=seen)
