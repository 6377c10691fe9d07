"""A school's registration sheet: which cells are open, and by which moves it came to the office.

Its states stand in `sheet_states`, the table of its moves in `sheet_moves`.
"""

from blocks.rules.registration.sheet_moves import FLOW
from blocks.rules.registration.sheet_states import COUNTED, SENT_STATES, SheetState
from thidua.errors import RuleViolation

__all__ = ["COUNTED", "FLOW", "RECEIVES", "SENDS", "SENT_STATES", "SheetState"]

# Cells of a person's row besides the ticks (whose cell is the title's code).
ROW, JOB_TITLE, INITIATIVE, NOTE = "row", "job_title", "initiative", "note"
WHOLE = "list"  # returned without a row: the whole list is open again
FULL_NAME, BIRTH_DATE = "full_name", "birth_date"  # who the person is; written with the row's other cells
TEXT_CELLS = {JOB_TITLE: ("Chức vụ", 120), INITIATIVE: ("Sáng kiến", 500), NOTE: ("Ghi chú", 500)}
# By which moves a sheet came to the office, and was received there: the newest that stands tells when and by whom.
SENDS = ("approve", "bring_sent", "bring_received")
RECEIVES = ("receive", "bring_received")


def cell_closed(state: str, *, returned: frozenset[tuple[int | None, str]], row: int | None, cell: str) -> str:
    """Why the cell cannot be typed into, "" where it can. `returned`: the open cells, (row id or None, cell).

    A returned sheet opens only its returned cells; a return of ROW opens the person's whole row, one of WHOLE the list.
    """
    if no := FLOW.wrong_state("submit", state):
        return no.sentence
    if (None, WHOLE) in returned:
        return ""
    if state == SheetState.RETURNED and (row, cell) not in returned and (row, ROW) not in returned:
        return "Danh sách đã trả lại: chỉ sửa các ô được trả, mỗi ô có lý do ghi bên cạnh."
    return ""


def check_mending_reason(reason: str) -> str:
    """A cell is returned with a reason that says what to mend."""
    if not reason:
        raise RuleViolation("reason", "Ghi lý do cho từng ô trả lại, nói rõ cần sửa gì.", where="reason")
    return reason[:500]
