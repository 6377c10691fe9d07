"""The timetable as rows and as what is due: which units a phase asks, until when, and who of them has not sent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from blocks.models import Block, EmulationYear, Extension, Phase, Placement, RegistrationSheet, School, TimetableRow
from blocks.rules.registration.registrations import SENT_STATES
from blocks.rules.year.phase_specs import Unit

_LONG_AGO = timedelta(days=400)  # rows of years gone by are not asked any more


@dataclass(frozen=True)
class DueUnit:
    """One unit that a phase asks: a school in its block, or a block (`school` None), or the office (both None)."""

    last_day: date
    block: Block | None = None
    school: School | None = None

    @property
    def name(self) -> str:
        """As lists call it."""
        return str(self.school or self.block or "")

    @property
    def level(self) -> str:
        """Its level of schooling, "" for the office."""
        one = self.school or self.block
        return one.level if one else ""


def rows_of(year: EmulationYear) -> dict[int, list[TimetableRow]]:
    """The year's rows by phase, the earliest first; one query."""
    found: dict[int, list[TimetableRow]] = defaultdict(list)
    for row in TimetableRow.objects.filter(phase__year=year).order_by("-days", "pk"):
        found[row.phase_id].append(row)
    return found


def rows_to_ask(today: date) -> dict[Phase, list[TimetableRow]]:
    """Rows in use of the phases that are not long over; one query."""
    found: dict[Phase, list[TimetableRow]] = defaultdict(list)
    rows = TimetableRow.objects.filter(active=True, phase__closes_on__gte=today - _LONG_AGO)
    for row in rows.select_related("phase__year").order_by("phase", "-days", "pk"):
        found[row.phase].append(row)
    return found


def units_asked(phase: Phase, *, everyone: bool = False) -> list[DueUnit]:
    """Units that the phase still asks, each with its own last day; who has sent is left out unless `everyone`."""
    unit = Unit(phase.unit)
    if unit == Unit.OFFICE:
        return [DueUnit(phase.closes_on)]
    more = _extensions(phase, unit)
    placed = Placement.objects.filter(year=phase.year_id, school__closed_on=None).select_related("school", "block")
    places = list(placed.order_by("block__code", "position"))
    if unit == Unit.BLOCK:
        blocks = {place.block_id: place.block for place in places}
        return [DueUnit(more.get(pk, phase.closes_on), block) for pk, block in blocks.items()]
    sent = set()
    if phase.spec.sending_known and not everyone:
        sheets = RegistrationSheet.objects.filter(year=phase.year_id, state__in=SENT_STATES)
        sent = set(sheets.values_list("school", flat=True))
    return [
        DueUnit(more.get(place.school_id, phase.closes_on), place.block, place.school)
        for place in places
        if place.school_id not in sent
    ]


def _extensions(phase: Phase, unit: Unit) -> dict[int, date]:
    """The moved last day of every unit that was given more time, by the newest extension."""
    name = "school" if unit == Unit.SCHOOL else "block"
    given = Extension.objects.filter(**{"phase": phase, f"{name}__isnull": False}).order_by("id")
    return {pk: max(until, phase.closes_on) for pk, until in given.values_list(name, "until")}
