"""What school and office give back to each other: to the secretary, the whole list, at the school's own wish."""

import pytest

from blocks.models import Notice, RegistrationSheet, ReturnedCell
from blocks.rules.registration.registrations import WHOLE, SheetState
from blocks.services.registration import sheet_moves
from blocks.services.registration.sheet_people import add_person
from tests.blocks.services.registration.test_returned_cells import sent
from tests.cast import Cast
from thidua.errors import RuleViolation
from thidua.flow.deeds import record_steps
from thidua.flow.steps import steps_of


def test_the_principal_returns_it_to_the_secretary_with_a_reason(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("principal") as principal:
        sheet_moves.move("recall", sheet=sheet, by=principal)
    with cast.at_work("secretary") as secretary:
        sheet_moves.move("submit", sheet=sheet, by=secretary, reason="đủ")
    with cast.at_work("principal") as principal:
        with pytest.raises(RuleViolation, match="Ghi vì sao trả lại"):
            sheet_moves.move("hand_back", sheet=sheet, by=principal)
        made = sheet_moves.move("hand_back", sheet=sheet, by=principal, reason="Thiếu cô An")
        assert made.state == SheetState.DRAFT and "submit" not in steps_of(made)
        assert Notice.objects.filter(title__startswith="Hiệu trưởng trả lại", text="Thiếu cô An").exists()


def test_a_school_asks_for_its_list_and_gets_the_whole_of_it(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.move("receive", sheet=sheet, by=officer)
    with cast.at_work("principal") as principal:
        sheet_moves.move("ask_return", sheet=sheet, by=principal, reason="Nộp lại cả tệp")
        with pytest.raises(RuleViolation, match="đã xin trả lại"):
            sheet_moves.move("ask_return", sheet=sheet, by=principal, reason="nữa")
    with cast.at_work("officer") as officer:
        assert Notice.objects.filter(title__endswith="xin trả lại danh sách để nộp lại").exists()
        made = sheet_moves.move("return_whole", sheet=sheet, by=officer, reason="Theo đề nghị")
        assert made.state == SheetState.RETURNED and "ask_return" not in steps_of(made)
        assert ReturnedCell.objects.get(closed_at=None).cell == WHOLE
    with cast.at_work("secretary") as secretary:
        person = {"full_name": "Lê Thị Thêm", "birth_date": None, "gender": "", "job_title": ""}
        assert add_person(sheet=made, by=secretary, **person).pk  # people come and go again


def test_what_the_office_wrote_waits_for_the_principal(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        sheet = RegistrationSheet.objects.create(year=cast.year, school=cast.schools[1], state=SheetState.RECEIVED)
        record_steps([sheet], sheet_moves.FLOW["bring_received"], by=officer, old=SheetState.DRAFT)
    browser = cast.browser("principal")
    page = browser.get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    assert "chờ hiệu trưởng xác nhận" in page and "Xác nhận danh sách phòng nhập thay" in page
    assert "Phòng nhập thay, chờ hiệu trưởng xác nhận" in cast.browser("officer").get("/ai-chua-gui/").content.decode()
    assert browser.post(f"/dang-ky/ban/{sheet.pk}/xac-nhan-nhap-thay/").status_code == 302
    again = browser.get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    assert "chờ hiệu trưởng xác nhận" not in again
    with cast.at_work("officer"):
        assert steps_of(sheet)["vouch"].signing["name"] == "Phạm Minh Tâm"


def test_a_sent_list_offers_nothing_that_is_refused(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    secretary = cast.browser("secretary")
    page = secretary.get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    assert "/them-nguoi/" not in page and "Lưu danh sách" not in page and "Lưu danh hiệu tập thể" not in page
    assert "Danh sách đã gửi, đơn vị quản lý chưa tiếp nhận." in page  # the closed button says why
    refused = secretary.get(f"/dang-ky/ban/{sheet.pk}/them-nguoi/")
    assert refused.status_code == 422


def test_sending_shows_what_to_look_at_with_the_way_there(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("principal") as principal:
        sheet_moves.move("recall", sheet=sheet, by=principal)
    page = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/trinh/").content.decode()
    assert "Cần xem trước khi xác nhận" in page and f"/dang-ky/ban/{sheet.pk}/#" in page


def test_a_returned_school_is_told_apart(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.move("return_whole", sheet=sheet, by=officer, reason="Nhầm năm")
    page = cast.browser("officer").get("/ai-chua-gui/?cap=tat-ca").content.decode()
    assert "2/3 trường chưa gửi" in page and "1 trường đang sửa" in " ".join(page.split())
    assert "tinh-trang=tra-lai" in page


def test_several_are_asked_about_before_anything_is_done(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    officer, typed = cast.browser("officer"), {"deed": "receive", "school": [school.pk for school in cast.schools]}
    asked = officer.post("/ai-chua-gui/chon/", typed)
    page = asked.content.decode()
    assert asked.status_code == 200 and "Tiếp nhận 1 danh sách?" in page and "2 dòng chưa làm được" in page
    with cast.at_work("officer"):
        assert RegistrationSheet.objects.get(pk=sheet.pk).state == SheetState.SENT
