"""Deeds on marked cells: the office marks what is to be mended, cell by cell; the return opens all marks at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from blocks.models import FlagDraft, RegisteredTitle, Registration, RegistrationSheet, ReturnFlag
from blocks.queries.promise.adoptions import tables_of
from blocks.rules.registration.registrations import FLOW, ROW, TEXT_CELLS, check_flag_reason
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.registration.sheets import locked
from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.text import squeeze
from thidua.trail import audit


@dataclass(frozen=True)
class Flag:
    """A cell to return: the row (None: the school's own titles), the cell's code, and what to mend."""

    row: int | None
    cell: str
    reason: str


def _check_cell(sheet: RegistrationSheet, row: int | None, cell: str) -> None:
    """The cell belongs to the list; raises RuleViolation("flags")."""
    if row is None:
        known = cell in (ROW, *tables_of(sheet.year).collective.codes)
    else:
        if not Registration.objects.filter(sheet=sheet, pk=row).exists():
            raise RuleViolation("flags", "Có dòng không còn trong danh sách; tải lại trang rồi chọn lại.")
        known = cell in (ROW, *TEXT_CELLS, *tables_of(sheet.year).individual.codes)
        known = known or RegisteredTitle.objects.filter(registration__sheet=sheet, title=cell).exists()
    if not known:
        raise RuleViolation("cell", "Ô này không thuộc danh sách đăng ký; tải lại trang rồi chọn lại.", where="cell")


@transaction.atomic
def mark_cell(*, sheet: RegistrationSheet, row: int | None, cell: str, reason: str, by: Actor) -> FlagDraft:
    """Mark one cell to be returned, with what to mend; a cell marked before gets the new reason.

    The school sees nothing of it until the sheet is returned; other people of the office do.
    """
    sheet, cell = locked(sheet), cell or ROW
    FLOW.step("return", sheet.state, SheetFacts())
    _check_cell(sheet, row, cell)
    reason = check_flag_reason(squeeze(reason))
    made, new = FlagDraft.objects.get_or_create(
        sheet=sheet,
        registration_id=row,
        cell=cell,
        defaults={"reason": reason, "made_by": by.account_name, "made_at": clock.now()},
    )
    if not new and made.reason == reason:
        return made
    place = _place(sheet, row, cell)
    old = None if new else {place: made.reason}
    made.reason, made.made_by, made.made_at = reason, by.account_name, clock.now()
    made.save()
    # Told of the mark, not of the sheet: the school reads what was done to its sheet.
    audit.record(by=by, verb="đánh dấu ô cần sửa", target=made, old=old, new={place: reason})
    return made


def _place(sheet: RegistrationSheet, row: int | None, cell: str) -> str:
    who = Registration.objects.filter(sheet=sheet, pk=row).values_list("staff__full_name", flat=True).first()
    return f"{who or 'trường'}: {cell}"


@transaction.atomic
def unmark_cell(*, sheet: RegistrationSheet, row: int | None, cell: str, by: Actor) -> bool:
    """Take a mark away; False where there was none."""
    sheet, cell = locked(sheet), cell or ROW
    found = FlagDraft.objects.filter(sheet=sheet, registration_id=row, cell=cell).first()
    if found is None:
        return False
    place = _place(sheet, row, cell)
    audit.record(by=by, verb="bỏ đánh dấu ô cần sửa", target=found, old={place: found.reason})
    found.delete()
    return True


@dataclass(frozen=True)
class ReturnedCell:
    """A cell as it was returned: whose, which, what to mend."""

    who: str
    cell: str
    reason: str


def return_cells(
    *, sheet: RegistrationSheet, flags: Iterable[Flag], by: Actor, at: datetime.datetime
) -> list[ReturnedCell]:
    """Open the marked cells and `flags` again, and no others; part of the move “return”, which holds the lock."""
    wanted = _wanted(sheet, flags)
    if not wanted:
        raise RuleViolation("flags", "Chọn ít nhất một ô cần sửa và ghi lý do, rồi trả lại.")
    names = dict(Registration.objects.filter(sheet=sheet).values_list("pk", "staff__full_name"))
    ReturnFlag.objects.filter(sheet=sheet, closed_at=None).update(closed_at=at)
    ReturnFlag.objects.bulk_create(
        ReturnFlag(
            sheet=sheet,
            registration_id=flag.row,
            cell=flag.cell,
            made_by=by.account_name,
            made_at=at,
            reason=flag.reason,
            who=names.get(flag.row or 0, ""),
        )
        for flag in wanted
    )
    FlagDraft.objects.filter(sheet=sheet).delete()
    return [ReturnedCell(names.get(flag.row or 0, "trường"), flag.cell, flag.reason) for flag in wanted]


def _wanted(sheet: RegistrationSheet, flags: Iterable[Flag]) -> list[Flag]:
    """The marks kept, and over them what was named now; one flag a cell."""
    kept = FlagDraft.objects.filter(sheet=sheet).order_by("registration__position", "pk")
    found = {(one.registration_id, one.cell): Flag(one.registration_id, one.cell, one.reason) for one in kept}
    for flag in flags:
        cell = flag.cell or ROW
        _check_cell(sheet, flag.row, cell)
        found[flag.row, cell] = Flag(flag.row, cell, check_flag_reason(squeeze(flag.reason)))
    return list(found.values())
