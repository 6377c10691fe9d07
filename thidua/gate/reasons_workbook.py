"""Hand a workbook back with a red column "Lý do": the same file, with what to mend beside each row and on each cell.

Only for files that passed `thidua.gate.uploads.admit`. The text of a person stays text: nothing ever becomes a formula.
"""

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from thidua.gate.csv_text import decode_csv, read_rows
from thidua.gate.uploads import CSV

HEADING = "Lý do"
RED = Font(color="C00000", bold=True)
PINK = PatternFill("solid", fgColor="FFD9D9")


@dataclass(frozen=True)
class Remark:
    """`row` as Excel counts, 0 for the whole sheet; `column` Excel's letter or "" for the whole row."""

    sheet: str
    row: int
    column: str
    text: str


def annotate(content: bytes, kind: str, remarks: Iterable[Remark], headings: dict[str, int]) -> bytes:
    """An .xlsx like `content` with the remarks; `headings` tells each sheet's heading row (1 …)."""
    book = _from_csv(content, remarks) if kind == CSV else load_workbook(io.BytesIO(content))
    by_sheet: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_sheet[remark.sheet].append(remark)
    for name, said in by_sheet.items():
        sheet = book[name] if name in book.sheetnames else book.worksheets[0]
        if isinstance(sheet, Worksheet):
            _write(sheet, said, headings.get(name, 1) or 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _from_csv(content: bytes, remarks: Iterable[Remark]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate(read_rows(decode_csv(content)[0]), 1):
        for column, text in enumerate(cells, 1):
            if text:
                _set_text(sheet.cell(row, column), text)
    return book


def _write(sheet: Worksheet, remarks: list[Remark], heading: int) -> None:
    column = _reason_column(sheet, heading)
    whole = [remark.text for remark in remarks if remark.row == 0]
    by_row: dict[int, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.row:
            by_row[remark.row].append(remark)
    for row, said in by_row.items():
        lines = [f"{each.column}{each.row}: {each.text}" if each.column else each.text for each in said]
        if row == heading:
            whole += lines
        else:
            _tell(sheet, row, column, "\n".join(lines))
        for each in said:
            if each.column:
                _mark(sheet, f"{each.column}{row}", each.text)
    _tell(sheet, heading, column, "\n".join([HEADING, *whole]))
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _reason_column(sheet: Worksheet, heading: int) -> int:
    """The first column right of the table; the one of an earlier round is emptied and used again."""
    for cell in sheet[heading]:
        if isinstance(cell.value, str) and cell.value.split("\n")[0] == HEADING:
            for row in range(1, sheet.max_row + 1):
                old = sheet.cell(row, cell.column)
                if isinstance(old, Cell):
                    old.value = None
            return int(cell.column)
    return int(sheet.max_column) + 1


def _tell(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, Cell):
        _set_text(cell, text)
        cell.font, cell.fill = RED, PINK
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _mark(sheet: Worksheet, place: str, text: str) -> None:
    cell = sheet[place]
    if isinstance(cell, MergedCell):
        return
    cell.fill = PINK
    cell.comment = Comment(text, "Thi đua", width=320, height=90)


def _set_text(cell: Cell | MergedCell, text: str) -> None:
    """Text stays text even when it begins with = + - @."""
    if isinstance(cell, Cell):
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = True
