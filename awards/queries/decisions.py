"""Titles and commendations already given, for people and for schools."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from awards.models import Award
from awards.rules.decisions import AwardStatus
from blocks.models import School


@dataclass(frozen=True)
class Given:
    """One award as text: `year` code, `label` of the title, `basis` (number and date of the decision), `revoked`."""

    year: str
    label: str
    name: str
    basis: str
    revoked: bool


def _given(award: Award) -> Given:
    decision = award.decision
    basis = ""
    if decision is not None:
        day = f" ngày {decision.issued_on:%d/%m/%Y}" if decision.issued_on else ""
        basis = f"{decision.number}{day}" + (f", {decision.issuer}" if decision.issuer else "")
    return Given(award.year_code, award.title.label, award.title.name, basis, award.status == AwardStatus.REVOKED)


def awards_of_people(staff: Iterable[int]) -> dict[int, list[Given]]:
    """Awards by person, newest year first, wherever the person worked then; one query."""
    found = Award.objects.filter(staff__in=list(staff)).select_related("title", "decision")
    of_person: dict[int, list[Given]] = defaultdict(list)
    for award in found.order_by("-year_code", "title__position"):
        of_person[award.staff_id].append(_given(award))
    return of_person


def awards_of_school(school: School) -> list[Given]:
    """What the school itself was given, newest year first."""
    found = Award.objects.filter(school=school, staff=None).select_related("title", "decision")
    return [_given(award) for award in found.order_by("-year_code", "title__position")]


def count_by_school(schools: Iterable[int]) -> dict[int, int]:
    """How many awards of people are known by the school in which they were given."""
    found = Award.objects.filter(school__in=list(schools), staff__isnull=False)
    return dict(found.values_list("school").annotate(n=Count("id")))
