"""Cases for the judge, made from rows: what is known is told, what is not known is left out and stays unknown.

The year's ranking, initiatives, discipline and confirmations are told as far as they were entered (`facts`,
`disciplines`); a figure of the collective is what its people register for. The dossier's receipt is the last day of
the schools' review, so that the law of registration and the law of decision are both answered.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from awards.queries.disciplines import Matters, Reserved
from awards.queries.facts import Known
from awards.queries.past import titles_and_awards, told_of_person, whole_past
from blocks.models import (
    EmulationYear,
    Phase,
    Placement,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    Target,
)
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phases import PhaseKind
from thidua import clock
from thidua.models import DistrictName
from thidua.text import plain_key

Case = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One case with where it belongs: the school, and the person's row or None for the collective."""

    school_id: int
    row_id: int | None
    title: str
    case: Case


@dataclass
class _School:
    """What one school's sheet says, counted once."""

    school: School
    rows: list[Registration] = field(default_factory=list)
    ticks: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    own: list[str] = field(default_factory=list)
    registered_on: str | None = None

    def count(self, code: str) -> int:
        """How many people register for `code`."""
        return sum(code in codes for codes in self.ticks.values())


@dataclass(frozen=True)
class _Year:
    """What all cases of a year share."""

    year: EmulationYear
    tenant: Case
    received: str | None
    organiser: str


def tenant_of(year: EmulationYear) -> Case:
    """The authority as the judge knows it: the rules its guideline adopts, and that guideline as the basis."""
    named = DistrictName.objects.filter(valid_from__lte=year.ends_on).order_by("-valid_from").first()
    basis = ""
    if year.guideline_number and year.guideline_on:
        basis = f"HD {year.guideline_number} ({year.guideline_on:%d/%m/%Y})"
    return {"name": named.name if named else "", "basis": basis, "local_rules": list(year.local_rules)}


def _year(year: EmulationYear) -> _Year:
    review = Phase.objects.filter(year=year, kind=PhaseKind.SCHOOL_REVIEW).values_list("closes_on", flat=True).first()
    tenant = tenant_of(year)
    return _Year(year, tenant, str(review or year.ends_on), str(tenant["name"]))


def _schools(year: EmulationYear, ids: list[int]) -> dict[int, _School]:
    """Five queries for any number of schools."""
    found = {school.pk: _School(school) for school in School.objects.filter(pk__in=ids).order_by("name_key")}
    sheets = with_sendings(RegistrationSheet.objects.filter(year=year, school__in=ids))
    for school, sent, received in sheets.values_list("school", "sent_at", "received_at"):
        moment = sent or received or clock.now()
        found[school].registered_on = str(moment.astimezone(clock.ZONE).date())
    rows = Registration.objects.filter(sheet__year=year, sheet__school__in=ids).select_related("staff", "sheet")
    for row in rows.order_by("position", "id"):
        found[row.sheet.school_id].rows.append(row)
    ticks = RegisteredTitle.objects.filter(registration__sheet__year=year, registration__sheet__school__in=ids)
    told = ticks.order_by("title__position").values_list("registration__sheet__school", "registration", "title")
    for school, row_id, code in told:
        found[school].ticks[row_id].append(code)
    own = Target.objects.filter(year=year, school__in=ids, subject=Subject.COLLECTIVE, value__gt=0)
    for school, code in own.exclude(title=None).order_by("title__position").values_list("school", "title"):
        found[school].own.append(code)
    return found


def is_head(job_title: str) -> bool | None:
    """Whether the job is the head's own (hiệu trưởng, not phó hiệu trưởng); None where no job is written."""
    key = plain_key(job_title)
    return key.startswith("hieu truong") if key else None


def _past(past: Case, shared: _Year) -> Case:
    """The history as known: an empty list would say that there was nothing, so it is told only of a complete one."""
    if shared.year.history_complete:
        return {**past, "history_complete": True}
    return {key: records for key, records in past.items() if records}


def _person(row: Registration, codes: list[str], school: _School, shared: _Year, past: Case, entered: Case) -> Case:
    code = shared.year.code
    subject: Case = {
        "kind": "person",
        "unit": school.school.name,
        "role": row.job_title or None,
        "head": is_head(row.job_title),
        "registrations": [{"cycle": code, "title": one} for one in codes],
        **_past(past, shared),
        "other_proposals": [{"title": one, "cycle": code} for one in codes],
        "unit_quota": {"ldtt": school.count("LDTT"), "cstdcs_proposed": school.count("CSTDCS")},
        **entered,
    }
    if row.staff.recruited_on:
        subject["recruited_on"] = str(row.staff.recruited_on)
    return subject


def _case(title: str, subject: Case, school: _School, shared: _Year) -> Case:
    dates = {"registered": school.registered_on or str(clock.today()), "received": shared.received}
    return {"title": title, "cycle": shared.year.code, "dates": dates, "tenant": shared.tenant, "subject": subject}


def _collective(school: _School, shared: _Year, past: Case, block: Case, entered: Case) -> Case:
    code = shared.year.code
    subject: Case = {
        "kind": "school",
        "name": school.school.name,
        **_past(past, shared),
        "registrations": [{"cycle": code, "title": one} for one in school.own],
        "other_proposals": [{"title": one, "cycle": code} for one in school.own],
        "block": {**block, "organised_by": shared.organiser},
        **entered,
    }
    if school.rows:
        subject |= {"headcount": len(school.rows), "ldtt": school.count("LDTT"), "cstdcs": school.count("CSTDCS")}
    return subject


def cases(
    year: EmulationYear, school_ids: Iterable[int], *, rows: Iterable[int] | None = None, decides: bool = False
) -> list[Asked]:
    """Every registered title of the schools' people and of the schools themselves: a fixed number of queries.

    With `rows` only those people, and no collective. Discipline and pending matters are told to who `decides`, and
    are not even asked for anybody else.
    """
    ids = list(school_ids)
    shared, schools = _year(year), _schools(year, ids)
    only = None if rows is None else set(rows)
    past = whole_past((row.staff_id for school in schools.values() for row in school.rows), ids)
    blocks = dict(Placement.objects.filter(year=year, school__in=ids).values_list("school", "block__name"))
    staffed = {pk: [row.staff_id for row in school.rows] for pk, school in schools.items()}
    known, matters = Known(staffed, year.code), Matters(staffed, year.code) if decides else Reserved()
    asked = []
    for pk, school in schools.items():
        for row in school.rows:
            codes = school.ticks.get(row.pk, [])
            if only is not None and row.pk not in only:
                continue
            entered = known.person(row.staff_id, pk, row.initiative, head=is_head(row.job_title))
            entered |= matters.person(row.staff_id, pk)
            entered |= told_of_person(past, row.staff_id, entered, year.code, row.staff.recruited_on, pk)
            if "moves" in entered:
                entered["moves"] = known.moves(row.staff_id, entered["moves"])
            given = titles_and_awards(past.people[row.staff_id])
            subject = _person(row, codes, school, shared, given, entered)
            subject["registrations"] += past.registrations[row.staff_id]
            asked += [Asked(pk, row.pk, one, _case(one, subject, school, shared)) for one in codes]
        if only is None and school.own:
            block = {"name": blocks.get(pk, ""), **known.block(pk)}
            given = titles_and_awards(past.schools[pk])
            subject = _collective(school, shared, given, block, known.school(pk) | matters.school(pk))
            asked += [Asked(pk, None, one, _case(one, subject, school, shared)) for one in school.own]
    return asked


def counted_of(year: EmulationYear, school_id: int) -> Case:
    """What the system counts itself for one school, as the judge is told."""
    school = _schools(year, [school_id])[school_id]
    known = Known({school_id: [row.staff_id for row in school.rows]}, year.code).school(school_id)
    return {
        "headcount": len(school.rows),
        "ldtt": school.count("LDTT"),
        "cstdcs": school.count("CSTDCS"),
        "rank_counts": known.get("rank_counts"),
    }
