"""What is known of people and schools from earlier years: here, wherever they worked, and in earlier authorities.

An earlier authority is read by right (`blocks.queries.lineage`), once for everybody; each record says whose files it
stands in (`held_by`). Discipline, complaints and ballots are not among what is read there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from awards.models import Award, Ranking
from awards.queries.facts import works_of
from awards.rules.decisions import AwardStatus
from awards.rules.eligibility.dates import read_cycle
from awards.rules.unit_moves import Stay, moves_of
from blocks.models import Posting, RegisteredTitle
from blocks.queries.lineage import Ancestor, Ids, visit
from blocks.rules.registrations import COUNTED
from blocks.rules.titles import Genus

Case = dict[str, Any]


class Kept(NamedTuple):
    """One award as plain values (thousands are read for a block); `held_by` names whose files, "" for our own."""

    staff_id: int | None
    school_id: int
    title_id: str
    year_code: str
    status: str
    number: str | None
    issued_on: date | None
    issuer: str | None
    genus: str
    label: str
    name: str
    position: int
    held_by: str = ""


_KEPT = (
    "staff",
    "school",
    "title",
    "year_code",
    "status",
    "decision__number",
    "decision__issued_on",
    "decision__issuer",
    "title__genus",
    "title__label",
    "title__name",
    "title__position",
)


@dataclass
class Past:
    """By id here: awards of people and of schools, and for people registrations, works, rankings and stays."""

    people: dict[int, list[Kept]] = field(default_factory=lambda: defaultdict(list))
    schools: dict[int, list[Kept]] = field(default_factory=lambda: defaultdict(list))
    registrations: dict[int, list[Case]] = field(default_factory=lambda: defaultdict(list))
    works: dict[int, Case] = field(default_factory=dict)
    rankings: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    stays: dict[int, list[Stay]] = field(default_factory=lambda: defaultdict(list))


def _awards(past: Past, staff: Ids, schools: Ids, held_by: str) -> None:
    """One query. An award stands where none of the same title and year stands yet: what went along was copied."""
    rows = Award.objects.order_by("-year_code", "title__position", "pk")
    for told in (rows.filter(staff__in=staff) | rows.filter(staff=None, school__in=schools)).values_list(*_KEPT):
        award = Kept._make((*told, held_by))
        into, ids = (past.people, staff[award.staff_id]) if award.staff_id else (past.schools, schools[award.school_id])
        for one in ids:
            if not any(each[2:4] == award[2:4] for each in into[one]):
                into[one].append(award)


def _ancestor(past: Past, ancestor: Ancestor) -> None:
    """Everything read in one earlier authority: six queries."""
    _awards(past, ancestor.staff, ancestor.schools, ancestor.name)
    ticks = RegisteredTitle.objects.filter(
        registration__staff__in=ancestor.staff, registration__sheet__state__in=COUNTED
    ).values_list("registration__staff", "registration__sheet__year__code", "title")
    for person, year, title in ticks:
        for one in ancestor.staff[person]:
            past.registrations[one].append({"cycle": year, "title": title, "held_by": ancestor.name})
    for person, told in works_of(ancestor.staff).items():
        for one in ancestor.staff[person]:
            known = past.works.setdefault(one, {"initiatives": [], "research": []})
            for kind, listed in known.items():
                listed += [{**work, "held_by": ancestor.name} for work in told[kind]]
    for person, year, level in Ranking.objects.filter(staff__in=ancestor.staff).values_list(
        "staff", "year_code", "level"
    ):
        for one in ancestor.staff[person]:
            past.rankings[one].setdefault(year, level)
    for person, stay in _stays(ancestor.staff):
        # A school that came here counts as the one it has become.
        came = ancestor.schools.get(int(stay.unit))
        unit = min(came) if came else (ancestor.district_id, stay.unit)
        for one in ancestor.staff[person]:
            past.stays[one].append(replace(stay, unit=unit))


def _stays(staff: Iterable[int]) -> list[tuple[int, Stay]]:
    """(person, stay) of the current authority's postings; a stay's unit is the school's id."""
    rows = Posting.objects.filter(staff__in=staff).order_by("pk")
    told = rows.values_list("staff", "school", "school__name", "valid_from", "valid_to")
    return [(person, Stay(school, name, since, until)) for person, school, name, since, until in told]


def awards_past(staff: Iterable[int], schools: Iterable[int]) -> Past:
    """Awards alone, of people and schools: one query here and a fixed number an earlier authority."""
    past, people, homes = Past(), list(staff), list(schools)
    _awards(past, {one: {one} for one in people}, {one: {one} for one in homes}, "")
    visit(people, homes, lambda one: _awards(past, one.staff, one.schools, one.name))
    return past


def whole_past(staff: Iterable[int], schools: Iterable[int]) -> Past:
    """All that verdicts may look at: two queries here and a fixed number an earlier authority."""
    past, people, homes = Past(), list(staff), list(schools)
    _awards(past, {one: {one} for one in people}, {one: {one} for one in homes}, "")
    for person, stay in _stays(people):
        past.stays[person].append(stay)
        homes.append(stay.unit)
    visit(people, homes, lambda one: _ancestor(past, one))
    return past


def record(award: Kept) -> Case:
    """An award as the judge is asked."""
    told: Case = {"title": award.title_id, "cycle": award.year_code}
    if award.number is not None:
        told["decision"] = award.number
    if award.issued_on:
        told["decided_on"] = str(award.issued_on)
    if award.issuer:
        told["decided_by"] = award.issuer
    if award.status == AwardStatus.REVOKED:
        told["status"] = "revoked"
    if award.held_by:
        told["held_by"] = award.held_by
    return told


def titles_and_awards(listed: Iterable[Kept]) -> Case:
    """Two lists, as the judge keeps them apart."""
    told: Case = {"titles": [], "awards": []}
    for award in listed:
        told["titles" if award.genus == Genus.TITLE else "awards"].append(record(award))
    return told


def told_of_person(past: Past, staff: int, entered: Case, year_code: str, recruited_on: Any, school: int) -> Case:
    """What earlier authorities and the postings add to what was entered here; what is entered here goes first.

    A list that nobody has entered stays unknown: works of earlier years are told beside one of this year that is open.
    """
    told: Case = {}
    if past.rankings.get(staff):
        told["ranking"] = {**past.rankings[staff], **entered.get("ranking", {})}
    works = past.works.get(staff, {"initiatives": [], "research": []})
    for kind, earlier in works.items():
        if earlier and kind in entered:
            told[kind] = [*entered[kind], *earlier]
        elif earlier:
            told[kind] = [{"name": "của năm xét, chưa ghi", "cycle": year_code}, *earlier]
    cycle = read_cycle(year_code)
    if cycle is not None:
        before = str(cycle.back())
        known = any(one.school_id == school and one.year_code == before for one in past.people[staff])
        moves = moves_of(
            past.stays[staff], first=cycle.first, last=cycle.last, recruited_on=recruited_on, known_before=known
        )
        if moves is not None:
            told["moves"] = moves
    return told
