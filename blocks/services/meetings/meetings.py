"""Deeds on the block's planned meetings."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.db import transaction

from blocks.models import Block, EmulationYear, Meeting
from blocks.rules.meetings.meetings import MeetingFacts, check_days, clean_contents
from blocks.services.year.phases import check_deed
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit


def _told(facts: MeetingFacts) -> dict[str, object]:
    return {key: str(value) if isinstance(value, date) else value for key, value in asdict(facts).items()}


def _facts_of(meeting: Meeting) -> MeetingFacts:
    return MeetingFacts(
        meeting.number,
        meeting.month,
        meeting.starts_at,
        meeting.time_note,
        meeting.place,
        tuple(meeting.contents),
        meeting.review_heading,
        meeting.note,
    )


def _cleaned(facts: MeetingFacts, year: EmulationYear) -> MeetingFacts:
    local = facts.starts_at.astimezone(clock.ZONE) if facts.starts_at else None
    month = local.date().replace(day=1) if local else facts.month.replace(day=1)
    check_days(month=month, starts_at=local, year_from=year.starts_on, year_to=year.ends_on)
    return MeetingFacts(
        facts.number,
        month,
        facts.starts_at,
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
    """Write the meeting number `facts.number` of the block; `seen` is the version that was on the screen, 0 for none.

    Raises Conflict where another person saved it since, RuleViolation for days outside the year, texts too long, or
    a meeting whose phase is over; `reason` is why the office corrects it even so.
    """
    reason = check_deed(
        deed=Action.EDIT_MEETINGS, year=year, block_id=block.pk, meeting=facts.number, by=by, reason=reason
    )
    return _write(block, year, facts, seen, by, reason)


def _write(block: Block, year: EmulationYear, facts: MeetingFacts, seen: int, by: Actor, reason: str) -> Meeting:
    wanted = _cleaned(facts, year)
    meeting = Meeting.objects.select_for_update().filter(block=block, year=year, number=facts.number).first()
    if (meeting.version if meeting else 0) != seen:
        raise Conflict(
            f"Sinh hoạt lần {facts.number} vừa được người khác sửa trong lúc bạn soạn. Nội dung bạn gõ vẫn còn ở dưới; "
            "so với bản hiện tại rồi lưu lại."
        )
    old = _facts_of(meeting) if meeting else None
    if meeting is None:
        meeting = Meeting(block=block, year=year, number=facts.number, version=0)
    if old == wanted:
        return meeting
    for key, value in asdict(wanted).items():
        setattr(meeting, key, list(value) if key == "contents" else value)
    meeting.version += 1
    meeting.save()
    before = _told(old) if old else None
    audit.record(by=by, verb="sửa lịch sinh hoạt khối", target=meeting, old=before, new=_told(wanted), reason=reason)
    return meeting


@transaction.atomic
def set_up_meetings(
    *, block: Block, year: EmulationYear, plan: Iterable[MeetingFacts], by: Actor, reason: str = ""
) -> list[Meeting]:
    """The year's usual meetings for a block that has none yet; a block that has some keeps them as they are.

    Part of beginning the block's plan, whose own phase is asked there.
    """
    Block.objects.select_for_update().get(pk=block.pk)
    found = list(Meeting.objects.filter(block=block, year=year).order_by("number"))
    if found:
        return found
    return [_write(block, year, facts, 0, by, reason) for facts in plan]
