"""The members of a block's own council: the heads of its schools, the leader in the chair, as they are on a day."""

from datetime import date, timedelta

from blocks.models import Council, Membership, Placement
from blocks.queries.meetings.councils import held_on
from blocks.queries.units.units import members as placed
from blocks.rules.meetings.councils import CouncilKind, Standing
from thidua.access.seats import held_on as seat_held_on
from thidua.models import Account, Seat
from thidua.policy import Role


def seat_heads(council: Council, day: date) -> None:
    """Make the block's council consist of its schools' heads on `day`; part of inviting and of opening a meeting.

    A place ends where the school left the block or has another head; deputies and secretaries keep their standing.
    """
    if council.kind != CouncilKind.BLOCK or council.block is None:
        return
    places = {place.school_id: place for place in placed(council.block, council.year, day)}
    heads, stands = _heads(council, places, day), set()
    for row in Membership.objects.filter(held_on(day), council=council, school__isnull=False):
        place = places.get(int(row.school_id or 0))
        if place is not None and _same(row, place, heads.get(place.school_id)):
            stands.add(place.school_id)
        else:
            _end(row, day)
    for school_id, place in places.items():
        if school_id not in stands:
            _seat(council, place, heads.get(school_id), day)


def _heads(council: Council, places: dict[int, Placement], day: date) -> dict[int, Account]:
    seats = Seat.objects.filter(seat_held_on(day)).select_related("account")
    found = {int(seat.school_id or 0): seat.account for seat in seats.filter(role=Role.PRINCIPAL, school_id__in=places)}
    led = seats.filter(role=Role.BLOCK_LEADER, block_id=council.block_id).first()
    leading = next((school_id for school_id, place in places.items() if place.is_leader), None)
    if led is not None and leading is not None:
        found[leading] = led.account
    return found


def _same(row: Membership, place: Placement, head: Account | None) -> bool:
    same_person = head is None or row.account_id == head.pk
    return same_person and (row.standing == Standing.CHAIR) == place.is_leader


def _end(row: Membership, day: date) -> None:
    """The place ends the day before; one that began on the day itself never was held and goes."""
    if row.valid_from >= day and not row.attendances.exists():
        row.delete()
        return
    row.valid_to = max(row.valid_from, day - timedelta(days=1))
    row.save(update_fields=["valid_to"])


def _seat(council: Council, place: Placement, head: Account | None, day: date) -> None:
    Membership.objects.create(
        council=council,
        school=place.school,
        account=head,
        full_name=head.full_name if head else f"Người đứng đầu {place.school.name}"[:120],
        post=f"Hiệu trưởng {place.school.name}"[:300],
        standing=Standing.CHAIR if place.is_leader else Standing.MEMBER,
        valid_from=day,
    )
