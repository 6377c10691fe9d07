"""What the moves of a sheet ask: the facts of one sheet, the buttons of its page, where it stands in one sentence."""

from typing import Any

from django.db.models import QuerySet

from blocks.models import MarkedCell, Placement, RegisteredTitle, Registration, RegistrationSheet, ReturnedCell
from blocks.queries.registration.sheet_cells import SheetGrid
from blocks.queries.year.phases import window_of
from blocks.rules.access.signing import told
from blocks.rules.registration.sheet_facts import Finding, SheetFacts, shut_by
from blocks.rules.registration.sheets import FLOW, RECEIVES, SENDS, SENT_STATES, SheetState
from thidua.actors import Actor
from thidua.flow.steps import Steps, steps_of, with_step
from thidua.flow.table import Offer
from thidua.policy import Action
from thidua.registries.wings import gathered


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
        block_has_it="receive_for_block" in steps,
        against=_against(sheet) if move == "submit" else (),
    )


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
        own=not actor.school_id or actor.school_id == grid.sheet.school_id,  # block and office see their sheets only
        shut=shut_by(grid.window, open_cells=open_cells),
        window=grid.window,
        open_cells=open_cells,
        people=len(grid.rows),
        block_has_it="receive_for_block" in steps,
    )
    return [offer for offer in FLOW.offers(grid.sheet.state, actor, facts) if offer.shown]


def state_sentence(grid: SheetGrid, steps: Steps) -> str:
    """One sentence of state for the head of the page; whether the block has it stands beside."""
    sentence, of_block = _stands(grid, steps), steps.get("receive_for_block")
    if of_block is not None and grid.sheet.state in SENT_STATES:
        return f"{sentence} Khối đã tiếp nhận ({of_block.name})."
    return sentence


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
        return "Đơn vị quản lý đã chấp nhận danh sách."
    return f"Đơn vị quản lý đã tiếp nhận{f' ({received.name})' if received else ''}."
