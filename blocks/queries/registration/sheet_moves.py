"""What the moves of a sheet ask: the facts of one sheet, the buttons of its page, where it stands in one sentence."""

from typing import Any, TypedDict

from django.db.models import QuerySet

from blocks.models import MarkedCell, Placement, RegisteredTitle, Registration, RegistrationSheet, ReturnedCell
from blocks.queries.registration.board import STATE_OF_SHEET
from blocks.queries.registration.sheet_cells import SheetGrid
from blocks.queries.year.phases import window_of
from blocks.rules.access.signing import told
from blocks.rules.registration.registrations import FLOW, RECEIVES, SENDS, SENT_STATES, SheetState
from blocks.rules.registration.sheet_facts import Finding, SheetFacts, shut_by
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.flow.steps import Steps, steps_of, with_step
from thidua.flow.table import Offer
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.registries.wings import gathered


class _Told(TypedDict):
    """The facts that the steps taken tell."""

    submitted: bool
    block_has_it: bool
    brought: bool
    vouched: bool
    asked: bool


def _against(sheet: RegistrationSheet) -> tuple[Finding, ...]:
    """What stands against its registrations, as the wings that know it say (`stands_against` of their manifests)."""
    return tuple(finding for ask in gathered(lambda wing: wing.stands_against) for finding in ask(sheet))


def facts_of(sheet: RegistrationSheet, actor: Actor, move: str = "") -> SheetFacts:
    """The facts for one move, or for all ("" as buttons need them: what only a page asks for is left out)."""
    open_cells = ReturnedCell.objects.filter(sheet=sheet, closed_at=None).count()
    window, steps = window_of(sheet.year, Action.APPROVE_REGISTRATION, sheet.school_id), steps_of(sheet)
    return SheetFacts(
        own=is_own(sheet, actor),
        shut=shut_by(window, open_cells=open_cells),
        window=window,
        open_cells=open_cells,
        people=Registration.objects.filter(sheet=sheet).count(),
        mended=cells_mended(sheet, steps).count() if move == "recall" else 0,
        marks=MarkedCell.objects.filter(sheet=sheet).count(),
        against=_against(sheet) if _sends_now(sheet, move) else (),
        secretary=_has_secretary(sheet, actor),
        **_of_steps(sheet.state, steps),
    )


def _sends_now(sheet: RegistrationSheet, move: str) -> bool:
    """Whether what stands against the list has to be answered with this move: what was submitted is answered."""
    return move == "submit" or (move == "approve" and FLOW.starts("submit", sheet.state))


def _of_steps(state: str, steps: Steps) -> _Told:
    """What the steps taken say."""
    return {
        "submitted": state == SheetState.WITH_PRINCIPAL,
        "block_has_it": "receive_for_block" in steps,
        "brought": "bring_received" in steps,
        "vouched": "vouch" in steps,
        "asked": "ask_return" in steps,
    }


def _has_secretary(sheet: RegistrationSheet, actor: Actor) -> bool:
    """Whether the school has a secretary; asked only for the principal of a list that is being written."""
    if not (actor.may(Action.APPROVE_REGISTRATION) and FLOW.starts("submit", sheet.state)):
        return True
    return Seat.objects.filter(held_on(clock.today()), role=Role.SECRETARY, school_id=sheet.school_id).exists()


def is_own(sheet: RegistrationSheet, actor: Actor) -> bool:
    """Whether the sheet is of the actor's school, of a school of the actor's block that year, or the office asks."""
    if actor.is_office:
        return True
    if actor.block_id:
        return Placement.objects.filter(year=sheet.year_id, school=sheet.school_id, block=actor.block_id).exists()
    return actor.school_id == sheet.school_id


def cells_mended(sheet: RegistrationSheet, steps: Steps) -> QuerySet[ReturnedCell]:
    """The returned cells that the last sending closed: they open again where it is recalled."""
    sent = steps.last(*SENDS)
    return ReturnedCell.objects.filter(sheet=sheet, closed_at=sent.at) if sent else ReturnedCell.objects.none()


def with_sendings(sheets: QuerySet[RegistrationSheet]) -> QuerySet[Any]:
    """Sheets with when and by whom they were submitted, sent, received and accepted; still one query."""
    sheets = with_step(sheets, "submit", submitted_at="at", submitted_by="name")
    sheets = with_step(sheets, *SENDS, sent_at="at", sent_by="name", signing="signing")
    sheets = with_step(sheets, *RECEIVES, received_at="at", received_by="name")
    sheets = with_step(sheets, "accept", accepted_at="at")
    return with_step(sheets, "receive_for_block", block_received_at="at", block_received_by="name")


def counts(sheet: RegistrationSheet) -> dict[str, int]:
    """How many people and ticks the sheet holds."""
    return {
        "people": Registration.objects.filter(sheet=sheet).count(),
        "registered": RegisteredTitle.objects.filter(registration__sheet=sheet).count(),
    }


def buttons(grid: SheetGrid, steps: Steps, actor: Actor) -> list[Offer[SheetFacts]]:
    """The moves this person has on the sheet as its page shows them, the open ones first; what never fits is left out.

    The facts are those that the page has read already.
    """
    open_cells = len(grid.returned_cells)
    facts = SheetFacts(
        own=is_own(grid.sheet, actor),
        shut=shut_by(grid.window, open_cells=open_cells),
        window=grid.window,
        open_cells=open_cells,
        people=len(grid.rows),
        secretary=_has_secretary(grid.sheet, actor),
        **_of_steps(grid.sheet.state, steps),
    )
    return [offer for offer in FLOW.offers(grid.sheet.state, actor, facts) if offer.shown]


def state_sentence(grid: SheetGrid, steps: Steps) -> str:
    """One sentence of state for the head of the page; whether the block has it stands beside."""
    sentence, of_block = _stands(grid, steps), steps.get("receive_for_block")
    if (asked := steps.get("ask_return")) is not None:
        sentence = f"{sentence} Trường xin trả lại để nộp lại: {asked.reason}"
    if of_block is not None and grid.sheet.state in SENT_STATES:
        return f"{sentence} Khối đã tiếp nhận ({of_block.name})."
    return sentence


def is_for_school(state: str, steps: Steps) -> bool:
    """Whether the office wrote the list for the school, and its principal has not said yet that it is right."""
    return state == SheetState.RECEIVED and "bring_received" in steps and "vouch" not in steps


def state_code(state: str, steps: Steps) -> str:
    """The screens' code of the state, what the office wrote for the school told apart."""
    return "for_school" if is_for_school(state, steps) else STATE_OF_SHEET.get(state, "not_sent")


def _stands(grid: SheetGrid, steps: Steps) -> str:
    state = SheetState(grid.sheet.state)
    submitted, sent, received = steps.get("submit"), steps.last(*SENDS), steps.last(*RECEIVES)
    if state == SheetState.DRAFT:
        return "Bản nháp của trường, chưa gửi."
    if state == SheetState.RETURNED:
        return f"Đơn vị quản lý trả lại {len(grid.returned_cells)} ô để sửa; các ô khác giữ nguyên."
    if state == SheetState.WITH_PRINCIPAL:
        return f"{submitted.name if submitted else ''} đã trình, chờ hiệu trưởng duyệt."
    if state == SheetState.SENT:
        who = (told(sent.signing, "Hiệu trưởng") if sent.signing else sent.name) if sent else ""
        return f"{who} đã duyệt và gửi, chờ đơn vị quản lý tiếp nhận."
    if state == SheetState.ACCEPTED:
        return "Đơn vị quản lý đã công nhận đăng ký."
    if is_for_school(state, steps):
        return f"{received.name if received else 'Phòng'} nhập thay từ tệp, chờ hiệu trưởng xác nhận."
    return f"Đơn vị quản lý đã tiếp nhận{f' ({received.name})' if received else ''}."
