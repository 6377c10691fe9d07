"""The papers of registration: what is on the pages, in the workbook, and who may read them."""

from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from django.db.models import Model
from docx import Document as Word
from openpyxl import load_workbook
from pypdf import PdfReader

from blocks.models import RegistrationSheet
from blocks.services.registration import sheet_moves, sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.year import phases
from documents.models import Rendition
from documents.queries.kinds import PaperKind
from documents.queries.papers.registrations import COLLATION, LIST, REQUEST
from documents.services.documents import begin, issue
from documents.services.renditions import freeze, make
from tests.cast import Cast
from thidua.errors import RuleViolation
from thidua.queue import outbox
from thidua.wall.tenancy import tenant

PEOPLE = (("Nguyễn Thị Quỳnh Như", "NU", ("LDTT", "CSTDCS")), ("Đặng Ưu Đạt", "NAM", ("LDTT", "BKTP_CN")))


@pytest.fixture
def sheet(cast: Cast) -> RegistrationSheet:
    """Two people of Phường 4, sent, with one text that would be a formula."""
    principal = cast.actor("principal")
    with cast.at_work("officer") as officer:
        phases.set_guideline(
            year=cast.year,
            number="1382/HD-GDĐT",
            on=date(2023, 10, 12),
            by=officer,
            legal_bases=["Căn cứ Luật Thi đua, khen thưởng"],
        )
    with cast.at_work("secretary") as by:
        made = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        for name, gender, codes in PEOPLE:
            row = sheet_people.add_person(
                sheet=made, full_name=name, birth_date=date(1985, 1, 2), gender=gender, job_title="Giáo viên", by=by
            )
            changes = [CellChange(row.pk, code, "x", "") for code in codes]
            changes.append(CellChange(row.pk, "initiative", '=HYPERLINK("x")', ""))
            set_cells(sheet=made, changes=changes, by=by)
        set_cells(sheet=made, changes=[CellChange(None, "TTLDXS", "x", "")], by=by)
        return sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=made, by=by), by=principal)


def made(cast: Cast, kind: PaperKind, wanted: str, subject: Model) -> bytes:
    with cast.at_work("officer") as by:
        document = begin(kind=kind, subject=subject, year=cast.year, by=by)
        rendition = freeze(document=document, wanted=wanted, by=by)
        return make(rendition.context, rendition.format)[0]


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_request_says_what_is_registered(cast: Cast, sheet: RegistrationSheet) -> None:
    words = text_of(made(cast, REQUEST, "pdf", cast.schools[1]))
    assert "TỜ TRÌNH" in words and "Kính gửi" in words and "/TTr-MNP4" in words
    assert "TRƯỜNG MẦM NON PHƯỜNG 4" in words and "Phạm Minh Tâm" in words and "1382/HD-GDĐT" in words
    assert "Lao động tiên tiến: 2 người" in words and "Tập thể lao động xuất sắc" in words
    word = Word(BytesIO(made(cast, REQUEST, "docx", cast.schools[1])))
    assert any("Chiến sĩ thi đua cơ sở: 1 người" in paragraph.text for paragraph in word.paragraphs)


def test_the_list_adds_up_in_the_workbook_and_words_are_never_formulas(cast: Cast, sheet: RegistrationSheet) -> None:
    words = text_of(made(cast, LIST, "pdf", cast.schools[1]))
    assert "Nguyễn Thị Quỳnh Như" in words and "Đặng Ưu Đạt" in words and "Tổng cộng" in words
    book = load_workbook(BytesIO(made(cast, LIST, "xlsx", cast.schools[1])))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert len(formulas) == 3 and all(formula.startswith("=SUM(") for formula in formulas)
    assert [cell.data_type for cell in cells if cell.value == '=HYPERLINK("x")'] == ["s", "s"]


def test_the_collation_of_block_and_authority(cast: Cast, sheet: RegistrationSheet) -> None:
    block = text_of(made(cast, COLLATION, "pdf", cast.block))
    office = text_of(made(cast, COLLATION, "pdf", cast.district))
    for words in (block, office):
        assert "Trường Mầm non Phường 4" in words and "Nguyễn Thị Quỳnh Như" in words
    assert "KHỐI TRƯỞNG" in block and "TRƯỞNG PHÒNG" in office
    book = load_workbook(BytesIO(made(cast, COLLATION, "xlsx", cast.block)))
    assert len(book.worksheets) == 3


def test_the_page_makes_a_file_that_only_the_right_people_get(cast: Cast, sheet: RegistrationSheet) -> None:
    url = f"/dang-ky/ban/{sheet.pk}/van-ban/"
    browser = cast.browser("secretary")
    assert "Bảng tổng hợp đăng ký" in browser.get(url).content.decode()
    page = browser.post(url, {"kind": LIST.code, "format": "xlsx"})["Location"]
    with tenant(cast.district.pk):
        rendition = Rendition.objects.get()
        job = rendition.job_id
    outbox.run(job, cast.district.pk)
    got = browser.get(page + "tep/")
    assert got.status_code == 200 and got["Content-Disposition"].endswith('.xlsx"')
    for who, status in (("member", 404), ("stranger", 404), ("leader", 200), ("officer", 200)):
        assert cast.browser(who).get(page + "tep/").status_code == status, who
    assert cast.browser("member").get(url).status_code == 403
    assert cast.browser("secretary").get(f"/khoi/{cast.block.pk}/tong-hop-dang-ky/").status_code == 403
    assert cast.browser("leader").get(f"/khoi/{cast.block.pk}/tong-hop-dang-ky/").status_code == 200
    assert cast.browser("officer").get("/tong-hop-dang-ky/").status_code == 200


def test_a_draft_list_is_printed_by_the_school_alone(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        own = begin(kind=LIST, subject=cast.schools[1], year=cast.year, by=by)
        assert freeze(document=own, wanted="pdf", by=by).job is not None
    asked = {"document": own.pk, "format": "docx"}
    for who in ("leader", "officer"):
        answer = cast.browser(who).post("/api/v1/renditions/", asked, content_type="application/json")
        assert answer.status_code == 422 and "chưa gửi danh sách" in answer.json()["detail"], who
        transaction.set_rollback(False)
        with cast.at_work(who) as by, pytest.raises(RuleViolation, match="chưa gửi danh sách"):
            begin(kind=REQUEST, subject=cast.schools[1], year=cast.year, by=by)


def test_the_request_is_numbered_and_the_tables_beside_it_are_not(cast: Cast, sheet: RegistrationSheet) -> None:
    with cast.at_work("principal") as by:
        paper = begin(kind=REQUEST, subject=cast.schools[1], year=cast.year, by=by)
        number = {"number": 12, "symbol": "TTr-MNP4", "dated": date(2023, 11, 3)}
        issued = issue(document=paper, by=by, **number)
        assert issued.signing["name"] == "Phạm Minh Tâm" and not issued.late
        context = freeze(document=issued, wanted="pdf", by=by).context
        assert context["frame"]["number"] == "Số: 12/TTr-MNP4"
        table = begin(kind=LIST, subject=cast.schools[1], year=cast.year, by=by)
        with pytest.raises(RuleViolation, match="không ghi số riêng"):
            issue(document=table, by=by, **number)


def test_the_list_of_eleven_people_lies_and_its_signature_stands_under_people(
    cast: Cast, sheet: RegistrationSheet
) -> None:
    with cast.at_work("principal") as by:
        sheet_moves.move("recall", sheet=sheet, by=by)
    with cast.at_work("secretary") as by:
        for number in range(9):
            row = sheet_people.add_person(
                sheet=sheet,
                full_name=f"Nguyễn Thị Hồng Hạnh {'ABCDEFGHI'[number]}",
                birth_date=date(1980 + number, 1, 2),
                gender="NU",
                job_title="Giáo viên",
                by=by,
            )
            changes = [CellChange(row.pk, "LDTT", "x", ""), CellChange(row.pk, "initiative", "Góc mở ở lớp lá", "")]
            set_cells(sheet=sheet, changes=changes, by=by)
        sheet_moves.move("submit", sheet=sheet, by=by)
    with cast.at_work("principal") as by:
        sheet_moves.move("approve", sheet=sheet, by=by, reason="Đã soát")
    content = made(cast, LIST, "pdf", cast.schools[1])
    pages = PdfReader(BytesIO(content)).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    first, last = (" ".join(page.extract_text().split()) for page in (pages[0], pages[-1]))
    assert "Kèm theo Tờ trình số" in first and "Lao động tiên tiến 11 người" in first
    assert len(pages) == 2 and "Phạm Minh Tâm" in last and "Hồng Hạnh I" in last  # no signature without people
