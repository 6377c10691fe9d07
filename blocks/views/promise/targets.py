"""The two target tables of a block; collective numbers are edited here, by cell with JavaScript, by row without."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from blocks.models import Block, EmulationYear
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import BlockTable, target_table
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.promise.targets import CAPTIONS, COLLECTIVE, INDIVIDUAL, TargetTable
from blocks.services.promise.targets import TargetCells
from blocks.views.units.units import block_and_year
from blocks.views.year.late_corrections import block_door, place_of
from thidua.errors import RuleViolation
from thidua.grid.door import answer_cells, refusal_status, write_form
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest
from thidua.web.late_corrections import reason_kept

PARTS = {"tap-the": COLLECTIVE, "ca-nhan": INDIVIDUAL}
NO_YEAR = "Chưa mở năm thi đua nào nên chưa có bảng chỉ tiêu."


@requires(Action.SEE_BLOCK)
def targets_home(request: SeatedRequest) -> HttpResponse:
    """The only block's table, or the choice of a block."""
    blocks = list(blocks_in(request.actor, year_of(request.session)))
    if len(blocks) == 1:
        return redirect("targets", blocks[0].pk, "tap-the")
    context = {"blocks": blocks, "heading": "Chỉ tiêu", "to": "targets", "part": "tap-the"}
    return render(request, "blocks/units/units/choose.html", context)


def _table(year: EmulationYear, part: str) -> TargetTable:
    if part not in PARTS:
        raise Http404
    return tables_of(year).of(PARTS[part])


@requires(Action.SEE_BLOCK)
def show_targets(request: SeatedRequest, pk: int, part: str) -> HttpResponse:
    """One of the two tables as the plan prints it; a row sent without JavaScript is saved here."""
    block, year = block_and_year(request, pk, NO_YEAR)
    table = _table(year, part)
    may_edit = table.subject == COLLECTIVE and request.actor.may(Action.EDIT_TARGETS)
    phase_door = block_door(request, Action.EDIT_TARGETS, block, year)
    refusal: RuleViolation | None = None
    if request.method == "POST" and may_edit:
        cells = TargetCells(block, year, request.actor, reason=phase_door.reason)
        refusal = write_form(cells, request.POST, request.actor)
        if refusal is None:
            messages.success(request, "Đã lưu chỉ tiêu của trường.")
            return redirect("targets", block.pk, part)
    filled = target_table(block, year, table)
    context = _context(block, year, part, filled, may_edit and not phase_door.closed)
    context |= {"refusal": refusal, "door": phase_door if may_edit else None}
    return render(request, "blocks/promise/targets/table.html", context, status=refusal_status(refusal))


def _context(block: Block, year: EmulationYear, part: str, filled: BlockTable, may_edit: bool) -> dict[str, Any]:
    tabs = [{"label": CAPTIONS[name], "part": key, "current": key == part} for key, name in PARTS.items()]
    return {"the_block": block, "the_year": year, "part": part, "filled": filled, "may_edit": may_edit, "tabs": tabs}


@require_POST
@requires(Action.EDIT_TARGETS)
def save_cells(request: SeatedRequest, pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what now stands in them."""
    block, year = block_and_year(request, pk, NO_YEAR)
    kept = reason_kept(request, place=place_of(year, block.pk))
    return answer_cells(TargetCells(block, year, request.actor, kept=kept), request.POST, request.actor)
