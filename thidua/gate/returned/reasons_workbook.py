"""A workbook goes back with a red column "Lý do": what we read in it, and what to mend by row and by cell.

Runs in the limited child of `thidua.gate.sandbox` alone. It is written anew from our own reading: values, merged
ranges and widths, never a formula, a link or a macro of the sender's; a person's text stays text.
"""

import datetime
import io
import json
import struct
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from thidua.gate.returned.reasons import HEADING, MOST_CELLS, Remark
from thidua.gate.workbook import read_csv, read_xlsx

RED = Font(color="C00000", bold=True)
BOLD = Font(bold=True)
PINK = PatternFill("solid", fgColor="FFD9D9")
WIDEST = 45
SHORTENED = "Tệp lớn: bản này chỉ ghi tiêu đề và các dòng có chỗ cần sửa, số dòng như trong tệp đã gửi."


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until `source` ends. Request: kind, length, then the length of the JSON, the JSON and the content."""
    while header := source.read(12):
        kind, length = struct.unpack("!4sQ", header)
        asked = source.read(length)
        size = struct.unpack("!Q", asked[:8])[0]
        told = json.loads(asked[8 : 8 + size])
        remarks = [Remark(*remark) for remark in told["remarks"]]
        try:
            blob = annotate(asked[8 + size :], kind.decode().strip(), remarks, told["headings"])
            answer: dict[str, Any] = {"bytes": len(blob)}
        except MemoryError:
            answer, blob = {"error": "memory"}, b""
        except Exception as broken:  # whatever the reader dislikes is the file's fault, not ours
            answer, blob = {"error": type(broken).__name__}, b""
        encoded = json.dumps(answer).encode()
        target.write(struct.pack("!Q", len(encoded)) + encoded + blob)
        target.flush()


def annotate(content: bytes, kind: str, remarks: Iterable[Remark], headings: dict[str, int]) -> bytes:
    """An .xlsx with the cells of `content` and the remarks; `headings` tells each sheet's heading row (1 …)."""
    read = read_csv(content) if kind == "csv" else read_xlsx(content)
    by_sheet: dict[str, list[Remark]] = defaultdict(list)
    known = [sheet["name"] for sheet in read]
    for remark in remarks:
        by_sheet[remark.sheet if remark.sheet in known else known[0]].append(remark)
    short = sum(len(row) for sheet in read for row in sheet["rows"]) > MOST_CELLS
    book = Workbook()
    book.remove(book.worksheets[0])
    for raw in read:
        heading = headings.get(raw["name"], 1) or 1
        said = by_sheet.get(raw["name"], [])
        kept = {remark.row for remark in said} if short else None
        sheet = _copied(book, raw, heading, kept)
        if said:
            _write(sheet, said, heading, short)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _copied(book: Workbook, raw: dict[str, Any], heading: int, kept: set[int] | None) -> Worksheet:
    """The sheet's values at their places; `kept` are the rows wanted, None for all."""
    sheet = book.create_sheet(raw["name"])
    sheet.sheet_state = "hidden" if raw["hidden"] and len(book.worksheets) > 1 else "visible"
    widths: dict[int, int] = defaultdict(int)
    for number, row in enumerate(raw["rows"], 1):
        if kept is not None and number > heading and number not in kept:
            continue
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(number, column)
            _set(cell, value)
            if number >= heading:
                widths[column] = max(widths[column], len(str(cell.value)))
            if number == heading:
                cell.font, cell.alignment = BOLD, Alignment(wrap_text=True, vertical="center")
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, WIDEST)
    for top, left, bottom, right in raw["merges"] if kept is None else ():
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return sheet


def _write(sheet: Worksheet, remarks: list[Remark], heading: int, short: bool) -> None:
    column = _reason_column(sheet, heading)
    whole = [SHORTENED] * short + [remark.text for remark in remarks if remark.row == 0]
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
        _set(cell, text)
        cell.font, cell.fill = RED, PINK
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _mark(sheet: Worksheet, place: str, text: str) -> None:
    cell = sheet[place]
    if isinstance(cell, MergedCell):
        return
    cell.fill = PINK
    cell.comment = Comment(text, "Thi đua", width=320, height=90)


def _set(cell: Cell | MergedCell, value: Any) -> None:
    """Text stays text even when it begins with = + - @; days are written as days."""
    if not isinstance(cell, Cell):
        return
    if isinstance(value, list):
        cell.value = datetime.date.fromisoformat(value[1])
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value
