"""The register of works and topics: every school, the meeting, what came of each; as PDF, Word and Excel."""

import io
import os
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from blocks.models import Topic
from documents.papers.pages import to_html
from documents.papers.sheets import to_xlsx
from documents.papers.word import to_docx
from documents.queries.documents import newest
from documents.queries.kinds import paper_of
from documents.queries.papers.topics import TOPICS
from documents.render import render_pdf
from documents.services.documents import begin
from tests.cast import Cast
from tests.filled import fill


def test_the_register_holds_every_school_and_what_came_of_each(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        Topic.objects.filter(school=cast.schools[1], kind="CHUYEN_DE").update(held=True, held_on=date(2023, 12, 7))
        document = begin(kind=TOPICS, subject=cast.block, year=cast.year, by=by)
        paper = paper_of(document, newest(document).sections)
        printed = render_pdf(to_html(paper)).content
        if folder := os.environ.get("PAPERS_TO"):
            Path(folder, "topics.pdf").write_bytes(printed)
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages).split())
        for words in ("BẢNG ĐĂNG KÝ", "Trồng cây xanh MNP3", "Trường Mầm non Phường 5", "Chuyên đề: 07/12/2023"):
            assert words in text, words
        sheet = load_workbook(io.BytesIO(to_xlsx(paper))).worksheets[0]
        cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
        assert {"Trồng cây xanh MNP3", "Trường Mầm non Phường 5"} <= cells
        assert to_docx(paper)[:2] == b"PK"
