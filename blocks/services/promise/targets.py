"""The grid of collective targets: numbers, one cell or a pasted block of cells at a time."""

from collections.abc import Collection, Mapping

from blocks.models import Block, EmulationYear, Placement, Target
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.year.phases import why_shut
from blocks.rules.promise.targets import TOTAL, number_columns
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phases import check_correction
from blocks.services.promise.covenant_hold import check_state, covenant_state
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.grid.cells import CellNow, Place
from thidua.grid.columns import Column
from thidua.grid.engine import Cells, Grid
from thidua.policy import Action
from thidua.trail.stamps import stamped


class TargetCells(Grid):
    """The collective numbers of a block in a year: rows are its schools.

    `reason` is why the office corrects after the block's phase; `kept` the same, given before for a piece of work and
    of no use while the phase is open.
    """

    verb = "sửa chỉ tiêu tập thể"

    def __init__(self, block: Block, year: EmulationYear, by: Actor, *, reason: str = "", kept: str = "") -> None:
        self.block, self.year = block, year
        self._by, self._given, self._kept = by, reason, kept
        self._columns = number_columns(tables_of(year).collective)
        self._schools: dict[int, str] = {}
        self._targets: dict[Place, Target] = {}

    def hold(self, places: Collection[Place]) -> Cells:
        """Lock the numbers of the asked schools; RuleViolation where the block's phase is over."""
        shut = why_shut(deed=Action.EDIT_TARGETS, year=self.year, block_id=self.block.pk)
        reason = self._given or (self._kept if shut else "")
        self.reason = check_correction(shut=shut, is_office=self._by.is_office, reason=reason)
        schools = {place.row for place in places if place.row is not None}
        held = Target.objects.select_for_update(of=("self",)).filter(year=self.year, school__in=schools)
        targets = held.filter(subject=Subject.COLLECTIVE, school__placements__block=self.block)
        targets = targets.filter(school__placements__year=self.year)
        self._targets = {Place(target.school_id, target.title_id or TOTAL): target for target in targets}
        placed = Placement.objects.filter(block=self.block, year=self.year, school__in=schools)
        rows = list(placed.values_list("school", "school__name", covenant_state()))  # after the lock: as it stands now
        self._schools = {school: name for school, name, _state in rows}
        check_state(self.block, next((state for _school, _name, state in rows if state), ""))
        return {place: self._now(place, self._targets[place]) for place in places if place in self._targets}

    def _now(self, place: Place, target: Target) -> CellNow:
        value = "" if target.value is None else str(target.value)
        return CellNow(*place, value, target.changed_by, self.note(place, value))

    def demand(self, by: Actor) -> None:
        """The block's leader and the office write its numbers."""
        demand(by, Action.EDIT_TARGETS, block_id=self.block.pk)

    def column(self, place: Place) -> Column:
        """A number column of the collective table, in a row of one of the block's schools."""
        if place.row not in self._schools or place.cell not in self._columns:
            message = f"Ô chỉ tiêu không thuộc bảng của {self.block.name}; tải lại trang rồi sửa lại."
            raise RuleViolation("cell", message)
        return self._columns[place.cell]

    @property
    def target(self) -> Block:
        """The trail tells it of the block."""
        return self.block

    def whose(self, row: int | None) -> str:
        """The school's name."""
        return self._schools[row or 0]

    def note(self, place: Place, value: str) -> str:
        """What the block's own table says, where it is another number."""
        sent = self._targets[place].sent_value if place in self._targets else None
        return f"gửi {sent}" if sent is not None and sent != int(value or 0) else ""

    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        """One row a number; those that are not there yet are made."""
        stamp = stamped("changed", by)
        made: list[Target] = []
        changed: list[Target] = []
        for place, text in wanted.items():
            target = self._targets.get(place)
            if target is None:
                title = None if place.cell == TOTAL else place.cell
                target = Target(year=self.year, school_id=place.row or 0, subject=Subject.COLLECTIVE, title_id=title)
            for name, value in {"value": int(text), **stamp}.items():
                setattr(target, name, value)
            (changed if target.pk else made).append(target)
        Target.objects.bulk_create(made)
        Target.objects.bulk_update(changed, ["value", *stamp])
