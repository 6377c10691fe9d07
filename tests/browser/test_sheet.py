"""The sheet's grid in Chromium: the wrapped area of a work's name, and the way from one place to mend to the next."""

from playwright.sync_api import expect

from blocks.models import Fault, IntakeBatch, Registration
from tests.browser.test_grid import COPY, PASTE
from tests.browser.test_registration import Open, begun, cell, empty, open_as  # noqa: F401  fixtures
from tests.cast import Cast
from thidua.trail.stamps import stamped


def test_the_wrapped_initiative_takes_paste_undo_and_copy(open_as: Open, empty: Cast) -> None:  # noqa: F811
    """A long name of a work wraps in its area; a block from Excel, undo and copy do what they do in other cells."""
    sheet = begun(empty)
    page = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/")
    first, second = cell(page, 0, "initiative"), cell(page, 1, "initiative")
    long = "Một số biện pháp giúp trẻ 5-6 tuổi phát triển ngôn ngữ qua hoạt động kể chuyện sáng tạo ở trường mầm non"
    first.click()
    page.evaluate(PASTE, f"{long}\nSổ tay hình\n")
    expect(page.locator("td.saved")).to_have_count(2)
    expect(first).to_have_value(long)
    expect(second).to_have_value("Sổ tay hình")
    first.click()
    page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate(COPY) == f"{long}\nSổ tay hình"
    page.keyboard.press("Escape")
    first.click()
    page.keyboard.press("Control+z")
    expect(first).to_have_value("")
    expect(second).to_have_value("")
    page.wait_for_load_state("networkidle")
    with empty.at_work():
        assert set(Registration.objects.values_list("initiative", flat=True)) == {""}


def test_the_marks_of_a_file_are_walked_and_go_as_they_are_mended(open_as: Open, empty: Cast) -> None:  # noqa: F811
    sheet = begun(empty)
    with empty.at_work("secretary") as by:
        batch = IntakeBatch.objects.create(year=empty.year, **stamped("created", by))
        row = Registration.objects.order_by("position").first()
        for code, told in (("full_name", "Tên bị cắt."), ("note", "Ghi rõ thời gian nghỉ.")):
            Fault.objects.create(
                sheet=sheet,
                registration=row,
                batch=batch,
                cell=code,
                source="ô B4",
                message=told,
                **stamped("found", by),
            )
    page = open_as("secretary", f"/dang-ky/ban/{sheet.pk}/")
    onward = page.get_by_role("button", name="Chỗ tiếp theo")
    onward.click()
    expect(cell(page, 0, "full_name")).to_be_focused()
    expect(page.locator("#cho-tiep-theo [role=status]")).to_contain_text("Tên bị cắt.")
    page.keyboard.type("Nguyễn Thị Quỳnh Nhi")
    page.keyboard.press("Enter")
    expect(page.locator("#cho-can-sua li")).to_have_count(1)
    expect(page.locator("th.differs")).to_have_count(0)
    onward.click()
    expect(cell(page, 0, "note")).to_be_focused()
    page.keyboard.type("Từ 01/10")
    page.keyboard.press("Enter")
    expect(page.locator("#cho-can-sua")).to_have_count(0)
    expect(onward).to_have_count(0)
    with empty.at_work():
        assert not Fault.objects.exists()
        assert Registration.objects.get(pk=row.pk).staff.full_name == "Nguyễn Thị Quỳnh Nhi"
