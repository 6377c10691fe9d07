"""Deeds on qualitative criteria: the school confirms them of its people and of itself."""

from collections.abc import Mapping, Set
from typing import Any

from django.db import transaction

from awards.models import Attestation
from awards.queries.facts.fact_grid import people_of
from awards.rules.facts.attestations import check_criteria
from blocks.models import EmulationYear, School
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import stamped


def _write(
    school: School, year: EmulationYear, wanted: set[tuple[int | None, str]], whom: set[int | None], by: Actor
) -> tuple[set[tuple[int | None, str]], set[tuple[int | None, str]]]:
    """Make the confirmations of `whom` exactly `wanted`; answers (added, taken away)."""
    rows = [one for one in Attestation.objects.filter(school=school, year_code=year.code) if one.staff_id in whom]
    there = {(one.staff_id, one.criterion): one.pk for one in rows}
    gone, new = there.keys() - wanted, wanted - there.keys()
    Attestation.objects.filter(pk__in=[there[place] for place in gone]).delete()
    Attestation.objects.bulk_create(
        Attestation(
            school=school,
            staff_id=staff,
            year_code=year.code,
            criterion=criterion,
            **stamped("changed", by),
        )
        for staff, criterion in sorted(new, key=str)
    )
    return new, gone


def fingerprint(rows: Mapping[int, Set[str]]) -> str:
    """What somebody had before them, as the form carries it."""
    return ";".join(f"{staff}:{','.join(sorted(codes))}" for staff, codes in sorted(rows.items()) if codes)


def attested_people(school: School, year: EmulationYear) -> dict[int, set[str]]:
    """Criteria confirmed by the school, by person; one query."""
    found: dict[int, set[str]] = {}
    rows = Attestation.objects.filter(school=school, year_code=year.code, staff__isnull=False)
    for staff, criterion in rows.values_list("staff", "criterion"):
        found.setdefault(staff, set()).add(criterion)
    return found


@transaction.atomic
def attest_people(*, school: School, year: EmulationYear, wanted: Mapping[int, Set[str]], seen: str, by: Actor) -> int:
    """Confirm of each person of the school exactly these criteria; answers how many lines changed.

    Raises Conflict where the confirmations are no longer those of `seen`; nothing is written then.
    """
    demand(by, Action.ATTEST, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    people = {one.staff.pk: one.staff.full_name for one in people_of(school, year)}
    check_criteria({code for codes in wanted.values() for code in codes}, of_school=False)
    before = attested_people(school, year)
    places = {(staff, code) for staff, codes in wanted.items() if staff in people for code in codes}
    if places == {(staff, code) for staff, codes in before.items() if staff in people for code in codes}:
        return 0
    if fingerprint(before) != seen:
        raise Conflict("Xác nhận tiêu chí của trường vừa được người khác sửa; xem bản mới rồi lưu lại.")
    new, gone = _write(school, year, set(places), set(people), by)

    def told(changed: set[tuple[int | None, str]]) -> dict[str, Any]:
        listed: dict[str, list[str]] = {}
        for staff, code in sorted(changed, key=str):
            listed.setdefault(code, []).append(people[staff or 0])
        return listed

    audit.record(by=by, verb="xác nhận tiêu chí của cá nhân", target=school, old=told(gone), new=told(new))
    return len(new) + len(gone)


@transaction.atomic
def attest_school(*, school: School, year: EmulationYear, wanted: Set[str], by: Actor) -> int:
    """Confirm of the school itself exactly these criteria; answers how many changed."""
    demand(by, Action.ATTEST, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    check_criteria(set(wanted), of_school=True)
    new, gone = _write(school, year, {(None, code) for code in wanted}, {None}, by)
    if new or gone:
        old = {"criteria": sorted(code for _, code in gone)}
        audit.record(
            by=by,
            verb="xác nhận tiêu chí của trường",
            target=school,
            old=old,
            new={"criteria": sorted(code for _, code in new)},
        )
    return len(new) + len(gone)
