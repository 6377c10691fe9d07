"""While a covenant is frozen or signed, the collective targets of its schools do not change."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from blocks.models import Block, Covenant, EmulationYear, Placement
from blocks.rules.promise.covenants import HELD, CovenantState
from thidua.errors import RuleViolation


def check_unheld(year: EmulationYear, schools: Iterable[int]) -> None:
    """Raises RuleViolation("covenant") where a covenant of the year holds a target of one of those schools.

    The covenant's row is locked against a freezing at the same moment until the end of the transaction.
    """
    places = Placement.objects.filter(year=year, school__in=list(schools)).values("block")
    locked = Covenant.objects.select_for_update(no_key=True, of=("self",)).filter(year=year, block__in=places)
    held = next((row for row in locked.select_related("block").defer("annex") if row.state in HELD), None)
    if held is not None:
        check_state(held.block, held.state)


def covenant_state() -> Subquery:
    """The state of the covenant of a placement's block and year, for a query on placements."""
    own = Covenant.objects.filter(year=OuterRef("year"), block=OuterRef("block"))
    return Subquery(own.values("state")[:1])


def check_state(block: Block, state: str) -> None:
    """Raises RuleViolation("covenant") where a covenant in that state holds the block's targets."""
    if state in HELD:
        told = f"Giao ước thi đua của {block.name} {CovenantState(state).label.lower()} nên không sửa chỉ tiêu được."
        raise RuleViolation("covenant", f"{told} Khối trưởng mở lại giao ước, nêu lý do, rồi mọi trường ký lại.")
