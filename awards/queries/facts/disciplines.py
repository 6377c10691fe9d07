"""Discipline and pending matters as the judge is asked, and as their own pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from awards.models import Discipline, Matter
from awards.queries.facts.facts import stated
from awards.rules.facts.disciplines import About
from awards.rules.verdicts.cases.records import Disciplined
from awards.rules.verdicts.cases.records import Matter as Pending

Values = dict[str, Any]  # fields of a case


def _discipline(row: Discipline) -> Disciplined:
    return Disciplined(row.form, row.decided_on, row.ends_on, row.related_to_duty)


def _matter(row: Matter) -> Pending:
    return Pending(row.kind, row.opened_on, row.closed_on, row.outcome if row.closed_on else "")


class Matters:
    """Discipline and matters of the people and the schools of one year, for those who decide: three queries.

    A list is told where something stands in it, or where the school stated that nothing else is there.
    """

    def __init__(self, people: Mapping[int, Iterable[int]], year_code: str) -> None:
        self.people = {school: list(ids) for school, ids in people.items()}
        staff = [one for ids in self.people.values() for one in ids]
        self.complete = {school for school, about in stated(self.people, year_code) if about == About.MATTERS}
        self.disciplines: dict[int, list[Disciplined]] = defaultdict(list)
        for row in Discipline.objects.filter(staff__in=staff).order_by("decided_on", "pk"):
            self.disciplines[row.staff_id].append(_discipline(row))
        self.matters: dict[tuple[str, int], list[Pending]] = defaultdict(list)
        rows = Matter.objects.order_by("opened_on", "pk")
        for one in rows.filter(staff__in=staff) | rows.filter(staff=None, school__in=list(self.people)):
            place = ("person", one.staff_id) if one.staff_id else ("school", one.school_id)
            self.matters[place].append(_matter(one))

    def _told(self, school: int, lists: Mapping[str, Sequence[Any]]) -> Values:
        return {key: tuple(listed) for key, listed in lists.items() if listed or school in self.complete}

    def person(self, staff: int, school: int) -> Values:
        """`discipline` and `pending` of a person."""
        pending = self.matters.get(("person", staff), [])
        return self._told(school, {"discipline": self.disciplines.get(staff, []), "pending": pending})

    def school(self, school: int) -> Values:
        """`disciplined` people of the school and the matters `pending` about the school itself."""
        everyone = [one for staff in self.people[school] for one in self.disciplines.get(staff, [])]
        return self._told(school, {"disciplined": everyone, "pending": self.matters.get(("school", school), [])})


class Reserved:
    """In the place of Matters for everybody who may not know of them: asks nothing, tells of everyone the same."""

    def person(self, staff: int, school: int) -> Values:
        """The same for each person."""
        return {"discipline": (), "pending": ()}

    def school(self, school: int) -> Values:
        """The same for each school."""
        return {"disciplined": (), "pending": ()}
