"""A paper's tables as an Excel workbook: one sheet a table, figures as numbers, totals as formulas."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from documents.papers.layout import Block, Cell, Frame, Paper
from documents.papers.seal import sealed

FACE = "Times New Roman"
_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_ONE_LINE = Alignment(horizontal="center", vertical="center")
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MM_PER_WIDTH = 2.0  # about: one unit of column width


def to_xlsx(paper: Paper) -> bytes:
    """The workbook of `paper`'s tables; the same paper gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for block in _grids([*paper["body"], *paper["frame"].get("annex", [])]):
        _sheet(book.create_sheet(_title(block["name"], book.sheetnames)), paper, block)
    if book.worksheets:
        _signature(book.worksheets[-1], paper["frame"])
    if not book.worksheets:
        book.create_sheet("Không có bảng")
    book.properties.title, book.properties.creator = paper["title"], paper["author"]
    raw = BytesIO()
    book.save(raw)
    return sealed(raw.getvalue())


def _grids(blocks: list[Block]) -> list[Block]:
    inner = (_grids(block["blocks"]) if block["kind"] == "wide" else [block] for block in blocks)
    return [block for group in inner for block in group if block["kind"] == "grid"]


def _title(name: str, taken: list[str]) -> str:
    """A sheet's name as Excel allows it: 31 characters, none of []:*?/\\, no name twice."""
    bare = "".join(" " if char in "[]:*?/\\" else char for char in name)[:28].strip() or "Bảng"
    return bare if bare not in taken else f"{bare} {len(taken) + 1}"


def put(cell: Any, value: Cell | None) -> None:
    """Writes a value so that Excel never reads words as a formula."""
    if value is None or isinstance(value, int):
        cell.value = value
        return
    words = "\n".join(value) if isinstance(value, list) else value
    cell.value = words
    cell.data_type = "s"
    if words.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _sheet(sheet: Worksheet, paper: Paper, block: Block) -> None:
    width = len(block["widths"])
    lines = [*paper["frame"]["issuer"], block["name"].upper(), paper["frame"]["subject"][-1].upper()]
    for number, words in enumerate(lines, 1):
        put(sheet.cell(number, 1), words)
        sheet.cell(number, 1).font = Font(FACE, 13, bold=True)
        sheet.cell(number, 1).alignment = _MIDDLE
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    first = len(lines) + 2
    body = first + len(block["head"])
    _head(sheet, block, first)
    for row, cells in enumerate(block["rows"], body):
        for column, value in enumerate(cells, 1):
            put(sheet.cell(row, column), value)
            _dress(sheet.cell(row, column), bold=False, middle=isinstance(value, int))
    if block["total"]:
        _total(sheet, block, body)
    for column, millimetres in enumerate(block["widths"], 1):
        sheet.column_dimensions[get_column_letter(column)].width = round(millimetres / _MM_PER_WIDTH, 1)
    sheet.freeze_panes = f"{'C' if block['total'] else 'B'}{body}"
    _print_setup(sheet, first, body)


def _dress(cell: Any, *, bold: bool, middle: bool) -> None:
    cell.font, cell.border = Font(FACE, 12, bold=bold), _BOX
    cell.alignment = _MIDDLE if middle else _LEFT


def _head(sheet: Worksheet, block: Block, first: int) -> None:
    """Head rows with their merges; every covered cell keeps its border."""
    width = len(block["widths"])
    taken: set[tuple[int, int]] = set()
    for row, heads in enumerate(block["head"], first):
        column = 1
        for head in heads:
            while (row, column) in taken:
                column += 1
            put(sheet.cell(row, column), head["lines"])
            last_row, last_column = row + head["rows"] - 1, column + head["columns"] - 1
            taken |= {(y, x) for y in range(row, last_row + 1) for x in range(column, last_column + 1)}
            if (last_row, last_column) != (row, column):
                sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
            column = last_column + 1
        for column in range(1, width + 1):
            _dress(sheet.cell(row, column), bold=True, middle=True)
        sheet.row_dimensions[row].height = 16 * max(len(head["lines"]) for head in heads if head["rows"] == 1)


def _total(sheet: Worksheet, block: Block, body: int) -> None:
    row, last = body + len(block["rows"]), body + len(block["rows"]) - 1
    label = len(block["widths"]) - len(block["total"]) + 1
    put(sheet.cell(row, 1), block["total"][0])
    for column in range(1, len(block["widths"]) + 1):
        if column > label:
            letter = get_column_letter(column)
            sheet.cell(row, column).value = f"=SUM({letter}{body}:{letter}{last})" if block["rows"] else 0
        _dress(sheet.cell(row, column), bold=True, middle=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=label)


def _signature(sheet: Worksheet, frame: Frame) -> None:
    """Place and day, the signature's lines, room to sign and the name, right of the middle under the last table."""
    signer, width = frame["signature"], sheet.max_column
    lines = [frame["place_date"], *signer["above"], "", "", "", "", *signer["below"], signer["name"]]
    left = min(width, width // 2 + 1)
    for row, words in enumerate(lines, sheet.max_row + 2):
        cell = sheet.cell(row, left)
        put(cell, words or None)
        cell.font = Font(FACE, 13, bold=words != frame["place_date"], italic=words == frame["place_date"])
        cell.alignment = _ONE_LINE
        if left < width:
            sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=width)


def _print_setup(sheet: Worksheet, first: int, body: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{first}:{body - 1}"
