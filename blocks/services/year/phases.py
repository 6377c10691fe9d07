"""Deeds on a year's frame: the guideline it rests on, its dated phases, more time for one unit, what a phase shuts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from blocks.models import Block, EmulationYear, Extension, Phase, School
from blocks.queries.year.phases import why_shut
from blocks.rules.year.phases import PhaseKind, check_correction, check_dates, check_extension
from blocks.rules.year.years import Cycle
from blocks.services.mailroom.timetables import usual_timetable
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit

DATA = Path(__file__).resolve().parents[2] / "data" / "phases.json"


@dataclass(frozen=True)
class Days:
    """The wanted days of one phase; `version` is what the person had before them, 0 where there was none."""

    opens_on: date
    closes_on: date
    basis: str = ""
    version: int = 0


@lru_cache(maxsize=1)
def _templates() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


def template_days(year: EmulationYear) -> dict[PhaseKind, Days]:
    """The usual days of a school year, moved to this one; a calendar year has none yet and is filled by hand."""
    if year.cycle != Cycle.SCHOOL_YEAR:
        return {}
    first = int(year.code[:4])

    def day(text: str) -> date:
        return date.fromisoformat(f"{first + text.startswith('+')}-{text.lstrip('+')}")

    return {
        PhaseKind(row["kind"]): Days(day(row["opens"]), day(row["closes"]), row["basis"])
        for row in _templates()["school_year"]["phases"]
    }


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
    """Write the guideline the year rests on: number, date, legal bases one to a line, and the rules it adopts.

    `history_complete` is the office's word that titles of earlier years are all entered (None: leave as it is).
    """
    year = EmulationYear.objects.select_for_update().get(pk=year.pk)
    number = squeeze(number)
    if bool(number) != bool(on):
        raise RuleViolation("guideline", "Ghi cả số và ngày của hướng dẫn, hoặc để trống cả hai.", where="number")
    old: dict[str, Any] = {"number": year.guideline_number, "on": year.guideline_on and str(year.guideline_on)}
    old |= {"bases": year.legal_bases, "rules": year.local_rules, "history_complete": year.history_complete}
    year.guideline_number, year.guideline_on = number, on
    year.legal_bases = [base for base in map(squeeze, legal_bases) if base]
    if local_rules is not None:
        year.local_rules = sorted(set(local_rules))
    if history_complete is not None:
        year.history_complete = history_complete
    year.save(update_fields=["guideline_number", "guideline_on", "legal_bases", "local_rules", "history_complete"])
    new: dict[str, Any] = {"number": number, "on": on and str(on), "bases": year.legal_bases, "rules": year.local_rules}
    new["history_complete"] = year.history_complete
    if old != new:
        audit.record(by=by, verb="ghi hướng dẫn của năm", target=year, old=old, new=new)
    return year


def _told(days: Days | Phase) -> str:
    return f"{short_date(days.opens_on)} đến {short_date(days.closes_on)}"


@transaction.atomic
def set_phases(*, year: EmulationYear, days: Mapping[PhaseKind, Days], by: Actor) -> list[Phase]:
    """Write the phases in `days`, all or none. Raises Conflict where another person moved one of them meanwhile."""
    EmulationYear.objects.select_for_update().get(pk=year.pk)
    kept = {PhaseKind(phase.kind): phase for phase in Phase.objects.filter(year=year)}
    old, new, fresh = {}, {}, [kind for kind in days if kind not in kept]
    for kind, wanted in days.items():
        check_dates(
            kind=kind,
            opens_on=wanted.opens_on,
            closes_on=wanted.closes_on,
            starts_on=year.starts_on,
            ends_on=year.ends_on,
        )
        phase = kept.get(kind)
        if phase is None:
            phase = kept[kind] = Phase(year=year, kind=kind, version=0)
        elif (phase.opens_on, phase.closes_on, phase.basis) == (wanted.opens_on, wanted.closes_on, wanted.basis):
            continue
        elif phase.version != wanted.version:
            raise Conflict(f"“{kind.label}” vừa được người khác đổi thành {_told(phase)}; tải lại rồi sửa tiếp.")
        else:
            old[kind.label] = _told(phase)
        new[kind.label] = _told(wanted)
        phase.opens_on, phase.closes_on, phase.basis = wanted.opens_on, wanted.closes_on, squeeze(wanted.basis)
        phase.version += 1
        phase.save()
    if new:
        audit.record(by=by, verb="đặt mốc của năm", target=year, old=old, new=new)
    usual_timetable(kept[kind] for kind in fresh)
    return [kept[kind] for kind in PhaseKind if kind in kept]


@transaction.atomic
def extend(
    *, phase: Phase, until: date, reason: str, by: Actor, school: School | None = None, block: Block | None = None
) -> Extension:
    """Give one school or block until the end of `until`; what it sends after the common deadline is late for ever."""
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
        given_by=by.account_name,
        given_at=clock.now(),
    )
    audit.record(
        by=by,
        verb="gia hạn",
        target=unit,
        old=short_date(phase.closes_on),
        new={"mốc": PhaseKind(phase.kind).label, "đến hết": short_date(until)},
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
