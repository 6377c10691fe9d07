"""What the platform's staff see of authorities: codes, dates and how many seats are held. Nothing behind the walls."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from blocks.models import Invitation
from blocks.rules.access.invitations import InvitationState
from thidua import clock
from thidua.actors import Actor
from thidua.models import AccountRecovery, District
from thidua.policy import ROLE_LABELS, Role
from thidua.wall.tenancy import tenant


@dataclass(frozen=True)
class Line:
    """An authority and how many seats of each role are held in it today."""

    district: District
    seats: dict[Role, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All seats held today."""
        return sum(self.seats.values())

    @property
    def by_role(self) -> list[tuple[str, int]]:
        """(role's name, count), in the order of the roles."""
        return [(ROLE_LABELS[role], self.seats[role]) for role in Role if role in self.seats]

    @property
    def has_office(self) -> bool:
        """Whether somebody of the office is left."""
        return bool(self.seats.get(Role.OFFICER) or self.seats.get(Role.HEAD_OF_OFFICE))


def authorities(search: str = "") -> QuerySet[District]:
    """All authorities by code; `search` is a part of the code."""
    found = District.objects.order_by("code")
    return found.filter(code__icontains=search) if search else found


def visible_authorities(_actor: Actor) -> QuerySet[District]:
    """The same for the API: the action alone opens it."""
    return District.objects.all()


def with_seats(rows: Iterable[District], day: date | None = None) -> list[Line]:
    """The rows with their counts, in one question (a function of the database that tells numbers only)."""
    listed = list(rows)
    counts: dict[int, dict[Role, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        asked: Any = [[row.pk for row in listed], day or clock.today()]
        cursor.execute("SELECT authority, role, held FROM thidua_seats_held(%s::bigint[], %s)", asked)
        for authority, role, held in cursor.fetchall():
            counts[authority][Role(role)] = held
    return [Line(row, counts[row.pk]) for row in listed]


def own_invitations(district: District, account_id: int | None) -> list[Invitation]:
    """Open invitations of a first head that this member of the staff made there."""
    with tenant(district.pk):
        mine = Invitation.objects.filter(role=Role.HEAD_OF_OFFICE, created_account=account_id)
        found = mine.filter(state__in=[InvitationState.OPEN, InvitationState.ACCEPTED])
        return list(found.select_related("account").order_by("-id"))


def recoveries() -> QuerySet[AccountRecovery]:
    """Recoveries of sign-in, those that wait first."""
    found = AccountRecovery.objects.select_related("account", "authority")
    return found.order_by("state", "-id")  # the code of the waiting state comes first
