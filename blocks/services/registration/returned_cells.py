"""Deeds on marked cells: the office marks what is to be mended, cell by cell; the return opens all marks at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from blocks.models import MarkedCell, RegisteredTitle, Registration, RegistrationSheet, ReturnedCell
from blocks.queries.promise.adoptions import tables_of
from blocks.rules.registration.registrations import FLOW, ROW, TEXT_CELLS, WHOLE, check_mending_reason
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.registration.sheets import locked
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped


@dataclass(frozen=True)
class CellToMend:
    """A cell to return: the row (None: the school's own titles), the cell's code, and what to mend."""

    row: int | None
    cell: str
    reason: str


def _check_cell(sheet: RegistrationSheet, row: int | None, cell: str) -> None:
    """The cell belongs to the list; raises RuleViolation("returned_cells")."""
    if row is None:
        known = cell in (ROW, WHOLE, *tables_of(sheet.year).collective.codes)
    else:
        if not Registration.objects.filter(sheet=sheet, pk=row).exists():
            raise RuleViolation("returned_cells", "Có dòng không còn trong danh sách; tải lại trang rồi chọn lại.")
        known = cell in (ROW, *TEXT_CELLS, *tables_of(sheet.year).individual.codes)
        known = known or RegisteredTitle.objects.filter(registration__sheet=sheet, title=cell).exists()
    if not known:
        raise RuleViolation("cell", "Ô này không thuộc danh sách đăng ký; tải lại trang rồi chọn lại.", where="cell")


@transaction.atomic
def mark_cell(*, sheet: RegistrationSheet, row: int | None, cell: str, reason: str, by: Actor) -> MarkedCell:
    """Mark one cell to be returned, with what to mend; a cell marked before gets the new reason.

    The school sees nothing of it until the sheet is returned; other people of the office do.
    """
    demand(by, Action.RECEIVE_REGISTRATION, school_id=sheet.school_id)
    sheet, cell = locked(sheet), cell or ROW
    FLOW.step("return", sheet.state, SheetFacts())
    _check_cell(sheet, row, cell)
    reason = check_mending_reason(squeeze(reason))
    made, new = MarkedCell.objects.get_or_create(
        sheet=sheet,
        registration_id=row,
        cell=cell,
        defaults={"reason": reason, **stamped("made", by)},
    )
    if not new and made.reason == reason:
        return made
    place = _place(sheet, row, cell)
    old = None if new else {place: made.reason}
    made.reason = reason
    put_stamp(made, "made", by)
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
    demand(by, Action.RECEIVE_REGISTRATION, school_id=sheet.school_id)
    sheet, cell = locked(sheet), cell or ROW
    found = MarkedCell.objects.filter(sheet=sheet, registration_id=row, cell=cell).first()
    if found is None:
        return False
    place = _place(sheet, row, cell)
    audit.record(by=by, verb="bỏ đánh dấu ô cần sửa", target=found, old={place: found.reason})
    found.delete()
    return True


@dataclass(frozen=True)
class ReturnedPlace:
    """A cell as it was returned: whose, which, what to mend."""

    who: str
    cell: str
    reason: str


def return_cells(
    *, sheet: RegistrationSheet, cells: Iterable[CellToMend], by: Actor, at: datetime.datetime
) -> list[ReturnedPlace]:
    """Open the marked cells and `cells` again, and no others; part of the move “return”, which holds the lock."""
    wanted = _wanted(sheet, cells)
    if not wanted:
        raise RuleViolation("returned_cells", "Chọn ít nhất một ô cần sửa và ghi lý do, rồi trả lại.")
    names = dict(Registration.objects.filter(sheet=sheet).values_list("pk", "staff__full_name"))
    ReturnedCell.objects.filter(sheet=sheet, closed_at=None).update(closed_at=at)
    ReturnedCell.objects.bulk_create(
        ReturnedCell(
            sheet=sheet,
            registration_id=place.row,
            cell=place.cell,
            **stamped("made", by, at),
            reason=place.reason,
            who=names.get(place.row or 0, ""),
        )
        for place in wanted
    )
    MarkedCell.objects.filter(sheet=sheet).delete()
    return [ReturnedPlace(names.get(place.row or 0, "trường"), place.cell, place.reason) for place in wanted]


def _wanted(sheet: RegistrationSheet, cells: Iterable[CellToMend]) -> list[CellToMend]:
    """The marks kept, and over them what was named now; one line a cell."""
    kept = MarkedCell.objects.filter(sheet=sheet).order_by("registration__position", "pk")
    found = {(one.registration_id, one.cell): CellToMend(one.registration_id, one.cell, one.reason) for one in kept}
    for place in cells:
        cell = place.cell or ROW
        _check_cell(sheet, place.row, cell)
        found[place.row, cell] = CellToMend(place.row, cell, check_mending_reason(squeeze(place.reason)))
    return list(found.values())
