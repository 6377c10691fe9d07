"""A school's registration sheet: its states, the table of its moves, and which cells are open."""

from blocks.rules.registration.sheet_facts import (
    SheetFacts,
    block_has_not,
    block_takes_once,
    explained,
    no_marks_left,
    send_again_by,
    sent_late,
    somebody_listed,
)
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Flow, Fork, Move, No
from thidua.policy import Action


class SheetState(Choice):
    """From the school's draft to the office's acceptance."""

    DRAFT = "NHAP", "Bản nháp"
    WITH_PRINCIPAL = "CHO_DUYET", "Chờ hiệu trưởng duyệt"
    SENT = "DA_GUI", "Đã gửi"
    RECEIVED = "DA_NHAN", "Đã tiếp nhận"
    RETURNED = "TRA_LAI", "Trả lại"
    ACCEPTED = "CHAP_NHAN", "Đã chấp nhận"


SENT_STATES = frozenset({SheetState.SENT, SheetState.RECEIVED, SheetState.ACCEPTED})  # what counts as sent on the board
COUNTED = SENT_STATES | {SheetState.RETURNED}  # whose rows the tables count: a returned cell does not empty them

# Cells of a person's row besides the ticks (whose cell is the title's code).
ROW, JOB_TITLE, INITIATIVE, NOTE = "row", "job_title", "initiative", "note"
TEXT_CELLS = {JOB_TITLE: ("Chức vụ", 120), INITIATIVE: ("Sáng kiến", 500), NOTE: ("Ghi chú", 500)}


_S = SheetState
# What is taken back goes to the draft, or to RETURNED where returned cells are still open.
_WHERE_IT_WAS: Fork[SheetFacts] = Fork(
    lambda facts: _S.RETURNED if facts.open_cells else _S.DRAFT, (_S.DRAFT, _S.RETURNED)
)
_WHERE_IT_WAS_SENT_FROM: Fork[SheetFacts] = Fork(
    lambda facts: _S.RETURNED if facts.mended else _S.DRAFT, (_S.DRAFT, _S.RETURNED)
)
_MOVES: tuple[Move[SheetFacts], ...] = (
    Move(
        code="submit",
        label="Gửi hiệu trưởng duyệt",
        starts=frozenset({_S.DRAFT, _S.RETURNED}),
        to=_S.WITH_PRINCIPAL,
        action=Action.EDIT_REGISTRATION,
        slug="trinh",
        icon="send",
        done="Đã gửi hiệu trưởng duyệt.",
        told="Có điều kiện không đạt hoặc cần lưu ý thì phải giải trình.",
        primary=True,
        at_once=True,
        phase=Action.APPROVE_REGISTRATION,
        guards=(somebody_listed,),
        needs_reason=explained,
        elsewhere={
            _S.WITH_PRINCIPAL: "Hiệu trưởng bấm “Duyệt và gửi”, hoặc lấy lại để sửa.",
            _S.SENT: "Hiệu trưởng thu hồi được khi chưa tiếp nhận.",
        },
    ),
    Move(
        code="approve",
        label="Duyệt và gửi",
        starts=frozenset({_S.WITH_PRINCIPAL}),
        to=_S.SENT,
        action=Action.APPROVE_REGISTRATION,
        slug="duyet",
        icon="send",
        done="Đã duyệt và gửi danh sách.",
        primary=True,
        phase=Action.APPROVE_REGISTRATION,
        signs=True,
        effects=(
            "Sau khi khối hoặc đơn vị quản lý tiếp nhận sẽ không thu hồi được; trước đó thì thu hồi được.",
            sent_late,
        ),
        closed={
            _S.DRAFT: "Thư ký bấm “Gửi hiệu trưởng duyệt” trước.",
            _S.RETURNED: "Sửa các ô bị trả lại rồi bấm “Gửi hiệu trưởng duyệt” trước.",
        },
        waits_for=frozenset({_S.WITH_PRINCIPAL}),
        undoes=frozenset({"receive_for_block"}),
    ),
    Move(
        code="take_back",
        label="Lấy lại để sửa",
        starts=frozenset({_S.WITH_PRINCIPAL}),
        to=_WHERE_IT_WAS,
        action=Action.EDIT_REGISTRATION,
        slug="lay-lai",
        icon="undo-2",
        done="Đã lấy lại để sửa.",
    ),
    Move(
        code="recall",
        label="Thu hồi",
        starts=frozenset({_S.SENT}),
        to=_WHERE_IT_WAS_SENT_FROM,
        action=Action.APPROVE_REGISTRATION,
        slug="thu-hoi",
        icon="undo-2",
        done="Đã thu hồi danh sách.",
        told="Khi chưa tiếp nhận.",
        guards=(block_has_not,),
        effects=(send_again_by,),
        closed={
            _S.RECEIVED: "Sau khi tiếp nhận không thu hồi được; đề nghị đơn vị quản lý trả lại ô cần sửa.",
            _S.ACCEPTED: "Sau khi tiếp nhận không thu hồi được; đề nghị đơn vị quản lý mở lại và trả ô cần sửa.",
        },
    ),
    Move(
        code="receive",
        label="Tiếp nhận",
        starts=frozenset({_S.SENT}),
        to=_S.RECEIVED,
        action=Action.RECEIVE_REGISTRATION,
        slug="tiep-nhan",
        icon="inbox",
        done="Đã tiếp nhận danh sách.",
        primary=True,
        at_once=True,
        bulk="Tiếp nhận",
    ),
    Move(  # with the cells to mend: page and address in the API are its own (returned_cells)
        code="return",
        label="Trả lại để sửa",
        starts=frozenset({_S.SENT, _S.RECEIVED}),
        to=_S.RETURNED,
        action=Action.RECEIVE_REGISTRATION,
        icon="undo-2",
        bulk="Trả lại các ô đã đánh dấu",
        closed={_S.ACCEPTED: "Mở lại danh sách trước khi trả ô để sửa."},
        undoes=frozenset({"receive", "bring_received"}),
    ),
    Move(
        code="accept",
        label="Chấp nhận",
        starts=frozenset({_S.RECEIVED}),
        to=_S.ACCEPTED,
        action=Action.RECEIVE_REGISTRATION,
        slug="chap-nhan",
        icon="circle-check",
        done="Đã chấp nhận danh sách.",
        primary=True,
        bulk="Chấp nhận",
        guards=(no_marks_left,),
        effects=("Danh sách được khóa. Mở lại được khi có lý do.",),
        closed={_S.SENT: "Bấm “Tiếp nhận” trước."},
    ),
    Move(
        code="reopen",
        label="Mở lại",
        starts=frozenset({_S.ACCEPTED}),
        to=_S.RECEIVED,
        action=Action.RECEIVE_REGISTRATION,
        slug="mo-lai",
        icon="lock-open",
        done="Đã mở lại danh sách.",
        told="Có lý do.",
        needs_reason=No("Ghi lý do mở lại danh sách đã chấp nhận.", code="reason", where="reason"),
        undoes=frozenset({"accept"}),
    ),
    Move(  # once a sending, beside the office's receipt
        code="receive_for_block",
        label="Khối tiếp nhận",
        starts=SENT_STATES,
        to=None,
        action=Action.RECEIVE_FOR_BLOCK,
        slug="khoi-tiep-nhan",
        icon="inbox",
        done="Đã ghi nhận khối tiếp nhận danh sách.",
        primary=True,
        at_once=True,
        guards=(block_takes_once,),
        closed={_S.RETURNED: ""},
    ),
    Move(
        code="bring_sent",
        label="Nhận từ tệp khối gửi",
        starts=frozenset({_S.DRAFT}),
        to=_S.SENT,
        action=Action.INTAKE,
        doorless=True,
    ),
    Move(
        code="bring_received",
        label="Nhận từ tệp",
        starts=frozenset({_S.DRAFT}),
        to=_S.RECEIVED,
        action=Action.INTAKE,
        doorless=True,
    ),
)
FLOW: Flow[SheetFacts] = Flow(
    "Danh sách đăng ký",
    SheetState,
    _MOVES,
    stands={
        _S.DRAFT: "Danh sách trường đang soạn.",
        _S.WITH_PRINCIPAL: "Danh sách đang chờ hiệu trưởng duyệt.",
        _S.SENT: "Danh sách đã gửi, đơn vị quản lý chưa tiếp nhận.",
        _S.RECEIVED: "Danh sách đơn vị quản lý đã tiếp nhận.",
        _S.RETURNED: "Danh sách đã trả lại trường để sửa.",
        _S.ACCEPTED: "Danh sách đơn vị quản lý đã chấp nhận.",
    },
    refused="Chưa “{label}” được. {why}",
)
# By which moves a sheet came to the office, and was received there: the newest that stands tells when and by whom.
SENDS = ("approve", "bring_sent", "bring_received")
RECEIVES = ("receive", "bring_received")


def cell_closed(state: str, *, returned: frozenset[tuple[int | None, str]], row: int | None, cell: str) -> str:
    """Why the cell cannot be typed into, "" where it can. `returned`: the open cells, (row id or None, cell).

    A returned sheet opens only its returned cells; a return of ROW opens the person's whole row.
    """
    if no := FLOW.wrong_state("submit", state):
        return no.sentence
    if state == _S.RETURNED and (row, cell) not in returned and (row, ROW) not in returned:
        return "Danh sách đã trả lại: chỉ sửa các ô được trả, mỗi ô có lý do ghi bên cạnh."
    return ""


def check_mending_reason(reason: str) -> str:
    """A cell is returned with a reason that says what to mend."""
    if not reason:
        raise RuleViolation("reason", "Ghi lý do cho từng ô trả lại, nói rõ cần sửa gì.", where="reason")
    return reason[:500]
