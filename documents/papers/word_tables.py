"""Tables of the Word file, written as markup: through the library every cell costs a search of the whole table."""

from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from docx.table import Table

from documents.papers.layout import Block, Cell

MOST_KEPT = 18  # rows of a table with a total that still fit one landscape page: such a table is not torn
_TWIPS = 1440 / 25.4  # twentieths of a point in a millimetre


def bare_table(document: Document, *, rows: int, widths: list[float]) -> Table:
    """A table without lines and cell margins, for what stands side by side; `widths` in millimetres."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def add_grid(document: Document, block: Block) -> None:
    """A table of figures or words; its head rows repeat on every page and no row is torn."""
    if block["caption"]:
        document.add_paragraph(block["caption"], style="ND30 Tên bảng")
    styles = {name: document.styles[name].style_id for name in ("ND30 Đầu bảng", "ND30 Ô chữ", "ND30 Ô số")}
    widths = [round(width * _TWIPS) for width in block["widths"]]
    rows = _head(block, widths, styles)
    keep = bool(block["total"]) and len(block["rows"]) <= MOST_KEPT
    for row in block["rows"]:
        cells = zip(row, widths, strict=True)
        rows.append(_row([_cell(_texts(value), width, styles[_style(value)], keep=keep) for value, width in cells]))
    if block["total"]:
        rows.append(_total(block["total"], widths, styles))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{document.styles["Table Grid"].style_id}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribute(block["name"])}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(6)


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _texts(value: Cell) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def _style(value: Cell) -> str:
    return "ND30 Ô số" if isinstance(value, int) else "ND30 Ô chữ"


def _cell(
    lines: list[str], width: int, style: str, *, span: int = 1, merge: str = "", bold: bool = False, keep: bool = False
) -> str:
    next_too = "<w:keepNext/>" if keep else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{next_too}</w:pPr><w:r>{look}<w:t xml:space="preserve">'
    paragraphs = "".join(f"{opening}{escape(line)}</w:t></w:r></w:p>" for line in lines or [""])
    extra = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{paragraphs}</w:tc>'


def _row(cells: list[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _head(block: Block, widths: list[int], styles: dict[str, str]) -> list[str]:
    """Head rows; a cell that spans rows begins a vertical merge and leaves empty cells below."""
    style = styles["ND30 Đầu bảng"]
    rows = []
    open_until = [0] * len(widths)  # for every column the first head row that is free again
    for number, row in enumerate(block["head"]):
        cells, column, waiting = [], 0, iter(row)
        while column < len(widths):
            if open_until[column] > number:
                cells.append(_cell([""], widths[column], style, merge="<w:vMerge/>"))
                column += 1
                continue
            head: dict[str, Any] = next(waiting)
            span = head["columns"]
            merge = '<w:vMerge w:val="restart"/>' if head["rows"] > 1 else ""
            merge += '<w:vAlign w:val="center"/>'
            cells.append(_cell(head["lines"], sum(widths[column : column + span]), style, span=span, merge=merge))
            open_until[column : column + span] = [number + head["rows"]] * span
            column += span
        rows.append(_row(cells, head=True))
    return rows


def _total(total: list[Cell], widths: list[int], styles: dict[str, str]) -> str:
    span = len(widths) - len(total) + 1
    cells = [_cell(_texts(total[0]), sum(widths[:span]), styles["ND30 Đầu bảng"], span=span)]
    figures = zip(total[1:], widths[span:], strict=True)
    cells += [_cell(_texts(value), width, styles["ND30 Ô số"], bold=True) for value, width in figures]
    return _row(cells)
