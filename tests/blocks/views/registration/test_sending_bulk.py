"""Several schools at once and in the order one wants: results row by row, one that cannot holds up no other."""

import re
from dataclasses import replace

import pytest
from freezegun import freeze_time

from blocks.models import Extension, RegistrationSheet, Reminder, ReturnedCell, School
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import returned_cells, sheet_moves, sheet_people, sheets
from tests.blocks.views.registration.test_sending import THREE_DAYS_BEFORE, dated
from tests.cast import Cast
from thidua.flow.steps import steps_of

BOARD, CHOSEN = "/ai-chua-gui/", "/ai-chua-gui/chon/"


@pytest.fixture
def two_sent(cast: Cast) -> Cast:
    """Phường 3 and Phường 4 have sent, Phường 5 has not."""
    dated(cast)
    principal = cast.actor("principal")
    with freeze_time(THREE_DAYS_BEFORE), cast.at_work("secretary") as by:
        for school in cast.schools[:2]:
            secretary, head = (replace(person, school_id=school.pk) for person in (by, principal))
            sheet = sheets.begin_sheet(year=cast.year, school=school, by=secretary)
            sheet_people.add_person(
                sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=None, gender="", job_title="", by=secretary
            )
            sheet_moves.move("submit", sheet=sheet, by=secretary)
            sheet_moves.move("approve", sheet=sheet, by=head)
    return cast


def press(cast: Cast, deed: str, who: str = "officer", **more: str):
    typed = {"deed": deed, "confirmed": "1", "school": [school.pk for school in cast.schools], **more}
    return cast.browser(who).post(CHOSEN, typed)


def brought_in(cast: Cast, school: School) -> None:
    """The office writes the list for the school."""
    with cast.at_work("secretary") as secretary:
        own = replace(secretary, school_id=school.pk)
        sheet = sheets.begin_sheet(year=cast.year, school=school, by=own)
        sheet_people.add_person(sheet=sheet, full_name="Lê Thị Na", birth_date=None, gender="", job_title="", by=own)
    with cast.at_work("officer") as officer:
        sheet_moves.move("bring_received", sheet=sheet, by=officer)


def states(cast: Cast) -> list[str]:
    with cast.at_work("officer"):
        return list(RegistrationSheet.objects.order_by("school__code").values_list("state", flat=True))


def test_received_and_accepted_at_once_with_a_line_for_each(two_sent: Cast) -> None:
    with freeze_time(THREE_DAYS_BEFORE):
        answer = press(two_sent, "receive")
        page = answer.content.decode()
        assert answer.status_code == 200 and "Tiếp nhận 2 danh sách: xong 2/3" in page
        assert "Trường chưa gửi danh sách đăng ký." in page
        assert states(two_sent) == [SheetState.RECEIVED] * 2
        again = press(two_sent, "receive")  # a double click does nothing twice
        assert again.status_code == 422 and "đã tiếp nhận" in again.content.decode()
        assert "Công nhận 2 danh sách: xong 2/3" in press(two_sent, "accept").content.decode()
        assert states(two_sent) == [SheetState.ACCEPTED] * 2


def test_only_marked_sheets_go_back(two_sent: Cast) -> None:
    with freeze_time(THREE_DAYS_BEFORE):
        with two_sent.at_work("officer") as officer:
            sheet = RegistrationSheet.objects.get(school=two_sent.schools[0])
            returned_cells.mark_cell(sheet=sheet, row=None, cell="COTP", reason="Chưa bàn với khối", by=officer)
        page = press(two_sent, "return").content.decode()
        assert "xong 1/3" in page and "Chọn ít nhất một ô cần sửa" in page
        assert states(two_sent) == [SheetState.RETURNED, SheetState.SENT]
        with two_sent.at_work("officer"):
            assert ReturnedCell.objects.get().cell == "COTP"


def test_reminded_and_extended_at_once(two_sent: Cast) -> None:
    with freeze_time(THREE_DAYS_BEFORE):
        page = press(two_sent, "chase").content.decode()
        assert "Nhắc 1 trường: xong 0/3" in page and "Chưa có ai nhận" in page
        assert page.count("Trường đã gửi, không cần nhắc.") == 2
        page = press(two_sent, "extend", until="2023-11-03", reason=" ").content.decode()
        assert "0/3" in page and "Ghi lý do gia hạn" in page
        assert "3/3" in press(two_sent, "extend", until="2023-11-03", reason="Bão").content.decode()
        with two_sent.at_work("officer"):
            assert (Reminder.objects.count(), Extension.objects.count()) == (1, 3)


def test_nothing_chosen_nonsense_and_others_roles(two_sent: Cast) -> None:
    browser = two_sent.browser("officer")
    assert browser.post(CHOSEN, {"deed": "receive"}).status_code == 422
    assert browser.post(CHOSEN, {"deed": "xóa", "school": ["1"]}).status_code == 422
    assert browser.post(CHOSEN, {"deed": "receive", "school": ["x", "999999"]}).status_code == 422
    for who in ("leader", "secretary", "principal"):
        assert press(two_sent, "receive", who).status_code == 403
    assert states(two_sent) == [SheetState.SENT] * 2


def shown(cast: Cast, order: str) -> list[str]:
    page = cast.browser("officer").get(BOARD, {"xep": order}).content.decode()
    return re.findall(r">Trường Mầm non (Phường \d)</a>\s*</th>", page)


def test_the_board_is_sorted_by_the_column_one_wants(two_sent: Cast) -> None:
    assert shown(two_sent, "") == ["Phường 5", "Phường 3", "Phường 4"]  # who has not sent comes first
    assert shown(two_sent, "truong") == ["Phường 3", "Phường 4", "Phường 5"]
    assert shown(two_sent, "-truong") == ["Phường 5", "Phường 4", "Phường 3"]
    assert shown(two_sent, "-gui")[-1] == "Phường 5"  # without a moment: last either way
    assert shown(two_sent, "'--") == ["Phường 5", "Phường 3", "Phường 4"]
    page = two_sent.browser("officer").get(BOARD, {"xep": "truong", "cap": "MN"}).content.decode()
    assert 'aria-sort="ascending"' in page and "cap=MN&amp;xep=-truong" in page


def test_the_registration_list_is_sorted_and_keeps_its_filters(two_sent: Cast) -> None:
    with two_sent.at_work("secretary") as by:
        sheet = RegistrationSheet.objects.get(school=two_sent.schools[1])
        RegistrationSheet.objects.update(state=SheetState.DRAFT)
        for name, job in (("Lê Thị Ổi", "Bảo mẫu"), ("Trần Văn Ân", "Hiệu phó")):
            sheet_people.add_person(sheet=sheet, full_name=name, birth_date=None, gender="", job_title=job, by=by)
    browser = two_sent.browser("secretary")
    names = {
        order: re.findall(r'<th scope="row">([^<]+)</th>', browser.get("/dang-ky/", {"xep": order}).content.decode())
        for order in ("", "-ten", "job", "-job")
    }
    assert names[""] == ["Trần Văn Ân", "Đặng Ưu Đạt", "Lê Thị Ổi"]
    assert names["-ten"] == names[""][::-1]
    assert names["job"] == ["Đặng Ưu Đạt", "Lê Thị Ổi", "Trần Văn Ân"]
    assert names["-job"] == ["Trần Văn Ân", "Lê Thị Ổi", "Đặng Ưu Đạt"]
    page = browser.get("/dang-ky/", {"xep": "job", "tim": "a"}).content.decode()
    assert "tim=a&amp;xep=-job" in page


def test_the_leader_receives_for_the_block_what_was_sent_in_one_go(two_sent: Cast) -> None:
    with freeze_time(THREE_DAYS_BEFORE):
        home = two_sent.browser("leader").get("/").content.decode()
        place = "/ai-chua-gui/?tinh-trang=khoi-chua-nhan"
        assert f'href="{place}"' in home and "Ghi nhận khối đã nhận 2 danh sách" in home
        board = two_sent.browser("leader").get(place).content.decode()
        assert 'name="deed" value="receive_for_block">Khối tiếp nhận</button>' in board
        assert 'value="chase"' not in board and "Gia hạn" not in board
        page = press(two_sent, "receive_for_block", "leader").content.decode()
        assert "Khối tiếp nhận 2 danh sách: xong 2/3" in page
        with two_sent.at_work("officer"):
            sheets_of_block = RegistrationSheet.objects.all()
            assert all("receive_for_block" in steps_of(sheet) for sheet in sheets_of_block)
        assert press(two_sent, "receive_for_block", "leader").status_code == 422


@pytest.mark.parametrize("deed", ["receive", "accept", "return", "chase", "extend"])
def test_the_leader_does_nothing_of_the_office_from_the_board(two_sent: Cast, deed: str) -> None:
    assert press(two_sent, deed, "leader").status_code == 403


def test_who_recognises_is_told_what_no_principal_has_confirmed(two_sent: Cast) -> None:
    with freeze_time(THREE_DAYS_BEFORE):
        press(two_sent, "receive")
        own = two_sent.browser("officer").post(CHOSEN, {"deed": "accept", "school": [two_sent.schools[0].pk]})
        assert "hiệu trưởng chưa xác nhận" not in own.content.decode()
        brought_in(two_sent, two_sent.schools[2])
        everyone = {"deed": "accept", "school": [school.pk for school in two_sent.schools]}
        page = two_sent.browser("officer").post(CHOSEN, everyone).content.decode()
        assert "1 danh sách: phòng nhập thay, hiệu trưởng chưa xác nhận" in page
