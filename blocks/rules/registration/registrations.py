"""A school's registration sheet: its states, the moves between them, open cells, and why a button is closed."""

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.policy import Action


class SheetState(Choice):
    """From the school's draft to the office's acceptance."""

    DRAFT = "NHAP", "Bản nháp"
    WITH_PRINCIPAL = "CHO_DUYET", "Chờ hiệu trưởng duyệt"
    SENT = "DA_GUI", "Đã gửi"
    RECEIVED = "DA_NHAN", "Đã tiếp nhận"
    RETURNED = "TRA_LAI", "Trả lại"
    ACCEPTED = "CHAP_NHAN", "Đã chấp nhận"


_S = SheetState
# What is taken back goes to the draft, or to RETURNED where flagged cells are still open ("…_returned").
MOVES: dict[str, tuple[frozenset[SheetState], SheetState]] = {
    "submit": (frozenset({_S.DRAFT, _S.RETURNED}), _S.WITH_PRINCIPAL),
    "take_back": (frozenset({_S.WITH_PRINCIPAL}), _S.DRAFT),
    "take_back_returned": (frozenset({_S.WITH_PRINCIPAL}), _S.RETURNED),
    "approve": (frozenset({_S.WITH_PRINCIPAL}), _S.SENT),
    "recall": (frozenset({_S.SENT}), _S.DRAFT),
    "recall_returned": (frozenset({_S.SENT}), _S.RETURNED),
    "receive": (frozenset({_S.SENT}), _S.RECEIVED),
    "return": (frozenset({_S.SENT, _S.RECEIVED}), _S.RETURNED),
    "accept": (frozenset({_S.RECEIVED}), _S.ACCEPTED),
    "reopen": (frozenset({_S.ACCEPTED}), _S.RECEIVED),
}
NAMES = {
    "submit": "Gửi hiệu trưởng duyệt",
    "take_back": "Lấy lại để sửa",
    "take_back_returned": "Lấy lại để sửa",
    "approve": "Duyệt và gửi",
    "recall": "Thu hồi",
    "recall_returned": "Thu hồi",
    "receive": "Tiếp nhận",
    "receive_for_block": "Khối tiếp nhận",
    "return": "Trả lại để sửa",
    "accept": "Chấp nhận",
    "reopen": "Mở lại",
}
ACTIONS = {
    "submit": Action.EDIT_REGISTRATION,
    "take_back": Action.EDIT_REGISTRATION,
    "take_back_returned": Action.EDIT_REGISTRATION,
    "approve": Action.APPROVE_REGISTRATION,
    "recall": Action.APPROVE_REGISTRATION,
    "recall_returned": Action.APPROVE_REGISTRATION,
    "receive": Action.RECEIVE_REGISTRATION,
    "receive_for_block": Action.RECEIVE_FOR_BLOCK,
    "return": Action.RECEIVE_REGISTRATION,
    "accept": Action.RECEIVE_REGISTRATION,
    "reopen": Action.RECEIVE_REGISTRATION,
}
# The school's own moves are shut outside the registration phase; taking back into a draft always stands open.
WITHIN_PHASE = frozenset({"submit", "approve"})
SENT_STATES = frozenset({_S.SENT, _S.RECEIVED, _S.ACCEPTED})  # what counts as sent on the board
COUNTED = SENT_STATES | {_S.RETURNED}  # whose rows the tables count: a returned cell does not empty them
EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})

# Cells of a person's row besides the ticks (whose cell is the title's code).
ROW, JOB_TITLE, INITIATIVE, NOTE = "row", "job_title", "initiative", "note"
TEXT_CELLS = {JOB_TITLE: ("Chức vụ", 120), INITIATIVE: ("Sáng kiến", 500), NOTE: ("Ghi chú", 500)}

_WHY = {
    _S.DRAFT: "trường đang soạn",
    _S.WITH_PRINCIPAL: "đang chờ hiệu trưởng duyệt",
    _S.SENT: "đã gửi, đơn vị quản lý chưa tiếp nhận",
    _S.RECEIVED: "đơn vị quản lý đã tiếp nhận",
    _S.RETURNED: "đã trả lại trường để sửa",
    _S.ACCEPTED: "đơn vị quản lý đã chấp nhận",
}
_WAY_OUT = {
    ("submit", _S.WITH_PRINCIPAL): "Hiệu trưởng bấm “Duyệt và gửi”, hoặc lấy lại để sửa.",
    ("submit", _S.SENT): "Hiệu trưởng thu hồi được khi chưa tiếp nhận.",
    ("recall", _S.RECEIVED): "Sau khi tiếp nhận không thu hồi được; đề nghị đơn vị quản lý trả lại ô cần sửa.",
    ("recall", _S.ACCEPTED): "Sau khi tiếp nhận không thu hồi được; đề nghị đơn vị quản lý mở lại và trả ô cần sửa.",
    ("approve", _S.DRAFT): "Thư ký bấm “Gửi hiệu trưởng duyệt” trước.",
    ("approve", _S.RETURNED): "Sửa các ô bị trả lại rồi bấm “Gửi hiệu trưởng duyệt” trước.",
    ("accept", _S.SENT): "Bấm “Tiếp nhận” trước.",
    ("return", _S.ACCEPTED): "Mở lại danh sách trước khi trả ô để sửa.",
}


def allowed(state: str, move: str) -> bool:
    """Whether `move` starts from `state`."""
    return SheetState(state) in MOVES[move][0]


def closed_reason(state: str, move: str) -> str:
    """Why `move` cannot be made from `state` and the way out; "" where it can."""
    if allowed(state, move):
        return ""
    here = SheetState(state)
    way = _WAY_OUT.get((move.removesuffix("_returned"), here), "")
    return f"Danh sách {_WHY[here]}. {way}".strip()


def block_closed(state: str, *, taken: bool) -> str:
    """Why the block cannot note that it has the sheet; "" where it can: once a sending, beside the office's receipt."""
    if taken:
        return "Khối đã tiếp nhận danh sách này."
    return "" if state in SENT_STATES else f"Danh sách {_WHY[SheetState(state)]}."


def recall_closed(*, block_has_it: bool) -> str:
    """Why a sheet the office has not received cannot be recalled either; "" where it can."""
    told = "Khối đã tiếp nhận nên không thu hồi được; đề nghị đơn vị quản lý trả lại ô cần sửa."
    return told if block_has_it else ""


def step(state: str, move: str) -> SheetState:
    """The state after `move`; raises RuleViolation("state") saying where the sheet stands and the way out."""
    reason = closed_reason(state, move)
    if reason:
        raise RuleViolation("state", f"Chưa “{NAMES[move]}” được. {reason}")
    return MOVES[move][1]


def cell_closed(state: str, *, flags: frozenset[tuple[int | None, str]], row: int | None, cell: str) -> str:
    """Why the cell cannot be typed into, "" where it can. `flags` are the open flags as (row id or None, cell).

    A returned sheet opens only its flagged cells; a flag on ROW opens the person's whole row.
    """
    here = SheetState(state)
    if here not in EDITABLE:
        return closed_reason(state, "submit") or f"Danh sách {_WHY[here]}."
    if here == _S.RETURNED and (row, cell) not in flags and (row, ROW) not in flags:
        return "Danh sách đã trả lại: chỉ sửa các ô được trả, mỗi ô có lý do ghi bên cạnh."
    return ""


def check_flag_reason(reason: str) -> str:
    """A cell is returned with a reason that says what to mend."""
    if not reason:
        raise RuleViolation("reason", "Ghi lý do cho từng ô trả lại, nói rõ cần sửa gì.", where="reason")
    return reason[:500]


def marks_left(n: int) -> str:
    """Why a sheet with marked cells is not accepted, and the way out."""
    return f"Còn {n} ô đánh dấu chưa trả lại; trả lại các ô đó, hoặc bỏ đánh dấu trước khi chấp nhận."
