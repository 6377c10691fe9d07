"""A real Chromium on a live server; these tests are left out where there is none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cast import Cast, build
from tests.filled import fill

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, and leave it out where no Chromium is."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason="không có /usr/bin/chromium"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a file of tests."""
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as driver:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver keeps a loop running in this thread
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def filled(transactional_db: Any) -> Cast:
    """The cast with a year's rows, committed so that the server's threads see them."""
    cast = build()
    with cast.at_work():
        fill(cast)
    return cast


@pytest.fixture
def visit(chromium: Browser, live_server: Any, filled: Cast) -> Iterator[Visit]:
    """`visit("leader", "/khoi/", width=390)`: a page opened by that person; `script=False`: without JavaScript."""
    contexts = []

    def open_page(who: str, path: str, *, width: int = 1280, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="vi-VN", java_script_enabled=script
        )
        contexts.append(context)
        cookie = filled.browser(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
