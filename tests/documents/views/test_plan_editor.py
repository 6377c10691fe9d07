"""The editor in a real browser, under the strict policy for scripts and styles; and the same page without scripts."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from documents.models import Document, Rendition
from documents.queries.documents import newest
from documents.services.plans import begin_plan
from documents.services.renditions import freeze
from documents.services.sections import save_sections
from tests.cast import Cast, build
from tests.documents.adopting import adopt_plan
from thidua.queue import outbox

CHROMIUM = "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which(CHROMIUM), reason="không có Chromium"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # the browser's own loop runs in this thread; Django would refuse the database beside it
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as play:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Story:
    """A plan, its people, a browser signed in as the block's leader; `complaints` is what its console said."""

    def __init__(self, cast: Cast, plan: Document, address: str, browser: Browser) -> None:
        self.cast, self.plan, self.address, self.browser = cast, plan, address, browser
        self.complaints: list[str] = []

    def page(self, **options: Any) -> Page:
        """A new window of the leader."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        for name, morsel in self.cast.browser("leader").cookies.items():
            context.add_cookies([{"name": name, "value": morsel.value, "url": self.address}])
        page = context.new_page()
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def url(self, name: str, *args: Any) -> str:
        """The whole address of a named page."""
        return self.address + reverse(name, args=args)

    def words(self, key: str) -> str:
        """What is stored of a section now."""
        with self.cast.at_work("leader"):
            return newest(self.plan).sections[key]


@pytest.fixture
def story(chromium: Browser, transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> Story:
    settings.MEDIA_ROOT = tmp_path / "media"
    cast = build()
    adopt_plan(cast)
    with cast.at_work("leader") as leader:
        plan = begin_plan(block=cast.block, year=cast.year, by=leader)
    return Story(cast, plan, live_server.url, chromium)


def test_words_are_written_without_breaking_the_policy(story: Story) -> None:
    page = story.page()
    page.goto(story.url("document_section", story.plan.pk, "purpose"))
    editor = page.get_by_role("textbox", name="Lời của phần này")
    editor.wait_for()
    assert page.locator("textarea[name=text]").is_hidden()
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Câu một ")
    page.get_by_role("button", name="Đậm").click()
    assert page.get_by_role("button", name="Đậm").get_attribute("aria-pressed") == "true"
    page.keyboard.type("đậm")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Gạch đầu dòng").click()
    page.keyboard.type("ý thứ nhất")
    page.get_by_role("button", name="Lưu thành phiên bản mới").click()
    page.wait_for_url(story.url("plan", story.cast.block.pk))
    stored = story.words("purpose")
    assert stored.startswith("<p>Câu một <strong>đậm</strong></p><ul><li><p>") and "ý thứ nhất" in stored
    assert story.complaints == []


def test_what_is_pasted_from_word_keeps_only_what_is_allowed(story: Story) -> None:
    page = story.page()
    page.goto(story.url("document_section", story.plan.pk, "purpose"))
    page.get_by_role("textbox", name="Lời của phần này").click()
    page.keyboard.press("Control+A")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", '<p style="color:red">Đỏ <b>đậm</b> <a href="http://x.test">nối</a></p><table><tr><td>ô</td></tr></table>');
            document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""  # noqa: E501
    )
    page.get_by_role("button", name="Lưu thành phiên bản mới").click()
    page.wait_for_url(story.url("plan", story.cast.block.pk))
    assert story.words("purpose") == "<p>Đỏ <strong>đậm</strong> nối</p><p>ô</p>"


def test_a_draft_survives_leaving_the_page(story: Story) -> None:
    page = story.page()
    page.on("dialog", lambda dialog: dialog.accept())
    address = story.url("document_section", story.plan.pk, "purpose")
    page.goto(address)
    page.get_by_role("textbox", name="Lời của phần này").click()
    page.keyboard.type("DỞ DANG ")
    page.goto(story.url("plan", story.cast.block.pk))
    page.goto(address)
    page.get_by_role("button", name="Lấy bản soạn dở").click()
    assert "DỞ DANG" in page.get_by_role("textbox", name="Lời của phần này").inner_text()
    page.get_by_role("button", name="Lưu thành phiên bản mới").click()
    page.wait_for_url(story.url("plan", story.cast.block.pk))
    assert "DỞ DANG" in story.words("purpose")
    page.goto(address)
    page.get_by_role("textbox", name="Lời của phần này").wait_for()
    assert page.get_by_role("button", name="Lấy bản soạn dở").is_hidden()


def test_a_conflict_shows_both_and_lets_one_choose(story: Story) -> None:
    page = story.page()
    page.goto(story.url("document_section", story.plan.pk, "purpose"))
    page.get_by_role("textbox", name="Lời của phần này").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Bản của tôi")
    with story.cast.at_work("officer") as officer:
        save_sections(document=story.plan, seen=1, typed={"purpose": "<p>Bản của chuyên viên</p>"}, by=officer)
    page.get_by_role("button", name="Lưu thành phiên bản mới").click()
    assert page.get_by_text("Bản của chuyên viên", exact=True).is_visible()
    assert "Bản của tôi" in page.get_by_role("textbox", name="Lời của phần này").inner_text()
    page.get_by_role("button", name="Lưu bản của tôi thay bản kia").click()
    page.wait_for_url(story.url("plan", story.cast.block.pk))
    assert story.words("purpose") == "<p>Bản của tôi</p>"


def test_without_scripts_a_textarea_does_the_work(story: Story) -> None:
    page = story.page(java_script_enabled=False)
    page.goto(story.url("document_section", story.plan.pk, "purpose"))
    area = page.locator("textarea[name=text]")
    assert area.is_visible() and area.input_value().startswith("<p>Quán triệt")
    assert page.get_by_role("button", name="Đậm").is_hidden()
    area.fill("<p>Không cần kịch bản</p>")
    page.get_by_role("button", name="Lưu thành phiên bản mới").click()
    assert story.words("purpose") == "<p>Không cần kịch bản</p>"


def test_a_rendition_appears_by_itself(story: Story) -> None:
    page = story.page()
    page.goto(story.url("plan", story.cast.block.pk))
    page.get_by_role("button", name="Kết xuất Word").click()
    page.get_by_text("Đang kết xuất").wait_for()
    with story.cast.at_work("leader"):
        job = Rendition.objects.get().job_id
    outbox.run(job, story.cast.district.pk)
    link = page.get_by_role("link", name="Tải Word")
    link.wait_for(timeout=10_000)
    with page.expect_download() as saved:
        link.click()
    with story.cast.at_work("leader"):
        stored = Rendition.objects.select_related("stored").get().stored
    assert stored is not None and saved.value.suggested_filename == stored.name
    assert saved.value.path().stat().st_size == stored.size
    assert story.complaints == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_are_accessible_and_never_wider_than_the_screen(story: Story, width: int) -> None:
    with story.cast.at_work("leader") as leader:
        rendition = freeze(document=story.plan, wanted="pdf", by=leader)
    outbox.run(rendition.job_id, story.cast.district.pk)
    page = story.page()
    page.set_viewport_size({"width": width, "height": 900})
    for name, args in (
        ("plans", []),
        ("plan", [story.cast.block.pk]),
        ("document_section", [story.plan.pk, "principles"]),
        ("document_section", [story.plan.pk, "recipients"]),
        ("document_issue", [story.plan.pk]),
        ("document_version", [story.plan.pk, 1]),
        ("document", [story.plan.pk]),
        ("papers_of", ["block", story.cast.block.pk]),
        ("rendition", [rendition.pk]),
        ("edit_meeting", [story.cast.block.pk, 1]),
    ):
        page.goto(story.url(name, *args))
        if args and args[-1] == "principles":
            page.locator(".ProseMirror").wait_for()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
