"""Whom the people and schools here were in earlier authorities, read there by right: one visit an authority.

A predecessor is read only where it says itself that its work came to us (Succession, inside its own wall), from that
day on, and only while the database refuses every write. Predecessors of a predecessor are read through it alone: each
step of the chain asks the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from blocks.models import Lineage
from blocks.rules.units.changes import LineageKind
from thidua import clock
from thidua.models import DistrictName, Succession
from thidua.wall.tenancy import reading, tenant_id

Ids = dict[int, set[int]]  # id there → ids here


@dataclass
class Ancestor:
    """One earlier authority: what it was called, and who of ours it knew."""

    district_id: int
    name: str
    staff: Ids = field(default_factory=dict)
    schools: Ids = field(default_factory=dict)


def _before(staff: Ids, schools: Ids) -> dict[int, tuple[Ids, Ids]]:
    """The current authority's lines of descent: authority before → (staff there → here, schools there → here)."""
    lines = Lineage.objects.filter(
        Q(kind=LineageKind.STAFF, new_id__in=staff) | Q(kind=LineageKind.SCHOOL, new_id__in=schools)
    )
    found: dict[int, tuple[Ids, Ids]] = defaultdict(lambda: (defaultdict(set), defaultdict(set)))
    for kind, new, district, old in lines.values_list("kind", "new_id", "old_district_id", "old_id"):
        place, known = (0, staff) if kind == LineageKind.STAFF else (1, schools)
        found[district][place][old] |= known[new]
    return found


def visit(staff: Iterable[int], schools: Iterable[int], read: Callable[[Ancestor], None]) -> None:
    """Call `read` inside each earlier authority that the people and schools here came from, nearest ones first.

    One query here; eight an authority beside what `read` asks. `read` may only read: the database holds it to that.
    """
    own = {one: {one} for one in staff}, {one: {one} for one in schools}
    _visit(*own, read, {tenant_id()})


def _visit(staff: Ids, schools: Ids, read: Callable[[Ancestor], None], seen: set[int]) -> None:
    heir = tenant_id()
    for district_id, (people, homes) in sorted(_before(staff, schools).items()):
        if district_id in seen:
            continue
        seen.add(district_id)
        with reading(district_id):
            if not Succession.objects.filter(successor=heir, on__lte=clock.today()).exists():
                continue
            named = DistrictName.objects.order_by("-valid_from").values_list("short_name", flat=True).first()
            read(Ancestor(district_id, named or "", dict(people), dict(homes)))
            _visit(people, homes, read, seen)
