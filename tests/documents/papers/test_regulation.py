"""The block's regulations: a decision (mẫu 1.3) with the regulations after its signature."""

import io
import os
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from blocks.models import Meeting
from documents.papers.pages import to_html
from documents.papers.word import to_docx
from documents.queries.documents import newest
from documents.queries.kinds import paper_of
from documents.queries.papers.regulations import REGULATION
from documents.render import render_pdf
from documents.services.documents import begin
from documents.services.sections import save_sections
from tests.cast import Cast
from tests.filled import fill
from thidua import clock


def test_the_decision_and_its_regulations_are_one_file(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        document = begin(kind=REGULATION, subject=cast.block, year=cast.year, by=by)
        assert document.symbol == "QĐ-KTĐ29-MNP3"
        told = [gap.message for gap in REGULATION.lacks(REGULATION.facts(document, newest(document).sections))]
        assert told == [
            "Chưa ghi sinh hoạt khối lần 1 đã họp; quy chế được thống nhất tại cuộc họp ấy rồi mới ban hành."
        ]
        Meeting.objects.filter(number=1).update(held_at=datetime(2023, 12, 7, 14, tzinfo=clock.ZONE))
        assert REGULATION.lacks(REGULATION.facts(document, newest(document).sections)) == []
        words = {"chapter_6": "<h3>Điều 11. Thi hành</h3><p>Áp dụng ở [tên đơn vị].</p>"}
        save_sections(document=document, seen=1, typed=words, by=by)
        paper = paper_of(document, newest(document).sections)
        printed = render_pdf(to_html(paper)).content
        if folder := os.environ.get("PAPERS_TO"):
            Path(folder, "regulation.pdf").write_bytes(printed)
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
        whole = " ".join(" ".join(pages).split())
        assert "KHỐI TRƯỞNG QUYẾT ĐỊNH:" in pages[0] and "Nguyễn Lan Hương" in pages[0]
        assert "QUY CHẾ" not in pages[0] and "QUY CHẾ" in pages[1]
        for said in (
            "ngày 07 tháng 12 năm 2023",
            "Chương III",
            "Điều 6. Nhiệm vụ của khối trưởng",
            "Mầm non Phường 3, Mầm non Phường 4, Mầm non Phường 5",
            "Áp dụng ở Khối thi đua 29 - Mầm non",
        ):
            assert said in whole, said
        assert to_docx(paper)[:2] == b"PK"
