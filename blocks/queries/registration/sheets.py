"""A school's registration grid: rows of people, columns of titles and commendations in two lists, and what is open."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from blocks.models import EmulationYear, RegisteredTitle, Registration, RegistrationSheet, ReturnFlag, Target, Title
from blocks.queries import visible
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.year.phases import window_of
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import (
    COUNTED,
    ROW,
    SENT_STATES,
    TEXT_CELLS,
    cell_closed,
)
from blocks.rules.year.phases import PhaseKind, Window
from thidua.actors import Actor
from thidua.policy import Action


@dataclass(frozen=True)
class GridCell:
    """One cell: its code, what stands in it, whether it is open, why it was returned, and who wrote it last."""

    code: str
    label: str
    value: str
    is_open: bool
    flag: str = ""
    by: str = ""


@dataclass(frozen=True)
class GridRow:
    """A person's row; `flag` is the reason where the whole row was returned."""

    id: int
    position: int
    name: str
    born: str
    ticks: list[GridCell]
    texts: list[GridCell]
    flag: str
    is_open: bool

    @property
    def ticked(self) -> str:
        """Codes of the ticks, as the form without JavaScript sends them back."""
        return " ".join(cell.code for cell in self.ticks if cell.value)

    @property
    def sends(self) -> bool:
        """Whether the form without JavaScript has anything of this row to send."""
        return any(cell.is_open for cell in (*self.ticks, *self.texts))


@dataclass(frozen=True)
class Grid:
    """The whole sheet as its page shows it."""

    sheet: RegistrationSheet
    titles: list[Title]
    commendations: list[Title]
    rows: list[GridRow]
    school: list[GridCell]
    window: Window | None
    flags: list[ReturnFlag]
    may_edit: bool

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


def sheets_for(actor: Actor) -> QuerySet[RegistrationSheet]:
    """Sheets the actor may open: a school its own in any state, block and office what was sent to them."""
    found = visible.sheets(actor).select_related("year", "school")
    return found if actor.school_id else found.filter(state__in=COUNTED)


def sheet_of(year: EmulationYear, school_id: int) -> RegistrationSheet | None:
    """The school's sheet of the year."""
    return RegistrationSheet.objects.select_related("year", "school").filter(year=year, school=school_id).first()


def _columns(sheet: RegistrationSheet, codes: Collection[str]) -> list[Title]:
    ticked = RegisteredTitle.objects.filter(registration__sheet=sheet).values("title")
    found = Title.objects.filter(subject=Subject.PERSON)
    used = set(ticked.values_list("title", flat=True).distinct())
    return [title for title in found if title.code in codes or title.code in used]


def _school_cells(sheet: RegistrationSheet, opened: dict[str, str], flags: dict, may_edit: bool) -> list[GridCell]:
    kept = {
        target.title_id: target
        for target in Target.objects.filter(year=sheet.year, school=sheet.school, subject=Subject.COLLECTIVE)
    }
    titles = Title.objects.filter(subject=Subject.COLLECTIVE, code__in=list(opened))
    cells = []
    for title in titles:
        target = kept.get(title.code)
        value = "x" if target and target.value else ""
        is_open = may_edit and not opened.get(title.code, "")
        by = target.changed_by if target else ""
        cells.append(GridCell(title.code, title.name, value, is_open, flags.get((None, title.code), ""), by))
    return cells


def grid(sheet: RegistrationSheet, actor: Actor) -> Grid:
    """The grid in nine queries, whatever the number of people."""
    may_edit = actor.may(Action.EDIT_REGISTRATION) and actor.school_id == sheet.school_id
    flags = list(ReturnFlag.objects.filter(sheet=sheet, closed_at=None).select_related("registration__staff"))
    reasons = {(flag.registration_id, flag.cell): flag.reason for flag in flags}
    keys = frozenset(reasons)
    tables = tables_of(sheet.year)
    columns = _columns(sheet, tables.individual.codes)
    people = list(Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position", "id"))
    ticks = set(RegisteredTitle.objects.filter(registration__sheet=sheet).values_list("registration", "title"))

    def is_open(row: int | None, cell: str) -> bool:
        return may_edit and not cell_closed(sheet.state, flags=keys, row=row, cell=cell)

    def cell(person: Registration, code: str, label: str, value: str) -> GridCell:
        by = str(person.touched.get(code, ""))
        return GridCell(code, label, value, is_open(person.pk, code), reasons.get((person.pk, code), ""), by)

    rows = [
        GridRow(
            person.pk,
            place,
            person.staff.full_name,
            person.staff.birth_date.strftime("%d/%m/%Y") if person.staff.birth_date else "",
            [cell(person, one.code, one.label, "x" if (person.pk, one.code) in ticks else "") for one in columns],
            [cell(person, code, label, getattr(person, code)) for code, (label, _) in TEXT_CELLS.items()],
            reasons.get((person.pk, ROW), ""),
            is_open(person.pk, ROW),
        )
        for place, person in enumerate(people, start=1)
    ]
    opened = {code: cell_closed(sheet.state, flags=keys, row=None, cell=code) for code in tables.collective.codes}
    return Grid(
        sheet=sheet,
        rows=rows,
        flags=flags,
        may_edit=may_edit,
        titles=[title for title in columns if title.genus == Genus.TITLE],
        commendations=[title for title in columns if title.genus == Genus.COMMENDATION],
        school=_school_cells(sheet, opened, reasons, may_edit),
        window=window_of(sheet.year, PhaseKind.REGISTRATION, sheet.school_id),
    )


def is_sent(sheet: RegistrationSheet) -> bool:
    """Whether the sheet counts as sent."""
    return sheet.state in SENT_STATES
