"""Deeds on the timetable of reminders: the usual rows of a phase, a row written or taken away, the hour of the day."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db import transaction

from blocks.models import DailyRound, EmulationYear, Phase, TimetableRow
from blocks.queries.year.phases import template_of
from blocks.rules.mailroom.timetables import Wanted, check_row, roles_of, when_told
from blocks.rules.year.phase_templates import TemplateRow
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict
from thidua.policy import Action
from thidua.trail import audit


def _told(wanted: Wanted | TimetableRow) -> dict[str, Any]:
    roles = [str(role) for role in wanted.roles]
    return {"when": when_told(wanted.days), "roles": roles, "text": wanted.text, "active": wanted.active}


def usual_timetable(phases: Iterable[Phase]) -> list[TimetableRow]:
    """The usual rows for those of the phases that have none; part of another deed. Returns the new rows."""
    asked = list(phases)
    known = set(TimetableRow.objects.filter(phase__in=asked).values_list("phase", flat=True))
    years = EmulationYear.objects.filter(pk__in={phase.year_id for phase in asked})
    rows = {year.pk: {row.spec.code: row for row in template_of(year)} for year in years}
    return TimetableRow.objects.bulk_create(
        TimetableRow(phase=phase, days=usual.days, roles=list(usual.roles), text=usual.text)
        for phase in asked
        if phase.pk not in known
        for usual in _usual(phase, rows[phase.year_id].get(phase.code))
    )


def _usual(phase: Phase, row: TemplateRow | None) -> list[Wanted]:
    """The reminders of the template's row for the phase, as far as the phase knows their roles."""
    if row is None or row.spec.unit != phase.unit:
        return []
    roles = set(roles_of(phase.spec))
    return [wanted for wanted in row.reminders if roles.issuperset(wanted.roles)]


@transaction.atomic
def begin_timetable(*, phases: Iterable[Phase], by: Actor) -> list[TimetableRow]:
    """The usual rows again where a phase has none left; returns the new rows."""
    demand(by, Action.EDIT_YEARS)
    made = usual_timetable(phases)
    if made:
        audit.record(by=by, verb="lập lịch nhắc thường dùng", target=made[0].phase, new={"rows": len(made)})
    return made


@transaction.atomic
def save_row(*, phase: Phase, row: TimetableRow | None, wanted: Wanted, seen: int, by: Actor) -> TimetableRow:
    """Write a row, or a new one (`row` None). Raises Conflict where somebody changed it since version `seen`."""
    demand(by, Action.EDIT_YEARS)
    clean = check_row(phase.spec, wanted)
    if row is None:
        row, old = TimetableRow(phase=phase, version=0), None
    else:
        row = _unchanged(row, seen)
        old = _told(row)
        if old == _told(clean):
            return row
    row.days, row.roles, row.text, row.active = clean.days, list(clean.roles), clean.text, clean.active
    row.version += 1
    row.save()
    audit.record(by=by, verb="sửa lịch nhắc", target=row, old=old, new=_told(row))
    return row


@transaction.atomic
def drop_row(*, row: TimetableRow, seen: int, by: Actor) -> None:
    """Take a row away; the reminders it made stay."""
    demand(by, Action.EDIT_YEARS)
    row = _unchanged(row, seen)
    audit.record(by=by, verb="bỏ dòng lịch nhắc", target=row, old=_told(row))
    row.delete()


def _unchanged(row: TimetableRow, seen: int) -> TimetableRow:
    found = TimetableRow.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Conflict("Dòng này vừa được người khác bỏ khỏi lịch nhắc.")
    if found.version != seen:
        raise Conflict(
            f"Dòng này vừa được người khác sửa thành: {when_told(found.days)}, “{found.text}”. "
            "Nội dung bạn gõ vẫn còn ở dưới; so lại rồi lưu."
        )
    return found


def daily_round() -> DailyRound:
    """The authority's round, locked for this transaction; begun with the usual hour where there is none."""
    DailyRound.objects.get_or_create()
    return DailyRound.objects.select_for_update(of=("self",)).get()


@transaction.atomic
def set_hour(*, at: time, seen: int, by: Actor) -> DailyRound:
    """When reminders and digests go out from now on."""
    demand(by, Action.SEE_MAIL)
    found = daily_round()
    if found.version != seen:
        raise Conflict(f"Giờ gửi vừa được người khác đổi thành {found.at:%H:%M}; xem lại rồi đổi tiếp.")
    if found.at != at:
        old, found.at, found.version = f"{found.at:%H:%M}", at, found.version + 1
        found.save(update_fields=["at", "version"])
        audit.record(by=by, verb="đặt giờ nhắc và gửi thư", target=found, old={"at": old}, new={"at": f"{at:%H:%M}"})
    return found
