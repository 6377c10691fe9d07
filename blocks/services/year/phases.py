"""Deeds on a year's frame: the guideline it rests on, its dated phases, more time for one unit, what a phase shuts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from blocks.models import Block, EmulationYear, Extension, Phase, School
from blocks.queries.year.phases import of_years, template_of, why_shut
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.phases import check_correction, check_dates, check_extension
from blocks.services.mailroom.timetables import usual_timetable
from blocks.services.promise.guidelines import write_guideline
from blocks.services.year.phase_templates import columns_of
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped


@dataclass(frozen=True)
class Days:
    """The wanted days of one phase; `version` is what the person had before them, 0 where there was none."""

    opens_on: date
    closes_on: date
    basis: str = ""
    version: int = 0


def template_days(year: EmulationYear, rows: Iterable[TemplateRow] | None = None) -> dict[str, Days]:
    """The proposed days of the phases by code, {} where the officer sets them; `rows` where they are known already."""
    first = year.starts_on.year
    proposed = template_of(year) if rows is None else rows
    return {row.spec.code: Days(*row.days(first), row.basis) for row in proposed if row.dated}


@transaction.atomic
def set_guideline(
    *,
    year: EmulationYear,
    number: str,
    on: date | None,
    legal_bases: list[str],
    by: Actor,
    local_rules: list[str] | None = None,
    history_complete: bool | None = None,
) -> EmulationYear:
    """Write the authority's guideline of the year (an adopted document) and whether its history is whole, each where
    it changed.

    `history_complete` is the office's word that titles of earlier years are all entered (None: leave as it is).
    """
    demand(by, Action.EDIT_YEARS)
    year = EmulationYear.objects.select_for_update().get(pk=year.pk)
    old, new = write_guideline(year=year, number=number, on=on, bases=legal_bases, rules=local_rules, by=by)
    if history_complete is not None and year.history_complete != history_complete:
        old, new = old | {"history_complete": year.history_complete}, new | {"history_complete": history_complete}
        year.history_complete = history_complete
        year.save(update_fields=["history_complete"])
    if old != new:
        audit.record(by=by, verb="ghi hướng dẫn của năm", target=year, old=old, new=new)
    return year


def _told(days: Days | Phase) -> str:
    return f"{short_date(days.opens_on)} đến {short_date(days.closes_on)}"


@transaction.atomic
def set_phases(*, year: EmulationYear, days: Mapping[str, Days], by: Actor) -> list[Phase]:
    """Write the phases whose codes stand in `days`, all or none; a new one is what the year's template says of it.

    Raises RuleViolation for a code that neither the year nor the template has, Conflict where another person moved
    one of them meanwhile.
    """
    demand(by, Action.EDIT_YEARS)
    EmulationYear.objects.select_for_update().get(pk=year.pk)
    phases = {phase.code: phase for phase in of_years().filter(year=year)}
    fresh = _fresh(year, (code for code in days if code not in phases))
    phases |= fresh
    old, new = {}, {}
    for code, wanted in days.items():
        phase = phases[code]
        if not _differs(year, phase, wanted):
            continue
        if phase.version:
            old[f"{phase.name}: days"] = _told(phase)
        new[f"{phase.name}: days"] = _told(wanted)
        phase.opens_on, phase.closes_on, phase.basis = wanted.opens_on, wanted.closes_on, squeeze(wanted.basis)
        phase.version += 1
        phase.save()
    if new:
        audit.record(by=by, verb="đặt mốc của năm", target=year, old=old, new=new)
    usual_timetable(fresh.values())
    return sorted(phases.values(), key=lambda phase: phase.position)


def _differs(year: EmulationYear, phase: Phase, wanted: Days) -> bool:
    """Whether the days are right and to be written; a new phase (version 0) always is."""
    check_dates(
        code=phase.code,
        name=phase.name,
        opens_on=wanted.opens_on,
        closes_on=wanted.closes_on,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
    )
    if not phase.version:
        return True
    if (phase.opens_on, phase.closes_on, phase.basis) == (wanted.opens_on, wanted.closes_on, wanted.basis):
        return False
    if phase.version != wanted.version:
        raise Conflict(f"“{phase.name}” vừa được người khác đổi thành {_told(phase)}; tải lại rồi sửa tiếp.")
    return True


def _fresh(year: EmulationYear, codes: Iterable[str]) -> dict[str, Phase]:
    """New rows, not yet dated, for the codes that the template of the year has."""
    wanted = list(codes)
    specs = {row.spec.code: row.spec for row in template_of(year)} if wanted else {}
    unknown = next((code for code in wanted if code not in specs), None)
    if unknown is not None:
        raise RuleViolation("phase", f"Năm này không có mốc “{unknown}”.", where=unknown)
    return {code: Phase(year=year, version=0, **columns_of(specs[code])) for code in wanted}


@transaction.atomic
def extend(
    *, phase: Phase, until: date, reason: str, by: Actor, school: School | None = None, block: Block | None = None
) -> Extension:
    """Give one school or block until the end of `until`; what it sends after the common deadline is late for ever."""
    demand(by, Action.CHASE)
    unit = school or block
    if unit is None or (school and block):
        raise RuleViolation("unit", "Chọn một trường hoặc một khối để gia hạn.", where="unit")
    reason = check_extension(closes_on=phase.closes_on, until=until, reason=reason, now=clock.now())
    Phase.objects.select_for_update().get(pk=phase.pk)
    last = Extension.objects.filter(phase=phase, school=school, block=block).order_by("-id").first()
    if last is not None and (last.until, last.reason) == (until, reason):
        return last  # the second click of a double click
    given = Extension.objects.create(
        phase=phase,
        school=school,
        block=block,
        until=until,
        reason=reason,
        **stamped("given", by),
    )
    audit.record(
        by=by,
        verb="gia hạn",
        target=unit,
        old={"until": str(phase.closes_on)},
        new={"phase": phase.name, "until": str(until)},
        reason=reason,
    )
    return given


def check_deed(
    *,
    deed: Action,
    year: EmulationYear,
    block_id: int | None,
    by: Actor,
    reason: str = "",
    school_id: int | None = None,
    meeting: int | None = None,
) -> str:
    """The reason to be kept with the deed; raises RuleViolation where its phase is over and `by` may not correct."""
    shut = why_shut(deed=deed, year=year, block_id=block_id, school_id=school_id, meeting=meeting)
    return check_correction(shut=shut, is_office=by.is_office, reason=reason)
