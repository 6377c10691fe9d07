"""The grid of collective targets by hand: keys, saving on leaving, paste, undo, conflict, and no JavaScript at all."""

from playwright.sync_api import Locator, Page, expect

from blocks.models import Target
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.steps import set_targets
from thidua.grid.cells import CellChange

PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
}"""

COPY = """() => {
    const data = new DataTransfer();
    const copy = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(copy);
    return data.getData("text/plain");
}"""


def _cell(page: Page, cast: Cast, row: int, code: str) -> Locator:
    return page.locator(f'input[name="c.{cast.schools[row].pk}.{code}"]')


def _address(cast: Cast) -> str:
    return f"/khoi/{cast.block.pk}/chi-tieu/tap-the/"


def _stored(cast: Cast, row: int, code: str) -> int | None:
    with cast.at_work():
        kept = Target.objects.filter(school=cast.schools[row], title=code, subject="TAP_THE").first()
        return kept.value if kept else None


def test_a_number_is_saved_on_leaving_and_the_total_follows(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    first = _cell(page, filled, 0, "COTP")
    first.click()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator("td.saved")).to_have_count(1)
    expect(_cell(page, filled, 1, "COTP")).to_be_focused()
    expect(page.locator('[data-total="COTP"]')).to_have_text("3")
    expect(first.locator("xpath=..").locator(".diff")).to_have_text("gửi 0")
    assert _stored(filled, 0, "COTP") == 3


def test_arrows_walk_and_escape_gives_the_old_number_back(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    _cell(page, filled, 0, "TTLDTT").click()
    page.keyboard.press("ArrowDown")
    expect(_cell(page, filled, 1, "TTLDTT")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(_cell(page, filled, 1, "TTLDXS")).to_be_focused()
    page.keyboard.type("7")
    page.keyboard.press("Escape")
    expect(_cell(page, filled, 1, "TTLDXS")).to_have_value("")
    assert _stored(filled, 1, "TTLDXS") is None


def test_a_block_from_excel_lands_in_its_cells_and_can_be_undone(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    _cell(page, filled, 1, "TTLDXS").click()
    page.evaluate(PASTE, "1\t2\r\n3\t4\r\n")
    expect(page.locator("td.saved")).to_have_count(4)
    assert [_stored(filled, row, code) for row in (1, 2) for code in ("TTLDXS", "BKTP_TT")] == [1, 2, 3, 4]
    page.keyboard.press("Control+z")
    expect(_cell(page, filled, 2, "BKTP_TT")).to_have_value("0")


def test_a_chosen_block_is_copied_as_excel_reads_it_and_emptied_in_one_go(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    _cell(page, filled, 1, "TTLDXS").click()
    page.evaluate(PASTE, "1\t2\r\n3\t4\r\n")
    expect(page.locator("td.saved")).to_have_count(4)
    _cell(page, filled, 1, "TTLDXS").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("td.chosen")).to_have_count(4)
    assert page.evaluate(COPY) == "1\t2\n3\t4"
    page.keyboard.press("Delete")
    expect(page.locator('[data-total="BKTP_TT"]')).to_have_text("0")
    expect(_cell(page, filled, 2, "BKTP_TT")).to_have_value("0")
    assert [_stored(filled, row, code) for row in (1, 2) for code in ("TTLDXS", "BKTP_TT")] == [0, 0, 0, 0]


def test_a_conflict_shows_who_wrote_what_and_lets_one_choose(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    with filled.at_work("officer") as officer:
        change = CellChange(filled.schools[0].pk, "COTP", "2", "0")
        set_targets(block=filled.block, year=filled.year, changes=[change], by=officer)
    cell = _cell(page, filled, 0, "COTP")
    cell.fill("5")
    cell.press("Tab")
    expect(page.locator("#xung-dot")).to_contain_text("Lê Thị Bích Vân vừa sửa ô")
    assert _stored(filled, 0, "COTP") == 2
    page.get_by_role("button", name="Ghi của tôi").click()
    expect(page.locator("#xung-dot .notice")).to_have_count(0)
    expect(cell).to_have_value("5")
    expect(page.locator("td.saved")).to_have_count(1)  # the quiet mark comes when the server has answered
    assert _stored(filled, 0, "COTP") == 5


def test_a_word_is_refused_in_a_sentence_and_stays_in_its_cell(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled))
    cell = _cell(page, filled, 0, "COTP")
    cell.fill("hai")
    cell.press("Tab")
    expect(page.locator("#thong-bao")).to_contain_text("không phải số nguyên")
    expect(cell).to_have_value("hai")


def test_without_javascript_each_row_has_its_button(visit: Visit, filled: Cast) -> None:
    page = visit("leader", _address(filled), script=False)
    _cell(page, filled, 2, "TTLDTT").fill("1")
    page.get_by_role("button", name="Lưu Trường Mầm non Phường 5").click()
    assert "Đã lưu chỉ tiêu của trường." in page.content()
    assert _stored(filled, 2, "TTLDTT") == 1
