"""The two target tables of a block, as the screens, the papers and the workbooks show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from blocks.models import Block, EmulationYear, RegisteredTitle, Registration, School, Target
from blocks.queries.units.units import members
from blocks.rules.promise.targets import INDIVIDUAL, SUBJECT_OF, TOTAL, Column, TargetTable
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import COUNTED

Key = tuple[int, str]  # school id, column code


@dataclass(frozen=True)
class Cell:
    """One number: `value` that counts (None: nothing known), `sent` by the block's own table (None: not sent)."""

    column: Column
    value: int | None
    sent: int | None
    changed_by: str = ""

    @property
    def differs(self) -> bool:
        """Whether the block's own table says another number than the one that counts."""
        return self.sent is not None and self.sent != (self.value or 0)

    @property
    def shown(self) -> str:
        """The number as printed; zero is printed, nothing known is blank."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Row:
    """A school's line of the table."""

    position: int
    school: School
    cells: list[Cell]


@dataclass(frozen=True)
class BlockTable:
    """A whole table: rows in the block's order and the total row."""

    table: TargetTable
    rows: list[Row]
    totals: list[Cell]

    @property
    def differences(self) -> int:
        """How many cells (of the schools) differ from the table the block sent."""
        return sum(cell.differs for row in self.rows for cell in row.cells)

    @property
    def sent(self) -> bool:
        """Whether the block has sent its own table."""
        return any(cell.sent is not None for row in self.rows for cell in row.cells)


def _kept(year: EmulationYear, schools: Iterable[int], subject: Subject) -> dict[Key, Target]:
    found = Target.objects.filter(year=year, school__in=list(schools), subject=subject)
    return {(target.school_id, target.title_id or TOTAL): target for target in found}


def counted(year: EmulationYear, schools: Iterable[int]) -> dict[Key, int]:
    """Registered people (TOTAL) and ticks a title, by school: two queries whatever the number of people."""
    ids = list(schools)
    people = Registration.objects.filter(sheet__year=year, sheet__school__in=ids, sheet__state__in=COUNTED)
    ticks = RegisteredTitle.objects.filter(registration__in=people.values("pk"))
    numbers = {(school, TOTAL): n for school, n in people.values_list("sheet__school").annotate(n=Count("id"))}
    numbers |= {
        (school, title): n
        for school, title, n in ticks.values_list("registration__sheet__school", "title").annotate(n=Count("id"))
    }
    return numbers


def _cell(column: Column, target: Target | None, value: int | None) -> Cell:
    if target is None:
        return Cell(column, value, None)
    return Cell(column, value, target.sent_value, target.changed_by)


def _total(column: Column, cells: list[Cell]) -> Cell:
    sent = [cell.sent for cell in cells if cell.sent is not None]
    return Cell(column, sum(cell.value or 0 for cell in cells), sum(sent) if sent else None)


def target_table(block: Block, year: EmulationYear, table: TargetTable) -> BlockTable:
    """`table` (one of `tables_of(year)`) of `block` in `year`: three or four queries for any number of schools.

    Individual numbers are counted from the registrations, zero where a school has a list and nobody ticked; collective
    ones are the stored targets. A school without list or target has blank cells.
    """
    placed = members(block, year)
    ids = [place.school_id for place in placed]
    kept = _kept(year, ids, SUBJECT_OF[table.subject])
    numbers = counted(year, ids) if table.subject == INDIVIDUAL else {}
    rows = []
    for place in placed:
        has_list = (place.school_id, TOTAL) in numbers
        cells = []
        for column in table.columns:
            target = kept.get((place.school_id, column.code))
            if table.subject == INDIVIDUAL:
                value = numbers.get((place.school_id, column.code), 0) if has_list else None
            else:
                value = target.value if target else None
            cells.append(_cell(column, target, value))
        rows.append(Row(place.position, place.school, cells))
    totals = [_total(column, [row.cells[i] for row in rows]) for i, column in enumerate(table.columns)]
    return BlockTable(table, rows, totals)
