"""A school's registration sheet: who may open it, the moves it offers, where it stands in a sentence."""

from dataclasses import dataclass

from django.db.models import QuerySet

from blocks.models import EmulationYear, RegistrationSheet
from blocks.queries import visible
from blocks.queries.registration.sheet_cells import Grid
from blocks.rules.access.signing import told
from blocks.rules.registration.registrations import (
    ACTIONS,
    COUNTED,
    MOVES,
    SENT_STATES,
    WITHIN_PHASE,
    SheetState,
    block_closed,
    closed_reason,
    recall_closed,
)
from blocks.rules.year.phases import closed_reason as phase_closed
from thidua.actors import Actor
from thidua.policy import ROLE_LABELS, Role, roles_that_may


def sheets_for(actor: Actor) -> QuerySet[RegistrationSheet]:
    """Sheets the actor may open: a school its own in any state, block and office what was sent to them."""
    found = visible.sheets(actor).select_related("year", "school")
    return found if actor.school_id else found.filter(state__in=COUNTED)


def sheet_of(year: EmulationYear, school_id: int) -> RegistrationSheet | None:
    """The school's sheet of the year."""
    return RegistrationSheet.objects.select_related("year", "school").filter(year=year, school=school_id).first()


@dataclass(frozen=True)
class Button:
    """A move as the page offers it: open, or closed with its reason."""

    move: str
    reason: str


def buttons(found: Grid, actor: Actor) -> list[Button]:
    """The moves this role has on the sheet, the open ones first; what never fits the state is left out."""
    state, offered = SheetState(found.sheet.state), []
    for move in ("submit", "approve", "take_back", "recall", "receive", "return", "accept", "reopen"):
        if not actor.may(ACTIONS[move]) or (actor.school_id and not found.may_edit):
            if move == "approve" and found.may_edit and state == SheetState.WITH_PRINCIPAL:
                who = ", ".join(roles_that_may(ACTIONS[move])) or ROLE_LABELS[Role.PRINCIPAL]
                offered.append(Button(move, f"Việc này dành cho: {who}."))
            continue
        if state not in MOVES[move][0] and move not in _ALWAYS_SHOWN.get(state, ()):
            continue
        reason = closed_reason(state, move)
        if not reason and move == "recall":
            reason = recall_closed(block_has_it=found.sheet.block_received_at is not None)
        if not reason and move in WITHIN_PHASE and not found.returned_cells:
            reason = phase_closed(found.window)
        if not reason and move == "submit" and not found.rows:
            reason = "Danh sách chưa có người nào; thêm người hoặc nhận tệp Excel."
        offered.append(Button(move, reason))
    if actor.block_id and actor.may(ACTIONS["receive_for_block"]):
        reason = block_closed(state, taken=found.sheet.block_received_at is not None)
        offered.append(Button("receive_for_block", reason))
    return sorted(offered, key=lambda button: bool(button.reason))


# Closed doors worth showing: what a person is likely to look for in that state.
_ALWAYS_SHOWN = {
    SheetState.DRAFT: ("approve",),
    SheetState.RETURNED: ("approve",),
    SheetState.RECEIVED: ("recall",),
    SheetState.ACCEPTED: ("recall", "return"),
    SheetState.SENT: ("accept",),
}


def state_sentence(found: Grid) -> str:
    """One sentence of state for the head of the page; whether the block has it stands beside."""
    told, sheet = _stands(found), found.sheet
    if sheet.state in SENT_STATES and sheet.block_received_at:
        return f"{told} Khối đã tiếp nhận ({sheet.block_received_by})."
    return told


def _stands(found: Grid) -> str:
    sheet, state = found.sheet, SheetState(found.sheet.state)
    if state == SheetState.DRAFT:
        return "Bản nháp của trường, chưa gửi."
    if state == SheetState.RETURNED:
        return f"Đơn vị quản lý trả lại {len(found.returned_cells)} ô để sửa; các ô khác giữ nguyên."
    if state == SheetState.WITH_PRINCIPAL:
        return f"{sheet.submitted_by} đã trình, chờ hiệu trưởng duyệt."
    if state == SheetState.SENT:
        who = told(sheet.signing, "Hiệu trưởng") if sheet.signing else sheet.sent_by
        return f"{who} đã duyệt và gửi, chờ đơn vị quản lý tiếp nhận."
    if state == SheetState.ACCEPTED:
        return "Đơn vị quản lý đã chấp nhận danh sách."
    return f"Đơn vị quản lý đã tiếp nhận{f' ({sheet.received_by})' if sheet.received_by else ''}."


def is_sent(sheet: RegistrationSheet) -> bool:
    """Whether the sheet counts as sent."""
    return sheet.state in SENT_STATES
