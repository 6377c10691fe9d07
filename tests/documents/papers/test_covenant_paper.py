"""The covenant on paper: from the frozen annex, with a place to sign for every head and the witness."""

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from blocks.models import Covenant
from blocks.rules.units.units import Level, Ownership
from blocks.services.promise.covenants import COVENANTS, begin_covenant
from blocks.services.units import units
from documents.models import Document
from documents.papers.pages import to_html
from documents.papers.sheets import to_xlsx
from documents.papers.word import to_docx
from documents.queries.documents import newest
from documents.queries.kinds import paper_of
from documents.queries.papers.covenants import COVENANT, paper_of_covenant
from documents.render import render_pdf
from tests.cast import Cast
from tests.filled import fill
from thidua.actors import Actor, system


def _frozen(cast: Cast, by: Actor) -> tuple[Covenant, Document]:
    fill(cast)
    made = COVENANTS.make(begin_covenant(block=cast.block, year=cast.year, by=by), "freeze", by=by)
    paper = paper_of_covenant(made)
    assert paper is not None
    return made, paper


@pytest.fixture
def thirteen(cast: Cast) -> Cast:
    """Ten schools more: a block of thirteen."""
    with cast.at_work():
        for place in range(6, 16):
            name = "Trường Mầm non Học Viện Hoa Kỳ" if place == 6 else f"Trường Mầm non Phường {place}"
            by = system(cast.district.pk)
            school = units.add_school(
                code=f"MNP{place}",
                name=name,
                level=Level.MN,
                symbol=f"MNP{place}",
                ownership=Ownership.PUBLIC,
                by=by,
            )
            units.place_school(school=school, block=cast.block, year=cast.year, by=by)
    return cast


def test_freezing_begins_the_paper_that_thirteen_heads_and_the_witness_sign(thirteen: Cast) -> None:
    with thirteen.at_work("leader") as by:
        _made, document = _frozen(thirteen, by)
        paper = paper_of(document, newest(document).sections)
        signers = paper["frame"]["signers"]
        assert [signer["key"] for signer in signers] == [f"ky-{n}" for n in range(1, 15)]
        assert signers[1]["above"] == ["HIỆU TRƯỞNG", "TRƯỜNG MẦM NON PHƯỜNG 4"]
        assert (signers[0]["name"], signers[1]["name"]) == ("Nguyễn Lan Hương", "Phạm Minh Tâm")
        assert signers[-1]["name"] == "Trần Quang Khải"
        printed = render_pdf(to_html(paper)).content
        if folder := os.environ.get("PAPERS_TO"):
            Path(folder, "covenant.pdf").write_bytes(printed)
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
        for words in ("BẢN GIAO ƯỚC THI ĐUA", "Thời gian phát động", "Kế hoạch năm", "Phạm Minh Tâm", "CHỨNG KIẾN CỦA"):
            assert words in text, words
        assert "Số:" not in text and "./." in text
        assert to_docx(paper)[:2] == b"PK" and to_xlsx(paper)[:2] == b"PK"


def test_the_paper_says_what_was_frozen_whatever_the_tables_say_later(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        made, document = _frozen(cast, by)
        before = paper_of(document, newest(document).sections)
        made.block.placements.filter(school=cast.schools[2]).delete()
        after = paper_of(document, newest(document).sections)
        assert before["body"] == after["body"]


def test_a_draft_and_a_school_without_a_head_are_told_as_gaps(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        made = begin_covenant(block=cast.block, year=cast.year, by=by)
        COVENANTS.make(made, "freeze", by=by)
        COVENANTS.make(made, "reopen", by=by, reason="sửa")
        document = paper_of_covenant(made)
        assert document is not None
        told = [gap.message for gap in COVENANT.lacks(COVENANT.facts(document, newest(document).sections))]
        assert "Giao ước chưa chốt; bản in này là bản thảo." in told
        assert "Trường Mầm non Phường 5: chưa có ai giữ vai trò hiệu trưởng để ký." in told
