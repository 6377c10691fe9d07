"""Deeds on meetings: a block's year is planned; how any council's meeting was held is written beside its plan."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from blocks.models import AgendaItem, Block, Council, EmulationYear, Meeting
from blocks.queries.meetings.meetings import meetings_of, planned
from blocks.queries.meetings.words import heading_of, when_of
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import FLOW, PLANNABLE, MeetingState
from blocks.rules.meetings.meetings import (
    USUAL,
    HeldFacts,
    ItemOrigin,
    MeetingFacts,
    MeetingKind,
    check_days,
    check_held,
    clean_contents,
)
from blocks.services.meetings.agenda import write_held, write_planned
from blocks.services.meetings.councils import block_council
from blocks.services.meetings.standing import demand_of
from blocks.services.meetings.told import tell_members
from blocks.services.year.phases import check_deed
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit


def _told(facts: MeetingFacts) -> dict[str, object]:
    return {key: str(value) if isinstance(value, date) else value for key, value in asdict(facts).items()}


def _cleaned(facts: MeetingFacts, year: EmulationYear) -> MeetingFacts:
    local = facts.starts_at.astimezone(clock.ZONE) if facts.starts_at else None
    month = local.date().replace(day=1) if local else facts.month.replace(day=1)
    check_days(month=month, starts_at=local, year_from=year.starts_on, year_to=year.ends_on)
    return MeetingFacts(
        facts.number,
        month,
        local,
        squeeze(facts.time_note),
        squeeze(facts.place),
        tuple(clean_contents(facts.contents)),
        squeeze(facts.review_heading),
        squeeze(facts.note),
    )


@transaction.atomic
def save_meeting(
    *, block: Block, year: EmulationYear, facts: MeetingFacts, seen: int, by: Actor, reason: str = ""
) -> Meeting:
    """Plan the meeting number `facts.number` of the block; `seen` is the version that was on the screen, 0 for none.

    Raises Conflict where another person saved it since, RuleViolation for days outside the year, texts too long, or
    a meeting whose phase is over; `reason` is why the office corrects it even so.
    """
    demand(by, Action.EDIT_MEETINGS, block_id=block.pk)
    reason = check_deed(
        deed=Action.EDIT_MEETINGS, year=year, block_id=block.pk, meeting=facts.number, by=by, reason=reason
    )
    return _write(block_council(block=block, year=year), year, facts, seen, by, reason)


@transaction.atomic
def plan_meeting(
    *, council: Council, year: EmulationYear, facts: MeetingFacts, kind: MeetingKind, seen: int, by: Actor
) -> Meeting:
    """Plan a meeting of any council beside the block's usual ones: a school's, the authority's, an extraordinary one.

    `facts.number` 0 takes the next number. Raises Conflict and RuleViolation as `save_meeting` does.
    """
    demand_of(by, Action.RUN_MEETINGS, council)
    Council.objects.select_for_update().get(pk=council.pk)
    if not facts.number:
        last = Meeting.objects.filter(council=council, year=year).aggregate(last=Max("number"))["last"] or 0
        usual = USUAL if council.kind == CouncilKind.BLOCK else 0  # the plan's own numbers are kept free
        facts = replace(facts, number=max(last, usual) + 1)
    return _write(council, year, facts, seen, by, "", kind)


def _write(
    council: Council,
    year: EmulationYear,
    facts: MeetingFacts,
    seen: int,
    by: Actor,
    reason: str,
    kind: MeetingKind = MeetingKind.REGULAR,
) -> Meeting:
    wanted = _cleaned(facts, year)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("council")
    meeting = rows.filter(council=council, year=year, number=facts.number).first()
    if (meeting.version if meeting else 0) != seen:
        raise Conflict(
            f"{_called(council, facts.number)} vừa được người khác sửa trong lúc bạn soạn. Nội dung bạn gõ vẫn còn ở "
            "dưới; so với bản hiện tại rồi lưu lại."
        )
    old = planned(meeting) if meeting else None
    if meeting is None:
        meeting = Meeting(council=council, year=year, number=facts.number, version=0, kind=kind)
    if old == wanted:
        return meeting
    if meeting.state not in PLANNABLE:
        raise RuleViolation("state", f"{FLOW.stands[meeting.state]} Kế hoạch giữ nguyên như đã mời.")
    meeting.planned_month, meeting.planned_at = wanted.month, wanted.starts_at
    meeting.planned_note, meeting.planned_place = wanted.time_note, wanted.place
    meeting.review_heading, meeting.note = wanted.review_heading, wanted.note
    meeting.version += 1
    meeting.save()
    write_planned(meeting, wanted.contents)
    before = _told(old) if old else None
    verb = "sửa lịch sinh hoạt khối" if council.kind == CouncilKind.BLOCK else "sửa lịch họp"
    audit.record(by=by, verb=verb, target=meeting, old=before, new=_told(wanted), reason=reason)
    if old and meeting.state == MeetingState.INVITED and (old.starts_at, old.place) != (wanted.starts_at, wanted.place):
        tell_members(
            meeting, title=f"Đổi giờ, nơi họp: {heading_of(meeting)}", text=f"{when_of(meeting)}, {wanted.place}."
        )
    return meeting


def _called(council: Council, number: int) -> str:
    return f"Sinh hoạt lần {number}" if council.kind == CouncilKind.BLOCK else f"Cuộc họp lần {number}"


@transaction.atomic
def set_up_meetings(
    *, block: Block, year: EmulationYear, plan: Iterable[MeetingFacts], by: Actor, reason: str = ""
) -> list[Meeting]:
    """The year's usual meetings for a block that has none yet; a block that has some keeps them as they are.

    Part of beginning the block's plan, whose own phase is asked there.
    """
    Block.objects.select_for_update().get(pk=block.pk)
    listed = meetings_of(block, year)
    council = block_council(block=block, year=year)
    return listed or [_write(council, year, facts, 0, by, reason) for facts in plan]


@transaction.atomic
def record_held(*, meeting: Meeting, facts: HeldFacts, seen: int, by: Actor) -> Meeting:
    """How the meeting was held, of whatever council; its plan stays as it was. `seen` is the version on the screen.

    Raises Conflict where another person saved it since, RuleViolation for a time to come or points it never had.
    """
    demand_of(by, Action.RUN_MEETINGS, meeting.council)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    if meeting.version != seen:
        raise Conflict(f"{meeting} vừa được người khác sửa; xem bản mới rồi ghi lại.")
    if meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        raise RuleViolation("state", f"{FLOW.stands[meeting.state]} Không sửa giờ, nơi họp được nữa.")
    facts = replace(facts, place=squeeze(facts.place), added=tuple(clean_contents(facts.added)))
    items = AgendaItem.objects.filter(meeting=meeting, origin=ItemOrigin.PLANNED)
    check_held(facts, now=clock.now(), positions=items.values_list("position", flat=True))
    meeting.held_at, meeting.held_until, meeting.held_place = facts.starts_at, facts.ends_at, facts.place
    meeting.version += 1
    meeting.save(update_fields=["held_at", "held_until", "held_place", "version"])
    write_held(meeting, left_out=facts.left_out, added=facts.added)
    new = {"starts_at": str(facts.starts_at), "place": facts.place, "contents": list(facts.added)}
    audit.record(by=by, verb="ghi cuộc họp đã diễn ra", target=meeting, new=new)
    return meeting
