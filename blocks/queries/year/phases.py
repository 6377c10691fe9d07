"""Which phases a year has, which of them shuts a deed, and where a school or block stands in one at this moment."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from blocks.models import Block, EmulationYear, Extension, Phase, PhaseTemplate, Placement, School
from blocks.queries.promise.adoptions import in_force
from blocks.rules.year.phase_specs import LawDay, PhaseSubject, deed_code
from blocks.rules.year.phase_templates import TemplateRow, shipped_rows
from blocks.rules.year.phases import Window, deed_closed, nearness, window
from thidua import clock
from thidua.policy import Action
from thidua.wall.once import asked_once


def of_years() -> QuerySet[Phase]:
    """The phases of years themselves, of no movement's and no school's own calendar."""
    return Phase.objects.filter(subject=PhaseSubject.YEAR, subject_id=None)


def phases_of(year: EmulationYear) -> list[Phase]:
    """The year's phases in the order of the calendar, each with `given`, its extensions from the oldest; a page that
    only reads asks for them once."""
    given = Extension.objects.filter(phase=OuterRef("pk")).order_by("id")
    told = given.values(told=JSONObject(school="school_id", block="block_id", until="until"))
    dated = of_years().filter(year=year).annotate(given=ArraySubquery(told)).order_by("opens_on", "closes_on", "id")
    return asked_once(("phases", year.pk), lambda: list(dated))


def template_of(year: EmulationYear) -> list[TemplateRow]:
    """What is proposed for such a year; one query. The office's own rows come first, then those of the document issued
    last among the adopted ones, then the shipped ones, which have no days."""
    rows = PhaseTemplate.objects.filter(Q(document=None) | in_force(year), cycle=year.cycle)
    by_document: dict[int | None, list[TemplateRow]] = {}
    for row in rows.order_by("document__issued_on", "document", "position", "pk"):
        by_document.setdefault(row.document_id, []).append(row.row)
    own = by_document.get(None) or next(reversed(by_document.values()), [])
    return own or list(shipped_rows())


def window_at(phase: Phase, extended_to: date | None = None) -> Window:
    """The phase as of now, for a unit whose last day was moved to `extended_to` (None: not moved)."""
    return window(
        name=phase.name,
        opens_on=phase.opens_on,
        closes_on=phase.closes_on,
        at=clock.now(),
        extended_to=extended_to,
    )


def common_window(phase: Phase) -> Window:
    """The phase without any extension, as of now."""
    return window_at(phase)


def extended_to(phase: Phase, schools: Iterable[int]) -> dict[int, date]:
    """The last day of each school that was given more time (the newest extension counts); one query."""
    given = Extension.objects.filter(phase=phase, school__in=list(schools)).order_by("id")
    return dict(given.values_list("school", "until"))


def block_extensions(phase: Phase) -> dict[int, date]:
    """The last day of each block that was given more time (the newest extension counts); one query."""
    given = Extension.objects.filter(phase=phase, block__isnull=False).order_by("id")
    return dict(given.values_list("block", "until"))


def windows(phase: Phase, schools: Iterable[int]) -> dict[int, Window]:
    """Where each of the schools stands in the phase now; one query."""
    ids = list(schools)
    more = extended_to(phase, ids)
    return {school: window_at(phase, more.get(school)) for school in ids}


def phases_that_shut(year: EmulationYear, deed: Action, part: int | None = None) -> list[Phase]:
    """The year's phases that shut the deed (`part`: of the meeting with that number); mostly one, or none."""
    return [phase for phase in phases_of(year) if deed_code(deed, part) in phase.deeds]


def phase_of(year: EmulationYear, deed: Action) -> Phase | None:
    """The year's phase for that deed, of several the one nearest to now; None where the officer has dated none."""
    return min(phases_that_shut(year, deed), key=lambda phase: nearness(common_window(phase)), default=None)


def last_day(year: EmulationYear, deed: Action) -> date | None:
    """The common last day of the phase for that deed; None where the officer has dated none."""
    phase = phase_of(year, deed)
    return phase.closes_on if phase else None


def _standing(
    year: EmulationYear, deed: Action, part: int | None, *, school_id: int | None, block_id: int | None
) -> tuple[Phase, Window] | None:
    """The phase that speaks for the deed now and the unit's window in it: the later one of the school's and the block's
    newest extension counts. One query."""
    stands = []
    for phase in phases_that_shut(year, deed, part):
        newest: dict[str, str] = {}
        for extension in phase.given:  # type: ignore[attr-defined]
            if extension["school"] is not None and extension["school"] == school_id:
                newest["school"] = extension["until"]
            elif extension["block"] is not None and extension["block"] == block_id:
                newest["block"] = extension["until"]
        days = [date.fromisoformat(day) for day in newest.values()]
        stands.append((phase, window_at(phase, max(days, default=None))))
    return min(stands, key=lambda stand: nearness(stand[1]), default=None)


def window_of(year: EmulationYear, deed: Action, school_id: int) -> Window | None:
    """Where the school stands now in the phase that shuts the deed; None where the year has no such phase."""
    stand = _standing(year, deed, None, school_id=school_id, block_id=None)
    return stand[1] if stand else None


def block_window(
    year: EmulationYear, deed: Action, block_id: int | None, school_id: int | None = None, part: int | None = None
) -> Window | None:
    """Where the block stands now in the phase that shuts the deed (`part`: of the meeting with that number), for one of
    its schools the later of both extensions; None undated."""
    stand = _standing(year, deed, part, school_id=school_id, block_id=block_id)
    return stand[1] if stand else None


def law_phase(year: EmulationYear, law_day: LawDay) -> Phase | None:
    """The phase whose last day the conditions read as `law_day`, of several the latest; None undated."""
    dated = [phase for phase in phases_of(year) if phase.law_day == law_day]
    return max(dated, key=lambda phase: phase.closes_on, default=None)


def closing_days(year: EmulationYear) -> dict[str, date]:
    """The last days that the conditions read, by `LawDay`, of several the latest; one query."""
    dated = sorted(phases_of(year), key=lambda phase: phase.closes_on)
    return {phase.law_day: phase.closes_on for phase in dated if phase.law_day}


def block_of(year: EmulationYear, school_id: int) -> int | None:
    """The block in which the school stands that year."""
    return Placement.objects.filter(year=year, school=school_id).values_list("block", flat=True).first()


def why_shut(
    *,
    deed: Action,
    year: EmulationYear,
    block_id: int | None,
    school_id: int | None = None,
    meeting: int | None = None,
) -> str:
    """Why a deed on the block's file is shut now, "" where it is open; one query."""
    stand = _standing(year, deed, meeting, school_id=school_id, block_id=block_id)
    if stand is None:
        return ""
    phase, found = stand
    return deed_closed(found, before=deed_code(deed, meeting) in phase.deeds_before)


def units_to_extend(year: EmulationYear) -> tuple[list[Block], list[School]]:
    """Blocks with schools in the year, and those schools; two queries."""
    blocks = Block.objects.filter(placements__year=year).distinct().order_by("code")
    schools = School.objects.filter(placements__year=year, closed_on=None).order_by("name_key")
    return list(blocks), list(schools)
