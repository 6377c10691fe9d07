"""Deeds on the points of a meeting: notes and resolutions, a point added, a direction of the head of the office."""

from collections.abc import Collection
from dataclasses import asdict, replace

from django.db import transaction
from django.db.models import Max

from blocks.models import AgendaItem, Meeting, Membership, Recusal, Resolution
from blocks.queries.meetings.sittings import sitting_of
from blocks.rules.meetings.meeting_moves import FLOW, NOTED, MeetingState
from blocks.rules.meetings.meetings import ItemOrigin, clean_contents
from blocks.rules.meetings.resolutions import Outcome, ResolutionFacts, check_resolution
from blocks.services.mailroom.notices import tell_office
from blocks.services.meetings.opinions import ask_absentees
from blocks.services.meetings.standing import demand_of
from blocks.services.meetings.told import tell_members
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.text import nfc, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


def _noted(item: AgendaItem) -> Meeting:
    """The meeting of the point, locked; RuleViolation unless notes are taken now."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=item.meeting_id)
    if meeting.state not in NOTED:
        raise RuleViolation("state", f"{FLOW.stands[meeting.state]} Chỉ ghi nội dung khi đang họp hoặc chưa khép.")
    return meeting


@transaction.atomic
def add_item(*, meeting: Meeting, text: str, by: Actor) -> AgendaItem:
    """A point that came up in the room, after those of the plan."""
    demand_of(by, Action.RUN_MEETINGS, meeting.council)
    probe = AgendaItem(meeting=meeting)
    meeting = _noted(probe)
    lines = clean_contents([text])
    if not lines:
        raise RuleViolation("text", "Ghi nội dung bổ sung.", where="text")
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, text=lines[0], origin=ItemOrigin.ADDED, held=True
    )
    if meeting.state == MeetingState.HELD:
        ask_absentees(meeting)
    audit.record(by=by, verb="thêm nội dung họp", target=meeting, new={"contents": [item.text]})
    return item


@transaction.atomic
def resolve(
    *, item: AgendaItem, facts: ResolutionFacts, seen: int, by: Actor, recused: Collection[int] = ()
) -> Resolution:
    """Write the notes of one point; `seen` is the version on the screen (0: none), `recused` ids of memberships.

    Raises Conflict where somebody else wrote it since, RuleViolation for counts that cannot be, no quorum.
    """
    demand_of(by, Action.RUN_MEETINGS, item.meeting.council)
    meeting = _noted(item)
    facts = replace(
        facts, discussion=nfc(facts.discussion).strip(), text=nfc(facts.text).strip(), reason=squeeze(facts.reason)
    )
    row = Resolution.objects.select_for_update().filter(item=item).first() or Resolution(item=item, version=0)
    if row.version != seen:
        raise Conflict(f"Nội dung này vừa được {row.noted_by or 'người khác'} ghi. So hai bản rồi lưu lại.")
    sitting, aside = sitting_of(meeting), _aside(meeting, recused)
    voters = sitting.counted - sum(member.pk in sitting.counting for member in aside)
    check_resolution(facts, voters=max(voters, 0), quorate=sitting.valid)
    old = {"outcome": row.outcome, "text": row.text}
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    if facts.outcome != Outcome.ESCALATED:
        row.direction = ""
    row.version += 1
    put_stamp(row, "noted", by)
    row.save()
    Recusal.objects.filter(resolution=row).delete()
    Recusal.objects.bulk_create(Recusal(resolution=row, membership=member) for member in aside)
    AgendaItem.objects.filter(pk=item.pk).update(held=facts.outcome != Outcome.NOT_HELD if facts.outcome else None)
    if facts.outcome == Outcome.ESCALATED and old["outcome"] != Outcome.ESCALATED:
        title = f"Chưa thống nhất, xin ý kiến chỉ đạo: {meeting}"
        tell_office(title=title, text=f"{item.text}: {facts.reason}", path=Link.to("meeting", meeting.pk), heads=True)
    new = {"item": item.text, "outcome": facts.outcome, "text": facts.text, "agree": facts.agree}
    audit.record(by=by, verb="ghi kết luận", target=meeting, old=old, new=new)
    return row


def _aside(meeting: Meeting, recused: Collection[int]) -> list[Membership]:
    rows = list(Membership.objects.filter(pk__in=recused, council=meeting.council_id))
    if len(rows) != len(set(recused)):
        raise RuleViolation("recused", "Người tránh biểu quyết phải là thành viên của hội đồng.", where="recused")
    return rows


@transaction.atomic
def direct(*, item: AgendaItem, direction: str, by: Actor) -> Resolution:
    """The head of the office says what to do where the members did not agree; it goes back into the meeting's file."""
    demand(by, Action.DIRECT_MEETINGS)
    meeting = _noted(item)
    direction = nfc(direction).strip()
    row = Resolution.objects.select_for_update().filter(item=item, outcome=Outcome.ESCALATED).first()
    if row is None:
        raise RuleViolation("state", "Nội dung này không còn chờ ý kiến chỉ đạo.")
    if not direction or len(direction) > 4000:
        raise RuleViolation("direction", "Ghi ý kiến chỉ đạo, không quá 4000 ký tự.", where="direction")
    old, row.direction = row.direction, direction
    row.version += 1
    row.save(update_fields=["direction", "version", *put_stamp(row, "directed", by)])
    tell_members(meeting, title=f"Ý kiến chỉ đạo: {item.text}", text=direction)
    audit.record(by=by, verb="cho ý kiến chỉ đạo", target=meeting, old={"direction": old}, new={"direction": direction})
    return row
