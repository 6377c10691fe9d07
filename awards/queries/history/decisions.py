"""Titles and commendations already given, for people and for schools."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from awards.models import Award
from awards.queries.history.prior_awards import Kept, awards_past
from awards.rules.history.decisions import AwardStatus
from blocks.models import School


@dataclass(frozen=True)
class Given:
    """One award as text: `year` code, `label` of the title, `basis` (number and date of the decision), `revoked`.

    `held_by` is the earlier authority in whose files it stands, "" for our own.
    """

    year: str
    label: str
    name: str
    basis: str
    revoked: bool
    held_by: str = ""


def _given(award: Kept) -> Given:
    basis = ""
    if award.number is not None:
        day = f" ngày {award.issued_on:%d/%m/%Y}" if award.issued_on else ""
        basis = f"{award.number}{day}" + (f", {award.issuer}" if award.issuer else "")
    revoked = award.status == AwardStatus.REVOKED
    return Given(award.year_code, award.label, award.name, basis, revoked, award.held_by)


def _newest_first(awards: list[Kept]) -> list[Given]:
    listed = sorted(awards, key=lambda one: one.position)
    listed.sort(key=lambda one: one.year_code, reverse=True)
    return [_given(one) for one in listed]


def awards_of_people(staff: Iterable[int]) -> dict[int, list[Given]]:
    """Awards by person, newest year first, wherever the person worked then, in earlier authorities too."""
    past = awards_past(staff, [])
    return defaultdict(list, {one: _newest_first(awards) for one, awards in past.people.items()})


def awards_of_school(school: School) -> list[Given]:
    """What the school itself was given, newest year first, under earlier authorities too."""
    return _newest_first(awards_past([], [school.pk]).schools[school.pk])


def count_by_school(schools: Iterable[int]) -> dict[int, int]:
    """How many awards of people are known by the school in which they were given."""
    found = Award.objects.filter(school__in=list(schools), staff__isnull=False)
    return dict(found.values_list("school").annotate(n=Count("id")))
