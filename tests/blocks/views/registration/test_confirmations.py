"""The personal link on a phone, and the school's page of answers: own row only, clear sentences, nothing to guess."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blocks.models import Confirmation, RegisteredTitle, Registration, RegistrationSheet
from blocks.queries.registration.confirmations import told_of
from blocks.services.registration.confirmations import ask_people
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.blocks.services.registration.test_confirmations import NAMES, asked
from tests.blocks.views.counting import queries
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _no_guesses_yet() -> None:
    cache.clear()


def begun(cast: Cast, names: tuple[str, ...] = NAMES) -> RegistrationSheet:
    with cast.at_work("secretary") as by:
        return asked(cast, by, names)


def links(cast: Cast, sheet: RegistrationSheet, **data: object) -> list[str]:
    page = cast.browser("secretary").post(f"/dang-ky/ban/{sheet.pk}/xac-nhan/duong-dan/", data)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert 'viewBox="0 0 ' in page.content.decode()  # the code scales whole, nothing of it is cut off
    return re.findall(r'class="small num address">http://testserver(/xac-nhan/[^<]+)<', page.content.decode())


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_the_person_sees_the_own_row_and_confirms_without_an_account(cast: Cast) -> None:
    sheet = begun(cast)
    with cast.at_work("secretary") as by:
        one, two, _ = Registration.objects.order_by("position")
        changes = [CellChange(one.pk, "LDTT", "x", ""), CellChange(two.pk, "note", "điều riêng của người khác", "")]
        set_cells(sheet=sheet, changes=changes, by=by)
    phone, (link, *_others) = Client(), links(cast, sheet)
    answer = phone.get(link)
    page = answer.content.decode()
    assert NAMES[0] in page and "Lao động tiên tiến" in page
    assert all(name not in page for name in NAMES[1:]) and "điều riêng" not in page
    assert answer["X-Robots-Tag"] == "noindex" and answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    done = phone.post(link, {"seen": seen_on(page), "deed": "confirm"})
    assert done.status_code == 200 and "Đã ghi xác nhận" in done.content.decode()
    again = phone.get(link)
    assert again.status_code == 409 and "đã dùng để trả lời" in again.content.decode()
    assert NAMES[0] not in again.content.decode()
    listed = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/xac-nhan/").content.decode()
    assert "1/3 người đã xác nhận" in listed


def test_a_wish_with_its_reason_is_taken_over_by_one_click(cast: Cast) -> None:
    sheet = begun(cast)
    phone, (link, *_others) = Client(), links(cast, sheet)
    typed = {
        "seen": seen_on(phone.get(link).content.decode()),
        "deed": "ask",
        "title": ["LDTT"],
        "initiative": "Sổ tay hình",
        "job_title": "Giáo viên",
        "note": "",
    }
    refused = phone.post(link, typed)
    page = " ".join(refused.content.decode().split())
    assert refused.status_code == 422 and "Ghi vì sao cần sửa." in page
    assert 'value="LDTT" checked' in page and 'value="Sổ tay hình"' in page  # what was typed is kept
    done = phone.post(link, typed | {"why": "Quên ghi sáng kiến"})
    assert "Lao động tiên tiến: không đăng ký → có đăng ký" in done.content.decode()
    browser, home = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/xac-nhan/"
    listed = browser.get(home).content.decode()
    assert "1 người xin sửa" in " ".join(listed.split()) and "Quên ghi sáng kiến" in listed and "Sổ tay hình" in listed
    with cast.at_work("secretary"):
        row = Registration.objects.get(position=1)
    assert browser.post(f"{home}{row.pk}/", {"deed": "take"}).status_code == 302
    with cast.at_work("secretary"):
        assert list(RegisteredTitle.objects.values_list("title", flat=True)) == ["LDTT"]
    late = browser.post(f"{home}{row.pk}/", {"deed": "take"})
    assert late.status_code == 422 and "đã được sửa theo" in late.content.decode()


def test_who_changed_the_row_meanwhile_is_not_confirmed_unread(cast: Cast) -> None:
    sheet = begun(cast)
    phone, (link, *_others) = Client(), links(cast, sheet)
    seen = seen_on(phone.get(link).content.decode())
    with cast.at_work("secretary") as by:
        row = Registration.objects.get(position=1)
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "initiative", "Góc chơi mở", "")], by=by)
    answer = phone.post(link, {"seen": seen, "deed": "confirm"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Trường vừa sửa dòng của bạn" in page and "Góc chơi mở" in page
    assert phone.post(link, {"seen": seen_on(page), "deed": "confirm"}).status_code == 200


@pytest.mark.parametrize("token", ["", "abc", "1-abc", "0-" + "a" * 32, "{district}-" + "a" * 32, "999999-" + "a" * 32])
def test_wrong_links_all_say_the_same(cast: Cast, token: str) -> None:
    begun(cast)
    path = f"/xac-nhan/{token.format(district=cast.district.pk) or '-'}/"
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "Đường dẫn không đúng." in answer.content.decode()


def test_guessing_is_slowed_down_and_right_links_are_not(cast: Cast) -> None:
    sheet = begun(cast)
    phone, (link, *_others) = Client(), links(cast, sheet)
    assert {phone.get(link).status_code for _ in range(30)} == {200}
    wrong = [phone.get(f"/xac-nhan/{cast.district.pk}-{'b' * 30}{n:02}/").status_code for n in range(25)]
    assert wrong == [404] * 20 + [429] * 5
    assert "tạm dừng 5 phút" in phone.get(link).content.decode()
    assert Client(REMOTE_ADDR="203.0.113.9").get(link).status_code == 200


def test_a_link_of_another_authority_opens_beside_ones_own_seat(cast: Cast) -> None:
    link, *_others = links(cast, begun(cast))
    assert NAMES[0] in cast.browser("stranger").get(link).content.decode()


def test_only_the_school_itself_makes_links_and_reads_answers(cast: Cast) -> None:
    sheet = begun(cast)
    home = f"/dang-ky/ban/{sheet.pk}/xac-nhan/"
    for who in ("officer", "leader", "member"):
        assert cast.browser(who).get(home).status_code == 403
    assert cast.browser("stranger").get(home).status_code == 403
    with cast.at_work("officer"):
        assert not Confirmation.objects.exists()


def test_the_list_costs_the_same_for_three_and_twenty_nine(cast: Cast) -> None:
    sheet = begun(cast)
    links(cast, sheet)
    browser, home = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/xac-nhan/"
    few = queries(browser, home)
    begun(cast, tuple(f"Người Thứ {chr(65 + n)}" for n in range(26)))
    links(cast, sheet)
    assert queries(browser, home) == few


def test_who_sends_and_who_approves_read_how_many_have_answered(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by, (*NAMES, "Trần Văn Bốn"))
    home, told = f"/dang-ky/ban/{sheet.pk}/", "1/4 người đã xác nhận đăng ký của mình, 1 người xin sửa, 2 người chưa"
    secretary = cast.browser("secretary")
    assert "0/4 người đã xác nhận đăng ký của mình, 4 người chưa trả lời." in secretary.get(home).content.decode()
    phone, (one, two, *_others) = Client(), links(cast, sheet)
    phone.post(one, {"seen": seen_on(phone.get(one).content.decode()), "deed": "confirm"})
    wish = {"deed": "ask", "title": ["LDTT"], "initiative": "", "job_title": "Giáo viên", "note": "", "why": "Quên"}
    phone.post(two, wish | {"seen": seen_on(phone.get(two).content.decode())})
    for page in (home, f"{home}trinh/"):
        assert told in secretary.get(page).content.decode(), page
    assert secretary.post(f"{home}trinh/").status_code == 302
    assert told not in secretary.get(home).content.decode()  # nothing to send any more
    for page in (home, f"{home}duyet/"):
        assert told in cast.browser("principal").get(page).content.decode(), page


def test_a_school_that_asks_nobody_reads_nothing_of_it_and_pays_nothing(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        sheet = asked(cast, by)
        ask_people(sheet=sheet, wanted=False, by=by)
        with CaptureQueriesContext(connection) as paid:
            assert told_of(RegistrationSheet.objects.get(pk=sheet.pk)) == ""
    assert len(paid) == 1
    assert "người đã xác nhận" not in cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()


def test_the_sentence_costs_the_same_for_three_and_twenty_nine(cast: Cast) -> None:
    sheet = begun(cast)
    browser, home = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/"
    few = queries(browser, home)
    begun(cast, tuple(f"Người Thứ {chr(65 + n)}" for n in range(26)))
    assert queries(browser, home) == few
    assert "0/29 người" in browser.get(home).content.decode()
