"""Who may act as what today, by own seat or by delegation."""

from dataclasses import replace
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from blocks.models import Account, Delegation, Invitation, Oversight, Placement, Seat, Succession, SupportSession
from blocks.rules.invitations import GIVES
from blocks.rules.oversight import OversightState
from thidua import clock
from thidua.actors import Actor, Reads, platform
from thidua.policy import READS_A_MEMBER, READS_IN_SUPPORT, READS_THE_PAST, Action, Role, reading
from thidua.tenancy import tenant, tenant_id
from thidua.text import plain_key

_ORDER = {role: place for place, role in enumerate(Role)}
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
    return (one.reads is not None, one.delegation_id is not None, _ORDER[one.role], one.district_id, one.seat_id or 0)


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


def seats_managed_by(actor: Actor) -> QuerySet[Seat]:
    """Seats that the actor may end and hand over: the office all, a principal those of the school's helpers."""
    if actor.is_office:
        return Seat.objects.filter(role__in=GIVES[actor.role])
    if actor.role is Role.PRINCIPAL:
        return Seat.objects.filter(school_id=actor.school_id, role__in=GIVES[actor.role])
    return Seat.objects.none()


def seats_seen_by(actor: Actor) -> QuerySet[Seat]:
    """Seats on the page of people: the office sees all of the authority, a school its own."""
    return Seat.objects.all() if actor.is_office else Seat.objects.filter(school_id=actor.school_id)


def people_listed(seats: QuerySet[Seat], day: date, *, search: str, ended: bool) -> QuerySet[Seat]:
    """`seats` held on `day` or later (or ended before it), by role and unit; unaccented search in name and unit."""
    order = Case(*(When(role=role, then=Value(place)) for role, place in _ORDER.items()), output_field=IntegerField())
    open_now = Q(ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))
    found = seats.filter(~open_now if ended else open_now).select_related("account")
    if search:
        rows = found.values_list("pk", "account__full_name", "account__username", "account__email", "unit_name")
        found = found.filter(pk__in=[pk for pk, *words in rows if plain_key(search) in plain_key(" ".join(words))])
    return found.annotate(rank=order).order_by("rank", "unit_name", "-valid_from", "pk")


def invitations_of(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that the actor may confirm or withdraw."""
    found = Invitation.objects.filter(role__in=GIVES.get(actor.role, ()))
    return found if actor.is_office else found.filter(school_id=actor.school_id)


def known_people() -> QuerySet[Account]:
    """Accounts that hold or held a seat in this authority."""
    return Account.objects.filter(Exists(Seat.objects.filter(account=OuterRef("pk")))).order_by("full_name", "pk")


def possible_delegates(seat: Seat, day: date) -> list[Account]:
    """People who hold a seat in the same unit (for a block: in its schools), not the holder, no mere secretary."""
    near = Seat.objects.filter(held_on(day)).exclude(account=seat.account_id).exclude(role=Role.SECRETARY)
    if seat.school_id:
        near = near.filter(school_id=seat.school_id)
    elif seat.block_id:
        schools = Placement.objects.filter(block_id=seat.block_id).values("school")
        near = near.filter(Q(school__in=schools) | Q(block_id=seat.block_id))
    else:
        near = near.filter(school=None, block=None)
    return list(Account.objects.filter(pk__in=near.values("account")).order_by("full_name", "pk"))


def seats_everywhere(account: Account, day: date) -> list[Seat]:
    """Every seat that a person holds, in whatever authority; the database shows a person's own seats to that person."""
    with tenant(tenant_id(), account.pk):
        return list(Seat._base_manager.filter(held_on(day), account=account))
