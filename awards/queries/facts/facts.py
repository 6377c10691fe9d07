"""Facts that people entered, as fields of the judge's cases, in a fixed number of queries.

What nobody entered is left out, and so stays unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from awards.models import Absence, Attestation, Initiative, Ranking, SchoolFacts, Statement
from awards.queries.facts.service_years import person_facts_of, told_of_school, told_of_service, with_comment
from awards.rules.facts.absences import AbsenceKind, StudyResult
from awards.rules.facts.disciplines import About
from awards.rules.facts.initiatives import WorkKind, WorkState
from awards.rules.facts.rankings import RankLevel
from awards.rules.verdicts.cases.records import Away, Move, Study, UnitFacts, Use, Work
from awards.rules.verdicts.cases.values import confirmed
from awards.rules.verdicts.dates import read_cycle

Values = dict[str, Any]  # fields of a case


def rankings_of(staff: Iterable[int]) -> dict[int, dict[str, str]]:
    """Rankings by person and year, wherever the person worked; one query."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for person, year_code, level in Ranking.objects.filter(staff__in=list(staff)).values_list(
        "staff", "year_code", "level"
    ):
        found[person][year_code] = level
    return found


def _leave(row: Absence) -> Away:
    return Away(row.kind, row.starts_on, row.ends_on)


def _study(row: Absence) -> Study:
    good = row.result == StudyResult.GOOD if row.result else None
    return Study(row.starts_on, row.ends_on, result=row.result, good=good)


def absences_of(staff: Iterable[int], year_code: str) -> dict[int, Values]:
    """`leave` and `study` of the year by person; who has any row has no other absence. One query."""
    rows: dict[int, list[Absence]] = defaultdict(list)
    for row in Absence.objects.filter(staff__in=list(staff), year_code=year_code).order_by("pk"):
        rows[row.staff_id].append(row)
    none, study = AbsenceKind.NONE, AbsenceKind.STUDY
    return {
        person: {
            "leave": tuple(_leave(row) for row in own if row.kind not in (none, study)),
            "study": tuple(_study(row) for row in own if row.kind == study),
        }
        for person, own in rows.items()
    }


def _work(row: Initiative, held_by: str) -> Work:
    research = row.kind == WorkKind.RESEARCH
    used = tuple(Use(use["title"], read_cycle(use["cycle"])) for use in row.used_for)
    return Work(
        name=row.name,
        cycle=read_cycle(row.year_code),
        level=row.level,
        status="" if research else row.state,
        day=row.recognised_on,
        recognised_by=row.recognised_by,
        organ=row.organ,
        used_for=None if research else used,
        is_research=research,
        held_by=held_by,
    )


@dataclass(frozen=True)
class Works:
    """A person's initiatives and research."""

    initiatives: tuple[Work, ...] = ()
    research: tuple[Work, ...] = ()

    def __add__(self, other: "Works") -> "Works":
        return Works(self.initiatives + other.initiatives, self.research + other.research)


def works_of(staff: Iterable[int], held_by: str = "") -> dict[int, Works]:
    """Works by person, of any year; a refused research is no research. One query."""
    found: dict[int, Works] = defaultdict(Works)
    for row in Initiative.objects.filter(staff__in=list(staff)).order_by("pk"):
        if row.kind == WorkKind.INITIATIVE:
            found[row.staff_id] += Works(initiatives=(_work(row, held_by),))
        elif row.state != WorkState.REFUSED:
            found[row.staff_id] += Works(research=(_work(row, held_by),))
    return found


def stated(schools: Iterable[int], year_code: str) -> set[tuple[int, str]]:
    """(school, about) of the lists that schools stated to be complete; one query."""
    found = Statement.objects.filter(school__in=list(schools), year_code=year_code)
    return set(found.values_list("school", "about"))


def _attested(staff: list[int], schools: list[int], year_code: str) -> dict[tuple[str, int], frozenset[str]]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    rows = Attestation.objects.filter(year_code=year_code).order_by("pk")
    rows = rows.filter(staff__in=staff) | rows.filter(staff=None, school__in=schools)
    for person, school, criterion in rows.values_list("staff", "school", "criterion"):
        found["person" if person else "school", person or school].add(criterion)
    return {place: confirmed(criteria) for place, criteria in found.items()}


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

    def person(self, staff: int, school: int, registered: str, *, head: bool | None) -> Values:
        """What was entered of a person; `registered` is the name of the initiative in the registration."""
        own = self.schools[school].get(self.year_code)
        told: Values = {"ranks": self.rankings.get(staff), "attested": self.attested.get(("person", staff))}
        told |= self.absences.get(staff, {}) | self._works(staff, school, registered)
        told |= told_of_service(self.service.get(staff), own)
        if head and (ranks := self._ranks(school)):
            told["unit_facts"] = UnitFacts(ranks.get(self.year_code, ""))
        return told

    def _works(self, staff: int, school: int, registered: str) -> Values:
        """Works entered; the one registered stays open until it is entered or the list is stated to be complete."""
        known = self.works.get(staff, Works())
        if (school, About.WORKS) in self.statements:
            return {"initiatives": known.initiatives, "research": known.research}
        listed = known.initiatives
        if registered and not any(str(work.cycle) == self.year_code for work in listed):
            listed = (*listed, Work(registered, read_cycle(self.year_code)))
        return {"initiatives": listed or None, "research": known.research or None}

    def _ranks(self, school: int) -> dict[str, str]:
        return {code: row.rank for code, row in self.schools[school].items() if row.rank}

    def school(self, school: int) -> Values:
        """What a school reported of itself, and what its people's rankings add up to."""
        levels = Counter(
            level for one in self.people[school] if (level := self.rankings.get(one, {}).get(self.year_code))
        )
        row = self.schools[school].get(self.year_code)
        told: Values = {
            "ranks": self._ranks(school) or None,
            "attested": self.attested.get(("school", school)),
            "rank_counts": {level.value: Fraction(levels[level.value]) for level in RankLevel} if levels else None,
            **told_of_school(row),
        }
        if row is not None:
            told |= {"exceeded_targets": row.exceeded_targets, "eligible_for_flags": row.eligible_for_flags}
        return told

    def entitled(self, school: int) -> int | None:
        """How many of the school's people are entitled to be considered, where it was reported."""
        row = self.schools[school].get(self.year_code)
        return row.headcount_entitled if row is not None else None

    def rank_in_block(self, school: int) -> Fraction | None:
        """The school's place in its block, where it was reported."""
        row = self.schools[school].get(self.year_code)
        return Fraction(row.rank_in_block) if row is not None and row.rank_in_block else None

    def moves(self, staff: int, moves: tuple[Move, ...]) -> tuple[Move, ...]:
        """The moves that the postings tell, with the old unit's comment where it was entered."""
        return with_comment(moves, self.service.get(staff))
