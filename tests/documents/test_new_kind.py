"""A kind of paper that is nothing but a spec has a page, an editor, numbers, renditions, API rows and the command."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from docx import Document as Word
from openpyxl import load_workbook

from blocks.models import Posting, StaffMember
from documents.models import Document, Rendition
from documents.queries.documents import newest
from documents.queries.invariants import breaches
from documents.services.documents import begin
from documents.services.renditions import freeze
from tests.cast import Cast
from tests.documents.toy_kinds import CARD, REPORT
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent
from thidua.queue import outbox
from thidua.text import name_sort_key, plain_key
from thidua.wall.tenancy import tenant

NAME = "Đặng Ưu Đạt"


@pytest.fixture(autouse=True)
def _toy_kinds(settings: LazySettings, tmp_path: Path) -> None:
    settings.MANIFESTS = [*settings.MANIFESTS, "tests.documents.toy_kinds.MANIFEST"]
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def person(cast: Cast) -> StaffMember:
    """Somebody who teaches in Phường 4."""
    with tenant(cast.district.pk):
        made = StaffMember.objects.create(full_name=NAME, name_key=plain_key(NAME), sort_key=name_sort_key(NAME))
        Posting.objects.create(staff=made, school=cast.schools[1], job_title="Giáo viên")
        return made


def papers_of(cast: Cast) -> str:
    return f"/van-ban/cua/school/{cast.schools[1].pk}/"


@pytest.fixture
def report(cast: Cast, person: StaffMember) -> Document:
    """The school's report, begun by its secretary at the page of the school's papers."""
    answer = cast.browser("secretary").post(papers_of(cast), {"kind": REPORT.code})
    with tenant(cast.district.pk):
        document = Document.objects.select_related("school", "year").get(kind=REPORT.code)
    assert answer["Location"] == f"/van-ban/{document.pk}/"
    return document


def api(client: Client, method: str, path: str, data: Any = None) -> tuple[int, Any]:
    answer = client.generic(method, f"/api/v1{path}", json.dumps(data or {}), content_type="application/json")
    transaction.set_rollback(False)
    return answer.status_code, answer.json()


def made(cast: Cast, client: Client, report: Document, wanted: str) -> bytes:
    """The file from the button to the download."""
    page = client.post(f"/van-ban/{report.pk}/ket-xuat/", {"format": wanted})["Location"]
    with tenant(cast.district.pk):
        job = Rendition.objects.get(pk=int(re.findall(r"\d+", page)[0])).job_id
    outbox.run(job, cast.district.pk)
    answer = client.get(f"{page}tep/")
    assert f"bao-cao-doi-ngu-{cast.schools[1].code}-2023-2024.{wanted}" in answer["Content-Disposition"]
    return answer.content


def test_the_school_s_papers_offer_it_and_it_has_a_page(cast: Cast, report: Document) -> None:
    browser = cast.browser("secretary")
    listed = browser.get(papers_of(cast)).content.decode()
    assert "Báo cáo đội ngũ" in listed and f"/van-ban/{report.pk}/" in listed and "/BC" not in listed
    page = browser.get(f"/van-ban/{report.pk}/").content.decode()
    assert "Báo cáo đội ngũ" in page and "Nhận xét" in page and "BC-MNP4" in page and "Phạm Minh Tâm" in page
    assert "Kết xuất bảng Excel" in page and "Ghi số, ngày" not in page  # the principal's
    assert report.symbol == "BC-MNP4" and report.subject_kind == "school"


def test_its_words_are_written_seen_by_two_hands_and_come_back(cast: Cast, report: Document) -> None:
    browser, section = cast.browser("secretary"), f"/van-ban/{report.pk}/phan/remarks/"
    assert "Đội ngũ của [tên đơn vị] ổn định." in browser.get(section).content.decode()
    assert browser.post(section, {"text": "<p>Đủ người <b>giỏi</b>.</p>", "seen": "1"}).status_code == 302
    clash = browser.post(section, {"text": "<p>Khác.</p>", "seen": "1"})
    assert clash.status_code == 409 and "Đủ người" in clash.content.decode()
    transaction.set_rollback(False)
    assert browser.post(f"/van-ban/{report.pk}/phien-ban/1/").status_code == 302
    with tenant(cast.district.pk):
        assert newest(report).number == 3 and newest(report).sections["remarks"].startswith("<p>Đội ngũ của")


def test_every_format_holds_the_words_and_the_table(cast: Cast, report: Document) -> None:
    browser = cast.browser("secretary")
    assert made(cast, browser, report, "pdf").startswith(b"%PDF")
    word = Word(BytesIO(made(cast, browser, report, "docx")))
    assert any("Đội ngũ của Trường Mầm non Phường 4 ổn định." in paragraph.text for paragraph in word.paragraphs)
    assert NAME in [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    sheet = load_workbook(BytesIO(made(cast, browser, report, "xlsx"))).worksheets[0]
    assert NAME in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_principal_gives_it_a_number_and_signs_it(cast: Cast, report: Document) -> None:
    principal = cast.browser("principal")
    assert "Ban hành" in principal.get(f"/van-ban/{report.pk}/").content.decode()
    address = f"/van-ban/{report.pk}/ban-hanh/"
    sent = {"number": "7", "symbol": "BC-MNP4", "dated": "2023-11-20"}
    assert "Sổ BC" in principal.get(address).content.decode()
    assert principal.post(address, sent)["Location"] == f"/van-ban/{report.pk}/"
    assert cast.browser("secretary").post(address, sent).status_code == 403
    transaction.set_rollback(False)
    with tenant(cast.district.pk):
        issued = Document.objects.get(pk=report.pk)
        assert (issued.number, issued.signing["name"], issued.late) == (7, "Phạm Minh Tâm", False)
        assert AuditEvent.objects.filter(verb="ban hành văn bản").get().new["signing"] == "Phạm Minh Tâm"
    assert "Lập bản thay thế" in principal.get(f"/van-ban/{report.pk}/").content.decode()
    new = principal.post(f"/van-ban/{report.pk}/thay-the/")["Location"]
    assert "còn hiệu lực" in principal.get(new).content.decode()
    assert "bản thay thế" in principal.get(f"/van-ban/{report.pk}/").content.decode()


def test_programs_read_write_and_make_it(cast: Cast, report: Document) -> None:
    client = cast.browser("secretary")
    school = cast.schools[1].pk
    _, listed = api(client, "GET", f"/documents/?kind={REPORT.code}&subject_kind=school&subject_id={school}")
    assert [(row["kind_label"], row["subject_id"]) for row in listed["results"]] == [("Báo cáo đội ngũ", school)]
    sent = {"version": 1, "sections": {"remarks": "<p>Qua API</p>"}}
    assert api(client, "PATCH", f"/documents/{report.pk}/", sent)[1]["sections"] == {"remarks": "<p>Qua API</p>"}
    wrong = api(client, "PATCH", f"/documents/{report.pk}/", {"version": 2, "sections": {"purpose": "x"}})
    assert wrong[0] == 400 and "Các phần: remarks" in wrong[1]["detail"]
    assert api(client, "POST", "/renditions/", {"document": report.pk, "format": "xlsx"})[0] == 202
    leader = cast.browser("leader")  # reads the papers of the schools of the block, writes none of them
    assert api(leader, "GET", f"/documents/{report.pk}/")[0] == 200
    assert api(leader, "PATCH", f"/documents/{report.pk}/", sent)[0] == 403
    assert api(leader, "POST", "/renditions/", {"document": report.pk, "format": "pdf"})[0] == 403


def test_others_find_nothing(cast: Cast, report: Document) -> None:
    for who in ("member", "stranger"):
        browser = cast.browser(who)
        assert browser.get(f"/van-ban/{report.pk}/").status_code == 404, who
        assert browser.get(f"/van-ban/{report.pk}/phan/remarks/").status_code == 404, who
    assert cast.browser("stranger").get(papers_of(cast)).status_code == 404
    assert cast.browser("secretary").get("/van-ban/cua/cuoc-hop/1/").status_code == 404


def test_a_person_has_several_papers_in_one_year(cast: Cast, person: StaffMember) -> None:
    with cast.at_work("secretary") as by:
        first, second = (begin(kind=CARD, subject=person, year=cast.year, by=by) for _ in range(2))
        assert first.pk != second.pk and first.school_id == cast.schools[1].pk
        assert (first.subject_kind, first.subject_id) == ("person", person.pk)
        with pytest.raises(RuleViolation, match="Chọn PDF"):
            freeze(document=first, wanted="docx", by=by)
        with pytest.raises(RuleViolation, match="là văn bản của người"):
            begin(kind=CARD, subject=cast.schools[1], year=cast.year, by=by)
        assert not list(breaches())
        Document.objects.filter(pk=second.pk).update(subject_id=10**9)
        assert [told for told in breaches() if "không còn người" in told]
    page = cast.browser("secretary").get(f"/van-ban/cua/person/{person.pk}/").content.decode()
    assert page.count(f"/van-ban/{first.pk}/") == 1 and "Lập văn bản" in page and NAME in page
    with cast.at_work("leader") as leader, pytest.raises(Denied):
        begin(kind=CARD, subject=person, year=cast.year, by=leader)


def test_the_command_makes_it(cast: Cast, person: StaffMember, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    call_command("paper", REPORT.code, year="2023-2024", school=cast.schools[1].code, format="docx", out=out)
    assert NAME in [cell.text for table in Word(out).tables for row in table.rows for cell in row.cells]
    card = tmp_path / "phieu.pdf"
    call_command("paper", CARD.code, year="2023-2024", id=str(person.pk), format="pdf", out=card)
    assert card.read_bytes().startswith(b"%PDF")
    with pytest.raises(CommandError, match="là văn bản của người: dùng --id"):
        call_command("paper", CARD.code, year="2023-2024", school=cast.schools[1].code, out=out)
