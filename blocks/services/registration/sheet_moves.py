"""The moves of a sheet, from the draft to the office's acceptance: what each leads to beside its step.

Which moves there are, who may make them and when stands in rules (FLOW); each is one deed of `thidua.flow`.
"""

from collections.abc import Iterable
from typing import Any

from blocks.models import RegistrationSheet, ReturnedCell
from blocks.queries.access.signing import signing_of
from blocks.queries.registration.sending_checks import lines_of
from blocks.queries.registration.sheet_moves import cells_mended, counts, facts_of
from blocks.rules.registration.registrations import FLOW, WHOLE
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.mailroom.notices import tell_block_of, tell_office, tell_school
from blocks.services.registration.returned_cells import CellToMend, return_cells
from blocks.services.registration.sheets import locked
from thidua.actors import Actor
from thidua.flow.deeds import Mover, Taken
from thidua.flow.steps import steps_of
from thidua.policy import Role

SCHOOL_DESK = (Role.PRINCIPAL, Role.SECRETARY)
SheetTaken = Taken[RegistrationSheet, SheetFacts]


def tell(sheet: RegistrationSheet, roles: Iterable[Role], title: str, text: str = "") -> None:
    """A line for the school's people in `roles`, leading to the sheet."""
    tell_school(school=sheet.school, roles=roles, title=title, text=text, path=f"sheet:{sheet.pk}")


def _submitted(taken: SheetTaken) -> dict[str, Any]:
    """The reason answers the warnings that were shown, and is kept with the sheet."""
    sheet, people = taken.row, taken.facts.people
    taken.set(explanation=taken.reason)
    title = f"Chờ duyệt: danh sách đăng ký {people} người"
    tell(sheet, [Role.PRINCIPAL], title, f"{taken.by.account_name} trình.")
    return {"people": people}


def _approved(taken: SheetTaken) -> dict[str, Any]:
    """Sent after the common deadline is late for ever, except what was sent back."""
    sheet, window = taken.row, taken.facts.window
    if not taken.facts.submitted:
        taken.set(explanation=taken.reason)
    if taken.facts.open_cells:
        ReturnedCell.objects.filter(sheet=sheet, closed_at=None).update(closed_at=taken.step.at)
    elif window is not None and window.late:
        taken.set(late=True)
    title = f"{sheet.school} đã gửi danh sách đăng ký"
    tell_block_of(school=sheet.school, year=sheet.year, title=title, path=f"sheet:{sheet.pk}")
    return {**counts(sheet), "late": sheet.late}


def _handed_back(taken: SheetTaken) -> None:
    tell(taken.row, [Role.SECRETARY], "Hiệu trưởng trả lại danh sách đăng ký để sửa", taken.reason)


def _vouched(taken: SheetTaken) -> dict[str, Any]:
    return {**counts(taken.row)}


def _asked_back(taken: SheetTaken) -> None:
    sheet = taken.row
    tell_office(title=f"{sheet.school} xin trả lại danh sách để nộp lại", text=taken.reason, path=f"sheet:{sheet.pk}")


def _whole_returned(taken: SheetTaken) -> dict[str, Any]:
    """One cell that opens all others."""
    whole = CellToMend(None, WHOLE, taken.reason)
    return_cells(sheet=taken.row, cells=[whole], by=taken.by, at=taken.step.at)
    tell(taken.row, SCHOOL_DESK, "Trả cả danh sách đăng ký để nộp lại", taken.reason)
    return {**counts(taken.row)}


def _recalled(taken: SheetTaken) -> None:
    """The cells that the sending had closed open again."""
    cells_mended(taken.row, steps_of(taken.row)).update(closed_at=None)


def _received(taken: SheetTaken) -> None:
    title = "Danh sách đăng ký đã được tiếp nhận"
    tell(taken.row, SCHOOL_DESK, title, f"{taken.by.account_name} tiếp nhận.")


def _received_for_block(taken: SheetTaken) -> None:
    title = "Khối đã tiếp nhận danh sách đăng ký"
    tell(taken.row, SCHOOL_DESK, title, f"{taken.by.account_name} tiếp nhận.")


def _returned(taken: SheetTaken) -> dict[str, Any]:
    """The marked cells and those named now open again, each with its reason; all others stay closed."""
    cells = return_cells(sheet=taken.row, cells=taken.given.get("cells", ()), by=taken.by, at=taken.step.at)
    tell(taken.row, SCHOOL_DESK, f"Trả lại {len(cells)} ô để sửa", "\n".join(cell.reason for cell in cells))
    told: dict[str, list[str]] = {}  # namesakes share a line
    for cell in cells:
        told.setdefault(f"{cell.who or 'trường'}: {cell.cell}", []).append(cell.reason)
    return {"cells": told}


def _accepted(taken: SheetTaken) -> dict[str, Any]:
    tell(taken.row, SCHOOL_DESK, "Đăng ký của trường đã được công nhận")
    return {**counts(taken.row)}


SHEETS: Mover[RegistrationSheet, SheetFacts] = Mover(
    flow=FLOW,
    lock=locked,
    gather=facts_of,
    signing=signing_of,
    shows=lines_of,
    leads_to={
        "submit": _submitted,
        "approve": _approved,
        "hand_back": _handed_back,
        "recall": _recalled,
        "vouch": _vouched,
        "ask_return": _asked_back,
        "return_whole": _whole_returned,
        "receive": _received,
        "receive_for_block": _received_for_block,
        "return": _returned,
        "accept": _accepted,
    },
)


def move(code: str, *, sheet: RegistrationSheet, by: Actor, reason: str = "", seen: str = "") -> RegistrationSheet:
    """Make one move of FLOW on the sheet; raises Denied, RuleViolation as the table says."""
    return SHEETS.make(sheet, code, by=by, reason=reason, seen=seen)


def send_back(*, sheet: RegistrationSheet, by: Actor, cells: Iterable[CellToMend] = ()) -> RegistrationSheet:
    """Return the marked cells and `cells` in one move, each with its reason."""
    return SHEETS.make(sheet, "return", by=by, cells=list(cells))
