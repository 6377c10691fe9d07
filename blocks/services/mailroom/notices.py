"""Deeds on inboxes: a line for everyone who holds a seat, read once opened."""

from collections.abc import Iterable

from django.db import transaction

from blocks.models import EmulationYear, Mail, Notice, Placement, School
from blocks.queries.mailroom.inbox import inbox_of
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Delegation, Seat
from thidua.policy import Role
from thidua.registries.addresses import kept_as
from thidua.registries.links import Link


def held_seats(schools: Iterable[int], roles: Iterable[Role]) -> list[Seat]:
    """Seats of those schools and roles that are held today, with their accounts."""
    found = Seat.objects.filter(held_on(clock.today()), school_id__in=list(schools), role__in=list(roles))
    return list(found.select_related("account"))


def notices_for(seats: Iterable[Seat], *, title: str, text: str, path: Link | str, key: str = "") -> list[Notice]:
    """Unsaved lines, one a seat; the digest takes them along by each person's wish. `key` makes a timed line unique.

    `path` is a link, or how it is kept (`sheet:12`): its code stands in a manifest, else LookupError is raised.
    """
    now, kept = clock.now(), kept_as(path)
    return [Notice(seat=seat, title=title, text=text, path=kept, made_at=now, key=key) for seat in seats]


def tell_school(*, school: School, roles: Iterable[Role], title: str, text: str = "", path: Link | str = "") -> int:
    """Put a line into the inboxes of the school's people in those roles; part of another deed's transaction."""
    lines = notices_for(held_seats([school.pk], roles), title=title, text=text, path=path)
    Notice.objects.bulk_create(lines)
    return len(lines)


def tell_block_of(*, school: School, year: EmulationYear, title: str, text: str = "", path: Link | str = "") -> int:
    """Put a line into the inbox of who leads the school's block of that year."""
    blocks = Placement.objects.filter(year=year, school=school).values("block")
    led = Seat.objects.filter(held_on(clock.today()), role=Role.BLOCK_LEADER, block_id__in=blocks)
    lines = notices_for(list(led.select_related("account")), title=title, text=text, path=path)
    Notice.objects.bulk_create(lines)
    return len(lines)


def tell_office(*, title: str, text: str = "", path: Link | str = "", heads: bool = False) -> int:
    """Put a line into the inboxes of the authority's office (only of its `heads`, unless it has none)."""
    office = Seat.objects.filter(held_on(clock.today()), role__in=[Role.OFFICER, Role.HEAD_OF_OFFICE])
    seats = list(office.select_related("account"))
    wanted = [seat for seat in seats if seat.role == Role.HEAD_OF_OFFICE] if heads else []
    lines = notices_for(wanted or seats, title=title, text=text, path=path)
    Notice.objects.bulk_create(lines)
    return len(lines)


def tell_delegate(*, made: Delegation, text: str, letter: Mail | None) -> int:
    """Tell a delegate of what was lent, where they will act and in the seats they hold; `letter` told of it too."""
    held = list(Seat.objects.filter(held_on(clock.today()), account=made.account_id).select_related("account"))
    title = f"{made.for_name} ủy quyền cho bạn: {made}"
    lines = notices_for(held, title=title, text=text, path=Link("seats"))
    lines += notices_for([made.seat], title=title, text=text, path=Link("home"))
    lines[-1].delegation = made
    for line in lines:
        line.letter = letter
    Notice.objects.bulk_create(lines)
    return len(lines)


@transaction.atomic
def mark_read(*, by: Actor, notice_ids: Iterable[int] | None = None) -> int:
    """The acting seat has read these lines (None: all of its lines); returns how many were new."""
    mine = inbox_of(by).filter(read_at=None)
    if notice_ids is not None:
        mine = mine.filter(pk__in=list(notice_ids))
    return mine.update(read_at=clock.now())
