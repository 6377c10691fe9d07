"""The office's pages about the house itself: the API's schema under the strict policy, the trail, the policy."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SHOTS = os.environ.get("SHOTS", "")


def test_the_schema_is_shown_and_nothing_is_refused(visit: Any) -> None:
    page = visit("officer", "/phan-quyen/")
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    page.goto(page.url.replace("/phan-quyen/", "/api/v1/docs/"))
    page.locator(".operation-filter-input").fill("schools")  # the page draws what is looked at, not all it knows
    page.locator('.opblock-tag[data-tag="schools"]').click(timeout=60_000)
    expect(page.locator('[data-path="/api/v1/schools/"]').first).to_be_visible(timeout=60_000)
    expect(page.locator(".opblock")).not_to_have_count(0)
    assert told == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/nhat-ky/", "/nhat-ky/?tim=khong+co+gi", "/phan-quyen/"])
def test_the_office_s_pages_are_accessible_and_fit(visit: Any, path: str, width: int) -> None:
    page = visit("officer", path, width=width)
    violations = Axe().run(page).response["violations"]
    broken = {one["id"]: [node["html"][:200] for node in one["nodes"][:3]] for one in violations}
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{path.strip('/').replace('/', '')[:10]}-{width}.png", full_page=True)
    assert broken == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bar_of_deeds_covers_nothing_until_a_school_is_chosen(visit: Any) -> None:
    page = visit("officer", "/ai-chua-gui/")
    bar, deed = page.locator("#chon"), page.locator("#chon button[value=receive]")
    expect(deed).to_be_hidden()
    assert bar.bounding_box()["height"] < 60
    page.locator("#chua-gui tbody input[type=checkbox]").first.check()
    expect(deed).to_be_visible()


def test_an_empty_form_is_answered_in_vietnamese_not_by_the_browser(visit: Any) -> None:
    page = visit("officer", "/truong/moi/")
    page.locator("main form[method=post] button").last.click()
    expect(page.locator(".errors")).to_contain_text("Chưa điền “")
