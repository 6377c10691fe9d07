"""While a covenant is frozen or signed, the collective targets of its schools do not change."""

from collections.abc import Iterable

from blocks.models import Covenant, EmulationYear, Placement
from blocks.rules.promise.covenants import HELD
from thidua.errors import RuleViolation


def check_unheld(year: EmulationYear, schools: Iterable[int]) -> None:
    """Raises RuleViolation("covenant") where a covenant of the year holds a target of one of those schools.

    The covenant's row is locked against a freezing at the same moment until the end of the transaction.
    """
    places = Placement.objects.filter(year=year, school__in=list(schools)).values("block")
    locked = Covenant.objects.select_for_update(no_key=True, of=("self",)).filter(year=year, block__in=places)
    held = next((row for row in locked.select_related("block").defer("annex") if row.state in HELD), None)
    if held is not None:
        told = f"Giao ước thi đua của {held.block.name} {held.get_state_display().lower()} nên không sửa chỉ tiêu được."
        raise RuleViolation("covenant", f"{told} Khối trưởng mở lại giao ước, nêu lý do, rồi mọi trường ký lại.")
