"""The moves of a sheet: to the principal, approved and sent, recalled, received, returned, accepted, reopened."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from awards.queries.verdicts import verdicts
from blocks.models import Registration, RegistrationSheet, Title
from blocks.queries.access.signing import signing_of
from blocks.queries.registration.confirmations import told_of
from blocks.queries.registration.sheet_cells import Grid, grid
from blocks.rules.access.signing import told
from blocks.rules.registration.registrations import NAMES, block_closed, closed_reason, recall_closed
from blocks.rules.year.phases import closed_reason as phase_closed
from blocks.services.registration import sheets
from blocks.views.registration.sheets import the_sheet
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import weekday_date
from thidua.web.door import requires

DONE = {
    "submit": "Đã gửi hiệu trưởng duyệt.",
    "take_back": "Đã lấy lại để sửa.",
    "approve": "Đã duyệt và gửi danh sách.",
    "recall": "Đã thu hồi danh sách.",
    "receive": "Đã tiếp nhận danh sách.",
    "receive_for_block": "Đã ghi nhận khối tiếp nhận danh sách.",
    "accept": "Đã chấp nhận danh sách.",
    "reopen": "Đã mở lại danh sách.",
}


def _effects(found: Grid, move: str) -> list[str]:
    people, ticks = len(found.rows), sum(n for _, n in found.totals)
    told = [f"{people} người, {ticks} lượt đăng ký danh hiệu và khen thưởng."]
    if move in ("submit", "approve") and (answers := told_of(found.sheet)):
        told.append(answers)
    if move == "approve":
        told.append("Sau khi khối hoặc đơn vị quản lý tiếp nhận sẽ không thu hồi được; trước đó thì thu hồi được.")
        if found.window and found.window.late and not found.returned_cells:
            told.append("Gửi sau hạn chung: danh sách được ghi là gửi trễ và giữ nguyên như vậy.")
    if move == "recall" and found.window:
        last = weekday_date(found.window.last_day)
        told.append(f"Muốn gửi lại thì gửi trước hết ngày {last}; quá hạn phải xin gia hạn.")
    if move == "accept":
        told.append("Danh sách được khóa. Mở lại được khi có lý do.")
    return told


def _perform(request: Any, sheet: RegistrationSheet, move: str) -> None:
    reason = request.POST.get("reason", "")
    if move == "submit":
        sheets.submit(sheet=sheet, by=request.actor, reason=reason)
    elif move == "reopen":
        sheets.reopen(sheet=sheet, by=request.actor, reason=reason)
    else:
        deeds = {
            "take_back": sheets.take_back,
            "approve": sheets.approve,
            "recall": sheets.recall,
            "receive": sheets.receive,
            "accept": sheets.accept,
            "receive_for_block": sheets.receive_for_block,
        }
        deeds[move](sheet=sheet, by=request.actor)


def _closed(sheet: RegistrationSheet, move: str) -> str:
    has_it = sheet.block_received_at is not None
    if move == "receive_for_block":
        return block_closed(sheet.state, taken=has_it)
    return closed_reason(sheet.state, move) or (recall_closed(block_has_it=has_it) if move == "recall" else "")


def _move(request: Any, pk: int, move: str, *, ask: bool = False) -> HttpResponse:
    """Make the move on POST; on GET (and where it was refused) say what will happen."""
    sheet = the_sheet(request, pk)
    found, refusal = grid(sheet, request.actor), ""
    if request.method == "POST":
        try:
            _perform(request, sheet, move)
        except RuleViolation as problem:
            refusal = problem.message
        else:
            messages.success(request, DONE[move])
            return redirect("sheet", sheet.pk)
    reason = refusal or _closed(sheet, move)
    if not reason and move in ("submit", "approve") and not found.returned_cells:
        reason = phase_closed(found.window)
    effects = _effects(found, move)
    if move == "approve" and request.actor.delegation_id:
        effects.append(f"Văn bản của danh sách in người ký: {told(signing_of(request.actor), 'Hiệu trưởng')}.")
    context = {
        "sheet": sheet,
        "move": move,
        "label": NAMES[move],
        "refusal": reason,
        "effects": effects,
        "question": f"{NAMES[move]}: danh sách của {sheet.school}?",
        "asks_reason": move == "reopen",
    }
    return render(request, "blocks/registration/sheets/move.html", context, status=422 if refusal else 200)


@requires(Action.EDIT_REGISTRATION)
def submit(request: Any, pk: int) -> HttpResponse:
    """The secretary hands the sheet to the principal; what stands against a registration needs an explanation."""
    sheet = the_sheet(request, pk)
    warnings = _warnings(sheet)
    if request.method == "POST" and (not warnings or request.POST.get("reason", "").strip()):
        return _move(request, pk, "submit")
    found = grid(sheet, request.actor)
    reason = closed_reason(sheet.state, "submit") or ("" if found.returned_cells else phase_closed(found.window))
    context = {
        "sheet": sheet,
        "move": "submit",
        "label": NAMES["submit"],
        "refusal": reason,
        "warnings": warnings,
        "effects": _effects(found, "submit"),
        "asks_reason": bool(warnings) and not reason,
        "kept": sheet.explanation,
        "question": f"Gửi hiệu trưởng duyệt danh sách của {sheet.school}?",
    }
    return render(
        request, "blocks/registration/sheets/move.html", context, status=422 if request.method == "POST" else 200
    )


def _warnings(sheet: RegistrationSheet) -> list[dict[str, str]]:
    """Registrations against which a condition stands: who, which title, why, by which article."""
    found = verdicts(sheet.year, [sheet.school_id])
    names = dict(Registration.objects.filter(sheet=sheet).values_list("pk", "staff__full_name"))
    labels = dict(Title.objects.values_list("code", "label"))
    return [
        {
            "who": names.get(one.row_id or 0, "Tập thể"),
            "title": labels[one.title],
            # two conditions may say the same sentence of the same article
            "why": " ".join(dict.fromkeys(f"{each['reason']} ({each['article']})" for each in one.against)),
        }
        for one in found.judged
        if one.against
    ]


@requires(Action.EDIT_REGISTRATION)
def take_back(request: Any, pk: int) -> HttpResponse:
    """The school takes it back from the principal's desk."""
    return _move(request, pk, "take_back")


@requires(Action.APPROVE_REGISTRATION)
def approve(request: Any, pk: int) -> HttpResponse:
    """The principal approves and sends."""
    return _move(request, pk, "approve")


@requires(Action.APPROVE_REGISTRATION)
def recall(request: Any, pk: int) -> HttpResponse:
    """The principal recalls what was not received."""
    return _move(request, pk, "recall")


@requires(Action.RECEIVE_REGISTRATION)
def receive(request: Any, pk: int) -> HttpResponse:
    """The office receives."""
    return _move(request, pk, "receive")


@requires(Action.RECEIVE_FOR_BLOCK)
def receive_for_block(request: Any, pk: int) -> HttpResponse:
    """The block's leader notes that the block has the sheet."""
    return _move(request, pk, "receive_for_block")


@requires(Action.RECEIVE_REGISTRATION)
def accept(request: Any, pk: int) -> HttpResponse:
    """The office accepts and closes the sheet."""
    return _move(request, pk, "accept")


@requires(Action.RECEIVE_REGISTRATION)
def reopen(request: Any, pk: int) -> HttpResponse:
    """The office opens an accepted sheet again, with a reason."""
    return _move(request, pk, "reopen")
