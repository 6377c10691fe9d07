"""The grid's door: a form or a script's cells become changes, the answer is what stands in them now.

Forms name a cell `c.<row>.<cell>` and what was seen in it `s.<row>.<cell>`; `s` lists the addresses of the ticks that
were set and open, because a browser sends nothing for one that was taken away.
"""

from collections.abc import Iterable, Mapping

from django.http import Http404, JsonResponse

from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.grid.cells import CellChange, CellNow
from thidua.grid.columns import TICK
from thidua.grid.engine import Grid, NoGrid, apply, cells_now
from thidua.text import whole_number

_LONGEST_CODE = 40  # letters of a cell's code


def _row(text: str, whole: str) -> int | None:
    """The row's key, 0 for none that can be; None for the cells of the unit as a whole."""
    if text == whole:
        return None
    return whole_number(text) or 0


def typed(data: Mapping[str, str], whole: str) -> list[CellChange]:
    """The changes a form holds: cells whose text is what was seen were not touched and are left out."""
    ticked = dict.fromkeys(data.get("s", "").split(), TICK)
    wanted = dict.fromkeys(ticked, "") | {name[2:]: text for name, text in data.items() if name.startswith("c.")}
    changes = []
    for address, text in wanted.items():
        row, _, cell = address.partition(".")
        key = _row(row, whole)
        if key == 0 or not cell or len(cell) > _LONGEST_CODE or not cell.isprintable():
            continue
        seen = data.get(f"s.{address}", ticked.get(address, ""))
        if text != seen and not (text and address in ticked):
            changes.append(CellChange(key, cell, text, seen))
    return changes


def refusal_status(refusal: RuleViolation | None) -> int:
    """200, 409 for a conflict, 422 for what a rule forbids."""
    return 200 if refusal is None else refusal.status


def write_form(grid: Grid, data: Mapping[str, str], by: Actor) -> RuleViolation | None:
    """Write what a form without scripts holds; the refusal where there is one. 404 where there is no such grid."""
    try:
        apply(grid, typed(data, grid.whole), by)
    except NoGrid:
        raise Http404 from None
    except RuleViolation as problem:
        return problem
    return None


def answer_cells(grid: Grid, data: Mapping[str, str], by: Actor) -> JsonResponse:
    """Write the script's cells and answer what stands in them now, with the sentence of a refusal (409 or 422)."""
    changes = typed(data, grid.whole)
    refusal: RuleViolation | None = None
    try:
        cells = apply(grid, changes, by)
    except NoGrid:
        raise Http404 from None
    except RuleViolation as problem:
        refusal, cells = problem, _standing(grid, changes)
    answer = {
        "cells": cells_told(grid, cells),
        "message": refusal.message if refusal else "",
        "where": refusal.where if refusal else "",
    }
    return JsonResponse(answer, status=refusal_status(refusal))


def _standing(grid: Grid, changes: list[CellChange]) -> list[CellNow]:
    try:
        return cells_now(grid, changes)
    except RuleViolation:  # the whole grid is shut: the sentence says why
        return []


def cells_told(grid: Grid, cells: Iterable[CellNow]) -> dict[str, dict[str, str]]:
    """Cells by address, as the script reads them."""
    return {grid.address(cell.place): {"value": cell.value, "by": cell.by, "note": cell.note} for cell in cells}
