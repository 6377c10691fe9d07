"""The registration in Chromium: one upload and few clicks to the office, the grid by keys, its pages looked at."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from blocks.models import RegisteredTitle, Registration, RegistrationSheet, Title
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.year import phases
from tests.browser.test_grid import PASTE
from tests.cast import Cast, build
from tests.khoi29 import load, registration_sheet
from thidua.models import Job
from thidua.queue import outbox

Open = Callable[..., Page]
MOST_CLICKS = 10


@pytest.fixture
def empty(transactional_db: Any) -> Cast:
    """The cast alone: nothing registered yet, the year dated."""
    cast = build()
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        for phase in cast.year.phases.filter(code="DANG_KY"):
            phase.closes_on = date(2099, 1, 1)
            phase.save()
    return cast


@pytest.fixture
def open_as(chromium: Browser, live_server: Any, empty: Cast) -> Iterator[Open]:
    """`open_as("secretary", "/")`: a page opened by that person."""
    contexts = []

    def open_page(who: str, path: str, *, width: int = 1280, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="vi-VN", java_script_enabled=script
        )
        contexts.append(context)
        cookie = empty.browser(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def work(cast: Cast) -> None:
    """Let the waiting jobs run, as the worker would."""
    with cast.at_work("officer"):
        waiting = list(Job.objects.filter(state="MOI").values_list("pk", flat=True))
    for job in waiting:
        outbox.run(job, cast.district.pk)


def test_one_upload_and_few_clicks_send_44_people(open_as: Open, empty: Cast, tmp_path: Any) -> None:
    school = next(one for one in load()["schools"] if len(one["staff"]) == 44)
    book = tmp_path / "danh-sach.xlsx"
    registration_sheet({**school, "name": "Trường Mầm non Phường 4"}).save(book)
    clicks = 0

    def click(page: Page, role: Any, name: str) -> None:
        nonlocal clicks
        clicks += 1
        page.get_by_role(role, name=name, exact=True).first.click()

    page = open_as("secretary", "/")
    click(page, "link", "Soạn danh sách đăng ký, gửi hiệu trưởng duyệt")
    click(page, "link", "Nhận tệp")
    page.set_input_files("#tep", str(book))
    clicks += 2  # opening the chooser and choosing the file
    click(page, "button", "Đọc tệp")
    page.wait_for_url("**/nhan-tep/*/")
    work(empty)
    page.reload()
    click(page, "button", "Ghi vào danh sách")
    click(page, "link", "Mở danh sách")
    expect(page.locator("#bang-dang-ky tbody tr")).to_have_count(44)
    click(page, "link", "Gửi hiệu trưởng duyệt")
    click(page, "button", "Gửi hiệu trưởng duyệt")
    expect(page.locator(".lead")).to_contain_text("chờ hiệu trưởng duyệt")
    assert clicks <= MOST_CLICKS, clicks  # the secretary's part, what she is asked before sending included
    clicks = 0
    principal = open_as("principal", "/")
    click(principal, "link", "Duyệt và gửi danh sách: 44 người, 69 lượt đăng ký")
    click(principal, "link", "Duyệt và gửi")
    click(principal, "button", "Duyệt và gửi")
    expect(principal.locator(".lead")).to_contain_text("chờ đơn vị quản lý tiếp nhận")
    with empty.at_work("officer"):
        sheet = RegistrationSheet.objects.get()
        assert (sheet.state, sheet.registrations.count()) == (SheetState.SENT, 44)
        assert RegisteredTitle.objects.filter(title="LDTT").count() == 44
    assert clicks <= 3, clicks


def begun(cast: Cast) -> RegistrationSheet:
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        for name in ("Nguyễn Thị Quỳnh Như", "Đặng Ưu Đạt", "Lê Thị Ổi"):
            sheet_people.add_person(
                sheet=sheet, full_name=name, birth_date=None, gender="", job_title="Giáo viên", by=by
            )
        return sheet


def cell(page: Page, row: int, code: str) -> Any:
    return page.locator("#bang-dang-ky tbody tr").nth(row).locator(f':is(input, textarea)[name$=".{code}"][name^="c."]')


def kept(cast: Cast) -> list[tuple[str, str]]:
    with cast.at_work("secretary"):
        found = RegisteredTitle.objects.order_by("registration__position", "title__position")
        return list(found.values_list("registration__staff__full_name", "title"))


def test_the_grid_by_keys_with_paste_and_undo(open_as: Open, empty: Cast) -> None:
    sheet = begun(empty)
    page = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/")
    cell(page, 0, "LDTT").focus()
    page.keyboard.press("x")
    expect(page.locator("td.saved")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(cell(page, 1, "LDTT")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(page, 1, "CSTDCS")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator('[data-total="CSTDCS"]')).to_have_text("1")
    assert kept(empty) == [("Nguyễn Thị Quỳnh Như", "LDTT"), ("Đặng Ưu Đạt", "CSTDCS")]
    cell(page, 1, "LDTT").focus()
    page.evaluate(PASTE, "x\tx\r\nX\t\r\n")
    expect(page.locator('[data-total="LDTT"]')).to_have_text("3")
    page.keyboard.press("Control+z")
    expect(page.locator('[data-total="LDTT"]')).to_have_text("1")
    note = cell(page, 2, "note")
    note.fill("Nghỉ thai sản")
    note.press("Enter")
    expect(note.locator("xpath=..")).to_contain_class("saved")
    with empty.at_work("secretary"):
        assert Registration.objects.get(staff__full_name="Lê Thị Ổi").note == "Nghỉ thai sản"
    expect(page.locator("#dieu-kien")).to_contain_text("Thiếu dữ kiện: 2")
    expect(page.locator("#bang-dang-ky tbody tr").nth(0)).to_contain_text("dữ kiện")


def test_two_editors_and_the_choice_between_them(open_as: Open, empty: Cast) -> None:
    sheet = begun(empty)
    page = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/")
    with empty.at_work("principal") as principal:
        row = Registration.objects.get(staff__full_name="Đặng Ưu Đạt")
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "note", "của hiệu trưởng", "")], by=principal)
    note = cell(page, 1, "note")
    note.fill("của thư ký")
    note.press("Tab")
    expect(page.locator("#xung-dot")).to_contain_text("Phạm Minh Tâm vừa sửa")
    page.get_by_role("button", name="Ghi của tôi").click()
    expect(note.locator("xpath=..")).to_contain_class("saved")
    expect(page.locator("#xung-dot .notice")).to_have_count(0)
    expect(note).to_have_value("của thư ký")
    with empty.at_work("principal"):
        assert Registration.objects.get(pk=row.pk).note == "của thư ký"


def test_without_javascript_the_list_is_one_form(open_as: Open, empty: Cast) -> None:
    sheet = begun(empty)
    page = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/", script=False)
    cell(page, 2, "LDTT").check()
    cell(page, 2, "initiative").fill("Sổ tay hình")
    page.get_by_role("button", name="Lưu danh sách").click()
    assert "Đã lưu." in page.content() and kept(empty) == [("Lê Thị Ổi", "LDTT")]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_are_accessible_and_fit(open_as: Open, empty: Cast, width: int) -> None:
    sheet = begun(empty)
    with empty.at_work("secretary") as by:
        row = Registration.objects.order_by("position").first()
        assert row is not None and Title.objects.exists()
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "LDTT", "x", "")], by=by)
    own = f"/dang-ky/ban/{sheet.pk}/"
    paths = {
        "secretary": (
            own,
            own + "them-nguoi/",
            own + "dieu-kien/",
            own + f"dua-ra/{row.pk}/",
            own + "van-ban/",
            own + "trinh/",
            own + "xac-nhan/",
            f"/dang-ky/nguoi/{row.pk}/vi-sao/",
            "/hop-thu/",
            "/thu-dieu-kien/",
            "/nam-thi-dua/2023-2024/",
        ),
        "officer": (
            "/ai-chua-gui/",
            f"/ai-chua-gui/gia-han/{empty.schools[0].pk}/",
            "/nam-thi-dua/2023-2024/moc/",
            "/nam-thi-dua/2023-2024/huong-dan/",
            f"/khoi/{empty.block.pk}/soat-chi-tieu/",
            "/tong-hop-dang-ky/",
        ),
    }
    found: dict[str, Any] = {}
    for who, addresses in paths.items():
        page = open_as(who, "/", width=width)
        said: list[str] = []
        page.on("console", lambda one, said=said: said.append(one.text) if "Security Policy" in one.text else None)
        page.on("pageerror", lambda problem, said=said: said.append(str(problem)))
        home = page.url.rstrip("/")
        for path in addresses:
            page.goto(home + path)
            for broken in Axe().run(page).response["violations"] if width == 1280 else []:
                found[f"{path} {broken['id']}"] = [node["html"][:200] for node in broken["nodes"][:3]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[f"{path} is wider than the screen"] = width
            if said:
                found[f"{path} said"] = said.copy()
    assert found == {}
