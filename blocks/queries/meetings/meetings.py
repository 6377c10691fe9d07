"""The meetings of a block's own council: as rows, by number, and as they were planned."""

from django.db.models import QuerySet

from blocks.models import Block, EmulationYear, Meeting
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meetings import MeetingFacts
from thidua import clock


def block_meetings() -> QuerySet[Meeting]:
    """Meetings of blocks (sinh hoạt khối), of every year, each with its council."""
    return Meeting.objects.filter(council__kind=CouncilKind.BLOCK).select_related("council")


def meetings_of(block: Block, year: EmulationYear) -> list[Meeting]:
    """The block's meetings of the year by number; without their agenda."""
    return list(block_meetings().filter(council__block=block, year=year).order_by("number"))


def meeting_of(block: Block, year: EmulationYear, number: int) -> Meeting | None:
    """The block's meeting with that number in the year."""
    return block_meetings().filter(council__block=block, year=year, number=number).first()


def by_number(block_id: int | None, year: EmulationYear) -> dict[int, Meeting]:
    """The meetings at which topics of the block's schools may be presented; none for a school without a block."""
    found = block_meetings().filter(council__block=block_id, year=year) if block_id else Meeting.objects.none()
    return {meeting.number: meeting for meeting in found}


def planned(meeting: Meeting) -> MeetingFacts:
    """What the meeting is planned as, times in Vietnam's; lists ask with `agenda` prefetched."""
    return MeetingFacts(
        number=meeting.number,
        month=meeting.planned_month,
        starts_at=meeting.planned_at.astimezone(clock.ZONE) if meeting.planned_at else None,
        time_note=meeting.planned_note,
        place=meeting.planned_place,
        contents=tuple(meeting.contents),
        review_heading=meeting.review_heading,
        note=meeting.note,
    )


def planned_of(block: Block, year: EmulationYear) -> tuple[MeetingFacts, ...]:
    """The block's plan of the year's meetings by number; two queries for any number."""
    found = block_meetings().filter(council__block=block, year=year).order_by("number")
    return tuple(planned(meeting) for meeting in found.prefetch_related("agenda"))
