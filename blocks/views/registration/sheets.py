"""A school's registration sheet: begun, opened with its grid, and sent as one form without JavaScript."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from blocks.models import Fault, RegistrationSheet, ReturnedCell, School
from blocks.queries.registration.board import STATE_OF_SHEET
from blocks.queries.registration.confirmations import told_of
from blocks.queries.registration.faults import fault_lines
from blocks.queries.registration.returned_cells import marks_of, open_lines, past_returns
from blocks.queries.registration.sheet_cells import SheetGrid, grid
from blocks.queries.registration.sheet_moves import buttons, state_sentence
from blocks.queries.registration.sheets import sheet_of, sheets_for
from blocks.queries.year.years import year_of
from blocks.rules.registration.registrations import FLOW
from blocks.rules.registration.sheet_cells import PERSON_COLUMNS, TEXT_COLUMNS
from blocks.services.registration.sheet_cells import SheetCells
from blocks.services.registration.sheets import begin_sheet
from blocks.views.registration.sheet_lines import sheet_lines
from thidua.errors import RuleViolation
from thidua.flow.pages import buttons as move_buttons
from thidua.flow.steps import steps_of
from thidua.grid.door import refusal_status, write_form
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@requires(Action.EDIT_REGISTRATION)
def own_sheet(request: SeatedRequest) -> HttpResponse:
    """The school's own sheet of the year; where there is none, how to begin one."""
    year = year_of(request.session)
    if year is None:
        raise RuleViolation("year", "Đơn vị quản lý chưa mở năm thi đua nào nên chưa lập được danh sách đăng ký.")
    sheet = sheet_of(year, request.actor.school_id)
    if request.method == "POST" and sheet is None:
        school = get_object_or_404(School, pk=request.actor.school_id)
        sheet = begin_sheet(year=year, school=school, by=request.actor)
    if sheet is not None:
        return redirect("sheet", sheet.pk)
    return render(request, "blocks/registration/sheets/begin.html", {"the_year": year})


def the_sheet(request: SeatedRequest, pk: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; else 404."""
    faults = Fault.objects.filter(sheet=OuterRef("pk"))
    flags = ReturnedCell.objects.filter(sheet=OuterRef("pk"))
    return get_object_or_404(
        sheets_for(request.actor).annotate(was_returned=Exists(flags), has_faults=Exists(faults)), pk=pk
    )


@requires(Action.SEE_STAFF)
def sheet_of_school(request: SeatedRequest, pk: int) -> HttpResponse:
    """The sheet of a school in the year worked on, if the actor may open it; else 404."""
    return redirect("sheet", get_object_or_404(sheets_for(request.actor), school=pk, year=year_of(request.session)).pk)


@requires(Action.SEE_STAFF)
def show_sheet(request: SeatedRequest, pk: int) -> HttpResponse:
    """The grid; what is sent without JavaScript is saved here."""
    sheet = the_sheet(request, pk)
    refusal: RuleViolation | None = None
    if request.method == "POST" and request.actor.may(Action.EDIT_REGISTRATION):
        refusal = write_form(SheetCells(sheets_for(request.actor).filter(pk=pk)), request.POST, request.actor)
        if refusal is None:
            messages.success(request, "Đã lưu.")
            return redirect("sheet", sheet.pk)
    whole = request.GET.get("cot") == "tat-ca"
    context = page(grid(sheet, request.actor, whole=whole), request) | {"refusal": refusal, "whole": whole}
    return render(request, "blocks/registration/sheets/grid.html", context, status=refusal_status(refusal))


def page(found: SheetGrid, request: SeatedRequest) -> dict[str, Any]:
    """What the grid's page shows."""
    steps = steps_of(found.sheet)
    codes = {title.code for title in found.columns} | TEXT_COLUMNS.keys() | PERSON_COLUMNS.keys()
    primary, others = move_buttons(buttons(found, steps, request.actor), "sheet")
    return {
        "grid": found,
        "sheet": found.sheet,
        "state_code": STATE_OF_SHEET[found.sheet.state],
        "sentence": state_sentence(found, steps),
        "primary": primary,
        "others": others,
        "people": sheet_lines(found),
        "faults": fault_lines(found.faults, found.labels, codes),
        "text_columns": list(TEXT_COLUMNS.values()),
        "returned_cells": open_lines(found.returned_cells, found.labels),
        "past": past_returns(found.past_returns, found.labels),
        "answers": told_of(found.sheet) if primary and FLOW[primary["move"]].phase else "",
        **_marking(found, request),
    }


def _marking(found: SheetGrid, request: SeatedRequest) -> dict[str, Any]:
    """Whether the office may mark cells on this page, and what is marked; a school never sees marks."""
    may = bool(not request.actor.school_id and request.actor.may(Action.RECEIVE_REGISTRATION))
    may = may and FLOW.starts("return", found.sheet.state)
    return {"may_mark": may, "marks": marks_of(found.sheet) if may else []}
