"""Which phases a year has, and where a school stands in one of them at this moment."""

from collections.abc import Iterable
from datetime import date

from blocks.models import EmulationYear, Extension, Phase
from blocks.rules.phases import PhaseKind, Window, window
from thidua import clock


def phases_of(year: EmulationYear) -> list[Phase]:
    """The year's phases in the order of the calendar."""
    return list(Phase.objects.filter(year=year).order_by("opens_on", "closes_on", "id"))


def common_window(phase: Phase) -> Window:
    """The phase without any extension, as of now."""
    return window(
        kind=PhaseKind(phase.kind), opens_on=phase.opens_on, closes_on=phase.closes_on, at=clock.now()
    )


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
            kind=PhaseKind(phase.kind), opens_on=phase.opens_on, closes_on=phase.closes_on, at=now,
            extended_to=more.get(school),
        )
        for school in ids
    }  # fmt: skip


def phase_of(year: EmulationYear, kind: PhaseKind) -> Phase | None:
    """The year's phase of that kind, None where the officer has not dated it."""
    return Phase.objects.filter(year=year, kind=kind).first()


def window_of(year: EmulationYear, kind: PhaseKind, school_id: int) -> Window | None:
    """Where the school stands in that phase now; None where the year has no such phase."""
    phase = phase_of(year, kind)
    return windows(phase, [school_id])[school_id] if phase else None
