"""Who entered what about a person, and when: the facts behind "Vì sao?"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from awards.models import (
    Absence,
    Attestation,
    Discipline,
    Initiative,
    Matter,
    PersonFacts,
    Ranking,
    SchoolFacts,
    Statement,
)
from awards.queries.facts.service_years import UNTOLD, facts_in_words
from awards.rules.facts.attestations import OF_PERSON, criteria
from awards.rules.facts.disciplines import About
from blocks.models import Registration
from blocks.rules.units.jobs import is_head
from thidua.text import short_date


@dataclass(frozen=True)
class Entry:
    """One fact as text; `page` is the name of the page of the school on which it is entered."""

    label: str
    value: str
    by: str
    at: datetime | None
    page: str


def entries_of(row: Registration, *, decides: bool) -> list[Entry]:
    """Everything entered about the person of a registration that its year may look at; nine queries at most.

    Discipline and matters only for who `decides`; for others they are not asked.
    """
    staff, year_code, school = row.staff_id, row.sheet.year.code, row.sheet.school_id
    entries = [*_own(staff, year_code), *_works(staff), *_of_school(row, school, year_code)]
    if decides:
        entries += _reserved(staff, school, year_code)
    return entries


def _own(staff: int, year_code: str) -> Iterator[Entry]:
    for one in Ranking.objects.filter(staff=staff).order_by("-year_code"):
        label = f"Xếp loại {one.year_code}"
        yield Entry(label, one.get_level_display(), one.changed_by, one.changed_at, "fact_grid")
    for away in Absence.objects.filter(staff=staff, year_code=year_code).order_by("pk"):
        dates = [short_date(day) for day in (away.starts_on, away.ends_on) if day]
        value = f"{away.get_kind_display()} {' – '.join(dates)}".strip()
        yield Entry("Nghỉ dài, đi học", value, away.changed_by, away.changed_at, "fact_grid")
    for row in PersonFacts.objects.filter(staff=staff, year_code=year_code):
        for label, value in facts_in_words(row).items():
            if value != UNTOLD:
                yield Entry(f"{label[0].upper()}{label[1:]}", value, row.changed_by, row.changed_at, "fact_grid")
    names = dict(criteria(OF_PERSON))
    for given in Attestation.objects.filter(staff=staff, year_code=year_code).order_by("pk"):
        value = names.get(given.criterion, given.criterion)
        yield Entry("Tiêu chí đơn vị xác nhận", value, given.changed_by, given.changed_at, "attestations")


def _works(staff: int) -> Iterator[Entry]:
    for one in Initiative.objects.filter(staff=staff).order_by("-year_code", "pk"):
        said = f"{one.name}: {one.get_level_display().lower()}, {one.get_state_display().lower()}"
        if one.recognised_on:
            said += f" {short_date(one.recognised_on)}, {one.recognised_by}"
        yield Entry(f"{one.get_kind_display()} {one.year_code}", said, one.changed_by, one.changed_at, "initiatives")


def _of_school(row: Registration, school: int, year_code: str) -> Iterator[Entry]:
    stated = Statement.objects.filter(school=school, year_code=year_code, about=About.WORKS).first()
    if stated is not None:
        yield Entry("Danh sách sáng kiến", "trường xác nhận đã đủ", stated.changed_by, stated.changed_at, "initiatives")
    facts = SchoolFacts.objects.filter(school=school, year_code=year_code).first() if is_head(row.job_code) else None
    if facts is not None and facts.rank:
        label = f"Xếp loại trường {year_code}"
        yield Entry(label, facts.get_rank_display(), facts.changed_by, facts.changed_at, "school_facts")


def _reserved(staff: int, school: int, year_code: str) -> Iterator[Entry]:
    for one in Discipline.objects.filter(staff=staff).order_by("-decided_on"):
        value = f"{one.get_form_display()}, quyết định {short_date(one.decided_on)}"
        yield Entry("Kỷ luật", value, one.changed_by, one.changed_at, "disciplines")
    for matter in Matter.objects.filter(staff=staff).order_by("-opened_on"):
        value = f"{matter.get_kind_display()} từ {short_date(matter.opened_on)}"
        value += f" đến {short_date(matter.closed_on)}" if matter.closed_on else ", chưa kết thúc"
        yield Entry("Vụ việc", value, matter.changed_by, matter.changed_at, "disciplines")
    stated = Statement.objects.filter(school=school, year_code=year_code, about=About.MATTERS).first()
    if stated is not None:
        value = "trường xác nhận đã rà soát đủ"
        yield Entry("Kỷ luật, vụ việc", value, stated.changed_by, stated.changed_at, "disciplines")
