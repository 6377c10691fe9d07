"""Who may act as what today, by own seat or by delegation."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua import clock
from thidua.access.kinds import OversightState
from thidua.actors import Actor, Reads, platform
from thidua.models import Account, Seat, SupportSession
from thidua.policy import READS_A_MEMBER, READS_IN_SUPPORT, READS_THE_PAST, Action, Role, reading
from thidua.wall.tenancy import tenant, tenant_id

ROLE_ORDER = {role: place for place, role in enumerate(Role)}


def held_on(day: date) -> Q:
    """Seats that are valid on `day`."""
    return Q(valid_from__lte=day, ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


def lent_on(day: date) -> Q:
    """Delegations that are valid on `day`."""
    return Q(valid_from__lte=day, valid_to__gte=day, revoked_at=None)


# One statement for the door of every page: own seats, what was lent, and, for who sits in an office, the authorities
# whose work came to it and those below it that agreed. The database shows a person their own rows of these alone.
_ACTORS = """
SELECT seats.*, thidua_district.kind AS authority_kind FROM (
WITH mine AS (
    SELECT id, role, district_id, block_id, school_id, unit_name FROM thidua_seat
    WHERE account_id = %(account)s AND ended_at IS NULL
        AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
), offices AS (SELECT DISTINCT district_id FROM mine WHERE role = ANY (%(office)s))
SELECT 'own' AS kind, id, id AS seat_id, role, district_id, block_id, school_id, unit_name, NULL::bigint AS from_id,
    '' AS for_name, '' AS title, NULL::varchar[] AS powers, NULL::date AS since FROM mine
UNION ALL
SELECT 'lent', id, seat_id, role, district_id, block_id, school_id, unit_name, NULL, for_name, title, powers, NULL
FROM thidua_delegation
WHERE account_id = %(account)s AND revoked_at IS NULL AND valid_from <= %(day)s AND valid_to >= %(day)s
UNION ALL
SELECT 'past', NULL, NULL, '', district_id, NULL, NULL, predecessor_name, successor_id, '', '', NULL, "on"
FROM thidua_succession WHERE successor_id IN (SELECT district_id FROM offices) AND "on" <= %(day)s
UNION ALL
SELECT 'member', id, NULL, '', district_id, NULL, NULL, member_name, superior_id, '', '', NULL, valid_from
FROM thidua_oversight
WHERE superior_id IN (SELECT district_id FROM offices) AND state = %(agreed)s
    AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
) AS seats JOIN thidua_district ON thidua_district.id = seats.district_id
ORDER BY seats.kind, since, seats.id"""
_OFFICE = [Role.OFFICER.value, Role.HEAD_OF_OFFICE.value]
_RIGHTS = {"past": Reads.PAST, "member": Reads.MEMBER}


def actors_of(account: Account, day: date) -> list[Actor]:
    """Every seat the account may act in on `day`, in any authority: own ones first, the authority's before others.

    Runs before a district is known: the database shows a person their own seats and delegations and nothing else, which
    is why both carry the unit's name. One statement.
    """
    named: dict[str, Any] = {
        "account": account.pk,
        "day": day,
        "office": _OFFICE,
        "agreed": OversightState.IN_FORCE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ACTORS, named)
        columns = [column.name for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    actors = [_in_seat(account, row) for row in rows if row["kind"] in ("own", "lent")]
    offices = {actor.district_id: actor for actor in reversed(actors) if actor.is_office and not actor.delegation_id}
    rights = {(row["kind"], row["district_id"]): row for row in rows if row["kind"] in _RIGHTS}  # the newest stands
    actors += [_by_right(offices[row["from_id"]], row) for row in rights.values() if row["district_id"] not in offices]
    if account.platform_staff:
        actors += [platform(account.pk, account.full_name), *_supports_of(account)]
    return sorted(actors, key=_place)


def _place(actor: Actor) -> tuple[bool, bool, int, int, int]:
    reads, lent = actor.reads is not None, actor.delegation_id is not None
    return reads, lent, ROLE_ORDER[actor.role], actor.district_id, actor.seat_id or 0


def _in_seat(account: Account, row: dict[str, Any]) -> Actor:
    """The person in an own seat or in a lent one: of a lent one only the listed powers, and what its role reads."""
    role, lent = Role(row["role"]), row["kind"] == "lent"
    powers = reading(role) | {Action(code) for code in row["powers"] or () if code in set(Action)}
    return Actor(
        account_id=account.pk,
        account_name=account.full_name,
        seat_id=row["seat_id"],
        role=role,
        district_id=row["district_id"],
        unit_name=row["unit_name"],
        block_id=row["block_id"],
        school_id=row["school_id"],
        delegation_id=row["id"] if lent else None,
        for_name=row["for_name"],
        title=row["title"],
        powers=powers if lent else None,
        kind=row["authority_kind"],
    )


def _by_right(office: Actor, row: dict[str, Any]) -> Actor:
    """A reading seat in another authority, by the office seat that gives the right to it."""
    reads = _RIGHTS[row["kind"]]
    return replace(
        office,
        district_id=row["district_id"],
        unit_name=row["unit_name"],
        powers=READS_THE_PAST if reads is Reads.PAST else READS_A_MEMBER,
        reads=reads,
        right_id=row["id"],
    )


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
