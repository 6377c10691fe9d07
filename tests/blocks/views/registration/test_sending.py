"""Who has not sent, reminders, extensions, and the year's page."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from blocks.models import AdoptedDocument, Duty, Extension, Invitation, Notice, Phase, Reminder, School
from blocks.queries.promise.adoptions import rules_of
from blocks.queries.registration.sending import expected
from blocks.rules.access.invitations import InvitationState
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import invitations, seats
from blocks.services.mailroom.reminders import assign_levels, chase
from blocks.services.registration import sheet_moves, sheet_people, sheets
from blocks.services.units import units
from blocks.services.year import phases
from tests.cast import Cast
from thidua import clock
from thidua.policy import Role

THREE_DAYS_BEFORE = "2023-10-24T09:00:00+07:00"
INVITING = 'mời hiệu trưởng ở trang <a href="/nguoi-va-vai-tro/">Người và vai trò</a>'


def dated(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)


def sent(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        sheet_people.add_person(sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=None, gender="", job_title="", by=by)
        sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=by), by=principal)


@freeze_time(THREE_DAYS_BEFORE)
def test_the_board_lists_who_is_expected_and_chases_in_one_click(cast: Cast) -> None:
    dated(cast)
    sent(cast)
    browser = cast.browser("officer")
    page = browser.get("/ai-chua-gui/").content.decode()
    assert "2/3 trường chưa gửi" in page and "còn 3 ngày" in page and "Nhắc 2 trường chưa gửi" in page
    assert "Còn 2 trường chưa gửi:" in page and "- Trường Mầm non Phường 3" in page
    for _ in range(2):  # a double click
        assert browser.post("/ai-chua-gui/nhac/", {"levels": ""}).status_code == 302
    with cast.at_work("officer"):
        assert Reminder.objects.count() == 2
    assert "09:00" in browser.get("/ai-chua-gui/").content.decode()
    browser.post("/ai-chua-gui/tiep-nhan/")
    assert "đang chờ tiếp nhận" not in browser.get("/ai-chua-gui/").content.decode()


@freeze_time(THREE_DAYS_BEFORE)
def test_reminders_reach_the_inboxes_of_the_school(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        chase(phase=Phase.objects.get(code="DANG_KY"), schools=[cast.schools[1]], by=officer)
        assert Notice.objects.count() == 2  # the principal and the secretary, not the council member
    browser = cast.browser("secretary")
    page = browser.get("/hop-thu/").content.decode()
    assert "còn 3 ngày" in page and "/dang-ky/cua-truong/" in page and "1 tin chưa đọc" in page
    browser.post("/hop-thu/da-doc/")
    assert "Không có tin chưa đọc" in browser.get("/hop-thu/").content.decode()
    assert "1 tin chưa đọc" in cast.browser("principal").get("/hop-thu/").content.decode()


@freeze_time(THREE_DAYS_BEFORE)
def test_an_officer_for_kindergartens_sees_kindergartens(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        school = units.add_school(
            code="TH1", name="Trường Tiểu học Lạc Long Quân", level=Level.TH, ownership=Ownership.PUBLIC, by=officer
        )
        block = units.create_block(code="31", name="Khối thi đua 31", level=Level.TH, by=officer)
        units.place_school(school=school, block=block, year=cast.year, by=officer)
    browser = cast.browser("officer")
    assert "Lạc Long Quân" in browser.get("/ai-chua-gui/").content.decode()
    with cast.at_work("officer") as officer:
        assign_levels(seat=cast.seats["officer"], levels=[Level.MN], by=officer)
    page = browser.get("/ai-chua-gui/").content.decode()
    assert "Lạc Long Quân" not in page and "Mầm non (phụ trách)" in page
    assert "Lạc Long Quân" in browser.get("/ai-chua-gui/?cap=tat-ca").content.decode()


@freeze_time("2023-10-29T09:00:00+07:00")
def test_more_time_for_one_school(cast: Cast) -> None:
    dated(cast)
    url = f"/ai-chua-gui/gia-han/{cast.schools[2].pk}/"
    browser = cast.browser("officer")
    assert browser.post(url, {"until": "2023-10-27", "reason": "Mất điện"}).status_code == 422
    assert browser.post(url, {"until": "2023-10-31", "reason": ""}).status_code == 422
    assert browser.post(url, {"until": "2023-10-31", "reason": "Mất điện"}).status_code == 302
    page = browser.get("/ai-chua-gui/").content.decode()
    assert "còn 2 ngày" in page and "quá hạn 2 ngày" in page
    assert cast.browser("leader").post(url, {}).status_code == 403
    assert cast.browser("stranger").get(url).status_code == 404
    with cast.at_work("officer"):
        assert Extension.objects.get().reason == "Mất điện"


def test_a_block_leader_sees_the_own_block_and_cannot_chase(cast: Cast) -> None:
    dated(cast)
    page = cast.browser("leader").get("/ai-chua-gui/").content.decode()
    assert "3/3 trường chưa gửi" in page and "Nhắc 3" not in page
    assert cast.browser("leader").post("/ai-chua-gui/nhac/").status_code == 403
    assert cast.browser("secretary").get("/ai-chua-gui/").status_code == 403


def test_the_board_costs_the_same_for_three_and_thirty(cast: Cast) -> None:
    dated(cast)
    browser = cast.browser("officer")
    browser.get("/ai-chua-gui/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/ai-chua-gui/")
    with cast.at_work("officer") as officer:
        for n in range(27):
            school = units.add_school(
                code=f"T{n}", name=f"Trường thử {n}", level=Level.MN, ownership=Ownership.PUBLIC, by=officer
            )
            units.place_school(school=school, block=cast.block, year=cast.year, by=officer)
    with CaptureQueriesContext(connection) as many:
        assert "30/30 trường chưa gửi" in browser.get("/ai-chua-gui/").content.decode()
    assert len(many) == len(few)


def test_the_officer_dates_the_year_from_the_guideline(cast: Cast) -> None:
    browser, url = cast.browser("officer"), "/nam-thi-dua/2023-2024/"
    assert "Chưa đặt mốc nào" in browser.get(url).content.decode()
    form = browser.get(url + "moc/?mau=1").content.decode()
    assert 'value="27/10/2023"' in form and 'value="19/06/2024"' in form
    half = browser.post(url + "moc/", {"opens.DANG_KY": "2023-10-12", "closes.DANG_KY": ""})
    assert half.status_code == 422 and "ghi cả ngày đầu và ngày cuối" in half.content.decode()
    days = {"opens.DANG_KY": "2023-10-12", "closes.DANG_KY": "2023-10-27", "version.DANG_KY": "0"}
    assert browser.post(url + "moc/", days).status_code == 302
    stale = browser.post(url + "moc/", days | {"closes.DANG_KY": "2023-11-01"})
    assert stale.status_code == 409
    guideline = {"number": "1382/HD-GDĐT", "on": "2023-10-12", "bases": "Luật A\n\nNghị định B", "rules": ["R-REG"]}
    assert browser.post(url + "huong-dan/", guideline).status_code == 302
    page = browser.get(url).content.decode()
    assert "1382/HD-GDĐT" in page and "Nghị định B" in page and "Không đăng ký thì không xét" in page
    with cast.at_work("officer"):
        made = AdoptedDocument.objects.get(year=cast.year)
        assert (made.number, made.issued_on) == ("1382/HD-GDĐT", date(2023, 10, 12))
        assert made.bases == ["Luật A", "Nghị định B"] and made.issuer == "Phòng Giáo dục và Đào tạo Quận 11"
        assert [row.rule for row in rules_of(cast.year)] == ["R-REG"]
    nothing = {"number": "", "on": "", "bases": "", "rules": ["R-REG"]}
    refused = browser.post(url + "huong-dan/", nothing)
    assert refused.status_code == 422 and "cần có văn bản" in refused.content.decode()
    assert cast.browser("secretary").get(url).status_code == 200
    assert cast.browser("secretary").get(url + "moc/").status_code == 403
    assert cast.browser("stranger").get(url).status_code == 404


def test_an_officer_is_given_levels_on_the_page(cast: Cast) -> None:
    browser, url = cast.browser("head"), "/ai-chua-gui/phan-cong/"
    assert "Lê Thị Bích Vân" in browser.get(url).content.decode()
    assert browser.post(url, {"seat": cast.seats["officer"].pk, "levels": ["MN", "sai"]}).status_code == 302
    with cast.at_work("officer"):
        assert list(Duty.objects.values_list("seat", "level")) == [(cast.seats["officer"].pk, "MN")]
    assert browser.post(url, {"seat": cast.seats["secretary"].pk, "levels": ["MN"]}).status_code == 404
    assert cast.browser("secretary").get(url).status_code == 403


@freeze_time(THREE_DAYS_BEFORE)
def test_a_call_that_reaches_nobody_is_told_so_and_waits_for_who_comes(cast: Cast) -> None:
    dated(cast)
    officer = cast.browser("officer")
    page = officer.get("/ai-chua-gui/").content.decode()
    assert "2 trường chưa gửi cũng chưa có hiệu trưởng" in page and "vai-tro=PRINCIPAL" in page
    told = officer.post("/ai-chua-gui/nhac/", {"levels": ""}, follow=True).content.decode()
    assert "Đã nhắc 1 trường" in told and "2 trường chưa có ai nhận" in told
    assert INVITING in told
    with cast.at_work("officer") as by:
        phase = Phase.objects.get(code="DANG_KY")
        stamped = {one.school.pk: one.reminded_at is not None for one in expected(cast.year, phase, by)}
        assert stamped == {cast.schools[0].pk: False, cast.schools[1].pk: True, cast.schools[2].pk: False}
        seat = seats.give_seat(
            account=cast.accounts["leader"],
            role=Role.PRINCIPAL,
            school=cast.schools[0],
            valid_from=clock.today(),
            by=by,
            consented=True,
        )
        assert Notice.objects.filter(seat=seat, title__contains="còn 3 ngày").count() == 1
        stamped = {one.school.pk: one.reminded_at is not None for one in expected(cast.year, phase, by)}
        assert stamped[cast.schools[0].pk] and not stamped[cast.schools[2].pk]
    told = _bulk_chase(officer, cast.schools[2])
    assert "Chưa có ai nhận" in told and INVITING in told
    with cast.at_work("officer"):
        assert Reminder.objects.filter(school=cast.schools[2], heard=0).count() == 1


def _bulk_chase(officer: Client, school: School) -> str:
    form = {"deed": "chase", "confirmed": "1", "school": [school.pk]}
    return officer.post("/ai-chua-gui/chon/", form).content.decode()


def test_the_closed_button_of_a_year_without_dates_leads_to_them(cast: Cast) -> None:
    page = cast.browser("officer").get("/ai-chua-gui/").content.decode()
    assert f'<a href="/nam-thi-dua/{cast.year.code}/moc/">Đặt mốc</a>' in page


@freeze_time(THREE_DAYS_BEFORE)
def test_a_school_whose_principal_is_invited_is_not_called_without_anybody(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer") as officer:
        invitation, _token = invitations.invite(
            full_name="Lê Văn Tư", role=Role.PRINCIPAL, school=cast.schools[2], valid_from=clock.today(), by=officer
        )
    board = " ".join(cast.browser("officer").get("/ai-chua-gui/").content.decode().split())
    line = board[board.index("Phường 5</a>") :]
    assert "chờ nhận lời" in line and f"truong={cast.schools[2].pk}" not in line
    with cast.at_work("officer"):
        Invitation.objects.filter(pk=invitation.pk).update(
            state=InvitationState.ACCEPTED, account=cast.accounts["member"]
        )
    assert "xác nhận người đã nhận lời" in cast.browser("officer").get("/ai-chua-gui/").content.decode()


def test_an_extension_says_its_day_as_people_write_it() -> None:
    given = Extension(school=School(name="Trường Mầm non Phường 5"), until=date(2023, 10, 31))
    assert str(given).endswith("đến 31/10/2023")
