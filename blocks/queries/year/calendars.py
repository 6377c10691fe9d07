"""What a person's calendar holds: the last days of the year's phases, with the own unit's extension, and meetings."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from blocks.models import CalendarLink, Extension, Meeting, Phase
from blocks.queries import visible
from blocks.queries.meetings.meetings import planned
from blocks.queries.meetings.words import heading_of
from blocks.queries.year.phases import of_years
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import OFF
from thidua.actors import Actor
from thidua.models import Seat
from thidua.policy import Role


@dataclass(frozen=True)
class Entry:
    """One line of the calendar: a whole day, or a moment with a place.

    `uid` stays the same for ever, `sequence` grows with every change that others made (RFC 5545, 3.8.7.4).
    """

    uid: str
    title: str
    text: str
    day: date
    sequence: int
    starts_at: datetime | None = None
    place: str = ""
    is_off: bool = False  # a meeting put off or called off: calendar programs strike it out


def seat_of(token_hash: str) -> Seat | None:
    """The seat that a secret address belongs to."""
    link = CalendarLink.objects.filter(token_hash=token_hash).select_related("seat__account").first()
    return link.seat if link else None


def entries(seat: Seat) -> list[Entry]:
    """Deadlines of every year and meetings the seat may see, by day; four queries for any number of years."""
    given = _extensions(seat)
    found = [_deadline(phase, given[phase.pk]) for phase in of_years().select_related("year")]
    own = Q(council__kind=CouncilKind.BLOCK) | Q(council__memberships__account=seat.account_id)
    meetings = visible.meetings(_holder(seat)).filter(own, planned_at__isnull=False).distinct()
    meetings = meetings.select_related("council__block").prefetch_related("agenda")
    found += [_meeting(meeting) for meeting in meetings]
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def _extensions(seat: Seat) -> dict[int, list[date]]:
    """By phase the days to which the seat's own school or block was given time, the newest last."""
    found: dict[int, list[date]] = defaultdict(list)
    given = Extension.objects.none()
    if seat.school_id:
        given = Extension.objects.filter(school=seat.school_id)
    elif seat.block_id:
        given = Extension.objects.filter(block=seat.block_id)
    for phase, until in given.order_by("pk").values_list("phase", "until"):
        found[phase].append(until)
    return found


def _deadline(phase: Phase, given: list[date]) -> Entry:
    """A phase's last day for this unit: changed by a new date of the phase, and by every extension."""
    day = max(phase.closes_on, given[-1]) if given else phase.closes_on
    more = ", gia hạn" if day != phase.closes_on else ""
    title = f"Hạn: {phase.name.lower()} ({phase.year.code}{more})"
    return Entry(f"moc-{phase.pk}", title, phase.text, day, phase.version - 1 + len(given))


def _holder(seat: Seat) -> Actor:
    return Actor(
        account_id=seat.account_id,
        account_name=seat.account.full_name,
        seat_id=seat.pk,
        role=Role(seat.role),
        district_id=seat.district_id or 0,
        unit_name=seat.unit_name,
        block_id=seat.block_id,
        school_id=seat.school_id,
    )


def _meeting(meeting: Meeting) -> Entry:
    facts = planned(meeting)
    assert facts.starts_at is not None
    title, text = heading_of(meeting), "\n".join(facts.contents)
    day, sequence = facts.starts_at.date(), meeting.version - 1
    return Entry(f"hop-{meeting.pk}", title, text, day, sequence, facts.starts_at, facts.place, meeting.state in OFF)
