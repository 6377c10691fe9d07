"""The timetable's pages: rows by phase, one row with its preview, refusals that keep what was typed."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import Phase, TimetableRow
from blocks.services.year import phases
from tests.cast import Cast
from thidua.models import AuditEvent

URL = "/nam-thi-dua/2023-2024/lich-nhac/"
SAID = "{truong}: {con_lai}, hết {han}."
TYPED = {"days": "2", "side": "truoc", "roles": ["SECRETARY"], "text": SAID, "active": "on"}


def dated(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)


def row_of(cast: Cast, days: int = 3) -> TimetableRow:
    with cast.at_work("officer"):
        return TimetableRow.objects.get(phase__code="DANG_KY", days=days)


def text(answer: Any) -> str:
    return answer.content.decode()


@freeze_time("2023-10-24T09:00:00+07:00")
def test_the_page_shows_every_phase_and_who_may_change_it(cast: Cast) -> None:
    browser = cast.browser("officer")
    assert "Chưa có mốc nào để nhắc" in text(browser.get(URL)) and "aria-disabled" in text(browser.get(URL))
    dated(cast)
    page = text(browser.get(URL))
    assert "Trước hạn 3 ngày" in page and "thứ Ba, 24/10/2023" in page and "Đã qua ngày" in page
    assert page.count("Mốc này hệ thống không được báo đơn vị nào đã xong") == 7
    assert "Lịch nhắc" in text(browser.get("/nam-thi-dua/2023-2024/"))
    leader = cast.browser("leader")
    assert "Trước hạn 3 ngày" in text(leader.get(URL)) and "Thêm dòng" not in text(leader.get(URL))
    assert leader.get(f"{URL}moi/").status_code == 403
    assert cast.browser("secretary").get(URL).status_code == 403
    assert cast.browser("stranger").get(URL).status_code == 404
    assert cast.browser("stranger").get(f"{URL}{row_of(cast).pk}/").status_code == 404


@freeze_time("2023-10-20T09:00:00+07:00")
def test_the_preview_shows_a_real_school_and_writes_nothing(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        phase = Phase.objects.get(code="DANG_KY")
        phases.extend(phase=phase, school=cast.schools[2], until=date(2023, 10, 31), reason="Mất điện", by=officer)
    row, browser = row_of(cast), cast.browser("officer")
    shown = text(browser.post(f"{URL}{row.pk}/", TYPED | {"deed": "preview", "unit": "1", "version": row.version}))
    assert "Trường Mầm non Phường 4: còn 2 ngày, hết thứ Sáu, 27/10/2023." in shown
    assert "Gửi ngày thứ Tư, 25/10/2023 cho Thư ký của Trường Mầm non Phường 4. Chưa lưu, chưa gửi gì." in " ".join(
        shown.split()
    )
    late = text(browser.post(f"{URL}{row.pk}/", TYPED | {"deed": "preview", "unit": "2"}))
    assert "Phường 5: còn 2 ngày, hết thứ Ba, 31/10/2023." in late and "Gửi ngày Chủ nhật, 29/10/2023" in late
    above = TYPED | {"roles": ["OFFICER"], "text": "{so_luong}: {danh_sach}", "deed": "preview"}
    assert "3: Trường Mầm non Phường 3; Trường Mầm non Phường 4" in text(browser.post(f"{URL}{row.pk}/", above))
    assert row_of(cast).version == row.version


@freeze_time("2023-10-20T09:00:00+07:00")
def test_a_row_is_written_once_and_seen_in_the_trail(cast: Cast) -> None:
    dated(cast)
    row, browser = row_of(cast), cast.browser("officer")
    wanted = TYPED | {"deed": "save", "version": row.version}
    saved = browser.post(f"{URL}{row.pk}/", wanted)
    assert saved.status_code == 302 and "hết {han}." in text(browser.get(URL))
    stale = browser.post(f"{URL}{row.pk}/", wanted | {"text": "{truong} của tôi"})
    assert stale.status_code == 409
    assert "vừa được người khác sửa" in text(stale) and "{truong} của tôi</textarea>" in text(stale)
    assert f'name="version" value="{row.version + 1}"' in text(stale)
    new = browser.post(f"{URL}moi/?moc=SO_KET", TYPED | {"roles": ["BLOCK_LEADER"], "text": "{khoi}", "side": "sau"})
    assert new.status_code == 302
    with cast.at_work("officer"):
        made = TimetableRow.objects.latest("pk")
        assert (made.phase.code, made.days, made.roles) == ("SO_KET", -2, ["BLOCK_LEADER"])
        verbs = AuditEvent.objects.filter(verb="sửa lịch nhắc").order_by("pk")
        assert [event.old is None for event in verbs] == [False, True] and verbs[0].new["when"] == "Trước hạn 2 ngày"


def test_a_wrong_row_is_told_beside_its_field_and_keeps_what_was_typed(cast: Cast) -> None:
    dated(cast)
    row, browser = row_of(cast), cast.browser("officer")
    for typed, sentence in (
        ({"text": "{ten} chưa gửi"}, "không có ô chèn {ten}"),
        ({"text": ""}, "Ghi lời nhắc."),
        ({"roles": ["SECRETARY", "OFFICER"]}, "Tách thành hai dòng"),
        ({"roles": ["COUNCIL_MEMBER"]}, "Có vai trò không dùng ở mốc này"),
        ({"days": "61"}, "Số ngày không quá 60"),
        ({"days": "hai"}, "Số ngày phải là số nguyên"),
        ({"days": "-2"}, "Số ngày không âm"),
        ({"unit": "99"}, "Chọn một đơn vị trong danh sách"),
    ):
        answer = browser.post(f"{URL}{row.pk}/", TYPED | {"version": row.version} | typed)
        assert answer.status_code == 422 and sentence in text(answer), sentence
    assert "{ten} chưa gửi" in text(browser.post(f"{URL}{row.pk}/", TYPED | {"text": "{ten} chưa gửi"}))
    assert row_of(cast).version == row.version


def test_a_row_goes_and_the_usual_ones_come_back(cast: Cast) -> None:
    dated(cast)
    browser, row = cast.browser("officer"), row_of(cast)
    assert browser.post(f"{URL}{row.pk}/bo/", {"version": "9"}).status_code == 409
    assert browser.post(f"{URL}{row.pk}/bo/", {"version": row.version}).status_code == 302
    with cast.at_work("officer"):
        assert AuditEvent.objects.filter(verb="bỏ dòng lịch nhắc").count() == 1
        TimetableRow.objects.filter(phase__code="DANG_KY").delete()
    assert "1 mốc chưa có lịch nhắc" in text(browser.get(URL))
    browser.post(f"{URL}thuong-dung/")
    assert row_of(cast).active
    assert cast.browser("leader").post(f"{URL}thuong-dung/").status_code == 403


def test_the_page_costs_the_same_for_few_and_many_rows(cast: Cast) -> None:
    dated(cast)
    browser = cast.browser("officer")
    browser.get(URL)
    with CaptureQueriesContext(connection) as few:
        browser.get(URL)
    with cast.at_work("officer"):
        phase = Phase.objects.get(code="DANG_KY")
        TimetableRow.objects.bulk_create(
            TimetableRow(phase=phase, days=n, roles=["SECRETARY"], text="{truong}") for n in range(40)
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(URL)
    assert len(many) == len(few)


def test_the_api_reads_the_timetable(cast: Cast) -> None:
    dated(cast)
    found = cast.browser("officer").get("/api/v1/timetable/?code=DANG_KY&year=2023-2024").json()
    assert found["count"] == 7 and found["results"][0]["days"] == 7
    assert cast.browser("secretary").get("/api/v1/timetable/").status_code == 403
    assert cast.browser("stranger").get("/api/v1/timetable/").json()["count"] == 0
