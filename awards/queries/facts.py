"""Facts that people entered, in the form in which the judge is asked, in a fixed number of queries.

What nobody entered is left out, and so stays unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from awards.models import Absence, Attestation, Initiative, Ranking, SchoolFacts, Statement
from awards.queries.service_years import person_facts_of, told_of_school, told_of_service, with_comment
from awards.rules.absences import AbsenceKind
from awards.rules.disciplines import About
from awards.rules.initiatives import WorkKind, WorkState
from awards.rules.rankings import RankLevel

Case = dict[str, Any]


def rankings_of(staff: Iterable[int]) -> dict[int, dict[str, str]]:
    """Rankings by person and year, wherever the person worked; one query."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for person, year_code, level in Ranking.objects.filter(staff__in=list(staff)).values_list(
        "staff", "year_code", "level"
    ):
        found[person][year_code] = level
    return found


def _absent(row: Absence) -> Case:
    told: Case = {"kind": row.kind}
    if row.starts_on:
        told["from"] = str(row.starts_on)
    if row.ends_on:
        told["to"] = str(row.ends_on)
    if row.result:
        told["result"] = row.result
    return told


def absences_of(staff: Iterable[int], year_code: str) -> dict[int, Case]:
    """`leave` and `study` of the year by person; who has any row has no other absence. One query."""
    found: dict[int, Case] = defaultdict(lambda: {"leave": [], "study": []})
    for row in Absence.objects.filter(staff__in=list(staff), year_code=year_code).order_by("pk"):
        lists = found[row.staff_id]
        if row.kind != AbsenceKind.NONE:
            lists["study" if row.kind == AbsenceKind.STUDY else "leave"].append(_absent(row))
    return found


def _work(row: Initiative) -> Case:
    told: Case = {"name": row.name, "cycle": row.year_code, "level": row.level}
    if row.recognised_by:
        told["recognised_by"] = row.recognised_by
    if row.kind == WorkKind.RESEARCH:
        if row.recognised_on:
            told["accepted_on"] = str(row.recognised_on)
        return told
    told |= {"status": row.state, "used_for": row.used_for}
    if row.recognised_on:
        told["recognised_on"] = str(row.recognised_on)
    return told


def works_of(staff: Iterable[int]) -> dict[int, Case]:
    """`initiatives` and `research` by person, of any year; a refused research is no research. One query."""
    found: dict[int, Case] = defaultdict(lambda: {"initiatives": [], "research": []})
    for row in Initiative.objects.filter(staff__in=list(staff)).order_by("pk"):
        if row.kind == WorkKind.INITIATIVE:
            found[row.staff_id]["initiatives"].append(_work(row))
        elif row.state != WorkState.REFUSED:
            found[row.staff_id]["research"].append(_work(row))
    return found


def stated(schools: Iterable[int], year_code: str) -> set[tuple[int, str]]:
    """(school, about) of the lists that schools stated to be complete; one query."""
    found = Statement.objects.filter(school__in=list(schools), year_code=year_code)
    return set(found.values_list("school", "about"))


def _attested(staff: list[int], schools: list[int], year_code: str) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    rows = Attestation.objects.filter(year_code=year_code).order_by("pk")
    rows = rows.filter(staff__in=staff) | rows.filter(staff=None, school__in=schools)
    for person, school, criterion in rows.values_list("staff", "school", "criterion"):
        place = ("person", person) if person else ("school", school)
        if criterion not in found[place]:
            found[place].append(criterion)
    return found


class Known:
    """Everything entered about the people and the schools of one year, asked once: seven queries."""

    def __init__(self, people: Mapping[int, Iterable[int]], year_code: str) -> None:
        self.year_code = year_code
        self.people = {school: list(ids) for school, ids in people.items()}
        staff, schools = [one for ids in self.people.values() for one in ids], list(self.people)
        self.rankings, self.absences = rankings_of(staff), absences_of(staff, year_code)
        self.works, self.statements = works_of(staff), stated(schools, year_code)
        self.attested = _attested(staff, schools, year_code)
        self.service = person_facts_of(staff, year_code)
        rows = SchoolFacts.objects.filter(school__in=schools)
        self.schools: dict[int, dict[str, SchoolFacts]] = defaultdict(dict)
        for row in rows:
            self.schools[row.school_id][row.year_code] = row

    def person(self, staff: int, school: int, registered: str, *, head: bool | None) -> Case:
        """What the judge is told of a person; `registered` is the name of the initiative in the registration."""
        told: Case = {}
        if staff in self.rankings:
            told["ranking"] = dict(self.rankings[staff])
        if staff in self.absences:
            told |= self.absences[staff]
        if ("person", staff) in self.attested:
            told["attested"] = self.attested["person", staff]
        told |= self._works(staff, school, registered)
        told |= told_of_service(self.service.get(staff), self.schools[school].get(self.year_code))
        if head and (ranks := self._ranks(school)):
            told["unit_facts"] = {"rank": ranks}
        return told

    def _works(self, staff: int, school: int, registered: str) -> Case:
        """Works entered; the one registered stays open until it is entered or the list is stated to be complete."""
        complete = (school, About.WORKS) in self.statements
        known = self.works.get(staff)
        if complete:
            return dict(known) if known else {"initiatives": [], "research": []}
        listed = list(known["initiatives"]) if known else []
        if registered and not any(one["cycle"] == self.year_code for one in listed):
            listed.append({"name": registered, "cycle": self.year_code})
        told: Case = {"initiatives": listed} if listed else {}
        if known and known["research"]:
            told["research"] = known["research"]
        return told

    def _ranks(self, school: int) -> dict[str, str]:
        return {code: row.rank for code, row in self.schools[school].items() if row.rank}

    def school(self, school: int) -> Case:
        """What the judge is told of a school: what it reported of itself, and what its people's rankings add up to."""
        told: Case = {}
        if ranks := self._ranks(school):
            told["rank"] = ranks
        if ("school", school) in self.attested:
            told["attested"] = self.attested["school", school]
        levels = Counter(
            level for one in self.people[school] if (level := self.rankings.get(one, {}).get(self.year_code))
        )
        if levels:
            told["rank_counts"] = {level.value: levels[level.value] for level in RankLevel}
        row = self.schools[school].get(self.year_code)
        if row is not None:
            for name in ("exceeded_targets", "eligible_for_flags", "headcount_entitled"):
                if getattr(row, name) is not None:
                    told[name] = getattr(row, name)
        return told | told_of_school(row)

    def moves(self, staff: int, moves: list[Case]) -> list[Case]:
        """The moves that the postings tell, with the old unit's comment where it was entered."""
        return with_comment(moves, self.service.get(staff))

    def block(self, school: int) -> Case:
        """The school's place in its block, where it was reported."""
        row = self.schools[school].get(self.year_code)
        return {"rank_in_block": row.rank_in_block} if row is not None and row.rank_in_block else {}
