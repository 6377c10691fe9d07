"""Deeds on what is known of a person's working life for a year: service years, merits, retirement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from awards.models import PersonFacts
from awards.queries.facts.fact_grid import people_of
from awards.queries.facts.service_years import FIELDS, NUMBERS, person_facts_of
from awards.rules.facts.fact_cells import SERVICE
from awards.rules.facts.service_years import MOST_YEARS, check_merits, check_years, merits_kept
from blocks.models import EmulationYear, School, StaffMember
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


@transaction.atomic
def save_person_facts(
    *, staff: StaffMember, school: School, year: EmulationYear, version: int, by: Actor, **data: Any
) -> PersonFacts:
    """Write the named fields of FIELDS; None is not known. `version` is the one that was read (0 for none yet).

    Raises Conflict where somebody was faster, RuleViolation for figures that contradict each other.
    """
    demand(by, Action.EDIT_FACTS, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    if all(one.staff.pk != staff.pk for one in people_of(school, year)):
        raise Conflict("Người này không còn trong danh sách của trường; tải lại trang.")
    row = person_facts_of([staff.pk], year.code).get(staff.pk)
    row = row or PersonFacts(staff=staff, school=school, year_code=year.code)
    if row.version != version:
        raise Conflict(f"{row.changed_by or 'Người khác'} vừa sửa dữ kiện của người này; xem bản mới rồi sửa lại.")
    old = _told(row)
    for name in FIELDS:
        if name in data:
            setattr(row, name, data[name])
    _check(row)
    if _told(row) != old:
        row.version += 1
        row.school = school
        put_stamp(row, "changed", by)
        row.save()
        audit.record(by=by, verb="ghi thâm niên, thành tích", target=row, old=old, new=_told(row))
    return row


def _told(row: PersonFacts) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in FIELDS}
    retired_on = row.retired_on and str(row.retired_on)
    return shown | {"retired_on": retired_on, "other_merits": merits_kept(row.other_merits)}


def _check(row: PersonFacts, whose: str = "") -> None:
    figures = {name: getattr(row, name) for name in NUMBERS.values()}
    for name, years in figures.items():
        if years is not None and not 0 <= years <= MOST_YEARS:
            raise RuleViolation("years", f"Số năm là số tròn từ 0 đến {MOST_YEARS}.", where=name)
    check_years(figures, whose=whose)
    if row.other_merits is not None:
        row.other_merits = check_merits(row.other_merits)


def planned_years(
    years: Mapping[tuple[int, str], int | None],
    kept: Mapping[int, PersonFacts],
    people: Mapping[int, StaffMember],
    year: EmulationYear,
) -> list[PersonFacts]:
    """The rows (`kept` or new) as the sheet's cells, by (person, field), would leave them; nothing is written.

    Raises RuleViolation, naming the cell, where a figure contradicts another one.
    """
    wanted: dict[int, dict[str, int | None]] = defaultdict(dict)
    for (staff, name), value in years.items():
        wanted[staff][name] = value
    rows = []
    for staff, told in wanted.items():
        row = kept.get(staff) or PersonFacts(staff_id=staff, year_code=year.code)
        for name, value in {**told, "version": row.version + 1}.items():
            setattr(row, name, value)
        try:
            _check(row, people[staff].full_name)
        except RuleViolation as problem:
            raise RuleViolation(problem.code, problem.message, where=f"{staff}.{next(iter(told))}") from None
        rows.append(row)
    return rows


def write_years(rows: Iterable[PersonFacts], stamp: Mapping[str, Any]) -> None:
    """Write what `planned_years` left, inside the deed that tells it; `stamp` says where, who and when."""
    rows = list(rows)
    for row in rows:
        for name, value in stamp.items():
            setattr(row, name, value)
    PersonFacts.objects.bulk_create([row for row in rows if row.pk is None])
    PersonFacts.objects.bulk_update([row for row in rows if row.pk], [*SERVICE, *stamp, "version"])
