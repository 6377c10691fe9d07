"""What a block's two target tables ask of the judge: the figures as the page of targets shows them, nothing else.

A school's figures are counted from its sent list; of a school without one, what the block's own table said. Drafts are
not read.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from awards.queries.verdicts.judge_cases import Asked
from awards.queries.verdicts.judge_tenants import tenant_of
from awards.rules.verdicts.cases.cases import Dates, Question, TableCase
from awards.rules.verdicts.dates import read_cycle
from blocks.models import EmulationYear, RegistrationSheet, School, Target
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import counted
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.queries.year.phases import closing_days
from blocks.rules.law import load_law
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phase_specs import LawDay
from thidua import clock

# the judge's names of the individual table's columns
_NAMES = {TOTAL: "headcount_closing", "LDTT": "ldtt", "CSTDCS": "cstdcs"}
Figures = dict[str, int]


def table_questions(year: EmulationYear, block: str, school_ids: Iterable[int]) -> list[Asked]:
    """Caps, shares, ladders and flags: a question a school, one of the block's flags, one of the block's sums.

    A fixed number of queries. Figures nobody has told are left out and stay unknown.
    """
    ids = list(school_ids)
    sent, own = _targets(year, ids)
    people, days = _people(year, ids, sent), _registered(year, ids)
    names = dict(School.objects.filter(pk__in=ids).order_by("name_key").values_list("pk", "name"))
    if not names:
        return []
    shared = _Shared(year)
    asked, codes = [], tables_of(year).collective.codes
    for pk, name in names.items():
        ticked = {code.lower(): own[pk].get(code, 0) for code in {*codes, *own[pk]}}
        row = TableCase("target_row", name, counts=_counts({**ticked, **people[pk]}))
        asked.append(Asked(pk, None, "", shared.question("", row, days.get(pk))))
    first = min(days.values(), default=None)
    flags = sum(own[pk].get("COTP", 0) > 0 for pk in names)
    flagged = TableCase("block", block, flags_proposed=flags)
    asked.append(Asked(0, None, "COTP", shared.question("COTP", flagged, first)))
    listed = [people[pk] for pk in names if people[pk]]
    if len(listed) > 1:
        summed = TableCase("authority_total", block, counts=_counts(_sums(listed)))
        asked.append(Asked(0, None, "CSTDCS", shared.question("CSTDCS", summed, first)))
    return asked


def _counts(figures: Figures) -> dict[str, Fraction]:
    return {name: Fraction(value) for name, value in figures.items()}


def _sums(rows: list[Figures]) -> Figures:
    """Figures that every row tells, added up."""
    told = set.intersection(*(set(row) for row in rows))
    return {name: sum(row[name] for row in rows) for name in told}


class _Shared:
    """What all questions of a year share: the authority, the day registration closes, the dossiers' receipt."""

    def __init__(self, year: EmulationYear) -> None:
        closing = closing_days(year)
        self.cycle, self.tenant, self.law = read_cycle(year.code), tenant_of(year), load_law()
        self.registered = min(closing.get(LawDay.REGISTERED) or clock.today(), clock.today())
        self.received = closing.get(LawDay.RECEIVED) or year.ends_on

    def question(self, code: str, subject: TableCase, registered: date | None) -> Question:
        """The title (none: the table as a whole) asked of one table."""
        dates = Dates(registered=registered or self.registered, received=self.received)
        return Question(subject, self.law.titles.get(code), self.cycle, dates, self.tenant)


def _targets(year: EmulationYear, ids: list[int]) -> tuple[dict[int, Figures], dict[int, Figures]]:
    """(what the block's own table says of people, the collective titles proposed) by school; one query."""
    sent: dict[int, Figures] = {pk: {} for pk in ids}
    own: dict[int, Figures] = {pk: {} for pk in ids}
    rows = Target.objects.filter(year=year, school__in=ids)
    for school, subject, code, value, told in rows.values_list("school", "subject", "title", "value", "sent_value"):
        if subject == Subject.PERSON and told is not None:
            sent[school][code or TOTAL] = told
        elif subject == Subject.COLLECTIVE and code and value:
            own[school][code] = value
    return sent, own


def _people(year: EmulationYear, ids: list[int], sent: dict[int, Figures]) -> dict[int, Figures]:
    """Staff, LĐTT and CSTĐCS by school: counted from the sent list, else as the block's own table said."""
    numbers = counted(year, ids)
    people: dict[int, Figures] = {}
    for pk in ids:
        listed = (pk, TOTAL) in numbers
        figures = {code: numbers.get((pk, code), 0) if listed else sent[pk].get(code) for code in _NAMES}
        people[pk] = {_NAMES[code]: value for code, value in figures.items() if value is not None}
    return people


def _registered(year: EmulationYear, ids: list[int]) -> dict[int, date]:
    """The day each sent list was sent."""
    sheets = with_sendings(RegistrationSheet.objects.filter(year=year, school__in=ids))
    told = {school: sent or got for school, sent, got in sheets.values_list("school", "sent_at", "received_at")}
    return {school: moment.astimezone(clock.ZONE).date() for school, moment in told.items() if moment}
