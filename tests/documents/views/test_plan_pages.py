"""The plan's pages: who sees what, writing a section, two hands, progress, failure, the file byte for byte."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from blocks.models import Meeting
from documents.models import Document, Rendition
from documents.queries.documents import newest
from documents.services import renditions
from documents.services.plans import begin_plan
from documents.services.sections import save_sections
from tests.cast import Cast
from tests.documents.adopting import adopted_plan  # noqa: F401  each of these tests
from thidua.errors import RuleViolation
from thidua.models import JobState
from thidua.queue import outbox


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def plan(cast: Cast) -> Document:
    with cast.at_work("leader") as leader:
        return begin_plan(block=cast.block, year=cast.year, by=leader)


@pytest.fixture
def leader(cast: Cast) -> Client:
    return cast.browser("leader")


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def refused(answer: Any) -> int:
    """The status of a refusal; its rollback is taken back, for here the whole story is one transaction."""
    transaction.set_rollback(False)
    return answer.status_code


def rendered(cast: Cast, client: Client, plan: Document, wanted: str) -> int:
    """Ask for a rendition at the door and let a worker make it."""
    answer = client.post(reverse("render_document", args=[plan.pk]), {"format": wanted})
    assert answer.status_code == 302
    pk = int(re.findall(r"\d+", answer["Location"])[0])
    with cast.at_work("leader"):
        job = Rendition.objects.get(pk=pk).job_id
    outbox.run(job, cast.district.pk)
    return pk


def test_a_plan_is_begun_from_its_page(cast: Cast, leader: Client) -> None:
    assert "Lập kế hoạch từ mẫu của năm" in page(leader, "plan", cast.block.pk)
    assert "Chưa lập" in page(leader, "plans")
    answer = leader.post(reverse("begin_plan", args=[cast.block.pk]), follow=True)
    text = answer.content.decode()
    assert "Đã lập kế hoạch từ mẫu" in text and "Căn cứ Thông tư số 21/2020" in text
    assert "Sinh hoạt lần 1: địa điểm chưa đủ." in text and "Đang soạn" in page(leader, "plans")


@pytest.mark.parametrize("who", ["principal", "secretary", "member", "head"])
def test_others_read_and_cannot_write(cast: Cast, plan: Document, who: str) -> None:
    client = cast.browser(who)
    text = page(client, "plan", cast.block.pk)
    assert "Mục đích yêu cầu" in text and "Kết xuất PDF</button>" not in text
    section = reverse("document_section", args=[plan.pk, "purpose"])
    assert refused(client.get(section)) == 403
    for address, data in (
        (section, {"text": "<p>x</p>", "seen": "1"}),
        (reverse("render_document", args=[plan.pk]), {"format": "pdf"}),
        (reverse("begin_plan", args=[cast.block.pk]), {}),
        (reverse("document_version", args=[plan.pk, 1]), {}),
    ):
        assert refused(client.post(address, data)) == 403
    with cast.at_work("leader"):
        assert newest(plan).number == 1 and not Rendition.objects.exists()


def test_the_stranger_finds_nothing(cast: Cast, plan: Document, leader: Client) -> None:
    pk = rendered(cast, leader, plan, "xlsx")
    stranger = cast.browser("stranger")
    for name, args in (
        ("plan", [cast.block.pk]),
        ("document_section", [plan.pk, "purpose"]),
        ("document_issue", [plan.pk]),
        ("document_version", [plan.pk, 1]),
        ("rendition", [pk]),
        ("rendition_progress", [pk]),
        ("rendition_file", [pk]),
    ):
        assert stranger.get(reverse(name, args=args)).status_code == 404, name
    for name, args in (("begin_plan", [cast.block.pk]), ("render_document", [plan.pk]), ("rendition_again", [pk])):
        assert stranger.post(reverse(name, args=args), {"format": "pdf"}).status_code == 404, name
    assert cast.block.name not in page(stranger, "plans")


def test_a_section_is_written_and_shown(cast: Cast, plan: Document, leader: Client) -> None:
    form = page(leader, "document_section", plan.pk, "purpose")
    assert 'name="seen" value="1"' in form and "&lt;p&gt;Quán triệt tư tưởng" in form
    assert 'type="module"' in form and "data-narrative" in form
    sent = {"text": "<p>Mục đích mới <img src=x onerror=alert(1)></p>", "seen": "1"}
    answer = leader.post(reverse("document_section", args=[plan.pk, "purpose"]), sent, follow=True)
    assert "(phiên bản 2)" in answer.content.decode()
    with cast.at_work("leader"):
        assert newest(plan).sections["purpose"] == "<p>Mục đích mới</p>"
    assert page(leader, "document_section", plan.pk, "khong-co", status=404)


def test_lines_are_a_plain_textarea(plan: Document, leader: Client) -> None:
    form = page(leader, "document_section", plan.pk, "legal_bases")
    assert "data-narrative" not in form and "Mỗi căn cứ một dòng" in form


def test_two_hands_on_one_section_see_both_and_lose_nothing(cast: Cast, plan: Document, leader: Client) -> None:
    with cast.at_work("officer") as officer:
        save_sections(document=plan, seen=1, typed={"purpose": "<p>Bản của chuyên viên</p>"}, by=officer)
    address = reverse("document_section", args=[plan.pk, "purpose"])
    answer = leader.post(address, {"text": "<p>Bản của khối trưởng</p>", "seen": "1"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>Bản của chuyên viên</p>" in text and "&lt;p&gt;Bản của khối trưởng&lt;/p&gt;" in text
    assert "Lê Thị Bích Vân" in text and 'name="seen" value="2"' in text
    assert leader.post(address, {"text": "<p>Bản của khối trưởng</p>", "seen": "2"}).status_code == 302
    with cast.at_work("leader"):
        assert newest(plan).sections["purpose"] == "<p>Bản của khối trưởng</p>"


def test_refused_words_stay_in_the_form(plan: Document, leader: Client) -> None:
    address = reverse("document_section", args=[plan.pk, "closing"])
    answer = leader.post(address, {"text": "<p>Chữ 漢 này</p>", "seen": "1"})
    assert answer.status_code == 422
    assert "漢” (U+6F22)" in answer.content.decode() and "&lt;p&gt;Chữ 漢 này" in answer.content.decode()


def test_an_older_version_is_read_and_brought_back(cast: Cast, plan: Document, leader: Client) -> None:
    with cast.at_work("leader") as by:
        save_sections(document=plan, seen=1, typed={"purpose": "<p>Khác hẳn</p>"}, by=by)
    old = page(leader, "document_version", plan.pk, 1)
    assert "Khác bản mới nhất" in old and "Lấy lại phiên bản 1" in old
    assert "Lấy lại phiên bản 2" not in page(leader, "document_version", plan.pk, 2)
    answer = leader.post(reverse("document_version", args=[plan.pk, 1]), follow=True)
    assert "bây giờ là phiên bản 3" in answer.content.decode()


def test_only_the_office_chooses_the_words_of_the_year(cast: Cast, plan: Document, leader: Client) -> None:
    address = reverse("document_template", args=[plan.pk])
    assert "làm mẫu của năm" not in page(leader, "plan", cast.block.pk)
    assert refused(leader.post(address)) == 403
    officer = cast.browser("officer")
    assert "Lấy lời này làm mẫu của năm" in page(officer, "plan", cast.block.pk)
    assert "bắt đầu từ lời của văn bản này" in officer.post(address, follow=True).content.decode()


def test_number_and_day(plan: Document, leader: Client, cast: Cast) -> None:
    address = reverse("document_issue", args=[plan.pk])
    wrong = leader.post(address, {"number": "năm", "symbol": "", "dated": "7-12"})
    text = wrong.content.decode()
    assert "Số văn bản là số nguyên" in text and "Ghi ký hiệu văn bản" in text and "“7-12” thiếu năm" in text
    half = leader.post(address, {"number": "5", "symbol": "KH-KTĐ29-MNP3", "dated": ""})
    assert "Văn bản có số thì phải có ngày" in half.content.decode()
    sent = {"number": "5", "symbol": "KH-KTĐ29-MNP3", "dated": "2023-12-07"}
    done = leader.post(address, sent, follow=True).content.decode()
    assert "05/KH-KTĐ29-MNP3" in done.replace(" ", "").replace("\n", "") and "07/12/2023" in done


def test_a_rendition_from_button_to_file(cast: Cast, plan: Document, leader: Client) -> None:
    pk = rendered(cast, leader, plan, "pdf")
    text = page(leader, "rendition", pk)
    assert f"{reverse('rendition_file', args=[pk])}?xem=1" in text and "hx-trigger" not in text
    pages = re.findall(r'<img\s+src="([^"]+)"\s+width="(\d+)"\s+height="(\d+)"\s+alt="Trang (\d+) trên (\d+)"', text)
    assert len(pages) == int(pages[0][4]) >= 8 and {int(one[1]) > int(one[2]) for one in pages} == {True, False}
    for address, width, height, _number, _all in pages:
        drawn = Image.open(BytesIO(leader.get(address).content))
        assert drawn.format == "PNG" and abs(drawn.width - int(width)) <= 1 and abs(drawn.height - int(height)) <= 1
        assert drawn.convert("L").getextrema()[0] < 80  # there is ink on it
    with cast.at_work("leader"):
        stored = Rendition.objects.select_related("stored").get(pk=pk).stored
    assert stored is not None and stored.sha256 in text
    saved = leader.get(reverse("rendition_file", args=[pk]))
    assert hashlib.sha256(saved.content).hexdigest() == stored.sha256
    assert saved["Content-Disposition"] == 'attachment; filename="ke-hoach-khoi-29-2023-2024.pdf"'
    assert saved["X-Content-Type-Options"] == "nosniff" and "sandbox" in saved["Content-Security-Policy"]
    inside = leader.get(reverse("rendition_file", args=[pk]) + "?xem=1")
    assert inside["Content-Disposition"].startswith("inline") and inside["Content-Type"] == "application/pdf"
    assert inside.content == saved.content
    again = leader.post(reverse("render_document", args=[plan.pk]), {"format": "pdf"})
    assert again["Location"] == reverse("rendition", args=[pk])  # the same content, the same photograph


def test_a_workbook_is_never_shown_inside(cast: Cast, plan: Document, leader: Client) -> None:
    pk = rendered(cast, leader, plan, "xlsx")
    answer = leader.get(reverse("rendition_file", args=[pk]) + "?xem=1")
    assert answer["Content-Disposition"].startswith("attachment")
    assert refused(leader.get(reverse("rendition_page", args=[pk, 1]))) == 422


def test_a_page_that_is_not_there(cast: Cast, plan: Document, leader: Client) -> None:
    pk = rendered(cast, leader, plan, "pdf")
    assert refused(leader.get(reverse("rendition_page", args=[pk, 99]))) == 422
    assert refused(leader.get(reverse("rendition_page", args=[pk, 0]))) == 422
    assert cast.browser("stranger").get(reverse("rendition_page", args=[pk, 1])).status_code == 404


def test_progress_is_polled_until_the_file_is_there(cast: Cast, plan: Document, leader: Client) -> None:
    answer = leader.post(reverse("render_document", args=[plan.pk]), {"format": "docx"}, follow=True)
    whole = answer.content.decode()
    pk = int(re.findall(r"ban-ket-xuat/(\d+)/tien-do", whole)[0])
    part = page(leader, "rendition_progress", pk)
    assert part.strip() in whole and 'hx-trigger="every 1s"' in part and "<progress" in part
    with cast.at_work("leader"):
        job = Rendition.objects.get(pk=pk).job_id
    outbox.run(job, cast.district.pk)
    done = page(leader, "rendition_progress", pk)
    assert "hx-trigger" not in done and "Tải Word" in done
    assert done.strip() in page(leader, "rendition", pk)


def test_a_failure_says_why_and_is_tried_again(
    cast: Cast, plan: Document, leader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(paper: Any, form: Any) -> Any:
        raise RuleViolation("print_face", "Máy chủ chưa có phông chữ in.")

    with monkeypatch.context() as patched:
        patched.setattr(renditions, "make", broken)
        pk = rendered(cast, leader, plan, "pdf")
    text = page(leader, "rendition", pk)
    assert "Máy chủ chưa có phông chữ in." in text and "Thử lại" in text
    assert refused(leader.get(reverse("rendition_file", args=[pk]))) == 422
    assert "Thử lại" not in page(cast.browser("principal"), "rendition", pk)
    assert leader.post(reverse("rendition_again", args=[pk])).status_code == 302
    with cast.at_work("leader"):
        job = Rendition.objects.select_related("job").get(pk=pk).job
    assert job is not None and job.state == JobState.NEW
    outbox.run(job.pk, cast.district.pk)
    assert "Tải PDF" in page(leader, "rendition", pk)


def test_a_damaged_file_is_not_handed_out(cast: Cast, plan: Document, leader: Client, settings: Any) -> None:
    pk = rendered(cast, leader, plan, "xlsx")
    (kept,) = (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    kept.write_bytes(b"khac")
    answer = leader.get(reverse("rendition_file", args=[pk]))
    assert answer.status_code == 422 and "không còn nguyên vẹn" in answer.content.decode()


def test_a_lost_file_still_has_a_page_that_says_so(cast: Cast, plan: Document, leader: Client, settings: Any) -> None:
    pk = rendered(cast, leader, plan, "pdf")
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    assert "Không dựng được hình các trang" in page(leader, "rendition", pk)
    assert refused(leader.get(reverse("rendition_page", args=[pk, 1]))) == 422


def meeting_form(**changes: str) -> dict[str, str]:
    typed = {
        "month": "2023-12",
        "day": "2023-12-07",
        "time": "14:00",
        "time_note": "",
        "place": "Trường Mầm non Phường 3",
        "review_heading": "",
        "contents": "- Thống nhất kế hoạch\nKý giao ước",
        "note": "",
        "seen": "1",
    }
    return {**typed, **changes}


def test_a_meeting_is_planned(cast: Cast, plan: Document, leader: Client) -> None:
    address = reverse("edit_meeting", args=[cast.block.pk, 1])
    assert "Dương Đình Nghệ" in leader.get(address).content.decode()
    answer = leader.post(address, meeting_form(), follow=True)
    assert "Đã lưu lịch sinh hoạt lần 1" in answer.content.decode()
    with cast.at_work("leader"):
        meeting = Meeting.objects.get(council__block=cast.block, number=1)
        assert (meeting.planned_place, meeting.contents, meeting.version) == (
            "Trường Mầm non Phường 3",
            ["Thống nhất kế hoạch", "Ký giao ước"],
            2,
        )
    assert "14:00, thứ Năm, 07/12/2023" in page(leader, "plan", cast.block.pk)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"time": ""}, "Ghi cả giờ họp"),
        ({"day": ""}, "Ghi cả ngày họp"),
        ({"month": "tháng chạp"}, "không phải là tháng"),
        ({"day": "2025-12-07"}, "nằm ngoài năm thi đua"),
        ({"contents": "x" * 700}, "rút còn 600"),
    ],
)
def test_a_meeting_that_cannot_be(cast: Cast, plan: Document, leader: Client, typed: dict[str, str], told: str) -> None:
    answer = leader.post(reverse("edit_meeting", args=[cast.block.pk, 1]), meeting_form(**typed))
    assert answer.status_code == 422 and told in answer.content.decode()


def test_two_hands_on_one_meeting(cast: Cast, plan: Document, leader: Client) -> None:
    address = reverse("edit_meeting", args=[cast.block.pk, 1])
    assert leader.post(address, meeting_form(place="Nơi của người trước")).status_code == 302
    answer = leader.post(address, meeting_form(place="Nơi của tôi"))
    text = answer.content.decode()
    assert answer.status_code == 409 and "Nơi của người trước" in text and "Nơi của tôi" in text
    assert 'name="seen" value="2"' in text
    assert leader.post(address, meeting_form(place="Nơi của tôi", seen="2")).status_code == 302
    assert refused(cast.browser("principal").post(address, meeting_form(seen="3"))) == 403


def test_queries_do_not_grow_with_versions_and_renditions(cast: Cast, plan: Document, leader: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(leader, "plan", cast.block.pk)
        return len(seen)

    def write(times: int) -> None:
        with cast.at_work("leader") as by:
            for _ in range(times):
                number = newest(plan).number
                save_sections(document=plan, seen=number, typed={"purpose": f"<p>Lần {number}</p>"}, by=by)
                renditions.freeze(document=plan, wanted="docx", by=by)

    write(2)
    queries()
    few = queries()
    write(6)
    assert queries() == few


def test_a_replaced_plan_has_its_page_and_the_block_s_page_shows_the_new_one(
    cast: Cast, plan: Document, leader: Client
) -> None:
    sent = {"number": "5", "symbol": "KH-KTĐ29-MNP3", "dated": "2023-12-07"}
    done = leader.post(reverse("document_issue", args=[plan.pk]), sent, follow=True).content.decode()
    assert "Lập bản thay thế" in done
    answer = leader.post(reverse("supersede_document", args=[plan.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("plan", args=[cast.block.pk])
    text = answer.content.decode()
    assert "Văn bản này thay thế" in text and reverse("document", args=[plan.pk]) in text
    old = page(leader, "document", plan.pk)
    assert "còn hiệu lực đến khi bản đó có số" in old and "Lập bản thay thế" not in old
    assert f'href="{reverse("document", args=[plan.pk])}">Thôi' in page(leader, "document_heading", plan.pk)
    assert "05/KH-KTĐ29-MNP3" in page(leader, "plans")
    with cast.at_work("leader"):
        new = Document.objects.get(supersedes=plan)
    assert f'href="{reverse("plan", args=[cast.block.pk])}">Thôi' in page(leader, "document_heading", new.pk)
    sent = {"number": "9", "symbol": "KH-KTĐ29-MNP3", "dated": "2024-01-05"}
    assert leader.post(reverse("document_issue", args=[new.pk]), sent).status_code == 302
    assert "đã được thay thế bằng" in page(leader, "document", plan.pk)
    assert "09/KH-KTĐ29-MNP3" in page(leader, "plans") and "05/KH" not in page(leader, "plans")
