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
Draw = Callable[[int, GridCell, str], str]  # row, cell, id of the column's head


def sheet_lines(grid: SheetGrid) -> SafeString:
    """The body of the table, one line a person."""
    leave = reverse("sheet_leave", args=[grid.sheet.pk, 0])
    tick, words = _part(TICK), _part(WORDS)
    lines = [_line(row, leave, tick, words, edited=grid.may_edit) for row in grid.rows]
    return mark_safe("".join(lines))  # the parts are our templates, what was put in is escaped


def _line(row: GridRow, leave: str, tick: Draw, words: Draw, *, edited: bool) -> str:
    name, birth = row.person
    flag = row.fault or name.fault or name.returned
    answers = {
        "born": bool(row.born),
        "returned": bool(row.returned),
        "open": row.is_open,
        "edited": edited,
        "named": name.is_open,
        "flagged": bool(flag),
    }
    cells = [tick(row.id, cell, f"t{place}") for place, cell in enumerate(row.ticks, start=1)]
    cells += [words(row.id, cell, f"w{place}") for place, cell in enumerate(row.texts, start=1)]
    return pattern(ROW, tuple(answers.items())) % {
        "id": row.id,
        "position": row.position,
        "name": escape(row.name),
        "born": row.born,
        "birth": words(row.id, birth, "wb") if edited else "",
        "returned": escape(row.returned),
        "flag": escape(flag),
        "leave": leave.replace("/0/", f"/{row.id}/"),
        "cells": "".join(cells),
    }


def _part(name: str) -> Draw:
    """Draws a cell of that template; the text between its values is asked once for each column and state."""
    known: dict[tuple[object, ...], str] = {}

    def draw(row: int, cell: GridCell, head: str) -> str:
        flag = cell.returned or cell.fault
        state = (head, cell.is_open, bool(cell.value), bool(flag))
        text = known.get(state)
        if text is None:
            answers: dict[str, object] = {"code": cell.code, "label": cell.label, "width": cell.width, "head": head}
            answers |= {"open": cell.is_open, "filled": bool(cell.value), "flagged": bool(flag)}
            text = known[state] = pattern(name, tuple(answers.items()))
        return text % {"id": row, "value": escape(cell.value), "flag": escape(flag)}

    return draw
