"""The two target tables of a block; collective numbers are edited here, by cell with JavaScript, by row without."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from blocks.models import Block, EmulationYear
from blocks.queries.promise.targets import BlockTable, target_table
from blocks.queries.units.units import blocks_in
from blocks.rules.promise.targets import COLLECTIVE, INDIVIDUAL, TargetTable, whole_number
from blocks.services.promise.targets import Change, set_targets
from blocks.views.units.units import block_and_year
from blocks.views.year.after_phase import block_door
from blocks.views.year.years import year_of
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires

PARTS = {"tap-the": COLLECTIVE, "ca-nhan": INDIVIDUAL}
NO_YEAR = "Chưa mở năm thi đua nào nên chưa có bảng chỉ tiêu."


@requires(Action.SEE_BLOCK)
def targets_home(request: Any) -> HttpResponse:
    """The only block's table, or the choice of a block."""
    blocks = list(blocks_in(request.actor, year_of(request)))
    if len(blocks) == 1:
        return redirect("targets", blocks[0].pk, "tap-the")
    context = {"blocks": blocks, "heading": "Chỉ tiêu", "to": "targets", "part": "tap-the"}
    return render(request, "blocks/units/units/choose.html", context)


def _table(part: str) -> TargetTable:
    if part not in PARTS:
        raise Http404
    return PARTS[part]


@requires(Action.SEE_BLOCK)
def show_targets(request: Any, pk: int, part: str) -> HttpResponse:
    """One of the two tables as the plan prints it; a row sent without JavaScript is saved here."""
    block, year = block_and_year(request, pk, NO_YEAR)
    table = _table(part)
    may_edit = table is COLLECTIVE and request.actor.may(Action.EDIT_TARGETS)
    phase_door = block_door(request, Action.EDIT_TARGETS, block, year)
    refusal: RuleViolation | None = None
    if request.method == "POST" and may_edit:
        try:
            set_targets(
                block=block, year=year, changes=_typed(request.POST), by=request.actor, reason=phase_door.reason
            )
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, "Đã lưu chỉ tiêu của trường.")
            return redirect("targets", block.pk, part)
    filled = target_table(block, year, table)
    context = _context(block, year, part, filled, may_edit and not phase_door.closed)
    context |= {"refusal": refusal, "door": phase_door if may_edit else None}
    return render(request, "blocks/promise/targets/table.html", context, status=_status(refusal))


def _status(refusal: RuleViolation | None) -> int:
    return 200 if refusal is None else refusal.status


def _context(block: Block, year: EmulationYear, part: str, filled: BlockTable, may_edit: bool) -> dict[str, Any]:
    tabs = [{"label": table.caption, "part": key, "current": key == part} for key, table in PARTS.items()]
    return {"the_block": block, "the_year": year, "part": part, "filled": filled, "may_edit": may_edit, "tabs": tabs}


def _column_label(table: TargetTable, code: str) -> str:
    return next((column.label for column in table.columns if column.code == code), code)


def _typed(data: Any) -> list[Change]:
    """Cells as posted: `c.<school>.<code>` the text, `v.<school>.<code>` the version that was seen."""
    changes = []
    for name, text in data.items():
        kind, _, rest = name.partition(".")
        school, _, code = rest.partition(".")
        if kind != "c" or not school.isdigit():
            continue
        seen = data.get(f"v.{rest}", "0")
        value = whole_number(text, name=_column_label(COLLECTIVE, code))
        changes.append(Change(int(school), code, value, int(seen) if seen.isdigit() else 0))
    return changes


@require_POST
@requires(Action.EDIT_TARGETS)
def save_cells(request: Any, pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what now stands in them and in the totals."""
    block, year = block_and_year(request, pk, NO_YEAR)
    refusal: RuleViolation | None = None
    try:
        reason = block_door(request, Action.EDIT_TARGETS, block, year).reason
        set_targets(block=block, year=year, changes=_typed(request.POST), by=request.actor, reason=reason)
    except RuleViolation as problem:
        refusal = problem
    filled = target_table(block, year, COLLECTIVE)
    asked = {name.removeprefix("c.") for name in request.POST if name.startswith("c.")}
    cells = {
        key: {
            "value": cell.shown,
            "version": cell.version,
            "by": cell.changed_by,
            "sent": cell.sent,
            "differs": cell.differs,
        }
        for row in filled.rows
        for cell in row.cells
        if (key := f"{row.school.pk}.{cell.column.code}") in asked
    }
    answer = {
        "cells": cells,
        "totals": {cell.column.code: cell.shown for cell in filled.totals},
        "message": refusal.message if refusal else "",
        "where": refusal.where if refusal else "",
    }
    return JsonResponse(answer, status=_status(refusal))
