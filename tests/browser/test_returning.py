"""In Chromium: cells marked by click and key, a personal link on a phone, two browsers on one cell."""

from typing import Any

from playwright.sync_api import expect

from blocks.models import MarkedCell, Registration, ReturnedCell
from blocks.services.registration import confirmations, sheet_moves
from tests.browser.test_registration import Open, begun, cell, empty, open_as  # noqa: F401  fixtures
from tests.cast import Cast


def test_the_officer_marks_cells_and_the_school_is_led_to_them(open_as: Open, empty: Cast) -> None:  # noqa: F811
    sheet = begun(empty)
    principal = empty.actor("principal")
    with empty.at_work("secretary") as by:
        sheet_moves.move("approve", sheet=sheet_moves.move("submit", sheet=sheet, by=by), by=principal)
    page = open_as("officer", f"/dang-ky/ban/{sheet.pk}/")
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    rows = page.locator("#bang-dang-ky tbody tr")
    rows.nth(0).locator("td").last.click()  # the note
    page.get_by_label("Lý do, nói rõ cần sửa gì").fill("Ghi rõ thời gian nghỉ")
    page.get_by_role("button", name="Đánh dấu", exact=True).click()
    expect(page.locator("#danh-dau li")).to_have_count(1)
    expect(rows.nth(0).locator("td").last).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.keyboard.type("Thiếu tên sáng kiến")
    page.keyboard.press("Enter")
    expect(page.locator("#danh-dau li")).to_have_count(2)
    rows.nth(1).locator("th").click()
    page.get_by_label("Lý do, nói rõ cần sửa gì").fill("Đã chuyển trường")
    page.keyboard.press("Enter")
    expect(page.locator(".marked")).to_have_count(3)
    page.reload()
    expect(page.locator(".marked")).to_have_count(3)  # kept on the server
    rows.nth(1).locator("th").click()
    page.get_by_role("button", name="Bỏ đánh dấu", exact=True).click()
    expect(page.locator("#danh-dau li")).to_have_count(2)
    page.get_by_role("button", name="Trả lại 2 ô để sửa").click()
    expect(page.locator(".lead")).to_contain_text("trả lại 2 ô để sửa")
    with empty.at_work("officer"):
        assert set(ReturnedCell.objects.values_list("cell", flat=True)) == {"note", "initiative"}
        assert not MarkedCell.objects.exists()
    school = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/")
    school.get_by_role("link", name="Nguyễn Thị Quỳnh Như, Sáng kiến").click()
    note = cell(school, 0, "initiative")
    note.fill("Sổ tay hình")
    note.press("Tab")
    expect(note.locator("xpath=..")).to_contain_class("saved")
    fields = "#bang-dang-ky input:not([type=hidden]), #bang-dang-ky textarea"
    expect(school.locator(fields)).to_have_count(2)  # only the returned cells
    assert said == []


def test_a_person_asks_for_a_change_on_a_phone(open_as: Open, empty: Cast, chromium: Any, live_server: Any) -> None:  # noqa: F811
    sheet = begun(empty)
    with empty.at_work("secretary") as by:
        confirmations.ask_people(sheet=sheet, wanted=True, by=by)
        token = confirmations.make_links(sheet=sheet, by=by)[0][1]
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="vi-VN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.goto(f"{live_server.url}/xac-nhan/{token}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nguyễn Thị Quỳnh Như")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("Chưa đúng, tôi muốn sửa").click()
    page.get_by_label("Lao động tiên tiến").check()
    page.get_by_label("Vì sao cần sửa").fill("Tôi đăng ký danh hiệu này")
    page.get_by_role("button", name="Gửi yêu cầu sửa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi yêu cầu sửa")
    assert said == []
    context.close()
    secretary = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/xac-nhan/")
    secretary.get_by_role("button", name="Sửa theo ý Nguyễn Thị Quỳnh Như").click()
    expect(secretary.locator("#xac-nhan tbody tr").nth(0)).to_contain_text("Đã sửa theo ý")
    with empty.at_work("secretary"):
        assert Registration.objects.get(position=1).ticks.get().title_id == "LDTT"


def test_two_browsers_on_one_cell_lose_nothing(open_as: Open, empty: Cast) -> None:  # noqa: F811
    sheet = begun(empty)
    path = f"/dang-ky/ban/{sheet.pk}/"
    secretary, principal = open_as("secretary", path), open_as("principal", path)
    mine, theirs = cell(secretary, 1, "note"), cell(principal, 1, "note")
    mine.fill("của thư ký")
    theirs.fill("của hiệu trưởng")
    mine.press("Tab")
    expect(mine.locator("xpath=..")).to_contain_class("saved")
    theirs.press("Tab")
    expect(principal.locator("#xung-dot")).to_contain_text("Đặng Thu Thảo vừa sửa ô Đặng Ưu Đạt: Ghi chú")
    cell(principal, 0, "LDTT").check()  # another cell meanwhile
    expect(cell(principal, 0, "LDTT").locator("xpath=..")).to_contain_class("saved")
    principal.get_by_role("button", name="Giữ của người kia").click()
    expect(theirs).to_have_value("của thư ký")
    with empty.at_work("secretary"):
        kept = list(Registration.objects.order_by("position").values_list("note", flat=True))
        assert kept == ["", "của thư ký", ""]
