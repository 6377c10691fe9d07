"""What is known of people and schools from earlier years: here, wherever they worked, and in earlier authorities.

An earlier authority is read by right (`blocks.queries.units.lineage`), once for everybody; each record says whose
files it stands in (`held_by`). Discipline, complaints and ballots are not among what is read there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from awards.models import Award, Ranking
from awards.queries.facts.facts import Works, works_of
from awards.rules.history.decisions import AwardStatus
from awards.rules.history.unit_moves import Stay, moves_of
from awards.rules.verdicts.cases.records import Given, Registered, Work
from awards.rules.verdicts.dates import read_cycle
from blocks.models import Posting, RegisteredTitle
from blocks.queries.units.lineage import Ancestor, Ids, visit
from blocks.rules.promise.titles import Genus
from blocks.rules.registration.registrations import COUNTED

Values = dict[str, Any]  # fields of a case


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
    registrations: dict[int, list[Registered]] = field(default_factory=lambda: defaultdict(list))
    works: dict[int, Works] = field(default_factory=lambda: defaultdict(Works))
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
            past.registrations[one].append(Registered(title, read_cycle(year), ancestor.name))
    for person, works in works_of(ancestor.staff, ancestor.name).items():
        for one in ancestor.staff[person]:
            past.works[one] += works
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


def given(award: Kept) -> Given:
    """An award as the judge is asked."""
    return Given(
        title=award.title_id,
        cycle=read_cycle(award.year_code),
        decision=award.number or "",
        decided_on=award.issued_on,
        decided_by=award.issuer or "",
        status="revoked" if award.status == AwardStatus.REVOKED else "",
        is_title=award.genus == Genus.TITLE,
        held_by=award.held_by,
    )


def told_of_history(listed: Iterable[Kept], *, complete: bool) -> Values:
    """Two lists, as the judge keeps them apart; an empty one is told only of a history that is complete."""
    records = [given(award) for award in listed]
    titles = tuple(record for record in records if record.is_title)
    awards = tuple(record for record in records if not record.is_title)
    if complete:
        return {"titles": titles, "awards": awards, "history_complete": True}
    return {"titles": titles or None, "awards": awards or None}


def told_of_person(past: Past, staff: int, entered: Values, year_code: str, recruited_on: Any, school: int) -> Values:
    """What earlier authorities and the postings add to what was entered here; what is entered here goes first.

    A list that nobody has entered stays unknown: works of earlier years are told beside one of this year that is open.
    """
    told: Values = {}
    if past.rankings.get(staff):
        told["ranks"] = {**past.rankings[staff], **(entered["ranks"] or {})}
    cycle, works = read_cycle(year_code), past.works.get(staff, Works())
    for kind, earlier in (("initiatives", works.initiatives), ("research", works.research)):
        own = entered[kind]
        if earlier and own is None:
            own = (Work("của năm xét, chưa ghi", cycle, is_research=kind == "research"),)
        if earlier:
            told[kind] = (*own, *earlier)
    if cycle is not None:
        before = str(cycle.back())
        known = any(one.school_id == school and one.year_code == before for one in past.people[staff])
        told["moves"] = moves_of(
            past.stays[staff], first=cycle.first, last=cycle.last, recruited_on=recruited_on, known_before=known
        )
    return told
