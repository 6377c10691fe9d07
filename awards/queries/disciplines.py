"""Discipline and pending matters as the judge is asked, and as their own pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from awards.models import Discipline, Matter
from awards.queries.facts import stated
from awards.rules.disciplines import About

Case = dict[str, Any]
# What everybody who does not decide is judged on: the same for each person and each school, whatever there is.
UNTOLD: Case = {"discipline": [], "disciplined": [], "pending": []}


def _discipline(row: Discipline) -> Case:
    told: Case = {"form": row.form, "decided_on": str(row.decided_on)}
    if row.ends_on:
        told["ends_on"] = str(row.ends_on)
    if row.related_to_duty is not None:
        told["related_to_duty"] = row.related_to_duty
    return told


def _matter(row: Matter) -> Case:
    told: Case = {"kind": row.kind, "opened_on": str(row.opened_on)}
    if row.closed_on:
        told |= {"closed_on": str(row.closed_on), "outcome": row.outcome}
    return told


class Matters:
    """Discipline and matters of the people and the schools of one year, for those who decide: three queries.

    A list is told where something stands in it, or where the school stated that nothing else is there.
    """

    def __init__(self, people: Mapping[int, Iterable[int]], year_code: str) -> None:
        self.people = {school: list(ids) for school, ids in people.items()}
        staff = [one for ids in self.people.values() for one in ids]
        self.complete = {school for school, about in stated(self.people, year_code) if about == About.MATTERS}
        self.disciplines: dict[int, list[Case]] = defaultdict(list)
        for row in Discipline.objects.filter(staff__in=staff).order_by("decided_on", "pk"):
            self.disciplines[row.staff_id].append(_discipline(row))
        self.matters: dict[tuple[str, int], list[Case]] = defaultdict(list)
        rows = Matter.objects.order_by("opened_on", "pk")
        for one in rows.filter(staff__in=staff) | rows.filter(staff=None, school__in=list(self.people)):
            place = ("person", one.staff_id) if one.staff_id else ("school", one.school_id)
            self.matters[place].append(_matter(one))

    def _told(self, school: int, lists: dict[str, list[Case]]) -> Case:
        return {key: listed for key, listed in lists.items() if listed or school in self.complete}

    def person(self, staff: int, school: int) -> Case:
        """`discipline` and `pending` of a person."""
        lists = {"discipline": self.disciplines.get(staff, []), "pending": self.matters.get(("person", staff), [])}
        return self._told(school, lists)

    def school(self, school: int) -> Case:
        """`disciplined` people of the school and the matters `pending` about the school itself."""
        everyone = [one for staff in self.people[school] for one in self.disciplines.get(staff, [])]
        return self._told(school, {"disciplined": everyone, "pending": self.matters.get(("school", school), [])})


class Reserved:
    """In the place of Matters for everybody who may not know of them: asks nothing, tells of everyone the same."""

    def person(self, staff: int, school: int) -> Case:
        """The same for each person."""
        return {key: UNTOLD[key] for key in ("discipline", "pending")}

    def school(self, school: int) -> Case:
        """The same for each school."""
        return {key: UNTOLD[key] for key in ("disciplined", "pending")}
