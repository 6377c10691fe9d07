"""Who may act as what today, by own seat or by delegation."""

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua import clock
from thidua.access.kinds import OversightState
from thidua.actors import Actor, Reads, platform
from thidua.models import Account, Delegation, Oversight, Seat, Succession, SupportSession
from thidua.policy import READS_A_MEMBER, READS_IN_SUPPORT, READS_THE_PAST, Action, Role, reading
from thidua.wall.tenancy import tenant, tenant_id

ROLE_ORDER = {role: place for place, role in enumerate(Role)}


_SEAT = ("role", "district_id", "block_id", "school_id", "unit_name")


def held_on(day: date) -> Q:
    """Seats that are valid on `day`."""
    return Q(valid_from__lte=day, ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


def lent_on(day: date) -> Q:
    """Delegations that are valid on `day`."""
    return Q(valid_from__lte=day, valid_to__gte=day, revoked_at=None)


def actors_of(account: Account, day: date) -> list[Actor]:
    """Every seat the account may act in on `day`, in any authority: own ones first, the authority's before others.

    Runs before a district is known: the database shows a person their own seats and delegations and nothing else, which
    is why both carry the unit's name.
    """
    own = Seat._base_manager.filter(held_on(day), account=account).values("id", *_SEAT)
    lent = Delegation._base_manager.filter(lent_on(day), account=account).values(
        "id", "seat_id", "for_name", "title", "powers", *_SEAT
    )
    found = [_own(account, seat) for seat in own] + [_delegate(account, row) for row in lent]
    offices = {one.district_id: one for one in reversed(found) if one.is_office and not one.delegation_id}
    if offices:
        found += _past_of(offices, day) + _members_of(offices, day)
    if account.platform_staff:
        found += [platform(account.pk, account.full_name), *_supports_of(account)]
    found.sort(key=_place)
    return found


def _place(one: Actor) -> tuple[bool, bool, int, int, int]:
    return (
        one.reads is not None,
        one.delegation_id is not None,
        ROLE_ORDER[one.role],
        one.district_id,
        one.seat_id or 0,
    )


def _own(account: Account, seat: dict) -> Actor:
    return Actor(
        account_id=account.pk,
        account_name=account.full_name,
        seat_id=seat["id"],
        role=Role(seat["role"]),
        district_id=seat["district_id"],
        unit_name=seat["unit_name"],
        block_id=seat["block_id"],
        school_id=seat["school_id"],
    )


def _past_of(offices: dict[int, Actor], day: date) -> list[Actor]:
    """Reading seats in the authorities whose work came to one in which the person holds an office seat."""
    left = Succession._base_manager.filter(successor_id__in=offices, on__lte=day).order_by("on")
    rows = {row["district_id"]: row for row in left.values("district_id", "successor_id", "predecessor_name")}
    return [
        replace(
            offices[row["successor_id"]],
            district_id=row["district_id"],
            unit_name=row["predecessor_name"],
            powers=READS_THE_PAST,
            reads=Reads.PAST,
        )
        for row in rows.values()
        if row["district_id"] not in offices
    ]


def _members_of(offices: dict[int, Actor], day: date) -> list[Actor]:
    """Reading seats in the authorities below one in which the person holds an office seat, where those agreed."""
    agreed = Oversight._base_manager.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        superior_id__in=offices,
        state=OversightState.IN_FORCE,
        valid_from__lte=day,
    )
    return [
        replace(
            offices[row["superior_id"]],
            district_id=row["district_id"],
            unit_name=row["member_name"],
            powers=READS_A_MEMBER,
            reads=Reads.MEMBER,
            right_id=row["id"],
        )
        for row in agreed.values("id", "district_id", "superior_id", "member_name").order_by("member_name", "id")
        if row["district_id"] not in offices
    ]


def _supports_of(account: Account) -> list[Actor]:
    """Reading seats of the support sessions of a member of the platform's staff that are open at this moment."""
    now = clock.now()
    running = SupportSession._base_manager.filter(account=account, ended_at=None, opens_at__lte=now, ends_at__gt=now)
    return [
        Actor(
            account_id=account.pk,
            account_name=account.full_name,
            seat_id=None,
            role=Role.OFFICER,
            district_id=row["district_id"],
            unit_name=row["unit_name"],
            powers=READS_IN_SUPPORT,
            reads=Reads.SUPPORT,
            right_id=row["id"],
        )
        for row in running.values("id", "district_id", "unit_name")
    ]


def _delegate(account: Account, row: dict) -> Actor:
    role = Role(row["role"])
    powers = {Action(code) for code in row["powers"] if code in set(Action)}
    return Actor(
        account_id=account.pk,
        account_name=account.full_name,
        seat_id=row["seat_id"],
        role=role,
        district_id=row["district_id"],
        unit_name=row["unit_name"],
        block_id=row["block_id"],
        school_id=row["school_id"],
        delegation_id=row["id"],
        for_name=row["for_name"],
        title=row["title"],
        powers=reading(role) | powers,
    )


def known_people() -> QuerySet[Account]:
    """Accounts that hold or held a seat in this authority."""
    return Account.objects.filter(Exists(Seat.objects.filter(account=OuterRef("pk")))).order_by("full_name", "pk")


def seats_everywhere(account: Account, day: date) -> list[Seat]:
    """Every seat that a person holds, in whatever authority; the database shows a person's own seats to that person."""
    with tenant(tenant_id(), account.pk):
        return list(Seat._base_manager.filter(held_on(day), account=account))


def is_held(seat: Seat) -> bool:
    """Whether the seat is valid today."""
    today = clock.today()
    return seat.ended_at is None and seat.valid_from <= today and (seat.valid_to is None or today <= seat.valid_to)
