"""The office marks cells on the grid or on a page of their own, and returns all marks in one move."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from blocks.models import RegistrationSheet
from blocks.queries.registration.returned_cells import marks_of
from blocks.queries.registration.sheet_cells import SheetGrid, grid
from blocks.rules.registration.registrations import FLOW, ROW, TEXT_CELLS
from blocks.services.registration import returned_cells
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_moves import send_back as send_back_cells
from blocks.views.registration.sheets import the_sheet
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


def _office_sheet(request: SeatedRequest, pk: int) -> RegistrationSheet:
    sheet = the_sheet(request, pk)
    if request.actor.school_id:
        raise Http404
    return sheet


@require_POST
@requires(Action.RECEIVE_REGISTRATION)
def mark(request: SeatedRequest, pk: int) -> HttpResponse:
    """Mark one cell, or take its mark away (no reason); answers the list of marks to a script, else the page."""
    sheet, refusal, data = _office_sheet(request, pk), "", request.POST
    row, cell, reason = data.get("row", ""), data.get("cell", ""), data.get("reason", "")
    try:
        if row != "school" and whole_number(row) is None:
            raise RuleViolation("returned_cells", "Chọn ô cần sửa trong danh sách.")
        place: dict[str, Any] = {
            "sheet": sheet,
            "row": whole_number(row),
            "cell": cell,
            "by": request.actor,
        }
        if data.get("deed") == "unmark":
            returned_cells.unmark_cell(**place)
        else:
            returned_cells.mark_cell(**place, reason=reason)
    except RuleViolation as problem:
        refusal = problem.message
    if data.get("part"):
        context = {"sheet": sheet, "marks": marks_of(sheet), "refusal": refusal}
        return render(request, "blocks/registration/sheets/marks.html", context, status=422 if refusal else 200)
    if refusal:
        return _page(request, sheet, refusal)
    return redirect("sheet_return", sheet.pk)


@requires(Action.RECEIVE_REGISTRATION)
def send_back(request: SeatedRequest, pk: int) -> HttpResponse:
    """What is marked; more can be chosen here without JavaScript; one button returns all."""
    sheet = _office_sheet(request, pk)
    if request.method == "POST":
        try:
            typed = _cells_to_mend(grid(sheet, request.actor), request.POST)
            if request.POST.get("deed") == "keep":
                for place in typed:
                    returned_cells.mark_cell(
                        sheet=sheet, row=place.row, cell=place.cell, reason=place.reason, by=request.actor
                    )
                messages.success(request, f"Đã đánh dấu thêm {len(typed)} ô; trường chưa thấy cho đến khi trả lại.")
                return redirect("sheet_return", sheet.pk)
            send_back_cells(sheet=sheet, cells=typed, by=request.actor)
        except RuleViolation as problem:
            return _page(request, sheet, problem.message)
        messages.success(request, "Đã trả lại các ô đã chọn; trường được báo trong hộp thư.")
        return redirect("sheet", sheet.pk)
    return _page(request, sheet)


def _page(request: SeatedRequest, sheet: RegistrationSheet, refusal: str = "") -> HttpResponse:
    no = FLOW.wrong_state("return", sheet.state)
    shut = no.sentence if no else ""
    context = {
        "sheet": sheet,
        "refusal": refusal or shut,
        "lines": _lines(grid(sheet, request.actor), request.POST),
        "can": not shut,
        "marks": marks_of(sheet),
    }
    return render(request, "blocks/registration/sheets/send_back.html", context, status=422 if refusal else 200)


def _choices(found: SheetGrid) -> list[tuple[str, str]]:
    titles = [(title.code, title.label) for title in found.columns]
    return [(ROW, "Cả dòng"), *titles, *((code, label) for code, (label, _) in TEXT_CELLS.items())]


def _lines(found: SheetGrid, typed: Any) -> list[dict[str, Any]]:
    """One line a person and one for the school's own titles, with the choices and what was typed."""
    own = [(cell.code, cell.label) for cell in found.school]
    keys = [("school", "Danh hiệu tập thể của trường", [(ROW, "Thiếu người trong danh sách"), *own])]
    keys += [(str(row.id), row.name, _choices(found)) for row in found.rows]
    return [
        {
            "key": key,
            "name": name,
            "choices": choices,
            "cell": typed.get(f"cell.{key}", ""),
            "reason": typed.get(f"reason.{key}", ""),
        }
        for key, name, choices in keys
    ]


def _cells_to_mend(found: SheetGrid, data: Any) -> list[CellToMend]:
    cells = []
    for line in _lines(found, data):
        if line["cell"] or line["reason"].strip():
            known = {code for code, _ in line["choices"]}
            if line["cell"] not in known:
                raise RuleViolation("cell", f"{line['name']}: chọn ô cần sửa bên cạnh lý do đã ghi.")
            if not line["reason"].strip():
                raise RuleViolation("reason", f"{line['name']}: ghi lý do trả lại, nói rõ cần sửa gì.")
            row = None if line["key"] == "school" else int(line["key"])
            cells.append(CellToMend(row, line["cell"], line["reason"]))
    return cells
