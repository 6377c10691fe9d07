"""What a person's calendar holds: the last days of the year's phases, with the own school's extension, and meetings."""

from dataclasses import dataclass
from datetime import date, datetime

from blocks.models import CalendarLink, Meeting, Phase, Seat
from blocks.queries import visible
from blocks.queries.phases import extended_to
from blocks.rules.phases import WHO, PhaseKind
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Role


@dataclass(frozen=True)
class Entry:
    """One line of the calendar: a whole day, or a moment with a place."""

    uid: str
    title: str
    text: str
    day: date
    starts_at: datetime | None = None
    place: str = ""


def seat_of(token_hash: str) -> Seat | None:
    """The seat that a secret address belongs to."""
    link = CalendarLink.objects.filter(token_hash=token_hash).select_related("seat__account").first()
    return link.seat if link else None


def entries(seat: Seat) -> list[Entry]:
    """Deadlines of every year and meetings the seat may see, by day."""
    found: list[Entry] = []
    for phase in Phase.objects.select_related("year").order_by("closes_on"):
        last = extended_to(phase, [seat.school_id]).get(seat.school_id) if seat.school_id else None
        day, kind = max(phase.closes_on, last or phase.closes_on), PhaseKind(phase.kind)
        title = f"Hạn: {kind.label.lower()} ({phase.year.code})"
        found.append(Entry(f"moc-{phase.pk}", title, WHO[kind], day))
    meetings = visible.meetings(_holder(seat)).filter(starts_at__isnull=False)
    for meeting in meetings.select_related("block"):
        found.append(_meeting(meeting))
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def _holder(seat: Seat) -> Actor:
    return Actor(
        account_id=seat.account_id, account_name=seat.account.full_name, seat_id=seat.pk, role=Role(seat.role),
        district_id=seat.district_id or 0, unit_name=seat.unit_name, block_id=seat.block_id, school_id=seat.school_id,
    )  # fmt: skip


def _meeting(meeting: Meeting) -> Entry:
    assert meeting.starts_at is not None
    starts_at = meeting.starts_at.astimezone(clock.ZONE)
    title = f"Sinh hoạt khối lần {meeting.number}: {meeting.block.name}"
    text = "\n".join(meeting.contents)
    return Entry(f"hop-{meeting.pk}", title, text, starts_at.date(), starts_at, meeting.place)
