"""The sheet "Dữ kiện xét" of a school: its people and what is known of each, and how far every school has come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from awards.models import Absence, Attestation, Initiative, PersonFacts, Ranking, SchoolFacts
from awards.queries.facts.service_years import person_facts_of
from awards.rules.facts.absences import absence_cell
from awards.rules.facts.fact_cells import ABSENT, RANK, RECRUITED, SERVICE, columns
from awards.rules.facts.rankings import SHORT, RankLevel
from blocks.models import EmulationYear, Posting, Registration, School, StaffMember
from thidua.actors import Actor
from thidua.policy import Action
from thidua.text import short_date


@dataclass(frozen=True)
class Worker:
    """Somebody who works in the school now or stands on its list of the year."""

    staff: StaffMember
    job_title: str


def people_of(school: School, year: EmulationYear, among: Collection[int] | None = None) -> list[Worker]:
    """The school's people in Vietnamese order, or those of them `among` the persons asked for; two queries at most."""
    found: dict[int, Worker] = {}
    rows = Registration.objects.filter(sheet__school=school, sheet__year=year).select_related("staff")
    postings = Posting.objects.filter(school=school, valid_to=None).select_related("staff")
    for known in (rows, postings):
        if among is None or not found.keys() >= set(among):
            for one in known if among is None else known.filter(staff__in=among):
                found.setdefault(one.staff_id, Worker(one.staff, one.job_title))
    return sorted(found.values(), key=lambda one: (one.staff.sort_key, str(one.staff.birth_date), one.staff.pk))


@dataclass(frozen=True)
class FactCell:
    """One cell: its code, head, what stands in it and who wrote it."""

    code: str
    label: str
    value: str
    by: str


@dataclass(frozen=True)
class FactRow:
    """A person of the sheet."""

    id: int
    name: str
    born: str
    job_title: str
    cells: list[FactCell]
    works: int
    attested: int


Held = dict[tuple[int, str], tuple[str, str]]


def held_cells(staff: Iterable[int], year_code: str, cells: Collection[str] | None = None) -> Held:
    """(text, who wrote it) by (person, cell); four queries, or those of them that the asked `cells` need."""
    ids = list(staff)
    held: Held = {}

    def asked(*codes: str) -> bool:
        return cells is None or any(cell.startswith(codes) for cell in cells)

    if asked(RANK):
        for ranking in Ranking.objects.filter(staff__in=ids):
            short = SHORT[RankLevel(ranking.level)]
            held[ranking.staff_id, f"{RANK}{ranking.year_code}"] = (short, ranking.changed_by)
    if asked(ABSENT):
        away: dict[int, list[Absence]] = defaultdict(list)
        for absence in Absence.objects.filter(staff__in=ids, year_code=year_code):
            away[absence.staff_id].append(absence)
        for person, listed in away.items():
            held[person, ABSENT] = (absence_cell([one.kind for one in listed]), listed[0].changed_by)
    if asked(RECRUITED):
        recruited = StaffMember.objects.filter(pk__in=ids, recruited_on__isnull=False).values_list("pk", "recruited_on")
        held |= {(person, RECRUITED): (short_date(day), "") for person, day in recruited}
    if asked(*SERVICE):
        held |= held_years(person_facts_of(ids, year_code))
    return held


def held_years(rows: Mapping[int, PersonFacts]) -> Held:
    """The cells of service years, from the rows by person."""
    return {
        (person, cell): (str(years), row.changed_by)
        for person, row in rows.items()
        for cell in SERVICE
        if (years := getattr(row, cell)) is not None
    }


def fact_rows(school: School, year: EmulationYear) -> list[FactRow]:
    """The whole sheet in eight queries, whatever the number of people."""
    people = people_of(school, year)
    ids = [one.staff.pk for one in people]
    held, heads = held_cells(ids, year.code), columns(year.code)
    works = dict(
        Initiative.objects.filter(staff__in=ids, year_code=year.code).values_list("staff").annotate(n=Count("pk"))
    )
    attested = dict(
        Attestation.objects.filter(staff__in=ids, year_code=year.code).values_list("staff").annotate(n=Count("pk"))
    )
    return [
        FactRow(
            one.staff.pk,
            one.staff.full_name,
            short_date(one.staff.birth_date) if one.staff.birth_date else "",
            one.job_title,
            [FactCell(code, head, *held.get((one.staff.pk, code), ("", ""))) for code, head in heads.items()],
            works.get(one.staff.pk, 0),
            attested.get(one.staff.pk, 0),
        )
        for one in people
    ]


def may_write(actor: Actor, school_id: int, action: Action = Action.EDIT_FACTS) -> bool:
    """Whether the actor may do `action` on this school's facts: its own people, and the office."""
    return actor.may(action) and (actor.is_office or actor.school_id == school_id)


@dataclass(frozen=True)
class Progress:
    """How far a school has come with its facts of the year."""

    school: School
    people: int
    ranked: int
    works: int
    recognised: int
    rank: str


def progress(schools: Iterable[School], year: EmulationYear) -> list[Progress]:
    """One line a school, five queries for any number; people are those who work there now."""
    listed = list(schools)
    ids = [one.pk for one in listed]
    working = Posting.objects.filter(school__in=ids, valid_to=None)
    people = dict(working.values_list("school").annotate(n=Count("staff", distinct=True)))
    ranked = dict(
        working.filter(staff__rankings__year_code=year.code)
        .values_list("school")
        .annotate(n=Count("staff", distinct=True))
    )
    works = {
        school: (total, done)
        for school, total, done in Initiative.objects.filter(school__in=ids, year_code=year.code)
        .values_list("school")
        .annotate(n=Count("pk"), done=Count("pk", filter=Q(state="recognised")))
    }
    ranks = dict(SchoolFacts.objects.filter(school__in=ids, year_code=year.code).values_list("school", "rank"))
    return [
        Progress(
            one,
            people.get(one.pk, 0),
            ranked.get(one.pk, 0),
            *works.get(one.pk, (0, 0)),
            RankLevel(ranks[one.pk]).label if ranks.get(one.pk) else "",
        )
        for one in listed
    ]
