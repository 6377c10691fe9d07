"""What the page of superiors and members shows, on either side, and who has looked."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from blocks.rules.access.oversight import LOOKED
from thidua.actors import Actor
from thidua.models import AuditEvent, Oversight
from thidua.wall.tenancy import tenant_id

_MOST = 100


def of_both_sides(_actor: Actor) -> QuerySet[Oversight]:
    """Rights to read this authority, and those it holds over others: the database shows both to an office seat."""
    own = tenant_id()
    return Oversight._base_manager.filter(Q(district_id=own) | Q(superior_id=own))


@dataclass(frozen=True)
class BothSides:
    """Rights over this authority (`above`), rights it holds or asked for (`below`), who of the superiors looked."""

    above: list[Oversight]
    below: list[Oversight]
    looked: list[AuditEvent]


def both_sides(actor: Actor) -> BothSides:
    """Newest first; two queries."""
    rows, own = list(of_both_sides(actor).order_by("-id")[: 4 * _MOST]), tenant_id()
    looked = AuditEvent.objects.filter(kind=Oversight._meta.label_lower, verb=LOOKED).order_by("-id")[:_MOST]
    return BothSides(
        [row for row in rows if row.district_id == own], [row for row in rows if row.superior_id == own], list(looked)
    )
