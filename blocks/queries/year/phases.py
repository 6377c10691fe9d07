"""Which phases a year has, and where a school stands in one of them at this moment."""

from collections.abc import Iterable
from datetime import date

from blocks.models import Block, EmulationYear, Extension, Phase, Placement, School
from blocks.rules.year.phases import PhaseKind, Window, binding_of, deed_closed, window
from thidua import clock
from thidua.policy import Action


def phases_of(year: EmulationYear) -> list[Phase]:
    """The year's phases in the order of the calendar."""
    return list(Phase.objects.filter(year=year).order_by("opens_on", "closes_on", "id"))


def common_window(phase: Phase) -> Window:
    """The phase without any extension, as of now."""
    return window(kind=PhaseKind(phase.kind), opens_on=phase.opens_on, closes_on=phase.closes_on, at=clock.now())


def extended_to(phase: Phase, schools: Iterable[int]) -> dict[int, date]:
    """The last day of each school that was given more time (the newest extension counts); one query."""
    found = Extension.objects.filter(phase=phase, school__in=list(schools)).order_by("id")
    return dict(found.values_list("school", "until"))


def windows(phase: Phase, schools: Iterable[int]) -> dict[int, Window]:
    """Where each of the schools stands in the phase now; one query."""
    ids, now = list(schools), clock.now()
    more = extended_to(phase, ids)
    return {
        school: window(
            kind=PhaseKind(phase.kind),
            opens_on=phase.opens_on,
            closes_on=phase.closes_on,
            at=now,
            extended_to=more.get(school),
        )
        for school in ids
    }


def phase_of(year: EmulationYear, kind: PhaseKind) -> Phase | None:
    """The year's phase of that kind, None where the officer has not dated it."""
    return Phase.objects.filter(year=year, kind=kind).first()


def window_of(year: EmulationYear, kind: PhaseKind, school_id: int) -> Window | None:
    """Where the school stands in that phase now; None where the year has no such phase."""
    phase = phase_of(year, kind)
    return windows(phase, [school_id])[school_id] if phase else None


def block_extensions(phase: Phase) -> dict[int, date]:
    """The last day of each block that was given more time (the newest extension counts); one query."""
    found = Extension.objects.filter(phase=phase, block__isnull=False).order_by("id")
    return dict(found.values_list("block", "until"))


def block_window(
    year: EmulationYear, kind: PhaseKind, block_id: int | None, school_id: int | None = None
) -> Window | None:
    """Where the block stands in that phase now, for one of its schools the later of both extensions; None undated."""
    phase = phase_of(year, kind)
    if phase is None:
        return None
    given = [block_extensions(phase).get(block_id or 0)]
    if school_id is not None:
        given.append(extended_to(phase, [school_id]).get(school_id))
    return window(
        kind=kind,
        opens_on=phase.opens_on,
        closes_on=phase.closes_on,
        at=clock.now(),
        extended_to=max((day for day in given if day), default=None),
    )


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
    """Why a deed on the block's file is shut now, "" where it is open; three queries at most."""
    binding = binding_of(deed, meeting)
    if binding is None:
        return ""
    return deed_closed(binding, block_window(year, binding.phase, block_id, school_id))


def units_to_extend(year: EmulationYear) -> tuple[list[Block], list[School]]:
    """Blocks with schools in the year, and those schools; two queries."""
    blocks = Block.objects.filter(placements__year=year).distinct().order_by("code")
    schools = School.objects.filter(placements__year=year, closed_on=None).order_by("name_key")
    return list(blocks), list(schools)
