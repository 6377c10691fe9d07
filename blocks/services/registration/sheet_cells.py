"""Deeds on the cells of a school's registration sheet: one cell or a pasted block of cells, all of them or none."""

from collections.abc import Collection, Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from blocks.models import Fault, RegisteredTitle, Registration, RegistrationSheet, StaffMember, Target, Title
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import JOB_TITLE, TEXT_CELLS, SheetState, cell_closed
from blocks.rules.registration.sheet_cells import PERSON_COLUMNS, TEXT_COLUMNS, tick_column
from blocks.rules.units.jobs import job_code
from blocks.services.promise.covenant_hold import check_unheld
from blocks.services.registration.faults import mended
from blocks.services.registration.sheet_identity import check_cell, check_people, corrected, told_of, write_people
from blocks.services.registration.sheets import still_returned
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.grid.cells import CellChange, CellNow, Place
from thidua.grid.columns import TICK, Column
from thidua.grid.engine import GONE, Cells, Grid, NoGrid, apply
from thidua.policy import Action
from thidua.trail.stamps import mark_of, marked_by, stamped

_WORDS = TEXT_COLUMNS | PERSON_COLUMNS


class SheetCells(Grid):
    """The cells of one sheet, the only one of `sheets` (what the person may open): titles, and the school's own."""

    verb, whole = "sửa danh sách đăng ký", "school"

    def __init__(self, sheets: QuerySet[RegistrationSheet]) -> None:
        self._sheets = sheets
        self._returned: frozenset[tuple[int | None, str]] = frozenset()
        self._rows: dict[int, Registration] = {}
        self._ticked: dict[int, list[str]] = {}  # row → codes of its ticks
        self._people: dict[int, StaffMember] = {}  # row → the person as corrected
        self._targets: dict[str, Target] = {}
        self._titles: dict[str, str] = {}  # code → subject, of the titles that were asked about

    def hold(self, places: Collection[Place]) -> Cells:
        """Lock the sheet: editors and movers wait for each other; then read the asked rows."""
        marked = self._sheets.annotate(has_faults=Exists(Fault.objects.filter(sheet=OuterRef("pk"))))
        locked = marked.select_for_update(of=("self",)).select_related("year", "school").first()
        if locked is None:
            raise NoGrid
        self.sheet, self._rows = locked, {}
        if locked.state == SheetState.RETURNED:  # the only state in which cells differ
            self._returned = still_returned(locked)
        found = self._hold_rows({place for place in places if place.row is not None})
        return found | self._hold_school({place for place in places if place.row is None})

    def _hold_rows(self, places: Collection[Place]) -> dict[Place, CellNow]:
        if not places:
            return {}
        cells = {place.cell for place in places}
        codes = cells - TEXT_CELLS.keys() - PERSON_COLUMNS.keys()
        ticks = RegisteredTitle.objects.filter(registration=OuterRef("pk")).order_by().values("title")
        known = Title.objects.filter(code__in=codes, subject=Subject.PERSON).order_by().values("code")
        rows = Registration.objects.filter(sheet=self.sheet, pk__in={place.row for place in places})
        rows = rows.select_related("staff").annotate(ticked=ArraySubquery(ticks), known=ArraySubquery(known))
        if cells & PERSON_COLUMNS.keys():  # the office may correct the same person
            rows = rows.select_for_update(of=("staff",))
        for row in rows:
            self._rows[row.pk], self._ticked[row.pk] = row, getattr(row, "ticked", [])
            self._titles |= dict.fromkeys(getattr(row, "known", None) or (), Subject.PERSON)
        return {place: self._of_row(place) for place in places if place.row in self._rows}

    def _of_row(self, place: Place) -> CellNow:
        row = self._rows[place.row or 0]
        if place.cell in PERSON_COLUMNS:
            return CellNow(*place, told_of(row.staff, place.cell), marked_by(row.touched.get(place.cell)))
        ticked = TICK if place.cell in self._ticked[row.pk] else ""
        value = str(getattr(row, place.cell)) if place.cell in TEXT_CELLS else ticked
        return CellNow(*place, value, marked_by(row.touched.get(place.cell)))

    def _hold_school(self, places: Collection[Place]) -> dict[Place, CellNow]:
        if not places:
            return {}
        check_unheld(self.sheet.year, [self.sheet.school_id])
        own = Target.objects.filter(year=self.sheet.year, school=self.sheet.school, subject=Subject.COLLECTIVE)
        self._targets = {target.title_id or TOTAL: target for target in own.select_for_update()}
        titles = Title.objects.filter(code__in={place.cell for place in places}, subject=Subject.COLLECTIVE)
        self._titles |= dict(titles.values_list("code", "subject"))
        held = {place: self._targets[place.cell] for place in places if place.cell in self._targets}
        return {
            place: CellNow(*place, TICK if target.value else "", target.changed_by) for place, target in held.items()
        }

    def demand(self, by: Actor) -> None:
        """The school's own people write its sheet."""
        demand(by, Action.EDIT_REGISTRATION, school_id=self.sheet.school_id)

    def column(self, place: Place) -> Column:
        """A text cell, or a tick of a title of the right subject."""
        if place.row is not None and place.row not in self._rows:
            raise Conflict(GONE)
        if place.row is not None and place.cell in _WORDS:
            return _WORDS[place.cell]
        if self._titles.get(place.cell) != (Subject.COLLECTIVE if place.row is None else Subject.PERSON):
            raise RuleViolation("cell", "Ô này không thuộc danh sách đăng ký; tải lại trang rồi sửa.")
        return tick_column(place.cell, place.cell)

    def label(self, place: Place) -> str:
        """The title's short name, asked only where a sentence needs it."""
        if place.cell in _WORDS:
            return _WORDS[place.cell].label
        return Title.objects.values_list("label", flat=True).get(pk=place.cell)

    def clean(self, place: Place, text: str) -> str:
        """Names and birth dates as the rules of people want them; else what the column reads."""
        value = super().clean(place, text)
        if place.cell in PERSON_COLUMNS:
            check_cell(place.cell, value)
        return value

    def check(self, wanted: Mapping[Place, str]) -> None:
        """Who is renamed stands in no other list and is nobody who stands here already."""
        self._people = corrected(self._rows, wanted)
        if self._people:
            check_people(self.sheet, self._people)

    def closed(self, place: Place) -> str:
        """What the sheet's state leaves open; of a returned sheet only the returned cells."""
        return cell_closed(self.sheet.state, returned=self._returned, row=place.row, cell=place.cell)

    @property
    def target(self) -> RegistrationSheet:
        """The trail tells it of the sheet."""
        return self.sheet

    def whose(self, row: int | None) -> str:
        """The person's name; `Tập thể` for the school's own titles."""
        return "Tập thể" if row is None else self._rows[row].staff.full_name

    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        """Ticks, texts with who wrote them, and the school's own targets."""
        rows = {place: text for place, text in wanted.items() if place.row is not None}
        self._write_ticks({place: text for place, text in rows.items() if place.cell not in _WORDS})
        mark = mark_of(by)
        for place in rows:
            row = self._rows[place.row or 0]
            row.touched[place.cell] = mark
            if place.cell in TEXT_CELLS:
                setattr(row, place.cell, rows[place])
            if place.cell == JOB_TITLE:
                row.job_code = job_code(row.job_title)
        texts = {place.cell for place in rows} & TEXT_CELLS.keys()
        changed = [self._rows[pk] for pk in {place.row for place in rows} if pk is not None]
        Registration.objects.bulk_update(changed, [*texts, "job_code", "touched"])
        if self._people:
            write_people(self._people)
        if getattr(self.sheet, "has_faults", False):
            mended(self.sheet, rows)
        self._write_school({place.cell: text for place, text in wanted.items() if place.row is None}, by)

    def _write_ticks(self, wanted: Mapping[Place, str]) -> None:
        if gone := [place for place, text in wanted.items() if not text]:
            pairs = Q(pk=None)
            for place in gone:
                pairs |= Q(registration=place.row, title=place.cell)
            RegisteredTitle.objects.filter(pairs).delete()
        RegisteredTitle.objects.bulk_create(
            RegisteredTitle(registration_id=place.row or 0, title_id=place.cell)
            for place, text in wanted.items()
            if text
        )

    def _write_school(self, wanted: Mapping[str, str], by: Actor) -> None:
        numbers = {code: int(bool(text)) for code, text in wanted.items()}
        if numbers and TOTAL not in self._targets:
            numbers[TOTAL] = 1  # the number of units is set once and belongs to the block's table
        stamp = stamped("changed", by)
        place = {"year": self.sheet.year, "school": self.sheet.school, "subject": Subject.COLLECTIVE}
        for code, number in numbers.items():
            title = None if code == TOTAL else code
            target = self._targets.get(code) or Target(title_id=title, **place)
            for name, value in {"value": number, **stamp}.items():
                setattr(target, name, value)
            target.save()


def set_cells(*, sheet: RegistrationSheet, changes: Iterable[CellChange], by: Actor) -> list[CellNow]:
    """Write `changes`, all or none; returns the cells as they are now, in the same order (`thidua.grid.engine.apply`).

    Raises Conflict (where = the cell) if somebody else changed one of them, RuleViolation for a closed cell or a mark
    that is none. The same change sent twice writes once.
    """
    return apply(SheetCells(RegistrationSheet.objects.filter(pk=sheet.pk)), changes, by)
