"""Deeds on the sheet "Dữ kiện xét": one cell, a pasted column or a whole file, all of it or nothing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from awards.models import Absence, PersonFacts, Ranking
from awards.queries.facts.fact_grid import Held, held_cells, held_years, people_of
from awards.queries.facts.service_years import person_facts_of
from awards.rules.facts.absences import AbsenceKind, StudyResult, check_period, read_absences
from awards.rules.facts.fact_cells import ABSENT, RANK, RECRUITED, SERVICE, column_of, columns, read_cell
from awards.rules.facts.rankings import SHORT, RankLevel, read_rank
from awards.services.facts.person_facts import planned_years, write_years
from blocks.models import EmulationYear, School, StaffMember
from blocks.rules.intake.reading.cells import read_date
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.grid.cells import CellChange, CellNow, Place
from thidua.grid.columns import Column
from thidua.grid.engine import Cells, Grid, apply
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped


class FactCells(Grid):
    """The cells of a school's people in a year; rows are persons."""

    verb = "ghi dữ kiện xét"

    def __init__(self, school: School, year: EmulationYear) -> None:
        self.school, self.year = school, year
        self.written = 0  # how many cells are now different
        self._people: dict[int, StaffMember] = {}
        self._held: Held = {}
        self._kept: dict[int, PersonFacts] = {}
        self._years: list[PersonFacts] = []

    def hold(self, places: Collection[Place]) -> Cells:
        """Lock the school; then read those of its people who are asked about, and no more of them than the cells."""
        School.objects.select_for_update(of=("self",)).get(pk=self.school.pk)
        asked = {place.row for place in places if place.row is not None}
        self._people = {one.staff.pk: one.staff for one in people_of(self.school, self.year, asked)}
        cells = {place.cell for place in places}
        if cells & SERVICE.keys():
            self._kept = person_facts_of(self._people, self.year.code)
        self._held = held_cells(self._people, self.year.code, cells - SERVICE.keys()) | held_years(self._kept)
        return {
            place: CellNow(*place, *self._held[place.row or 0, place.cell])
            for place in places
            if (place.row or 0, place.cell) in self._held
        }

    def demand(self, by: Actor) -> None:
        """The school's own people and the office write its facts."""
        demand(by, Action.EDIT_FACTS, school_id=self.school.pk)

    def column(self, place: Place) -> Column:
        """A column of the sheet (rankings may be of any year), in the row of one of the school's people."""
        if place.row not in self._people:
            raise Conflict("Người này không còn trong danh sách của trường; tải lại trang.")
        if (column := column_of(place.cell)) is None:
            raise RuleViolation("cell", "Ô này không thuộc bảng dữ kiện; tải lại trang rồi sửa.")
        return column

    def clean(self, place: Place, text: str) -> str:
        """As people write rankings, absences, days and years."""
        return read_cell(place.cell, text, today=clock.today())

    def check(self, wanted: Mapping[Place, str]) -> None:
        """Service years that contradict each other."""
        years = {
            (place.row or 0, place.cell): int(text) if text else None
            for place, text in wanted.items()
            if place.cell in SERVICE
        }
        self._years = planned_years(years, self._kept, self._people, self.year)

    @property
    def target(self) -> School:
        """The trail tells it of the school."""
        return self.school

    def whose(self, row: int | None) -> str:
        """The person's name."""
        return self._people[row or 0].full_name

    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        """Each kind of fact into its own table."""
        self.written = len(wanted)
        stamp = {"school": self.school, **stamped("changed", by)}
        texts = {(place.row or 0, place.cell): text for place, text in wanted.items()}
        _write_ranks(
            {(row, cell.removeprefix(RANK)): text for (row, cell), text in texts.items() if RANK in cell}, stamp
        )
        away = {row: text for (row, cell), text in texts.items() if cell == ABSENT}
        were = {row: self._held.get((row, ABSENT), ("", ""))[0] for row in away}
        _write_absences(were, away, self.year, stamp)
        write_years(self._years, stamp)
        recruited = {row: text for (row, cell), text in texts.items() if cell == RECRUITED}
        for staff, text in recruited.items():
            self._people[staff].recruited_on = read_date(text, today=clock.today()).value if text else None
        StaffMember.objects.bulk_update([self._people[staff] for staff in recruited], ["recruited_on"])


def set_fact_cells(*, school: School, year: EmulationYear, changes: Iterable[CellChange], by: Actor) -> int:
    """Write `changes` (rows are persons), all or none, on the school's own people; answers how many cells differ now.

    Raises Conflict (where = the cell) if somebody else changed one of them, RuleViolation for a text that is none. The
    same change sent twice writes once.
    """
    grid = FactCells(school, year)
    apply(grid, changes, by)
    return grid.written


def _write_ranks(ranks: dict[tuple[int, str], str], stamp: dict) -> None:
    gone = Q(pk=None)
    for staff, code in (place for place, text in ranks.items() if not text):
        gone |= Q(staff=staff, year_code=code)
    if gone != Q(pk=None):
        Ranking.objects.filter(gone).delete()
    Ranking.objects.bulk_create(
        [
            Ranking(staff_id=staff, year_code=code, level=level, **stamp)
            for (staff, code), text in ranks.items()
            if (level := read_rank(text))
        ],
        update_conflicts=True,
        unique_fields=["district", "staff", "year_code"],
        update_fields=["level", *stamp],
    )


def _write_absences(were: dict[int, str], away: dict[int, str], year: EmulationYear, stamp: dict) -> None:
    """A kind that stays keeps its dates; others go, new ones come without dates."""
    there = {(staff, kind.value) for staff, text in were.items() for kind in read_absences(text)}
    wanted = {(staff, kind.value) for staff, text in away.items() for kind in read_absences(text)}
    if gone := there - wanted:
        rows = Q(pk=None)
        for staff, kind in gone:
            rows |= Q(staff=staff, kind=kind)
        Absence.objects.filter(rows, year_code=year.code).delete()
    Absence.objects.bulk_create(
        Absence(staff_id=staff, year_code=year.code, kind=kind, **stamp) for staff, kind in sorted(wanted - there)
    )


@transaction.atomic
def rank_everybody(*, school: School, year: EmulationYear, level: RankLevel, by: Actor, over: bool = False) -> int:
    """Write one ranking of the year for all people of the school: those without one, or (`over`) everybody."""
    demand(by, Action.EDIT_FACTS, school_id=school.pk)
    people = [one.staff.pk for one in people_of(school, year)]
    cell = f"{RANK}{year.code}"
    held = held_cells(people, year.code)
    changes = [
        CellChange(one, cell, SHORT[level], None) for one in people if over or not held.get((one, cell), ("", ""))[0]
    ]
    return set_fact_cells(school=school, year=year, changes=changes, by=by)


@transaction.atomic
def date_absence(*, absence: Absence, starts_on: date | None, ends_on: date | None, result: str, by: Actor) -> Absence:
    """From when to when somebody was away, and the result where the person studied."""
    demand(by, Action.EDIT_FACTS, school_id=absence.school_id)
    check_period(starts_on, ends_on)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if result and (absence.kind != AbsenceKind.STUDY or result not in list(StudyResult)):
        raise RuleViolation("result", "Kết quả chỉ ghi cho việc được cử đi học; chọn trong danh sách.", where="result")
    old = _told(absence)
    absence.starts_on, absence.ends_on, absence.result = starts_on, ends_on, result
    put_stamp(absence, "changed", by)
    absence.save()
    if _told(absence) != old:
        audit.record(by=by, verb="ghi thời gian nghỉ dài, đi học", target=absence, old=old, new=_told(absence))
    return absence


def _told(absence: Absence) -> dict[str, str]:
    return {
        "starts_on": str(absence.starts_on or ""),
        "ends_on": str(absence.ends_on or ""),
        "result": absence.result,
    }


def template_rows(people: Iterable[tuple[str, str, dict[str, str]]], year_code: str) -> list[list[str]]:
    """Rows of the template: (name, birth date, cells) as the file is downloaded, filled with what is known."""
    heads = columns(year_code)
    return [
        [str(place), name, born, *(cells.get(code, "") for code in heads)]
        for place, (name, born, cells) in enumerate(people, start=1)
    ]
