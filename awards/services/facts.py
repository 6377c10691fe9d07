"""Deeds on the sheet "Dữ kiện xét": one cell, a pasted column or a whole file, all of it or nothing.

Each change says what the person saw in the cell. Where the cell holds something else by now nothing is written and the
person learns who changed it; two people who write in different cells never disturb each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from awards.models import Absence, Ranking
from awards.queries.fact_grid import Held, held_cells, people_of
from awards.rules.absences import AbsenceKind, StudyResult, check_period, read_absences
from awards.rules.fact_cells import ABSENT, RANK, RECRUITED, SERVICE, columns, is_cell, read_cell
from awards.rules.rankings import SHORT, RankLevel, read_rank
from awards.services.person_facts import write_years
from blocks.models import EmulationYear, School, StaffMember
from blocks.rules.intake.cells import read_date
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.trail import audit


@dataclass(frozen=True)
class FactChange:
    """`cell` of person `staff` shall hold `value`; `seen` is what stood there before the person (None: whatever)."""

    staff: int
    cell: str
    value: str
    seen: str | None

    @property
    def where(self) -> str:
        """The cell's name in answers: `17.absent`."""
        return f"{self.staff}.{self.cell}"


def _wanted(change: FactChange, people: dict[int, StaffMember], held: Held) -> str:
    """The text to be kept; RuleViolation or Conflict where it cannot be written."""
    if change.staff not in people:
        raise Conflict("Người này không còn trong danh sách của trường; tải lại trang.", where=change.where)
    if not is_cell(change.cell):
        raise RuleViolation("cell", "Ô này không thuộc bảng dữ kiện; tải lại trang rồi sửa.", where=change.where)
    value = read_cell(change.cell, change.value, today=clock.today(), where=change.where)
    now, by = held.get((change.staff, change.cell), ("", ""))
    if change.seen is None or now in (change.seen, value):
        return value
    shown = f"“{now}”" if now else "để trống"
    raise Conflict(
        f"{by or 'Người khác'} vừa sửa ô {people[change.staff].full_name}, {_head(change.cell)} thành {shown}; "
        "ô của bạn chưa được lưu.",
        where=change.where,
    )


def _head(cell: str) -> str:
    known = {ABSENT: "nghỉ dài, đi học", RECRUITED: "ngày tuyển dụng"}
    known |= {code: head.lower() for code, head in SERVICE.items()}
    return known.get(cell, f"xếp loại {cell.removeprefix(RANK)}")


@transaction.atomic
def set_fact_cells(*, school: School, year: EmulationYear, changes: Iterable[FactChange], by: Actor) -> int:
    """Write `changes`, all or none, on the school's own people; answers how many cells are now different.

    Raises Conflict (where = the cell) if somebody else changed one of them, RuleViolation for a text that is none. The
    same change sent twice writes once.
    """
    School.objects.select_for_update().get(pk=school.pk)
    people = {one.staff.pk: one.staff for one in people_of(school, year)}
    asked = list(changes)
    held = held_cells({one.staff for one in asked} & people.keys(), year.code)
    new: dict[tuple[int, str], str] = {}
    for change in asked:
        value = _wanted(change, people, held)
        if held.get((change.staff, change.cell), ("", ""))[0] != value:
            new[change.staff, change.cell] = value
    if new:
        _write(school, year, people, new, by)
        old_told = {_name(people, place): held.get(place, ("", ""))[0] for place in new}
        new_told = {_name(people, place): value for place, value in new.items()}
        audit.record(by=by, verb="ghi dữ kiện xét", target=school, old=old_told, new=new_told)
    return len(new)


def _name(people: dict[int, StaffMember], place: tuple[int, str]) -> str:
    return f"{people[place[0]].full_name}: {_head(place[1])}"


def _write(
    school: School, year: EmulationYear, people: dict[int, StaffMember], new: dict[tuple[int, str], str], by: Actor
) -> None:
    stamp = {"school": school, "changed_by": by.account_name, "changed_at": clock.now()}
    ranks = {(staff, cell.removeprefix(RANK)): text for (staff, cell), text in new.items() if cell.startswith(RANK)}
    _write_ranks(ranks, stamp)
    _write_absences({staff: text for (staff, cell), text in new.items() if cell == ABSENT}, year, stamp)
    years = {place: int(text) if text else None for place, text in new.items() if place[1] in SERVICE}
    write_years(years, people, year, stamp)
    recruited = {staff: text for (staff, cell), text in new.items() if cell == RECRUITED}
    for staff, text in recruited.items():
        people[staff].recruited_on = read_date(text, today=clock.today()).value if text else None
    StaffMember.objects.bulk_update([people[staff] for staff in recruited], ["recruited_on"])


def _write_ranks(ranks: dict[tuple[int, str], str], stamp: dict) -> None:
    kept = {
        (one.staff_id, one.year_code): one
        for one in Ranking.objects.filter(staff__in={staff for staff, _ in ranks})
        if (one.staff_id, one.year_code) in ranks
    }
    Ranking.objects.filter(pk__in=[one.pk for one in kept.values()]).delete()
    Ranking.objects.bulk_create(
        Ranking(staff_id=staff, year_code=code, level=level, **stamp)
        for (staff, code), text in ranks.items()
        if (level := read_rank(text))
    )


def _write_absences(texts: dict[int, str], year: EmulationYear, stamp: dict) -> None:
    """A kind that stays keeps its dates; others go, new ones come without dates."""
    wanted = {(staff, kind.value) for staff, text in texts.items() for kind in read_absences(text)}
    kept = Absence.objects.filter(staff__in=list(texts), year_code=year.code)
    there = {(one.staff_id, one.kind): one.pk for one in kept}
    Absence.objects.filter(pk__in=[pk for place, pk in there.items() if place not in wanted]).delete()
    Absence.objects.bulk_create(
        Absence(staff_id=staff, year_code=year.code, kind=kind, **stamp)
        for staff, kind in sorted(wanted - there.keys())
    )


@transaction.atomic
def rank_everybody(*, school: School, year: EmulationYear, level: RankLevel, by: Actor, over: bool = False) -> int:
    """Write one ranking of the year for all people of the school: those without one, or (`over`) everybody."""
    people = [one.staff.pk for one in people_of(school, year)]
    cell = f"{RANK}{year.code}"
    held = held_cells(people, year.code)
    changes = [
        FactChange(one, cell, SHORT[level], None) for one in people if over or not held.get((one, cell), ("", ""))[0]
    ]
    return set_fact_cells(school=school, year=year, changes=changes, by=by)


@transaction.atomic
def date_absence(*, absence: Absence, starts_on: date | None, ends_on: date | None, result: str, by: Actor) -> Absence:
    """From when to when somebody was away, and the result where the person studied."""
    check_period(starts_on, ends_on)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if result and (absence.kind != AbsenceKind.STUDY or result not in list(StudyResult)):
        raise RuleViolation("result", "Kết quả chỉ ghi cho việc được cử đi học; chọn trong danh sách.", where="result")
    old = _told(absence)
    absence.starts_on, absence.ends_on, absence.result = starts_on, ends_on, result
    absence.changed_by, absence.changed_at = by.account_name, clock.now()
    absence.save()
    if _told(absence) != old:
        audit.record(by=by, verb="ghi thời gian nghỉ dài, đi học", target=absence, old=old, new=_told(absence))
    return absence


def _told(absence: Absence) -> dict[str, str]:
    return {
        "từ ngày": str(absence.starts_on or ""),
        "đến hết ngày": str(absence.ends_on or ""),
        "kết quả": absence.get_result_display() if absence.result else "",
    }


def template_rows(people: Iterable[tuple[str, str, dict[str, str]]], year_code: str) -> list[list[str]]:
    """Rows of the template: (name, birth date, cells) as the file is downloaded, filled with what is known."""
    heads = columns(year_code)
    return [
        [str(place), name, born, *(cells.get(code, "") for code in heads)]
        for place, (name, born, cells) in enumerate(people, start=1)
    ]
