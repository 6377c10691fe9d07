"""Deeds on the cells of a school's registration sheet: one cell or a pasted block of cells, all of them or none.

Each change says what the person saw in the cell. Where the cell holds something else by now, nothing is written and the
person learns who changed it; two people who write in different cells of one row never disturb each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from blocks.models import RegisteredTitle, Registration, RegistrationSheet, Target, Title
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import TEXT_CELLS, cell_closed
from blocks.rules.units.jobs import job_code
from blocks.services.registration.sheets import locked, open_flags
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.text import squeeze
from thidua.trail import audit

TICK = "x"


@dataclass(frozen=True)
class CellChange:
    """`row` is the registration (None: the school's own titles), `cell` a title's code or a text cell.

    `value` is the text wanted ("x" or "" for a tick), `seen` what the person had before them.
    """

    row: int | None
    cell: str
    value: str
    seen: str


@dataclass(frozen=True)
class CellNow:
    """A cell after the deed, as the grid shows it."""

    row: int | None
    cell: str
    value: str


@dataclass
class _Held:
    """What the sheet holds now: rows by id, ticks by (row, code), the school's targets by code."""

    rows: dict[int, Registration]
    ticks: dict[tuple[int, str], RegisteredTitle]
    targets: dict[str, Target]
    titles: dict[str, Title]

    def now(self, row: int | None, cell: str) -> str:
        if row is None:
            return TICK if (target := self.targets.get(cell)) and target.value else ""
        if cell in TEXT_CELLS:
            return str(getattr(self.rows[row], cell))
        return TICK if (row, cell) in self.ticks else ""

    def who(self, row: int | None, cell: str) -> str:
        if row is None:
            return self.targets[cell].changed_by if cell in self.targets else ""
        return str(self.rows[row].touched.get(cell, ""))


def _held(sheet: RegistrationSheet, changes: list[CellChange]) -> _Held:
    wanted = {change.row for change in changes if change.row is not None}
    rows = Registration.objects.filter(sheet=sheet, pk__in=wanted).select_related("staff")
    ticks = RegisteredTitle.objects.filter(registration__in=wanted, registration__sheet=sheet)
    targets = Target.objects.filter(year=sheet.year, school=sheet.school, subject=Subject.COLLECTIVE)
    if any(change.row is None for change in changes):
        targets = targets.select_for_update()
    codes = {change.cell for change in changes} - set(TEXT_CELLS)
    return _Held(
        {row.pk: row for row in rows},
        {(tick.registration_id, tick.title_id): tick for tick in ticks},
        {target.title_id or TOTAL: target for target in targets},
        {title.code: title for title in Title.objects.filter(code__in=codes)},
    )


def _cleaned(change: CellChange) -> str:
    if change.cell in TEXT_CELLS:
        label, most = TEXT_CELLS[change.cell]
        text = squeeze(change.value)
        if len(text) > most:
            raise RuleViolation(
                "long", f"{label}: dài {len(text)} chữ, nhiều nhất {most}; rút gọn lại.", where=where(change)
            )
        return text
    mark = squeeze(change.value).lower()
    if mark in ("x", "v", "✓", "✔", "1", "có"):
        return TICK
    if mark in ("", "0", "-", "không"):
        return ""
    raise RuleViolation(
        "mark",
        f"“{squeeze(change.value)[:20]}” không phải dấu đăng ký; ghi x để đăng ký, để trống nếu không.",
        where=where(change),
    )


def where(change: CellChange) -> str:
    """The cell's name in answers: `17.CSTDCS`, `school.TTLDXS`."""
    return f"{change.row or 'school'}.{change.cell}"


def _check_place(held: _Held, change: CellChange) -> None:
    if change.row is not None and change.row not in held.rows:
        raise Conflict("Dòng này vừa được người khác bỏ khỏi danh sách; tải lại trang.", where=where(change))
    if change.cell in TEXT_CELLS and change.row is not None:
        return
    title = held.titles.get(change.cell)
    wanted = Subject.COLLECTIVE if change.row is None else Subject.PERSON
    if title is None or title.subject != wanted:
        raise RuleViolation("cell", "Ô này không thuộc danh sách đăng ký; tải lại trang rồi sửa.", where=where(change))


def _name(held: _Held, change: CellChange) -> str:
    label = TEXT_CELLS[change.cell][0] if change.cell in TEXT_CELLS else held.titles[change.cell].label
    return f"{held.rows[change.row].staff.full_name if change.row is not None else 'Tập thể'}: {label}"


def _check_seen(held: _Held, change: CellChange, value: str) -> None:
    now = held.now(change.row, change.cell)
    if now in (change.seen if change.cell in TEXT_CELLS else _tick_seen(change.seen), value):
        return
    who = held.who(change.row, change.cell) or "Người khác"
    shown = {"x": "có đăng ký", "": "để trống"}.get(now, f"“{now}”")
    name = _name(held, change)
    raise Conflict(f"{who} vừa sửa ô {name} thành {shown}; ô của bạn chưa được lưu.", where=where(change))


def _tick_seen(seen: str) -> str:
    return TICK if seen else ""


def _write_school(sheet: RegistrationSheet, held: _Held, code: str, value: str, by: Actor) -> None:
    for title_id, number in ((None, 1), (code, int(bool(value)))):
        target = held.targets.get(title_id or TOTAL)
        if target is None:
            target = Target(
                year=sheet.year, school=sheet.school, subject=Subject.COLLECTIVE, title_id=title_id, version=0
            )
            held.targets[title_id or TOTAL] = target
        elif title_id is None:
            continue  # the number of units is set once and belongs to the block's table
        target.value, target.version = number, target.version + 1
        target.changed_by, target.changed_at = by.account_name, clock.now()
        target.save()


def _write_row(held: _Held, change: CellChange, value: str, by: Actor) -> None:
    row = held.rows[change.row or 0]
    if change.cell in TEXT_CELLS:
        setattr(row, change.cell, value)
        row.job_code = job_code(row.job_title)
    elif value:
        held.ticks[row.pk, change.cell] = RegisteredTitle(registration=row, title_id=change.cell)
        held.ticks[row.pk, change.cell].save()
    else:
        held.ticks.pop((row.pk, change.cell)).delete()
    row.touched[change.cell] = by.account_name


@transaction.atomic
def set_cells(*, sheet: RegistrationSheet, changes: Iterable[CellChange], by: Actor) -> list[CellNow]:
    """Write `changes`, all or none; returns the cells as they are now, in the same order.

    Raises Conflict (where = the cell) if somebody else changed one of them, RuleViolation for a closed cell or a mark
    that is none. The same change sent twice writes once.
    """
    wanted = list(changes)
    sheet = locked(sheet)
    held, flags = _held(sheet, wanted), open_flags(sheet)
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for change in wanted:
        _check_place(held, change)
        value = _cleaned(change)
        reason = cell_closed(sheet.state, flags=flags, row=change.row, cell=change.cell)
        if reason:
            raise RuleViolation("closed", reason, where=where(change))
        _check_seen(held, change, value)
        before = held.now(change.row, change.cell)
        if before == value:
            continue
        old.setdefault(_name(held, change), before)
        new[_name(held, change)] = value
        if change.row is None:
            _write_school(sheet, held, change.cell, value, by)
        else:
            _write_row(held, change, value, by)
    if new:
        changed = {change.row for change in wanted if change.row is not None}
        Registration.objects.bulk_update(
            [held.rows[row] for row in changed if row is not None], [*TEXT_CELLS, "job_code", "touched"]
        )
        audit.record(by=by, verb="sửa danh sách đăng ký", target=sheet, old=old, new=new)
    return [CellNow(change.row, change.cell, held.now(change.row, change.cell)) for change in wanted]
