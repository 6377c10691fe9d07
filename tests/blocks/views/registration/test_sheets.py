"""The registration grid at the door: what it shows, saves and closes, for whom."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import Notice, RegisteredTitle, Registration, RegistrationSheet, Target
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_moves, sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.year import phases
from tests.cast import Cast

NAMES = ("Nguyễn Thị Quỳnh Như", "Đặng Ưu Đạt", "Lê Thị Ổi")


def filled(cast: Cast, people: int = 3) -> RegistrationSheet:
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        for place in range(people):
            name = NAMES[place % 3] + " " + "abcdefghijklmnopqrstuvwxyz"[place // 3]
            sheet_people.add_person(
                sheet=sheet,
                full_name=name,
                birth_date=date(1990, 1, 1 + place % 28),
                gender="NU",
                job_title="Giáo viên",
                by=by,
            )
        return RegistrationSheet.objects.get(pk=sheet.pk)


def row(cast: Cast) -> Registration:
    with cast.at_work("secretary"):
        return Registration.objects.order_by("position").first()


def test_a_secretary_begins_types_and_sends(cast: Cast) -> None:
    browser = cast.browser("secretary")
    assert "Hai cách bắt đầu" in browser.get("/dang-ky/cua-truong/").content.decode()
    sheet_url = browser.post("/dang-ky/cua-truong/")["Location"]
    typed = {"full_name": "Nguyễn  Thị Quỳnh Như", "birth_date": "1990-05-04", "job_title": "Giáo viên"}
    added = browser.post(sheet_url + "them-nguoi/", typed)
    assert added.status_code == 302
    person = row(cast)
    answer = browser.post(sheet_url + "o/", {f"c.{person.pk}.LDTT": "x", f"s.{person.pk}.LDTT": ""})
    assert answer.json()["cells"] == {f"{person.pk}.LDTT": {"value": "x", "by": "Đặng Thu Thảo", "note": ""}}
    assert 'data-total="LDTT">1</td>' in browser.get(sheet_url).content.decode()
    assert browser.post(sheet_url + "trinh/").status_code == 302
    page = cast.browser("principal").get(sheet_url).content.decode()
    assert "chờ hiệu trưởng duyệt" in page and "Duyệt và gửi" in page and "Nguyễn Thị Quỳnh Như" in page
    assert cast.browser("principal").post(sheet_url + "duyet/").status_code == 302
    assert "chờ đơn vị quản lý tiếp nhận" in cast.browser("officer").get(sheet_url).content.decode()


def test_a_row_is_saved_without_javascript(cast: Cast) -> None:
    sheet, person = filled(cast), row(cast)
    browser = cast.browser("secretary")
    data = {
        "row": str(person.pk),
        f"s.{person.pk}": "",
        f"c.{person.pk}.LDTT": "on",
        f"c.{person.pk}.CSTDCS": "on",
        f"c.{person.pk}.initiative": "Sổ tay hình",
        f"s.{person.pk}.initiative": "",
        f"c.{person.pk}.note": "",
        f"s.{person.pk}.note": "",
        f"c.{person.pk}.job_title": "Giáo viên",
        f"s.{person.pk}.job_title": "Giáo viên",
    }
    assert browser.post(f"/dang-ky/ban/{sheet.pk}/", data).status_code == 302
    stale = browser.post(f"/dang-ky/ban/{sheet.pk}/", data | {f"c.{person.pk}.initiative": "Khác"})
    assert stale.status_code == 409 and "vừa sửa ô" in stale.content.decode()
    with cast.at_work("secretary"):
        assert set(RegisteredTitle.objects.values_list("title", flat=True)) == {"LDTT", "CSTDCS"}
        assert Registration.objects.get(pk=person.pk).initiative == "Sổ tay hình"
    own = {"row": "school", "s.school": "", "c.school.TTLDXS": "on"}
    assert browser.post(f"/dang-ky/ban/{sheet.pk}/", own).status_code == 302
    with cast.at_work("secretary"):
        assert Target.objects.get(title="TTLDXS").value == 1


def test_a_conflict_is_answered_with_what_stands_there(cast: Cast) -> None:
    sheet, person = filled(cast), row(cast)
    url, key = f"/dang-ky/ban/{sheet.pk}/o/", f"{person.pk}.note"
    cast.browser("principal").post(url, {f"c.{key}": "một", f"s.{key}": ""})
    answer = cast.browser("secretary").post(url, {f"c.{key}": "hai", f"s.{key}": ""})
    assert answer.status_code == 409
    assert answer.json()["cells"][key] == {"value": "một", "by": "Phạm Minh Tâm", "note": ""}
    assert "Phạm Minh Tâm vừa sửa" in answer.json()["message"]


@pytest.mark.parametrize("who", ["secretary", "officer", "leader", "member"])
def test_only_the_principal_approves(cast: Cast, who: str) -> None:
    sheet = filled(cast)
    with cast.at_work("secretary") as by:
        sheet_moves.move("submit", sheet=sheet, by=by)
    answer = cast.browser(who).post(f"/dang-ky/ban/{sheet.pk}/duyet/")
    assert answer.status_code == 403 and "Hiệu trưởng" in answer.content.decode()
    with cast.at_work("secretary"):
        assert RegistrationSheet.objects.get(pk=sheet.pk).state == SheetState.WITH_PRINCIPAL


def test_drafts_are_the_schools_own(cast: Cast) -> None:
    sheet = filled(cast)
    for who, status in (("secretary", 200), ("principal", 200), ("officer", 404), ("leader", 404), ("stranger", 404)):
        assert cast.browser(who).get(f"/dang-ky/ban/{sheet.pk}/").status_code == status, who
    assert cast.browser("member").get(f"/dang-ky/ban/{sheet.pk}/").status_code == 403
    assert cast.browser("officer").post(f"/dang-ky/ban/{sheet.pk}/o/", {}).status_code == 403


def test_every_closed_button_says_why(cast: Cast) -> None:
    sheet = filled(cast)
    with cast.at_work("officer") as officer:
        from_template(cast, officer)
    with freeze_time("2023-10-28T00:00:00+07:00"):
        page = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
        assert "đã hết hạn lúc 24 giờ thứ Sáu, 27/10/2023" in page
        assert "quá hạn 1 ngày" in page
        refused = cast.browser("secretary").post(f"/dang-ky/ban/{sheet.pk}/trinh/")
        assert refused.status_code == 422 and "gia hạn" in refused.content.decode()


def from_template(cast: Cast, by) -> None:
    phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=by)


def test_the_officer_returns_cells_and_the_school_mends_them(cast: Cast) -> None:
    sheet, person = filled(cast), row(cast)
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=by), by=principal)
    url = f"/dang-ky/ban/{sheet.pk}/"
    browser = cast.browser("officer")
    assert "Tiếp nhận" in browser.get(url).content.decode()
    assert browser.post(url + "tra-lai/", {f"cell.{person.pk}": "initiative"}).status_code == 422
    assert browser.post(url + "tra-lai/", {}).status_code == 422
    typed = {f"cell.{person.pk}": "initiative", f"reason.{person.pk}": "Thiếu tên sáng kiến"}
    assert browser.post(url + "tra-lai/", typed).status_code == 302
    page = cast.browser("secretary").get(url).content.decode()
    assert "1 ô được trả lại để sửa" in page and "Thiếu tên sáng kiến" in page
    ticks = page.count('type="checkbox" name="c.')
    assert ticks == page.count('type="checkbox" name="c.school')  # every tick is closed
    with cast.at_work("secretary"):
        assert Notice.objects.filter(title="Trả lại 1 ô để sửa").count() == 2


def test_the_page_costs_the_same_for_three_and_thirty(cast: Cast) -> None:
    sheet, browser = filled(cast, 3), cast.browser("secretary")
    browser.get(f"/dang-ky/ban/{sheet.pk}/")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/dang-ky/ban/{sheet.pk}/")
    with cast.at_work("secretary") as by:
        for place in range(27):
            sheet_people.add_person(
                sheet=sheet,
                full_name=f"Trần Văn {chr(65 + place)}",
                birth_date=date(1991, 1, 1 + place),
                gender="",
                job_title="",
                by=by,
            )
    with CaptureQueriesContext(connection) as many:
        assert browser.get(f"/dang-ky/ban/{sheet.pk}/").content.decode().count("<tr id=") == 30
    assert len(many) == len(few) <= 25


def test_what_stands_against_a_registration_needs_an_explanation(cast: Cast) -> None:
    sheet, person = filled(cast), row(cast)
    with cast.at_work("officer") as by:
        phases.set_guideline(
            year=cast.year, number="", on=None, legal_bases=[], local_rules=[], history_complete=True, by=by
        )
    with cast.at_work("secretary") as by:
        set_cells(sheet=sheet, changes=[CellChange(person.pk, "CSTDTP", "x", "")], by=by)
    url, browser = f"/dang-ky/ban/{sheet.pk}/trinh/", cast.browser("secretary")
    asked = browser.post(url)
    assert asked.status_code == 422 and "1 đăng ký cần giải trình" in asked.content.decode()
    assert "CSTĐTP" in asked.content.decode() and "thiếu năm" in asked.content.decode()
    assert browser.post(url, {"reason": "Bổ sung quyết định sau"}).status_code == 302
    page = cast.browser("principal").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    assert "Giải trình của trường:" in page and "Bổ sung quyết định sau" in page


def test_a_grid_of_forty_four_people_is_a_light_page(cast: Cast) -> None:
    sheet = filled(cast, 44)
    with cast.at_work("secretary") as by:
        rows = list(Registration.objects.values_list("pk", flat=True))
        changes = [CellChange(pk, "LDTT", "x", "") for pk in rows]
        changes += [CellChange(pk, "initiative", "Tổ chức góc chơi mở cho trẻ mẫu giáo", "") for pk in rows[:10]]
        set_cells(sheet=sheet, changes=changes, by=by)
    answer = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/")
    assert answer.content.count(b"<tr id=") == 44
    told = re.sub(rb"\d{4,}", b"123", answer.content)  # ids grow with every test before this one
    assert len(told) < 102_000, len(told)  # names and birth dates are fields too


def test_the_whole_list_is_saved_without_javascript_and_only_what_differs(cast: Cast) -> None:
    sheet, browser = filled(cast), cast.browser("secretary")
    with cast.at_work("secretary"):
        one, two, three = Registration.objects.order_by("position").values_list("pk", flat=True)
    data = {f"s.{pk}": "" for pk in (one, two)}  # the third row came after the page was opened
    data |= {f"c.{pk}.job_title": "Giáo viên" for pk in (one, two)} | {
        f"s.{pk}.job_title": "Giáo viên" for pk in (one, two)
    }
    data |= {f"c.{one}.LDTT": "on", f"c.{two}.note": "Nghỉ thai sản"}
    with cast.at_work("principal") as principal:
        set_cells(sheet=sheet, changes=[CellChange(three, "CSTDCS", "x", "")], by=principal)
    assert browser.post(f"/dang-ky/ban/{sheet.pk}/", data).status_code == 302
    with cast.at_work("secretary"):
        kept = RegisteredTitle.objects.order_by("registration__position").values_list("registration", "title")
        assert list(kept) == [(one, "LDTT"), (three, "CSTDCS")]
        assert Registration.objects.get(pk=two).note == "Nghỉ thai sản"
    stale = browser.post(f"/dang-ky/ban/{sheet.pk}/", data | {f"c.{two}.note": "Khác", f"s.{two}.note": "Cũ"})
    assert stale.status_code == 409 and "vừa sửa ô" in stale.content.decode()
