"""The covenant and the block's file in Chromium: written, frozen, read on a phone; WCAG by axe-core."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from blocks.models import Block, Topic
from blocks.services.promise.covenants import COVENANTS, begin_covenant
from tests.browser.conftest import Visit
from tests.cast import Cast

Pages = dict[str, tuple[str, str]]


def _wrong(visit: Visit, pages: Pages) -> dict[str, object]:
    """What axe finds on a wide screen, and what is wider than a phone."""
    found: dict[str, object] = {}
    for name, (who, path) in pages.items():
        page = visit(who, path)
        _kept(page, f"{name}-1280")
        for broken in Axe().run(page).response["violations"]:
            found[f"{path} {broken['id']}"] = [node["html"][:200] for node in broken["nodes"][:3]]
        phone = visit(who, path, width=390)
        _kept(phone, f"{name}-390")
        if (wide := phone.evaluate("document.documentElement.scrollWidth")) > 390:
            found[f"{path} is wider than a phone"] = wide
    return found


def _kept(page: Page, name: str) -> None:
    """A picture to look at, where somebody wants one."""
    if folder := os.environ.get("SHOTS_TO"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def test_the_pages_of_the_covenant_are_accessible_and_fit_a_phone(visit: Visit, filled: Cast) -> None:
    block = filled.block.pk
    with filled.at_work("leader") as by:
        made = begin_covenant(block=filled.block, year=filled.year, by=by)
        topic = Topic.objects.filter(school=filled.schools[1], kind="CHUYEN_DE").values_list("pk", flat=True)[0]
    draft: Pages = {
        "block": ("leader", f"/khoi/{block}/"),
        "draft": ("leader", f"/khoi/{block}/giao-uoc/"),
        "edit": ("leader", f"/khoi/{block}/giao-uoc/noi-dung/"),
        "freeze": ("leader", f"/giao-uoc/{made.pk}/chot/"),
        "topic": ("secretary", f"/cong-trinh-chuyen-de/{topic}/"),
        "topics": ("principal", f"/khoi/{block}/cong-trinh-chuyen-de/"),
    }
    assert _wrong(visit, draft) == {}
    with filled.at_work("leader") as by:
        COVENANTS.make(made, "freeze", by=by)
        Block.objects.create(code="30", name="Khối thi đua 30 - Tiểu học", level="TH")
    frozen: Pages = {
        "frozen": ("principal", f"/khoi/{block}/giao-uoc/"),
        "board": ("officer", "/khoi/"),
        "list": ("officer", "/giao-uoc/"),
        "reopen": ("leader", f"/giao-uoc/{made.pk}/mo-lai/"),
    }
    assert _wrong(visit, frozen) == {}
