"""What a taken batch leaves to be mended: its faults, kept at the cells of the lists they point at."""

import datetime
from collections.abc import Mapping

from blocks.models import Fault, IntakeBatch, Registration, RegistrationSheet, School
from blocks.rules.intake.placing.faults import MOST, Placed, placed_faults
from blocks.rules.registration.registrations import ROW
from blocks.services.intake.review import Review, all_problems
from blocks.services.intake.writing import Written
from thidua.actors import Actor
from thidua.text import plain_key
from thidua.trail.stamps import stamped

_Person = tuple[str, str, datetime.date | None]


def keep_faults(*, batch: IntakeBatch, reviewed: Review, written: Written, by: Actor) -> int:
    """Keep the faults of a batch that was just written, in place of those of earlier files; how many there are."""
    placed = [fault for number in range(len(reviewed.files)) for fault in _of_file(reviewed, number)]
    schools = written.schools
    listed = {person.school for person in reviewed.changes.people}
    sheets = _sheets(batch, [schools[key] for key in listed if key in schools])
    Fault.objects.filter(sheet__in=sheets.values()).delete()
    rows = _rows(sheets)
    kept: dict[int, list[Fault]] = {}
    for fault in placed:
        sheet = sheets.get(schools[fault.school].pk) if fault.school in schools else None
        if sheet is not None and len(of_sheet := kept.setdefault(sheet.pk, [])) < MOST:
            of_sheet.append(_fault(fault, sheet, batch, rows.get((sheet.pk, _staff(fault, written.people))), by))
    Fault.objects.bulk_create(fault for of_sheet in kept.values() for fault in of_sheet)
    return sum(map(len, kept.values()))


def _of_file(reviewed: Review, number: int) -> list[Placed]:
    people = [person for person in reviewed.changes.people if person.file == number]
    return placed_faults(reviewed.tables[number], all_problems(reviewed, number), people)


def _sheets(batch: IntakeBatch, schools: list[School]) -> dict[int, RegistrationSheet]:
    found = RegistrationSheet.objects.filter(year=batch.year, school__in=schools)
    return {sheet.school_id: sheet for sheet in found}


def _rows(sheets: Mapping[int, RegistrationSheet]) -> dict[tuple[int, int], int]:
    found = Registration.objects.filter(sheet__in=sheets.values())
    return {(sheet, person): pk for sheet, person, pk in found.values_list("sheet", "staff", "pk")}


def _staff(fault: Placed, people: Mapping[_Person, int]) -> int:
    if fault.person is None:
        return 0
    row = fault.person.row
    return people.get((fault.school, plain_key(row.full_name), row.birth_date), 0)


def _fault(fault: Placed, sheet: RegistrationSheet, batch: IntakeBatch, row: int | None, by: Actor) -> Fault:
    return Fault(
        sheet=sheet,
        registration_id=row,
        batch=batch,
        cell=fault.cell if row else ROW,
        source=fault.source[:200],
        message=fault.message[:600],
        **stamped("found", by),
    )
