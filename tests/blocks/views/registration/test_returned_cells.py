"""Marking at the door: on the grid by script, on the page without; the school sees what was returned, with links."""

from blocks.models import MarkedCell, ReturnedCell
from blocks.services.registration import sheet_moves
from blocks.services.registration.returned_cells import CellToMend
from tests.blocks.services.registration.test_returned_cells import sent
from tests.blocks.views.counting import queries
from tests.cast import Cast


def test_cells_are_marked_on_the_grid_and_returned_at_once(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    url, browser = f"/dang-ky/ban/{sheet.pk}/", cast.browser("officer")
    page = browser.get(url).content.decode()
    assert f'data-marks="{url}danh-dau/"' in page and "marks.js" in page
    marked = browser.post(f"{url}danh-dau/", {"row": one.pk, "cell": "note", "reason": "Ghi rõ", "part": "1"})
    assert marked.status_code == 200 and "1 ô đã đánh dấu" in marked.content.decode()
    assert "<html" not in marked.content.decode()
    refused = browser.post(f"{url}danh-dau/", {"row": one.pk, "cell": "LDTT", "reason": " ", "part": "1"})
    assert refused.status_code == 422 and "Ghi lý do" in refused.content.decode()
    browser.post(f"{url}danh-dau/", {"row": one.pk, "cell": "LDTT", "reason": "Nghỉ dài ngày"})
    browser.post(f"{url}danh-dau/", {"row": "school", "cell": "COTP", "reason": "Chưa đăng ký với khối"})
    for who in ("secretary", "principal"):
        seen = cast.browser(who).get(url).content.decode()
        assert "Ghi rõ" not in seen and "danh-dau" not in seen  # a mark is the office's own until the return
    assert cast.browser("head").get(url).content.decode().count("data-mark=") == 3
    assert browser.post(f"{url}tra-lai/").status_code == 302
    mended = cast.browser("secretary").get(url).content.decode()
    assert "3 ô được trả lại để sửa" in mended
    for anchor in (f"o-{one.pk}-note", f"o-{one.pk}-LDTT", "tap-the"):
        assert f'href="#{anchor}"' in mended and f'id="{anchor}"' in mended
    with cast.at_work("officer"):
        assert (MarkedCell.objects.count(), ReturnedCell.objects.count()) == (0, 3)


def test_without_javascript_several_cells_of_a_row_are_gathered(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    url, browser = f"/dang-ky/ban/{sheet.pk}/tra-lai/", cast.browser("officer")
    for cell, reason in (("note", "Ghi rõ"), ("initiative", "Thiếu tên")):
        typed = {f"cell.{one.pk}": cell, f"reason.{one.pk}": reason, "deed": "keep"}
        assert browser.post(url, typed).status_code == 302
    assert "2 ô đã đánh dấu" in browser.get(url).content.decode()
    assert browser.post(url, {f"cell.{one.pk}": "job_title", f"reason.{one.pk}": "Ghi chức vụ"}).status_code == 302
    with cast.at_work("officer"):
        assert set(ReturnedCell.objects.values_list("cell", flat=True)) == {"note", "initiative", "job_title"}


def test_only_the_office_marks(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    url = f"/dang-ky/ban/{sheet.pk}/danh-dau/"
    typed = {"row": one.pk, "cell": "note", "reason": "Ghi rõ"}
    for who in ("secretary", "principal", "leader", "member"):
        assert cast.browser(who).post(url, typed).status_code == 403, who
    assert cast.browser("stranger").post(url, typed).status_code == 404


def test_marks_cost_no_query_each(cast: Cast) -> None:
    sheet, rows = sent(cast)
    browser, url = cast.browser("officer"), f"/dang-ky/ban/{sheet.pk}/"
    browser.post(f"{url}danh-dau/", {"row": rows[0].pk, "cell": "note", "reason": "Ghi rõ"})
    few = queries(browser, url)
    for cell in ("LDTT", "CSTDCS", "initiative", "job_title"):
        for row in rows:
            browser.post(f"{url}danh-dau/", {"row": row.pk, "cell": cell, "reason": "Ghi rõ"})
    assert queries(browser, url) == few


def test_who_sends_again_sees_what_was_returned(cast: Cast) -> None:
    sheet, (one, _two) = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.send_back(sheet=sheet, cells=[CellToMend(one.pk, "note", "Ghi rõ tổ")], by=officer)
    page = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/trinh/").content.decode()
    assert "Ô được trả lại, xem đã sửa chưa: Đặng Ưu Đạt, Ghi chú (Ghi rõ tổ)" in page
