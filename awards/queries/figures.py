"""What a block's two target tables ask of the judge: the figures as the page of targets shows them, nothing else.

A school's figures are counted from its sent list; of a school without one, what the block's own table said. Drafts are
not read.
"""

from collections.abc import Iterable
from typing import Any

from awards.queries.cases import Asked, Case, tenant_of
from blocks.models import EmulationYear, Phase, RegistrationSheet, School, Target
from blocks.queries.promise.targets import counted
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.rules.promise.targets import COLLECTIVE, TOTAL
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phases import PhaseKind
from thidua import clock

# the judge's names of the individual table's columns
_NAMES = {TOTAL: "headcount", "LDTT": "ldtt", "CSTDCS": "cstdcs_proposed"}


def table_cases(year: EmulationYear, block: str, school_ids: Iterable[int]) -> list[Asked]:
    """Caps, shares, ladders and flags: a case a school, one of the block's flags, one of the block's sums.

    A fixed number of queries. Figures nobody has told are left out and stay unknown.
    """
    ids = list(school_ids)
    people, own, days = _people(year, ids), _own(year, ids), _registered(year, ids)
    names = dict(School.objects.filter(pk__in=ids).order_by("name_key").values_list("pk", "name"))
    if not names:
        return []
    shared = _Shared(year)
    asked = []
    for pk, name in names.items():
        ticked = dict.fromkeys((column.code for column in COLLECTIVE.columns if column.code != TOTAL), 0) | own[pk]
        row: Case = {"kind": "target_row", "name": name, **ticked, **people[pk]}
        asked.append(Asked(pk, None, "", shared.case(None, row, days.get(pk))))
    flags = [{"name": name, "targets": {"COTP": own[pk].get("COTP", 0)}} for pk, name in names.items()]
    first = min(days.values(), default=None)
    flagged = {"kind": "block", "name": block, "schools": flags}
    asked.append(Asked(0, None, "COTP", shared.case("COTP", flagged, first)))
    told = [{"name": name, **people[pk]} for pk, name in names.items() if people[pk]]
    if len(told) > 1:
        summed = {"kind": "authority_total", "name": block, "schools": told}
        asked.append(Asked(0, None, "CSTDCS", shared.case("CSTDCS", summed, first)))
    return asked


class _Shared:
    """What all cases of a year share: the authority, the day of registration's closing, the dossiers' receipt."""

    def __init__(self, year: EmulationYear) -> None:
        kinds = (PhaseKind.REGISTRATION, PhaseKind.SCHOOL_REVIEW)
        closing = dict(Phase.objects.filter(year=year, kind__in=kinds).values_list("kind", "closes_on"))
        self.code, self.tenant = year.code, tenant_of(year)
        self.registered = min(closing.get(PhaseKind.REGISTRATION) or clock.today(), clock.today())
        self.received = closing.get(PhaseKind.SCHOOL_REVIEW) or year.ends_on

    def case(self, title: str | None, subject: Case, registered: Any) -> Case:
        """A case in the judge's form."""
        dates = {"registered": str(registered or self.registered), "received": str(self.received)}
        return {"title": title, "cycle": self.code, "dates": dates, "tenant": self.tenant, "subject": subject}


def _people(year: EmulationYear, ids: list[int]) -> dict[int, Case]:
    """Staff, LĐTT and CSTĐCS by school: counted from the sent list, else as the block's own table said."""
    numbers = counted(year, ids)
    sent = Target.objects.filter(year=year, school__in=ids, subject=Subject.PERSON).exclude(sent_value=None)
    told = {(school, code or TOTAL): value for school, code, value in sent.values_list("school", "title", "sent_value")}
    found: dict[int, Case] = {}
    for pk in ids:
        listed = (pk, TOTAL) in numbers
        figures = {code: numbers.get((pk, code), 0) if listed else told.get((pk, code)) for code in _NAMES}
        found[pk] = {_NAMES[code]: value for code, value in figures.items() if value is not None}
    return found


def _own(year: EmulationYear, ids: list[int]) -> dict[int, Case]:
    """The collective titles each school proposes."""
    found: dict[int, Case] = {pk: {} for pk in ids}
    own = Target.objects.filter(year=year, school__in=ids, subject=Subject.COLLECTIVE, value__gt=0).exclude(title=None)
    for school, code, value in own.values_list("school", "title", "value"):
        found[school][code] = value
    return found


def _registered(year: EmulationYear, ids: list[int]) -> dict[int, Any]:
    """The day each sent list was sent."""
    sheets = with_sendings(RegistrationSheet.objects.filter(year=year, school__in=ids))
    told = {school: sent or got for school, sent, got in sheets.values_list("school", "sent_at", "received_at")}
    return {school: moment.astimezone(clock.ZONE).date() for school, moment in told.items() if moment}
