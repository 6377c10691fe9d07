"""A school's registration grid: rows of people, columns of titles and commendations in two lists, and what is open."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from blocks.models import Fault, RegisteredTitle, Registration, RegistrationSheet, ReturnedCell, Target, Title
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.registration.faults import faults_of
from blocks.queries.year.phases import window_of
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import BIRTH_DATE, FLOW, FULL_NAME, ROW, SheetState, cell_closed
from blocks.rules.registration.sheet_cells import PERSON_COLUMNS, TEXT_COLUMNS
from blocks.rules.year.phases import Window
from thidua.actors import Actor
from thidua.grid.columns import TICK
from thidua.policy import Action
from thidua.text import short_date
from thidua.trail.stamps import marked_by

CellKey = tuple[int | None, str]  # row (None: the school's own titles) and cell


class GridCell(NamedTuple):
    """One cell: what stands in it, whether it is open, why it was returned, who wrote it last, what is wrong."""

    code: str
    label: str
    value: str
    is_open: bool
    returned: str = ""
    by: str = ""
    fault: str = ""

    @property
    def width(self) -> str:
        """The class of the table's styles for a column of words."""
        return TEXT_COLUMNS[self.code].width if self.code in TEXT_COLUMNS else ""


class GridRow(NamedTuple):
    """A person's row; `returned` is the reason where the whole row was returned."""

    id: int
    position: int
    name: str
    born: str
    ticks: list[GridCell]
    texts: list[GridCell]
    returned: str
    is_open: bool
    person: tuple[GridCell, GridCell]  # name, birth date
    fault: str = ""


@dataclass(frozen=True)
class SheetGrid:
    """The whole sheet as its page shows it; `returned_cells` are those open again, with their reasons."""

    sheet: RegistrationSheet
    titles: list[Title]
    commendations: list[Title]
    rows: list[GridRow]
    school: list[GridCell]
    window: Window | None
    returned_cells: list[ReturnedCell]
    past_returns: list[ReturnedCell]
    may_edit: bool
    labels: dict[str, str]
    folded: list[Title]
    faults: list[Fault]  # what a file left to be mended, for who takes files
    shut: str = ""  # why nothing can be typed or added now, for who may edit at all
    no_people: str = ""  # why nobody can be added

    @property
    def may_write(self) -> bool:
        """Whether any cell is open to who asks."""
        return self.may_edit and not self.shut

    @property
    def school_open(self) -> bool:
        """Whether any of the school's own titles can be ticked."""
        return any(cell.is_open for cell in self.school)

    @property
    def columns(self) -> list[Title]:
        """Both lists, titles first."""
        return [*self.titles, *self.commendations]

    @property
    def totals(self) -> list[tuple[Title, int]]:
        """How many people tick each column."""
        sums = {title.code: 0 for title in self.columns}
        for row in self.rows:
            for cell in row.ticks:
                sums[cell.code] += bool(cell.value)
        return [(title, sums[title.code]) for title in self.columns]

    @property
    def ticked(self) -> str:
        """Addresses of the open ticks that are set, as the form without JavaScript sends them back."""
        cells = [(row.id, cell) for row in self.rows for cell in row.ticks]
        return " ".join(f"{row}.{cell.code}" for row, cell in cells if cell.value and cell.is_open)

    @property
    def school_has(self) -> bool:
        """Whether the school itself registers for anything."""
        return any(cell.value for cell in self.school)

    @property
    def school_ticked(self) -> str:
        """The same for the school's own titles."""
        return " ".join(f"school.{cell.code}" for cell in self.school if cell.value and cell.is_open)


class _Open:
    """Which cells are open, and why a returned one was returned."""

    def __init__(self, sheet: RegistrationSheet, returned: list[ReturnedCell], *, may_edit: bool) -> None:
        self.state, self.may_edit = sheet.state, may_edit
        self.reasons: dict[CellKey, str] = {(one.registration_id, one.cell): one.reason for one in returned}
        self.keys = frozenset(self.reasons)
        self.faults: dict[CellKey, str] = {}
        self._whole = self.state != SheetState.RETURNED and self._asked(None, ROW)

    def mark(self, faults: list[Fault]) -> None:
        """Beside each cell what is wrong with it."""
        for fault in faults:
            key = fault.registration_id, fault.cell
            self.faults[key] = f"{self.faults[key]} {fault.message}" if key in self.faults else fault.message

    def _asked(self, row: int | None, cell: str) -> bool:
        return self.may_edit and not cell_closed(self.state, returned=self.keys, row=row, cell=cell)

    def is_open(self, row: int | None, cell: str) -> bool:
        """Whether the cell can be typed into; only a returned sheet has cells that differ."""
        return self._asked(row, cell) if self.state == SheetState.RETURNED else self._whole

    def cell(self, row: int | None, code: str, label: str, value: str, by: str) -> GridCell:
        """The cell as the page shows it."""
        key = row, code
        return GridCell(
            code, label, value, self.is_open(row, code), self.reasons.get(key, ""), by, self.faults.get(key, "")
        )


def people_with_ticks(sheet: RegistrationSheet) -> list[Registration]:
    """The sheet's rows in their order, each with its person and `ticked`, the codes of its titles; one query."""
    ticks = RegisteredTitle.objects.filter(registration=OuterRef("pk")).order_by().values("title")
    people = Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position", "id")
    return list(people.annotate(ticked=ArraySubquery(ticks)))


def _titles(sheet: RegistrationSheet) -> list[Title]:
    """The catalogue with what the school itself registers (`value`, `by`) beside each collective title; one query."""
    own = Target.objects.filter(year=sheet.year_id, school=sheet.school_id, title=OuterRef("pk"))
    own = own.filter(subject=Subject.COLLECTIVE)
    return list(
        Title.objects.annotate(value=Subquery(own.values("value")), by=Subquery(own.values("changed_by"))).order_by(
            "position"
        )
    )


def _school_cells(titles: list[Title], codes: Collection[str], opened: _Open) -> Iterator[GridCell]:
    for title in titles:
        if title.subject == Subject.COLLECTIVE and title.code in codes:
            value, by = getattr(title, "value", None), getattr(title, "by", None)
            yield opened.cell(None, title.code, title.name, TICK if value else "", by or "")


def _row(place: int, person: Registration, columns: list[Title], opened: _Open) -> GridRow:
    ticked: list[str] = getattr(person, "ticked", [])

    def cell(code: str, label: str, value: str) -> GridCell:
        return opened.cell(person.pk, code, label, value, marked_by(person.touched.get(code)))

    born = short_date(person.staff.birth_date) if person.staff.birth_date else ""
    known = {FULL_NAME: person.staff.full_name, BIRTH_DATE: born}
    name, birth = (cell(code, column.label, known[code]) for code, column in PERSON_COLUMNS.items())
    return GridRow(
        person.pk,
        place,
        person.staff.full_name,
        born,
        [cell(title.code, title.label, TICK if title.code in ticked else "") for title in columns],
        [cell(code, column.label, getattr(person, code)) for code, column in TEXT_COLUMNS.items()],
        opened.reasons.get((person.pk, ROW), ""),
        opened.is_open(person.pk, ROW),
        (name, birth),
        opened.faults.get((person.pk, ROW), ""),
    )


def _returns(sheet: RegistrationSheet) -> list[ReturnedCell]:
    """What was ever returned, oldest first; not asked of a sheet whose query says that nothing was (`was_returned`)."""
    if not getattr(sheet, "was_returned", True):
        return []
    return list(ReturnedCell.objects.filter(sheet=sheet).select_related("registration__staff").order_by("pk"))


def _unused(columns: list[Title], used: Collection[str], *, may_edit: bool) -> list[Title]:
    """Columns that nobody registers for: folded, so that the table fits a screen. Who fills it in keeps the titles."""
    empty = [title for title in columns if title.code not in used]
    return [title for title in empty if title.genus == Genus.COMMENDATION] if may_edit else empty


def grid(sheet: RegistrationSheet, actor: Actor, *, whole: bool = True) -> SheetGrid:
    """The grid in seven queries at most, whatever the number of people; `whole` shows columns that nobody uses too."""
    may_edit = actor.may(Action.EDIT_REGISTRATION) and actor.school_id == sheet.school_id
    returns = _returns(sheet)
    returned = [one for one in returns if one.closed_at is None]
    opened = _Open(sheet, returned, may_edit=may_edit)
    faults = faults_of(sheet, actor)
    opened.mark(faults)
    people, titles, tables = people_with_ticks(sheet), _titles(sheet), tables_of(sheet.year)
    used = {code for person in people for code in getattr(person, "ticked", [])}
    columns = [
        title
        for title in titles
        if title.subject == Subject.PERSON and (title.code in tables.individual.codes or title.code in used)
    ]
    marked = used | {one.cell for one in returned} | {fault.cell for fault in faults}
    folded = [] if whole else _unused(columns, marked, may_edit=may_edit)
    columns = [title for title in columns if title not in folded]
    return SheetGrid(
        sheet=sheet,
        folded=folded,
        faults=faults,
        rows=[_row(place, person, columns, opened) for place, person in enumerate(people, start=1)],
        returned_cells=returned,
        past_returns=[one for one in returns if one.closed_at is not None],
        may_edit=may_edit,
        labels={title.code: title.label for title in titles},
        titles=[title for title in columns if title.genus == Genus.TITLE],
        commendations=[title for title in columns if title.genus == Genus.COMMENDATION],
        school=list(_school_cells(titles, tables.collective.codes, opened)),
        window=window_of(sheet.year, Action.APPROVE_REGISTRATION, sheet.school_id),
        shut=no.sentence if (no := FLOW.wrong_state("submit", sheet.state)) else "",
        no_people=cell_closed(sheet.state, returned=opened.keys, row=None, cell=ROW),
    )
