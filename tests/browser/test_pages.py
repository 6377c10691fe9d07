"""Every reading screen in Chromium: WCAG by axe-core, nothing wider than the screen, nothing refused by the CSP."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.cast import Cast

TABLES = ("/khoi/{block}/chi-tieu/tap-the/", "/khoi/{block}/chi-tieu/ca-nhan/", "/khoi/{block}/cong-trinh-chuyen-de/")
FORMS = ("/don-vi/ten-moi/", "/nam-thi-dua/", "/khoi/moi/", "/truong/moi/", "/vai-tro/", "/viec/")
READING = ("/khoi/{block}/", "/truong/{school}/", "/dang-ky/", "/danh-hieu/", "/danh-hieu/CSTDCS/", "/don-vi/")
PATHS = {
    "officer": ("/", "/bang-theo-doi/", *READING, *TABLES, *FORMS, "/he-thong-giao-dien/"),
    "leader": ("/", "/khoi/{block}/cong-trinh-chuyen-de/{school}/"),
    "member": ("/", "/chi-tieu/", "/bang-theo-doi/", "/khong-co/"),
}
ALSO_NARROW = {"/", "/dang-ky/", "/he-thong-giao-dien/"}  # looks so different on a phone that axe sees it twice


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("who", list(PATHS))
def test_pages_are_accessible_and_fit(visit: Visit, filled: Cast, who: str, width: int) -> None:
    page = visit(who, "/", width=width)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    home = page.url.rstrip("/")
    found: dict[str, Any] = {}
    for pattern in PATHS[who]:
        path = pattern.format(block=filled.block.pk, school=filled.schools[1].pk)
        page.goto(home + path)
        looked_at = width == 1280 or pattern in ALSO_NARROW
        for broken in Axe().run(page).response["violations"] if looked_at else []:
            found[f"{path} {broken['id']}"] = [node["html"][:200] for node in broken["nodes"][:3]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found[f"{path} is wider than the screen"] = wide
    assert found == {}
    assert said == []


def test_the_menu_of_a_phone_opens_keeps_the_focus_and_closes_on_escape(visit: Visit, filled: Cast) -> None:
    page = visit("officer", "/", width=390)
    assert not page.locator("#menu").is_visible()
    page.get_by_role("link", name="Mở danh mục").click()
    assert page.locator("#menu").is_visible()
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()


def test_the_quick_filter_needs_no_marks(visit: Visit, filled: Cast) -> None:
    page = visit("officer", f"/truong/{filled.schools[1].pk}/")
    page.get_by_label("Lọc nhanh").fill("quynh nhu")
    assert page.locator("#nhan-su tbody tr:visible").count() == 1
    assert page.locator("#dem").inner_text() == "Thấy 1 dòng."


def test_the_search_changes_the_list_and_the_address_as_one_types(visit: Visit, filled: Cast) -> None:
    page = visit("officer", "/dang-ky/")
    page.locator("#tim").press_sequentially("dat")
    page.wait_for_url("**tim=dat**")
    assert page.locator("#dang-ky tbody tr").count() == 2  # one in each of the two schools
    page.get_by_role("link", name="CSTĐCS").click()
    page.wait_for_url("**danh-hieu=CSTDCS**")
    assert page.locator("#tim").input_value() == "dat"


def test_a_form_with_something_typed_asks_before_it_is_left(visit: Visit, filled: Cast) -> None:
    page = visit("officer", "/khoi/moi/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_name").press_sequentially("Khối 30")
    page.goto(page.url.replace("/khoi/moi/", "/"))
    assert asked == ["beforeunload"]


def test_back_on_a_list_keeps_the_chosen_columns(visit: Visit, filled: Cast) -> None:
    page = visit("officer", "/dang-ky/")
    page.get_by_text("Cột và độ dày").click()
    page.get_by_label("Ngày sinh").uncheck()
    expect(page.locator("#dang-ky thead th", has_text="Ngày sinh")).to_be_hidden()
    page.reload()
    expect(page.locator("#dang-ky thead th", has_text="Ngày sinh")).to_be_hidden()


def test_the_way_back_leads_to_the_same_list_with_its_filter(visit: Visit, filled: Cast) -> None:
    page = visit("officer", "/dang-ky/?danh-hieu=LDTT")
    page.locator("#dang-ky a").last.click()
    page.wait_for_url("**/truong/**")
    page.get_by_role("link", name="Quay lại danh sách").click()
    page.wait_for_url("**/dang-ky/?danh-hieu=LDTT")
