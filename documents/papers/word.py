"""A paper as an editable Word file: the same content as the PDF in real styles, real tables and real sections."""

from io import BytesIO
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.opc.coreprops import CoreProperties
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from documents.papers.layout import Block, Frame, Paper, SignerCell, lies
from documents.papers.seal import sealed
from documents.papers.word_styles import prepare
from documents.papers.word_tables import add_grid, bare_table
from documents.printface import text_width
from documents.rules.narrative import Node

_MM = 72 / 25.4  # points in a millimetre
LEFT_COLUMN, RIGHT_COLUMN = 70.0, 95.0  # millimetres, together the width of the text on portrait pages
LYING = 252.0  # its width on landscape pages


def to_docx(paper: Paper) -> bytes:
    """The Word file of `paper`; the same paper gives the same bytes."""
    document = new_document()
    prepare(document)
    first = document.sections[0]
    lying = lies(paper["body"])
    room = LYING if lying else LEFT_COLUMN + RIGHT_COLUMN
    _page(first, landscape=lying)
    first.different_first_page_header_footer = True
    _page_number(first)
    _facts(document.core_properties, paper)
    frame = paper["frame"]
    _letterhead(document, frame, room)
    _title(document, frame, room)
    landscape = lying
    for block in paper["body"]:
        if not lying and (block["kind"] == "wide" or landscape):
            landscape = block["kind"] == "wide"
            _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)
        for part in block["blocks"] if landscape else [block]:
            _block(document, part)
    if landscape and not lying:
        _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=False)
    _end(document, frame, room)
    if annex := frame.get("annex"):
        _annex(document, annex)
    raw = BytesIO()
    document.save(raw)
    return sealed(raw.getvalue())


def _annex(document: Document, annex: list[Block]) -> None:
    """What follows the signature, on pages of its own: landscape ones where all of it lies."""
    if lies(annex):
        _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    else:
        document.add_page_break()
    for block in annex[0]["blocks"] if lies(annex) else annex:
        _block(document, block)


def _page(section: Section, *, landscape: bool) -> None:
    """A4 with the margins of Nghị định 30: 20, 20, 30, 15 mm."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(8), Mm(10)
    section.different_first_page_header_footer = False


def _page_number(section: Section) -> None:
    """PAGE in the top margin; the first page has an empty header of its own."""
    paragraph = section.header.paragraphs[0]
    paragraph.style = "ND30 Số trang"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "2"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)
    section.first_page_header.paragraphs[0].style = "ND30 Số trang"


def _facts(core: CoreProperties, paper: Paper) -> None:
    core.title, core.author, core.language = paper["title"][:255], paper["author"][:255], "vi-VN"
    core.comments = core.keywords = core.subject = core.category = ""
    core.last_modified_by = paper["author"][:255]
    core.revision = 1


def _rule(cell: Any, length: float, width: float) -> None:
    """A rule of `length` points in the middle of a column of `width` points."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    form.left_indent = form.right_indent = Pt(max(0.0, (width - length) / 2))
    form.space_before = Pt(1)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _lines(cell: Any, rows: list[str], style: str) -> None:
    """Adds paragraphs to a cell; its own first empty one is used up before."""
    for row in rows:
        first = cell.paragraphs[0]
        fresh = len(cell.paragraphs) == 1 and not first.text and first.style.name == "Normal"
        paragraph = first if fresh else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(row)


def _letterhead(document: Document, frame: Frame, room: float) -> None:
    """Two columns that share the `room` of the line, in millimetres."""
    more = (room - LEFT_COLUMN - RIGHT_COLUMN) / 2
    left, right = LEFT_COLUMN + more, RIGHT_COLUMN + more
    table = bare_table(document, rows=2, widths=[left, right])
    unit, nation = table.rows[0].cells
    _lines(unit, frame["superior"], "ND30 Cơ quan chủ quản")
    _lines(unit, frame["issuer"], "ND30 Cơ quan ban hành")
    _rule(unit, 0.4 * max(text_width(row, 12, "bold") for row in frame["issuer"]), left * _MM)
    _lines(nation, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "ND30 Quốc hiệu")
    _lines(nation, ["Độc lập - Tự do - Hạnh phúc"], "ND30 Tiêu ngữ")
    _rule(nation, text_width("Độc lập - Tự do - Hạnh phúc", 13, "bold"), right * _MM)
    number, place = table.rows[1].cells
    _lines(number, [frame["number"]], "ND30 Số ký hiệu")
    _lines(place, [frame["place_date"]], "ND30 Địa danh")


def _title(document: Document, frame: Frame, room: float) -> None:
    paragraph = document.add_paragraph(frame["kind"], style="ND30 Tên loại")
    paragraph.paragraph_format.space_before = Pt(16)
    for row in frame["subject"]:
        document.add_paragraph(row, style="ND30 Trích yếu")
    _rule(document, 0.4 * max(text_width(row, 14, "bold") for row in frame["subject"]), room * _MM)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)
    if len(frame["addressees"]) == 1:
        document.add_paragraph(f"Kính gửi: {frame['addressees'][0]}", style="ND30 Kính gửi")
    elif frame["addressees"]:
        document.add_paragraph("Kính gửi:", style="ND30 Nơi gửi")
        for index, row in enumerate(frame["addressees"], 1):
            end = "." if index == len(frame["addressees"]) else ";"
            document.add_paragraph(f"- {row}{end}", style="ND30 Nơi gửi").paragraph_format.left_indent = Mm(50)


def _block(document: Document, block: Block) -> None:
    if block["kind"] == "bases":
        for row in block["lines"]:
            document.add_paragraph(row, style="ND30 Căn cứ")
    elif block["kind"] == "heading":
        document.add_paragraph(block["text"], style=f"Heading {block['level']}")
    elif block["kind"] == "centred":
        style = "ND30 Giữa nghiêng" if block["italic"] else "ND30 Tên loại"
        for row in block["lines"]:
            document.add_paragraph(row, style=style)
    elif block["kind"] == "text":
        _nodes(document, block["nodes"])
    elif block["kind"] == "grid":
        add_grid(document, block)


def _nodes(document: Document, nodes: list[Node], mark: str = "") -> None:
    for node in nodes:
        if "items" in node:
            for item in node["items"]:
                _nodes(document, item["nodes"], item["mark"])
            continue
        paragraph = document.add_paragraph(f"{mark} " if mark else "", style="ND30 Nội dung")
        mark = ""
        title = node["kind"] != "p"
        paragraph.paragraph_format.keep_with_next = True if title else None
        for part in node["runs"]:
            run = paragraph.add_run(part["text"])
            run.bold = True if part["bold"] or title else None
            run.italic = True if part["italic"] or node["kind"] == "h4" else None


def _end(document: Document, frame: Frame, room: float) -> None:
    more = (room - LEFT_COLUMN - RIGHT_COLUMN) / 2
    table = bare_table(document, rows=1, widths=[75.0 + more, 90.0 + more])
    left, right = table.rows[0].cells
    if "left" in frame:
        other = frame["left"]
        _lines(left, [*other["above"], "", "", "", "", other["name"], ""], "ND30 Chức vụ")
    if frame["recipients"]:
        _lines(left, ["Nơi nhận:"], "ND30 Nơi nhận")
        last = len(frame["recipients"])
        rows = [f"- {row}{'.' if index == last else ';'}" for index, row in enumerate(frame["recipients"], 1)]
        _lines(left, rows, "ND30 Danh sách nhận")
    if signers := frame.get("signers"):
        _signers(document, signers)
        return
    signer = frame["signature"]
    _lines(right, [*signer["above"], "", "", "", "", *signer["below"], signer["name"]], "ND30 Chức vụ")


def _signers(document: Document, signers: list[SignerCell]) -> None:
    """Three places side by side; a row is never torn."""
    for start in range(0, len(signers), 3):
        row = signers[start : start + 3]
        table = bare_table(document, rows=1, widths=[55.0, 55.0, 55.0])
        for cell, signer in zip(table.rows[0].cells, row, strict=False):
            _lines(cell, [*signer["above"], "", "", "", "", signer["name"]], "ND30 Chức vụ")
        document.add_paragraph()
