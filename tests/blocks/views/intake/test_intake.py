"""The intake screen: upload, progress, preview, accept, and who may."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from blocks.models import IntakeBatch, IntakeFile, Registration, School
from blocks.services.intake.batches import open_batch
from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.khoi29 import workbooks
from thidua.models import Job
from thidua.queue import outbox

TOKEN = re.compile(r'value="[A-Za-z0-9]{64}"|name="form_key" value="[^"]+"')
HEADING = ["STT", "Họ và tên", "Ngày sinh", "LĐTT"]


def book(school: str, *rows: list[object]) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in ([school], ["NĂM HỌC 2023 - 2024"], HEADING, *rows):
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


GOOD = book("MN Phường 4", [1, "Lê Thị Hoa", "02/03/1985", "x"])
WRONG = book("MN Phường 4", [1, "Lê Thị Hoa", "31/02/1985", "?"], [2, "Trần Thị Lan", "04/05/1990", "x"])


def upload(cast: Cast, *files: tuple[str, bytes], who: str = "officer") -> str:
    """Send files through the page and let the worker read them; the address of the batch."""
    fields = [SimpleUploadedFile(name, content) for name, content in files]
    answer = cast.browser(who).post("/nhan-tep/", {"year": "2023-2024", "files": fields})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    with cast.at_work(who):
        jobs = list(Job.objects.values_list("pk", flat=True))
    for job in jobs:
        outbox.run(job, cast.district.pk)
    return str(answer["Location"])


def text(cast: Cast, url: str, who: str = "officer", **headers: str) -> str:
    answer = cast.browser(who).get(url, headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_upload_preview_and_accept(cast: Cast) -> None:
    url = upload(cast, ("danh sách.xlsx", GOOD))
    page = text(cast, url)
    assert "Chờ ghi" in page and "1 mới, 0 thay đổi, 0 giữ nguyên" in " ".join(page.split())
    digest = page.split('name="digest" value="')[1].split('"')[0]
    answer = cast.browser("officer").post(f"{url}chap-nhan/", {"digest": digest}, follow=True)
    assert "Đã nhận: 1 mục mới" in answer.content.decode()
    with cast.at_work():
        assert Registration.objects.get().staff.full_name == "Lê Thị Hoa"
    assert "Đã nhận" in text(cast, "/nhan-tep/")


def test_the_sixteen_workbooks_fit_on_one_page(cast: Cast) -> None:
    page = text(cast, upload(cast, *workbooks().items()))
    assert "Lập 9 trường mới" in page and "Trường Mầm non BamBi Hồng" in page
    assert len(page.encode()) < 100_000


def test_every_problem_stands_with_its_cell_value_and_cure(cast: Cast) -> None:
    page = text(cast, upload(cast, ("sai.xlsx", WRONG)))
    for told in ("C4", "31/02/1985", "không có trong lịch", "D4", "không phải dấu đăng ký", "2 chỗ cần sửa"):
        assert told in page
    assert "2 mới" in page, "a wrong cell does not keep the row away"


def test_problems_can_be_filtered(cast: Cast) -> None:
    url = upload(cast, ("sai.xlsx", WRONG), ("dung.xlsx", book("MN Phường 5", [1, "Vũ Thị Ba", "1/1/1980", "x"])))
    everything, faulty = (text(cast, f"{url}{chip}").split('<ol class="timeline">')[0] for chip in ("", "?loc=LOI"))
    assert "dung.xlsx" in everything and "dung.xlsx" not in faulty and "sai.xlsx" in faulty


def test_the_workbook_goes_back_with_red_reasons(cast: Cast) -> None:
    upload(cast, ("danh sách.xlsx", WRONG))
    with cast.at_work():
        pk = IntakeFile.objects.get().pk
    answer = cast.browser("officer").get(f"/nhan-tep/tep/{pk}/ly-do/")
    assert "l%C3%BD%20do.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert "31/02/1985" in sheet["E4"].value and sheet["E3"].value.startswith("Lý do") and sheet["D4"].comment


def test_progress_asks_for_itself_until_the_preview_stands(cast: Cast) -> None:
    with cast.at_work() as by:
        batch = open_batch(year=cast.year, block=None, uploads=[("a.xlsx", GOOD)], by=by)
    url = f"/nhan-tep/{batch.pk}/"
    part = text(cast, url, **{"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in part and "<html" not in part and 'http-equiv="refresh"' in text(cast, url)
    outbox.run(batch.job_id, cast.district.pk)
    ready = text(cast, url, **{"HX-Request": "true"})
    whole = text(cast, url)
    assert "hx-trigger" not in ready and TOKEN.sub("", ready.strip()) in TOKEN.sub("", whole)


def test_refused_files_and_no_files_are_told(cast: Cast) -> None:
    client = cast.browser("officer")
    assert "Chưa chọn tệp nào" in client.post("/nhan-tep/", {"year": "2023-2024"}).content.decode()
    page = text(cast, upload(cast, ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)))
    assert "Excel đời cũ (.xls)" in page and "Không nhận được" in page
    page = text(cast, upload(cast, ("a.csv", b"a" * (6 * 1024 * 1024))))
    assert "nặng hơn 5 MB" in page


def test_a_changed_preview_is_shown_anew_and_nothing_is_written(cast: Cast) -> None:
    url = upload(cast, ("a.xlsx", GOOD))
    answer = cast.browser("officer").post(f"{url}chap-nhan/", {"digest": "khác"})
    assert answer.status_code == 409 and "Chưa ghi gì" in answer.content.decode()
    with cast.at_work():
        assert not Registration.objects.exists()
        assert IntakeBatch.objects.get().state == "CHO_DUYET"


def test_leaving_and_comparing_again(cast: Cast) -> None:
    url = upload(cast, ("a.xlsx", GOOD))
    client = cast.browser("officer")
    assert client.post(f"{url}lai/").status_code == 302
    assert "Đã bỏ đợt nhận tệp" in client.post(f"{url}bo/", follow=True).content.decode()
    assert client.post(f"{url}chap-nhan/", {}).status_code == 422


def test_a_new_block_and_new_schools_are_made_as_chosen(cast: Cast) -> None:
    content = book("Trường Tiểu học Kỳ Đồng", [1, "Lê Thị Hoa", "02/03/1985", "x"])
    client = cast.browser("officer")
    sent = {"year": "2023-2024", "block_code": "7", "files": [SimpleUploadedFile("a.xlsx", content)]}
    url = client.post("/nhan-tep/", sent)["Location"]
    with cast.at_work():
        job = Job.objects.get().pk
    outbox.run(job, cast.district.pk)
    page = text(cast, url)
    assert "Lập khối mới mã 7" in page and "Lập 1 trường mới" in page
    digest = page.split('name="digest" value="')[1].split('"')[0]
    chosen = {"digest": digest, "block_name": "Khối 7 - Tiểu học", "block_level": "TH"}
    chosen["owner-tieu hoc ky dong"] = "NGOAI_CL"
    assert client.post(f"{url}chap-nhan/", chosen).status_code == 302
    with cast.at_work():
        school = School.objects.get(name="Trường Tiểu học Kỳ Đồng")
        assert (school.level, school.ownership, school.code) == ("TH", "NGOAI_CL", "THKD")
        assert school.placements.get().block.name == "Khối 7 - Tiểu học"


@pytest.mark.parametrize("path", ["", "chap-nhan/", "bo/", "lai/"])
def test_the_other_authority_and_other_schools_find_nothing(cast: Cast, path: str) -> None:
    url = upload(cast, ("a.xlsx", GOOD))
    for who in ("stranger", "secretary"):
        client = cast.browser(who)
        answer = client.post(url + path, {}) if path else client.get(url)
        assert answer.status_code == 404
    with cast.at_work():
        pk = IntakeFile.objects.get().pk
    assert cast.browser("stranger").get(f"/nhan-tep/tep/{pk}/ly-do/").status_code == 404


def test_a_council_member_is_told_who_may(cast: Cast) -> None:
    answer = cast.browser("member").get("/nhan-tep/")
    assert answer.status_code == 403 and "Thư ký" in answer.content.decode()


def test_the_list_of_batches_costs_the_same_for_many(cast: Cast) -> None:
    upload(cast, ("a.xlsx", GOOD))
    few = queries(cast.browser("officer"), "/nhan-tep/")
    for number in range(4):
        upload(cast, (f"{number}.xlsx", GOOD))
    assert queries(cast.browser("officer"), "/nhan-tep/") == few


def test_the_preview_costs_the_same_for_many_rows_and_files(cast: Cast) -> None:
    one = upload(cast, ("a.xlsx", GOOD))
    many = upload(cast, *workbooks().items())
    client = cast.browser("officer")
    assert queries(client, one) == queries(client, many)


def test_the_preview_shows_what_was_understood_and_asks_what_is_not(cast: Cast) -> None:
    made = Workbook()
    head = [*HEADING, None]
    for row in (["MN Phường 4"], ["NĂM HỌC 2023 - 2024"], head, [1, "Lê Thị Hoa", "02/03/1985", "x", "x"]):
        made.worksheets[0].append(row)
    for row in ([2, "Trần Thị Lan", "04/05/1990", "x", "x"], ["", "Tổng cộng", "", 3]):
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    url = upload(cast, ("danh sách.xlsx", out.getvalue()))
    page = " ".join(text(cast, url).split())
    assert "Cột E chưa có tiêu đề: đây là cột gì?" in page and "2 người, 2 lượt danh hiệu được ghi" in page
    assert "đếm được 2, dòng tổng của tệp ghi 3 (khác)" in page and "D “LĐTT”: LĐTT" in page
    key = page.split('name="khoa-')[1].split('value="')[1].split('"')[0]
    number = page.split('name="khoa-')[1].split('"')[0]
    told = {f"khoa-{number}": key, f"cot-{number}": "DANH_HIEU:CSTDCS"}
    assert cast.browser("officer").post(f"{url}cot/", told).status_code == 302
    wrong = {f"khoa-{number}": key, f"cot-{number}": "DANH_HIEU:LA"}
    assert cast.browser("officer").post(f"{url}cot/", wrong).status_code == 409


def test_numbers_of_the_preview_form_are_numbers_or_nothing(cast: Cast) -> None:
    url = upload(cast, ("danh sách.xlsx", GOOD))
    for value in ("²", "9" * 40, "-1", "x", ""):
        sent = {"block": value, "truong-x": value, "erase": value, "year": value}
        assert cast.browser("officer").post(f"{url}chon/", sent).status_code in (302, 404)
    assert cast.browser("member").post(f"{url}chon/", {"erase": "1"}).status_code in (403, 404)
