"""Deeds said shortly, and steps as if they had been made: for tests that begin in the middle of a flow."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from blocks.models import Block, EmulationYear, School, Transfer
from blocks.rules.units.changes import Basis
from blocks.services.promise.targets import TargetCells
from blocks.services.units.transfers import Share, hand_over
from thidua import clock
from thidua.actors import Actor
from thidua.flow.models import Step
from thidua.grid.cells import CellChange, CellNow
from thidua.grid.engine import apply
from thidua.models import District
from thidua.wall.tenancy import TenantModel


def add_step(row: TenantModel, move: str, *, at: datetime | None = None, name: str = "Bích Vân") -> Step:
    """The standing step `move` of the row, made at `at` (now where None)."""
    kind, moment = row._meta.label_lower, at or clock.now()
    Step.objects.filter(kind=kind, target=row.pk, move=move).delete()
    return Step.objects.create(kind=kind, target=row.pk, move=move, name=name, at=moment)


def set_targets(
    *, block: Block, year: EmulationYear, changes: Iterable[CellChange], by: Actor, reason: str = ""
) -> list[CellNow]:
    """Collective targets through the grid, as the table's page writes them."""
    return apply(TargetCells(block, year, by, reason=reason), changes, by)


def transfer_schools(
    *, schools: Sequence[School], target: District, on: date, basis: str, by: Actor, area: str = ""
) -> Transfer:
    """Some schools go to one authority; the deed is the answer's `change`."""
    share = Share(target, list(schools), area)
    return Transfer.objects.get(change=hand_over(shares=[share], on=on, basis=Basis(basis, None), by=by, whole=False))
