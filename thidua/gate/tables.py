"""A sheet as plain values, the form in which every reader hands workbooks on and every rule reads them."""

import datetime
from dataclasses import dataclass, field
from typing import Any

Value = str | int | float | bool | datetime.date | None


@dataclass(frozen=True)
class Merge:
    """A merged range, rows and columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[r][c]` from 0 as on the screen (row 1 is rows[0]); blank cells are None.

    `faults` are cells that show no value of their own: (row, column) → "uncached" for a formula never computed, or the
    error code ("#REF!"). `hidden_rows` are rows (from 0) that the sender does not see; `from_1904` says that numbers
    of days count from 1904 and not from 1900.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    from_1904: bool = False

    def at(self, row: int, column: int) -> Value:
        """The value at (row, column), None outside the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


def sheet_from_json(raw: dict[str, Any]) -> Sheet:
    """A sheet as `thidua.gate.workbook` wrote it: dates stand as ["d", iso], faults as [row, column, code]."""
    rows = [[_value(cell) for cell in row] for row in raw["rows"]]
    merges = tuple(Merge(*edges) for edges in raw["merges"])
    faults = {(row, column): code for row, column, code in raw["faults"]}
    hidden_rows, from_1904 = frozenset(raw.get("hidden_rows", ())), bool(raw.get("from_1904"))
    return Sheet(raw["name"], rows, raw["hidden"], merges, faults, hidden_rows, from_1904)


def _value(cell: Any) -> Value:
    if isinstance(cell, list):
        return datetime.date.fromisoformat(cell[1])
    return cell if isinstance(cell, str | int | float | bool) else None
