"""A school's registration grid: opened, typed into like a spreadsheet, or or sent as one form without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.models import RegistrationSheet, School
from blocks.queries.registration.board import STATE_OF_SHEET
from blocks.queries.registration.confirmations import told_of
from blocks.queries.registration.returned_cells import marks_of, open_lines, past_returns
from blocks.queries.registration.sheet_moves import buttons, state_sentence
from blocks.queries.registration.sheets import Grid, GridRow, grid, sheet_of, sheets_for
from blocks.rules.registration.registrations import FLOW, TEXT_CELLS
from blocks.services.registration.sheet_cells import TICK, CellChange, set_cells
from blocks.services.registration.sheets import begin_sheet
from blocks.views.year.years import year_of
from thidua.errors import RuleViolation
from thidua.flow.pages import buttons as move_buttons
from thidua.flow.steps import steps_of
from thidua.policy import Action
from thidua.web.door import requires


@requires(Action.EDIT_REGISTRATION)
def own_sheet(request: Any) -> HttpResponse:
    """The school's own sheet of the year; where there is none, how to begin one."""
    year = year_of(request)
    if year is None:
        raise RuleViolation("year", "Đơn vị quản lý chưa mở năm thi đua nào nên chưa lập được danh sách đăng ký.")
    sheet = sheet_of(year, request.actor.school_id)
    if request.method == "POST" and sheet is None:
        school = get_object_or_404(School, pk=request.actor.school_id)
        sheet = begin_sheet(year=year, school=school, by=request.actor)
    if sheet is not None:
        return redirect("sheet", sheet.pk)
    return render(request, "blocks/registration/sheets/begin.html", {"the_year": year})


def the_sheet(request: Any, pk: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; else 404."""
    return get_object_or_404(sheets_for(request.actor), pk=pk)


@requires(Action.SEE_STAFF)
def sheet_of_school(request: Any, pk: int) -> HttpResponse:
    """The sheet of a school in the year worked on, if the actor may open it; else 404."""
    return redirect("sheet", get_object_or_404(sheets_for(request.actor), school=pk, year=year_of(request)).pk)


@requires(Action.SEE_STAFF)
def show_sheet(request: Any, pk: int) -> HttpResponse:
    """The grid; what is sent without JavaScript is saved here."""
    sheet = the_sheet(request, pk)
    refusal: RuleViolation | None = None
    if request.method == "POST" and request.actor.may(Action.EDIT_REGISTRATION):
        try:
            set_cells(sheet=sheet, changes=_typed(grid(sheet, request.actor), request.POST), by=request.actor)
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, "Đã lưu.")
            return redirect("sheet", sheet.pk)
    context = page(grid(sheet, request.actor), request) | {"refusal": refusal}
    status = 200 if refusal is None else refusal.status
    return render(request, "blocks/registration/sheets/grid.html", context, status=status)


def page(found: Grid, request: Any) -> dict[str, Any]:
    """What the grid's page shows."""
    steps = steps_of(found.sheet)
    primary, others = move_buttons(buttons(found, steps, request.actor), "sheet")
    return {
        "grid": found,
        "sheet": found.sheet,
        "state_code": STATE_OF_SHEET[found.sheet.state],
        "sentence": state_sentence(found, steps),
        "primary": primary,
        "others": others,
        "text_heads": list(TEXT_CELLS.items()),
        "flags": open_lines(found.flags),
        "past": past_returns(found.sheet),
        "answers": told_of(found.sheet) if primary and FLOW[primary["move"]].phase else "",
        **_marking(found, request),
    }


def _marking(found: Grid, request: Any) -> dict[str, Any]:
    """Whether the office may mark cells on this page, and what is marked; a school never sees marks."""
    may = bool(not request.actor.school_id and request.actor.may(Action.RECEIVE_REGISTRATION))
    may = may and FLOW.starts("return", found.sheet.state)
    return {"may_mark": may, "marks": marks_of(found.sheet) if may else []}


def _ticked(on: bool) -> str:
    return TICK if on else ""


def _typed(found: Grid, data: Any) -> list[CellChange]:
    """The rows of the form (or the school's own titles): ticks by name, and what was seen beside them."""
    if data.get("row", "") == "school":
        seen = set(data.get("s.school", "").split())
        return [
            CellChange(None, cell.code, _ticked(f"c.school.{cell.code}" in data), _ticked(cell.code in seen))
            for cell in found.school
            if cell.is_open
        ]
    rows = [row for row in found.rows if f"s.{row.id}" in data]
    if not rows:
        raise RuleViolation("row", "Không có dòng nào để lưu; tải lại trang.")
    return [change for row in rows for change in _row_changes(row, data)]


def _row_changes(row: GridRow, data: Any) -> list[CellChange]:
    seen = set(data.get(f"s.{row.id}", "").split())
    ticks = [
        CellChange(row.id, cell.code, _ticked(f"c.{row.id}.{cell.code}" in data), _ticked(cell.code in seen))
        for cell in row.ticks
        if cell.is_open
    ]
    texts = [
        CellChange(row.id, cell.code, data.get(f"c.{row.id}.{cell.code}", ""), data.get(f"s.{row.id}.{cell.code}", ""))
        for cell in row.texts
        if cell.is_open
    ]
    return ticks + texts


def _cells_typed(data: Any) -> list[CellChange]:
    """Single cells as the grid sends them: `c.<row>.<cell>` the value, `s.<row>.<cell>` what was seen."""
    changes = []
    for name, value in data.items():
        kind, _, rest = name.partition(".")
        row, _, cell = rest.partition(".")
        if kind == "c" and (row.isdigit() or row == "school") and cell:
            changes.append(CellChange(int(row) if row.isdigit() else None, cell, value, data.get(f"s.{rest}", "")))
    return changes


@require_POST
@requires(Action.EDIT_REGISTRATION)
def save_sheet_cells(request: Any, pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what stands in them now."""
    sheet = the_sheet(request, pk)
    changes, refusal = _cells_typed(request.POST), None
    try:
        set_cells(sheet=sheet, changes=changes, by=request.actor)
    except RuleViolation as problem:
        refusal = problem
    found = grid(sheet, request.actor)
    now = {f"{row.id}.{cell.code}": cell for row in found.rows for cell in (*row.ticks, *row.texts)}
    now |= {f"school.{cell.code}": cell for cell in found.school}
    asked = [f"{change.row or 'school'}.{change.cell}" for change in changes]
    answer = {
        "cells": {key: {"value": now[key].value, "by": now[key].by} for key in asked if key in now},
        "totals": {title.code: n for title, n in found.totals},
        "message": refusal.message if refusal else "",
        "where": refusal.where if refusal else "",
    }
    status = 200 if refusal is None else refusal.status
    return JsonResponse(answer, status=status)
