"""The day's round of an authority: reminders by the timetable, then the digests. Once a day, however often asked.

The round's row is locked while it runs and says afterwards that the day is done; beside that every reminder is unique
by its row, unit and day, so a round that is run twice says nothing twice.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from blocks.models import DailyRound, Notice, Phase, Reminder, TimetableRow
from blocks.queries.mailroom.timetables import DueUnit, rows_to_ask, units_asked
from blocks.queries.registration.sending import duties_by_seat
from blocks.rules.mailroom.reminders import days_told, title_begins
from blocks.rules.mailroom.timetables import day_of, fill, listed, speaks_above
from blocks.rules.year.phase_specs import Unit
from blocks.services.mailroom.digests import write_digests
from blocks.services.mailroom.notices import notices_for
from blocks.services.mailroom.timetables import daily_round
from blocks.services.movements.school_plans import remind_of_tasks
from thidua import clock
from thidua.access.authorities import short_name_on
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Seat
from thidua.registries.links import Link
from thidua.text import weekday_date
from thidua.trail import audit

BY_TIMETABLE = "Lịch nhắc"


def is_due(kept: DailyRound | None) -> bool:
    """Whether today's round is still to be done at this moment."""
    if kept is None:
        return True
    return kept.done_on != clock.today() and clock.now().time() >= kept.at


@transaction.atomic
def run_round(*, by: Actor) -> bool:
    """Remind and write the digests if today's hour has come and nobody has; whether it was done now."""
    kept = daily_round()
    if not is_due(kept):
        return False
    remind_by_timetable(by=by)
    remind_of_tasks(by=by)
    write_digests(by=by)
    kept.done_on, kept.done_at = clock.today(), clock.now()
    kept.save(update_fields=["done_on", "done_at"])
    return True


@transaction.atomic
def remind_by_timetable(*, by: Actor) -> int:
    """Say what the timetable says today, to whom it says it; returns how many lines went into inboxes."""
    today, said = clock.today(), 0
    for phase, rows in rows_to_ask(today).items():
        units = units_asked(phase)
        for row in rows:
            due = [unit for unit in units if day_of(unit.last_day, row.days) == today]
            if due:
                said += _speak(row, due, today, by)
    return said


def values_of(row: TimetableRow, units: Sequence[DueUnit], *, authority: str) -> dict[str, str]:
    """What the blanks of the row's text mean for these units, which all have the same last day."""
    first = units[0]
    return {
        "truong": str(first.school or ""),
        "khoi": str(first.block or ""),
        "han": weekday_date(first.last_day),
        "con_lai": days_told(row.days),
        "nam": str(row.phase.year).lower(),
        "viec": row.phase.name,
        "don_vi": authority,
        "so_luong": str(len(units)),
        "danh_sach": listed(unit.name for unit in units),
    }


def values_told(row: TimetableRow, units: Sequence[DueUnit]) -> str:
    """The row's text as these units would read it today."""
    return fill(row.text, values_of(row, units, authority=_authority()))


def title_of(row: TimetableRow) -> str:
    """The line's title in the inbox."""
    return f"{title_begins(row.phase.name)}, {days_told(row.days)}"


def _speak(row: TimetableRow, due: list[DueUnit], today: date, by: Actor) -> int:
    """One row, today: lines for every unit's people, or one list for each of those above them."""
    spec = row.phase.spec
    held = Seat.objects.filter(held_on(today), role__in=row.roles).select_related("account")
    key, authority = f"nhac-{row.pk}-{today}", _authority()
    told = set(Notice.objects.filter(key=key).values_list("seat", flat=True))
    if speaks_above(spec, row.roles):
        levels = duties_by_seat()
        heard = [(seat, _under(seat, due, levels.get(seat.pk, set()))) for seat in held]
    else:
        due = _not_yet(row, due, today) if spec.unit == Unit.SCHOOL else due
        heard = [(seat, [unit for unit in due if _is_own(seat, unit)]) for seat in held]
    lines: list[Notice] = []
    for seat, units in heard:
        if units and seat.pk not in told:
            text = fill(row.text, values_of(row, units, authority=authority))
            lines += notices_for([seat], title=title_of(row), text=text, path=_page(row.phase, seat), key=key)
    Notice.objects.bulk_create(lines)
    if spec.unit == Unit.SCHOOL and not speaks_above(spec, row.roles):
        reached = Counter(unit.school.pk for _, units in heard for unit in units if unit.school)
        _remember(row, [unit for unit in due if unit.school and reached[unit.school.pk]], today, authority, reached)
    if lines:
        names = [unit.name for unit in due if unit.name]
        audit.record(by=by, verb="nhắc theo lịch", target=row, new={"reminded_units": names, "notices": len(lines)})
    return len(lines)


def _not_yet(row: TimetableRow, due: list[DueUnit], today: date) -> list[DueUnit]:
    said = set(Reminder.objects.filter(row=row, on=today).values_list("school", flat=True))
    return [unit for unit in due if unit.school and unit.school.pk not in said]


def _remember(row: TimetableRow, due: list[DueUnit], today: date, authority: str, heard: Counter[int]) -> None:
    now = clock.now()
    Reminder.objects.bulk_create(
        Reminder(
            phase=row.phase,
            school=unit.school,
            row=row,
            on=today,
            made_by=BY_TIMETABLE,
            made_at=now,
            heard=heard[unit.school.pk if unit.school else 0],
            text=fill(row.text, values_of(row, [unit], authority=authority)),
        )
        for unit in due
    )


def _authority() -> str:
    return short_name_on(clock.today(), "đơn vị quản lý")


def _is_own(seat: Seat, unit: DueUnit) -> bool:
    if seat.school_id:
        return unit.school is not None and unit.school.pk == seat.school_id
    if seat.block_id:
        return unit.block is not None and unit.block.pk == seat.block_id
    return unit.block is None


def _under(seat: Seat, due: list[DueUnit], levels: set[str]) -> list[DueUnit]:
    """Which of the units the seat looks after: the leader's block, the officer's levels (none given: all)."""
    if seat.block_id:
        return [unit for unit in due if unit.block and unit.block.pk == seat.block_id]
    return [unit for unit in due if not levels or unit.level in levels]


def _page(phase: Phase, seat: Seat) -> Link:
    if not phase.spec.sending_known:
        return Link("home")
    return Link("own_sheet" if seat.school_id else "sending")
