"""The Word file of the plan, opened again: same words, real styles, tables and sections."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.papers.layout import Paper, grid, head_cell, text, wide
from documents.papers.plan import build
from documents.papers.word import to_docx
from documents.rules.narrative import parse
from tests.documents.papers.test_plan import grids, words
from tests.documents.plan_facts import EVERY_LETTER, plan_facts


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_docx(build(plan_facts()))


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return open_document(io.BytesIO(content))


def test_every_word_is_there_in_order(document: Document) -> None:
    written = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    frame = ["KẾ HOẠCH", "Thực hiện công tác thi đua - khen thưởng", "Khối thi đua 29 - Mầm non", "Năm học 2023 - 2024"]
    assert written == [*frame, *words(build(plan_facts())["body"]).splitlines()]


def test_tables_hold_the_same_cells(document: Document) -> None:
    tables = document.tables
    assert len(tables) == 5  # head of the page, three tables, signature
    for table, block in zip(tables[1:4], grids(build(plan_facts())["body"]), strict=True):
        heads = len(block["head"])
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        expected = [["\n".join(cell) if isinstance(cell, list) else str(cell) for cell in row] for row in block["rows"]]
        assert rows[heads : heads + len(expected)] == expected
        if block["total"]:
            assert rows[-1][2:] == [str(value) for value in block["total"][1:]]
        for index, row in enumerate(table.rows):
            marked = row._tr.trPr.find(qn("w:tblHeader")) is not None
            assert marked == (index < heads)  # the head repeats on every page
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_sections_turn_the_page_for_the_wide_tables(document: Document) -> None:
    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for section in document.sections:
        assert sorted(round(side.mm) for side in (section.page_width, section.page_height)) == [210, 297]
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_page_number_is_a_field_from_page_two(document: Document) -> None:
    first, *rest = document.sections
    assert first.different_first_page_header_footer and first.first_page_header.paragraphs[0].text == ""
    assert [field.get(qn("w:instr")) for field in first.header._element.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert all(
        section.header.is_linked_to_previous and not section.different_first_page_header_footer for section in rest
    )


def test_styles_are_real_and_in_times(document: Document) -> None:
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
    assert {"Heading 1", "Heading 2", "Heading 3", "ND30 Nội dung", "ND30 Căn cứ", "ND30 Tên loại"} <= used
    assert used <= {
        *(style.name for style in document.styles if style.name.startswith("ND30")),
        *map("Heading {}".format, (1, 2, 3)),
    }
    for name in used:
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    body = document.styles["ND30 Nội dung"]
    assert body.font.size.pt == 14 and body.paragraph_format.space_after.pt == 6
    assert round(body.paragraph_format.first_line_indent.cm, 2) == 1.27


def test_head_and_signature(document: Document) -> None:
    head, end = document.tables[0], document.tables[-1]
    assert head.cell(0, 0).text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN QUẬN 11", "KHỐI THI ĐUA 29 - MẦM NON"]
    assert head.cell(0, 1).text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert head.cell(1, 0).text.startswith("Số: ") and head.cell(1, 1).text.startswith("Quận 11, ngày")
    assert len(list(head._tbl.iter(qn("w:pBdr")))) == 2  # the two rules
    assert end.cell(0, 0).text.startswith("Nơi nhận:\n- Hội đồng TĐKT Q11;") and end.cell(0, 0).text.endswith(
        "- Lưu: VT."
    )
    assert end.cell(0, 1).text.startswith("KHỐI TRƯỞNG") and end.cell(0, 1).text.endswith(EVERY_LETTER)


def test_the_same_paper_gives_the_same_bytes(content: bytes) -> None:
    assert to_docx(build(plan_facts())) == content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}


def test_markup_in_facts_stays_words() -> None:
    evil = '<w:p/>"&]]>'
    paper = build(plan_facts(issuer=evil, signer=evil))
    assert evil.upper() in open_document(io.BytesIO(to_docx(paper))).tables[0].cell(0, 0).text


def test_a_paper_may_begin_and_end_with_a_wide_table() -> None:
    table = grid(name="Bảng", head=[[head_cell("A"), head_cell("B")]], widths=[100.0, 152.0], rows=[["x", 1]])
    frame = build(plan_facts())["frame"]
    paper: Paper = {
        "paper": "x",
        "form": 1,
        "title": "x",
        "author": "x",
        "frame": frame,
        "body": [wide(table), wide(table)],
    }
    document = open_document(io.BytesIO(to_docx(paper)))
    assert [section.orientation for section in document.sections] == [0, 1, 1, 0]
    paper["body"] = [text(parse("<h3>Đề mục</h3><p><b>đậm</b></p>"))]
    runs = [run for paragraph in open_document(io.BytesIO(to_docx(paper))).paragraphs for run in paragraph.runs]
    assert [run.bold for run in runs if run.text in ("Đề mục", "đậm")] == [True, True]


@pytest.mark.skipif(not shutil.which("soffice"), reason="không có LibreOffice")
def test_another_office_opens_it(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "ke-hoach.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    pages = PdfReader(tmp_path / "ke-hoach.pdf").pages
    assert 11 <= len(pages) <= 13
    assert "Tổng cộng 269 254 52 8 0 21 0 1 0 0 0" in " ".join(" ".join(page.extract_text().split()) for page in pages)
