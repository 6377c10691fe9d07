"""The lines of a registration sheet, filled into parts that were drawn once (`thidua/looks/table_lines.py`).

A sheet of fifty people holds seven hundred cells; the template engine would walk some thirty nodes for each.
"""

from collections.abc import Callable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from blocks.queries.registration.sheet_cells import GridCell, GridRow, SheetGrid
from thidua.looks.table_lines import pattern

ROW, TICK, WORDS = (
    "blocks/registration/sheets/row.html",
    "blocks/registration/sheets/tick.html",
    "blocks/registration/sheets/words.html",
)
Draw = Callable[[int, GridCell, int], str]


def sheet_lines(grid: SheetGrid) -> SafeString:
    """The body of the table, one line a person."""
    leave = reverse("sheet_leave", args=[grid.sheet.pk, 0])
    tick, words = _part(TICK), _part(WORDS)
    lines = [_line(row, leave, tick, words, edited=grid.may_edit) for row in grid.rows]
    return mark_safe("".join(lines))  # the parts are our templates, what was put in is escaped


def _line(row: GridRow, leave: str, tick: Draw, words: Draw, *, edited: bool) -> str:
    answers = {"born": bool(row.born), "returned": bool(row.returned), "open": row.is_open, "edited": edited}
    cells = [tick(row.id, cell, place) for place, cell in enumerate(row.ticks, start=1)]
    cells += [words(row.id, cell, place) for place, cell in enumerate(row.texts, start=1)]
    return pattern(ROW, tuple(answers.items())) % {
        "id": row.id,
        "position": row.position,
        "name": escape(row.name),
        "born": row.born,
        "returned": escape(row.returned),
        "leave": leave.replace("/0/", f"/{row.id}/"),
        "cells": "".join(cells),
    }


def _part(name: str) -> Draw:
    """Draws a cell of that template; the text between its values is asked once for each column and state."""
    known: dict[tuple[object, ...], str] = {}

    def draw(row: int, cell: GridCell, place: int) -> str:
        state = (place, cell.is_open, bool(cell.value), bool(cell.returned))
        text = known.get(state)
        if text is None:
            _, is_open, filled, returned = state
            answers = {"code": cell.code, "label": cell.label, "width": cell.width, "place": place}
            answers |= {"open": is_open, "filled": filled, "returned": returned}
            text = known[state] = pattern(name, tuple(answers.items()))
        return text % {"id": row, "value": escape(cell.value), "returned": escape(cell.returned)}

    return draw
