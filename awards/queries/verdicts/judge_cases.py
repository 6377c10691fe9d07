"""Questions to the judge, made from rows: what is known is told, what is not known is left out and stays unknown.

The year's ranking, initiatives, discipline and confirmations are told as far as they were entered (`facts`,
`disciplines`); a figure of the collective is what its people register for. The dossier's receipt is the last day of
the schools' review, so that the law of registration and the law of decision are both answered.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, Subquery

from awards.queries.facts.disciplines import Matters, Reserved
from awards.queries.facts.facts import Known
from awards.queries.history.prior_awards import Past, told_of_history, told_of_person, whole_past
from awards.queries.verdicts.judge_tenants import tenant_of
from awards.rules.verdicts.cases.cases import Case, Dates, PersonCase, Question, SchoolCase, TableCase
from awards.rules.verdicts.cases.records import BlockPlace, Proposed, Registered
from awards.rules.verdicts.cases.tenants import Tenant
from awards.rules.verdicts.dates import read_cycle
from blocks.models import (
    EmulationYear,
    Placement,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    Target,
)
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.queries.year.phases import closing_days
from blocks.rules.law import load_law
from blocks.rules.promise.titles import Subject
from blocks.rules.units.jobs import is_head, is_manager
from blocks.rules.year.phase_specs import LawDay
from thidua import clock

Values = dict[str, Any]  # fields of a case


@dataclass(frozen=True)
class Asked:
    """One question with where it belongs: the school, and the person's row or None for the collective."""

    school_id: int
    row_id: int | None
    title: str
    question: Question


@dataclass
class _School:
    """What one school's sheet says, counted once."""

    school: School
    block: str
    rows: list[Registration] = field(default_factory=list)
    ticks: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    own: list[str] = field(default_factory=list)
    registered_on: date | None = None

    def people(self, only: set[int] | None) -> list[int]:
        """The people of the list, or of the rows in `only`."""
        return [row.staff_id for row in self.rows if only is None or row.pk in only]

    def count(self, code: str) -> int:
        """How many people register for `code`."""
        return sum(code in codes for codes in self.ticks.values())


def _schools(year: EmulationYear, ids: list[int]) -> dict[int, _School]:
    """Five queries for any number of schools."""
    placed = Placement.objects.filter(year=year, school=OuterRef("pk")).values("block__name")[:1]
    named = School.objects.filter(pk__in=ids).annotate(block_name=Subquery(placed)).order_by("name_key")
    schools = {school.pk: _School(school, school.block_name or "") for school in named}
    sheets = with_sendings(RegistrationSheet.objects.filter(year=year, school__in=ids))
    for school, sent, received in sheets.values_list("school", "sent_at", "received_at"):
        moment = sent or received or clock.now()
        schools[school].registered_on = moment.astimezone(clock.ZONE).date()
    rows = Registration.objects.filter(sheet__year=year, sheet__school__in=ids).select_related("staff", "sheet")
    for row in rows.order_by("position", "id"):
        schools[row.sheet.school_id].rows.append(row)
    ticks = RegisteredTitle.objects.filter(registration__sheet__year=year, registration__sheet__school__in=ids)
    ticked = ticks.order_by("title__position").values_list("registration__sheet__school", "registration", "title")
    for school, row_id, code in ticked:
        schools[school].ticks[row_id].append(code)
    own = Target.objects.filter(year=year, school__in=ids, subject=Subject.COLLECTIVE, value__gt=0)
    for school, code in own.exclude(title=None).order_by("title__position").values_list("school", "title"):
        schools[school].own.append(code)
    return schools


class _Gathered:
    """Everything the year's questions need, asked once: a fixed number of queries. With `only` facts of those rows'
    people alone are read, and what the school's list says of all."""

    def __init__(self, year: EmulationYear, ids: list[int], *, only: set[int] | None, decides: bool) -> None:
        self.year, self.law, self.cycle = year, load_law(), read_cycle(year.code)
        self.schools = _schools(year, ids)
        staff = {pk: school.people(only) for pk, school in self.schools.items()}
        self.past: Past = whole_past((one for people in staff.values() for one in people), ids)
        self.known = Known(staff, year.code)
        self.matters = Matters(staff, year.code) if decides else Reserved()
        self.tenant: Tenant = tenant_of(year)
        self.received = closing_days(year).get(LawDay.RECEIVED) or year.ends_on

    def _registered(self, codes: Iterable[str]) -> tuple[Registered, ...]:
        return tuple(Registered(code, self.cycle) for code in codes)

    def _proposed(self, codes: Iterable[str]) -> tuple[Proposed, ...]:
        return tuple(Proposed(code, self.cycle) for code in codes)

    def person(self, row: Registration, codes: list[str], school: _School) -> PersonCase:
        """One person as the judge is asked."""
        pk, staff, head = school.school.pk, row.staff_id, is_head(row.job_code)
        entered = self.known.person(staff, pk, row.initiative, head=head) | self.matters.person(staff, pk)
        entered |= told_of_person(self.past, staff, entered, self.year.code, row.staff.recruited_on, pk)
        if entered.get("moves"):
            entered["moves"] = self.known.moves(staff, entered["moves"])
        counts = {"ldtt": Fraction(school.count("LDTT")), "cstdcs": Fraction(school.count("CSTDCS"))}
        return PersonCase(
            unit=school.school.name,
            role=row.job_title,
            head=head,
            manager=is_manager(row.job_code),
            recruited_on=row.staff.recruited_on,
            registrations=(*self._registered(codes), *self.past.registrations[staff]),
            other_proposals=self._proposed(codes),
            unit_quota=TableCase(counts=counts),
            **told_of_history(self.past.people[staff], complete=self.year.history_complete),
            **entered,
        )

    def collective(self, school: _School) -> SchoolCase:
        """One school as the judge is asked."""
        pk = school.school.pk
        return SchoolCase(
            name=school.school.name,
            registrations=self._registered(school.own),
            other_proposals=self._proposed(school.own),
            block=BlockPlace(
                name=school.block,
                organised_by=self.tenant.name,
                organ=self.tenant.organ,
                rank_in_block=self.known.rank_in_block(pk),
            ),
            counts=self._counts(school),
            **told_of_history(self.past.schools[pk], complete=self.year.history_complete),
            **self.known.school(pk),
            **self.matters.school(pk),
        )

    def _counts(self, school: _School) -> dict[str, Fraction]:
        counts: dict[str, int | None] = {"headcount_entitled": self.known.entitled(school.school.pk)}
        if school.rows:
            counts |= {"headcount_closing": len(school.rows), "ldtt": school.count("LDTT")}
            counts |= {"cstdcs": school.count("CSTDCS")}
        return {name: Fraction(count) for name, count in counts.items() if count is not None}

    def question(self, code: str, subject: Case, school: _School) -> Question:
        """One title asked of one subject."""
        today = clock.today()
        dates = Dates(registered=school.registered_on or today, received=self.received, asked=today)
        return Question(subject, self.law.titles[code], self.cycle, dates, self.tenant)


def questions(
    year: EmulationYear, school_ids: Iterable[int], *, rows: Iterable[int] | None = None, decides: bool = False
) -> list[Asked]:
    """Every registered title of the schools' people and of the schools themselves: a fixed number of queries.

    With `rows` only those people, and no collective. Discipline and pending matters are told to who `decides`, and
    are not even asked for anybody else.
    """
    only = None if rows is None else set(rows)
    known = _Gathered(year, list(school_ids), only=only, decides=decides)
    asked = []
    for pk, school in known.schools.items():
        for row in school.rows:
            codes = school.ticks.get(row.pk, [])
            if codes and (only is None or row.pk in only):
                person = known.person(row, codes, school)
                asked += [Asked(pk, row.pk, code, known.question(code, person, school)) for code in codes]
        if only is None and school.own:
            subject = known.collective(school)
            asked += [Asked(pk, None, code, known.question(code, subject, school)) for code in school.own]
    return asked


def counted_of(year: EmulationYear, school_id: int) -> Values:
    """What the system counts itself for one school, as the judge is told."""
    school = _schools(year, [school_id])[school_id]
    known = Known({school_id: [row.staff_id for row in school.rows]}, year.code).school(school_id)
    return {
        "headcount": len(school.rows),
        "ldtt": school.count("LDTT"),
        "cstdcs": school.count("CSTDCS"),
        "rank_counts": known["rank_counts"],
    }
