"""Files on the screens and in the API: sent, refused, downloaded as they may be, taken off, listed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Award, Decision
from blocks.models import Attachment, RegistrationSheet
from blocks.queries.files.attachments import usage_of
from blocks.rules.files.attachments import MEGABYTE
from tests.thidua.gate.malformed import good
from tests.thidua.gate.malformed_docx import field, good_docx
from tests.thidua.gate.malformed_pdf import made
from tests.thidua.gate.malformed_pictures import picture
from thidua.models import AuditEvent, ScanState, StoredFile
from thidua.storage import clamav

KINDS = {
    "a.pdf": made(),
    "a.docx": good_docx(),
    "a.xlsx": good(),
    "a.jpg": picture(),
    "a.png": picture("PNG"),
    "a.webp": picture("WEBP"),
}


@pytest.fixture
def paper(cast):
    with cast.at_work():
        made = Decision.objects.create(number="77/QĐ-UBND", issuer="UBND", issued_on=date(2023, 9, 1))
        Award.objects.create(decision=made, school=cast.schools[1], title_id="TTLDTT", year_code="2022-2023")
        return made


def _send(browser, address, content, name="Bản quét.pdf", **more):
    return browser.post(address, {"file": SimpleUploadedFile(name, content), **more})


def _page(target, slug="quyet-dinh"):
    return f"/tep/cua/{slug}/{target.pk}/"


def test_every_kind_is_sent_and_served_as_an_attachment_that_can_do_nothing(cast, paper):
    browser = cast.browser("officer")
    for name, content in KINDS.items():
        assert _send(browser, _page(paper), content, name).status_code == 302, name
    shown = browser.get(_page(paper)).content.decode()
    assert "Chưa quét" in shown and "còn" in shown and shown.count("download>") == len(KINDS)
    with cast.at_work():
        rows = list(Attachment.objects.order_by("pk").values_list("pk", "name"))
    for pk, name in rows:
        answer = browser.get(f"/tep/{pk}/tai/")
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert name.endswith((".jpg", ".png", ".webp")) or answer.content == KINDS[name]
        for who, status in (("stranger", 404), ("principal", 200), ("member", 403)):
            assert cast.browser(who).get(f"/tep/{pk}/tai/").status_code == status, (who, name)


def test_a_file_is_kept_under_a_name_of_its_own_in_its_authoritys_folder(cast, paper, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    _send(cast.browser("officer"), _page(paper), KINDS["a.pdf"], "../../Quyết định.pdf")
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    with cast.at_work():
        row = Attachment.objects.select_related("stored").get()
    assert row.name == "Quyết định.pdf"
    assert kept == [tmp_path / str(cast.district.pk) / row.stored.sha256[:2] / row.stored.sha256]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.pdf", "Tệp rỗng"),
        (field("DDEAUTO cmd"), "a.docx", "Ctrl+Shift+F9"),
        (b"MZ", "a.exe", "chương trình"),
        (b"<svg/>", "a.svg", "HTML, SVG"),
    ],
)
def test_a_refusal_says_why_and_keeps_the_title(cast, paper, content, name, told):
    answer = _send(cast.browser("officer"), _page(paper), content, name, title="Tiêu đề đã gõ")
    shown = answer.content.decode()
    assert answer.status_code == 422 and told in shown and "Tiêu đề đã gõ" in shown and "Chưa đính kèm được" in shown
    with cast.at_work():
        assert not StoredFile.objects.exists()


def test_no_file_chosen_is_said(cast, paper):
    answer = cast.browser("officer").post(_page(paper), {"title": "A"})
    assert answer.status_code == 422 and "Chọn một tệp" in answer.content.decode()


def test_malware_is_refused_and_told_in_the_trail(cast, paper, monkeypatch):
    found = clamav.Verdict(ScanState.INFECTED, "Win.Test")
    monkeypatch.setattr("thidua.storage.clamav.scan", lambda content: found)
    answer = _send(cast.browser("officer"), _page(paper), KINDS["a.pdf"])
    assert answer.status_code == 422 and "Win.Test" in answer.content.decode()
    with cast.at_work():
        assert not Attachment.objects.exists()
        assert AuditEvent.objects.get(verb="chặn tệp có mã độc").label == "77/QĐ-UBND"


def test_who_may_only_look_sees_why(cast, paper):
    browser = cast.browser("principal")
    shown = browser.get(_page(paper)).content.decode()
    assert "Chuyên viên của đơn vị quản lý đính kèm" in shown and 'type="file"' not in shown
    assert _send(browser, _page(paper), KINDS["a.pdf"]).status_code == 403
    assert browser.post(_page(paper)).status_code == 403
    assert cast.browser("stranger").get(_page(paper)).status_code == 404


def test_taking_off_asks_for_a_reason(cast, paper):
    browser = cast.browser("officer")
    _send(browser, _page(paper), KINDS["a.pdf"], title="Nhầm")
    with cast.at_work():
        pk = Attachment.objects.get().pk
    address = f"/tep/{pk}/go/"
    assert "90 ngày" in browser.get(address).content.decode()
    assert browser.post(address, {"reason": " "}).status_code == 422
    assert cast.browser("principal").post(address, {"reason": "a"}).status_code == 403
    assert browser.post(address, {"reason": "tải nhầm bản"}).status_code == 302
    assert browser.get(f"/tep/{pk}/tai/").status_code == 422
    assert "tải nhầm bản" in browser.get("/tep/?da_go=1").content.decode()
    assert "đã gỡ tệp này" in browser.get(address).content.decode()


def test_the_list_filters_and_does_not_ask_more_for_more(cast, paper, monkeypatch):
    browser = cast.browser("officer")
    asked = []
    browser.get("/tep/")  # the session's own questions are asked once
    for many in (2, 8):
        with cast.at_work():
            for n in range(many):
                stored = StoredFile.objects.create(
                    sha256="0" * 64,
                    size=5,
                    name="a",
                    content_type="a/b",
                    created_at="2023-09-01T00:00:00Z",
                    counts_for=0,
                    scan="CHUA_QUET" if n else "SACH",
                    scanned_at="2023-09-01T00:00:00Z",
                )
                Attachment.objects.create(
                    kind="quyet-dinh",
                    target=paper.pk,
                    label="77",
                    title=f"Bản {n}",
                    name="a.pdf",
                    stored=stored,
                    added_by="A",
                    added_at="2023-09-01T00:00:00Z",
                )
        with CaptureQueriesContext(connection) as seen:
            shown = browser.get("/tep/").content.decode()
        asked.append(len(seen))
    assert asked[0] == asked[1] and shown.count("Bản 1") == 2
    inside_of = {"?quet=SACH": 2, "?tim=Bản+1": 2, "?loai=ky-luat": 0, "?truong=9": 0, "?trang=x": 10}
    for query, inside in inside_of.items():
        assert browser.get(f"/tep/{query}").content.decode().count('<th scope="row">') == inside, query
    assert "77/QĐ-UBND" in browser.get("/tep/loai/quyet-dinh/?tim=77").content.decode()
    assert browser.get("/tep/loai/khong-co/").status_code == 404


def test_the_office_sets_limits_and_schools_do_not(cast):
    browser = cast.browser("officer")
    form = {"scope": "MOT_TRUONG", "school": cast.schools[1].pk, "amount": "500", "reason": "nhiều minh chứng"}
    assert browser.post("/tep/han-muc/", form).status_code == 302
    with cast.at_work():
        assert usage_of(cast.schools[1].pk).limit == 500 * MEGABYTE
    shown = browser.get("/tep/han-muc/").content.decode()
    assert "nhiều minh chứng" in shown and "500 MB" in shown
    wrong = browser.post("/tep/han-muc/", {"scope": "MOT_TRUONG", "amount": "5", "reason": "a"})
    assert wrong.status_code == 422 and "Chọn trường" in wrong.content.decode()
    assert cast.browser("principal").get("/tep/han-muc/").status_code == 403


def test_a_school_keeps_papers_with_its_list(cast):
    with cast.at_work("principal"):
        sheet = RegistrationSheet.objects.create(year=cast.year, school=cast.schools[1])
    browser = cast.browser("secretary")
    assert _send(browser, _page(sheet, "dang-ky"), KINDS["a.pdf"], title="Biên bản họp").status_code == 302
    assert "Biên bản họp" in browser.get("/tep/").content.decode()
    assert "Biên bản họp" in cast.browser("officer").get("/tep/").content.decode()


def test_the_api_lists_sends_serves_and_takes_off(cast, paper):
    browser, base = cast.browser("officer"), "/api/v1/attachments/"
    sent = _send(browser, base, KINDS["a.pdf"], kind="quyet-dinh", target=paper.pk, title="Bản quét")
    assert sent.status_code == 201, sent.content
    row = sent.json()
    assert (row["title"], row["scan"], row["pages"], row["size"]) == ("Bản quét", "CHUA_QUET", 1, len(KINDS["a.pdf"]))
    listed = cast.browser("principal").get(f"{base}?kind=quyet-dinh&removed=false").json()
    assert [one["id"] for one in listed["results"]] == [row["id"]]
    answer = browser.get(f"{base}{row['id']}/file/")
    assert answer.content == KINDS["a.pdf"] and answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    refused = _send(browser, base, b"MZ", "a.pdf", kind="quyet-dinh", target=paper.pk)
    assert refused.status_code == 422 and refused.json()["code"] == "program"
    assert _send(browser, base, b"", kind="khong-co", target=1).status_code == 400
    assert _send(cast.browser("member"), base, KINDS["a.pdf"], kind="quyet-dinh", target=paper.pk).status_code == 403
    assert cast.browser("stranger").get(f"{base}{row['id']}/file/").status_code == 404
    gone = browser.post(f"{base}{row['id']}/remove/", {"reason": "nhầm"}, content_type="application/json")
    assert gone.status_code == 200 and gone.json()["reason"] == "nhầm"
    assert browser.get(f"{base}?removed=true").json()["count"] == 1
