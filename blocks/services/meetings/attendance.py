"""Deeds on attendance: an answer to the invitation, a mark of the roll-call."""

from django.db import transaction

from blocks.models import Attendance, Meeting, Membership
from blocks.rules.meetings.attendance import Answer, Presence, check_presence, check_seated
from blocks.services.meetings.standing import demand_of
from thidua import clock
from thidua.actors import Actor
from thidua.text import squeeze
from thidua.trail import audit


def _row(meeting: Meeting, membership: Membership) -> Attendance:
    """The member's row at the meeting, locked; RuleViolation for who does not sit in its council on its day."""
    moment = meeting.held_at or meeting.planned_at
    check_seated(
        same_council=meeting.council_id == membership.council_id,
        name=membership.full_name,
        since=membership.valid_from,
        until=membership.valid_to,
        day=moment.astimezone(clock.ZONE).date() if moment else max(meeting.planned_month, membership.valid_from),
    )
    rows = Attendance.objects.select_for_update(of=("self",))
    return rows.get_or_create(meeting=meeting, membership=membership)[0]


@transaction.atomic
def answer_invitation(
    *, meeting: Meeting, membership: Membership, answer: Answer, by: Actor, reason: str = "", substitute_name: str = ""
) -> Attendance:
    """What the member answers: comes, or cannot and why, with who comes instead; the last answer counts."""
    if by.account_id is None or membership.account_id != by.account_id:  # else the member's own answer
        demand_of(by, meeting.council)
    row = _row(meeting, membership)
    old, row.answer = row.answer, answer
    row.reason, row.substitute_name = squeeze(reason), squeeze(substitute_name)
    row.save(update_fields=["answer", "reason", "substitute_name"])
    audit.record(by=by, verb="trả lời giấy mời họp", target=row, old={"answer": old}, new={"answer": answer})
    return row


@transaction.atomic
def call_roll(
    *,
    meeting: Meeting,
    membership: Membership,
    presence: Presence,
    by: Actor,
    reason: str = "",
    substitute_name: str = "",
) -> Attendance:
    """What the roll-call found; a substitute is named exactly where one came. The answer given before stays."""
    demand_of(by, meeting.council)
    substitute_name = squeeze(substitute_name)
    check_presence(presence, substitute_name=substitute_name)
    row = _row(meeting, membership)
    old, row.presence = row.presence, presence
    row.reason, row.substitute_name = squeeze(reason), substitute_name
    row.save(update_fields=["presence", "reason", "substitute_name"])
    audit.record(by=by, verb="điểm danh", target=row, old={"presence": old}, new={"presence": presence})
    return row
