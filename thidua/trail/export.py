"""Tables that leave the house: text is text, whatever it begins with, in Excel as in CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# What a spreadsheet program takes for the beginning of a formula when it opens a CSV file (＝…＠: wide signs).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANK = " \u00a0"  # some programs look behind blanks
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with mark (Excel reads it right), everything quoted, no cell that could be run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([f"'{text}" if text.lstrip(_BLANK).startswith(_FORMULA) else text for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def text_cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """A cell that stays text, whatever it begins with, also when it is edited again; without what no file may carry."""
    made = WriteOnlyCell(sheet, value=text.translate(_NOT_IN_XML)[:32_767])
    if bold:
        made.font = Font(bold=True)
    made.data_type = "s"
    made.quotePrefix = True
    return made


def as_workbook(title: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of text cells under a bold, frozen head."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"

    sheet.append([text_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([text_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
