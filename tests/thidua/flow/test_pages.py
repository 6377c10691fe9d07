"""The page of a move: what it asks, what it answers a script, and that page, service and API refuse alike."""

import pytest

from blocks.models import RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_moves, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from blocks.services.year import phases
from tests.blocks.services.registration.test_returned_cells import sent
from tests.blocks.services.registration.test_sheets import begun
from tests.cast import Cast
from thidua.errors import RuleViolation

SCRIPT = {"HX-Request": "true"}


def test_a_script_gets_the_part_and_is_led_on(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    url, officer = f"/dang-ky/ban/{sheet.pk}/tiep-nhan/", cast.browser("officer")
    page, part = officer.get(url), officer.get(url, headers=SCRIPT)
    assert part.content.decode().count("<form") == 1 and "<html" not in part.content.decode()
    lines = [line.strip() for line in part.content.decode().splitlines() if "csrf" not in line]
    assert all(line in page.content.decode() for line in lines)
    made = officer.post(url, headers=SCRIPT)
    assert made.status_code == 200 and made.headers["HX-Redirect"] == f"/dang-ky/ban/{sheet.pk}/"
    refused = officer.post(url, headers=SCRIPT)
    assert refused.status_code == 422 and "Chưa “Tiếp nhận” được." in refused.content.decode()


def test_what_stands_against_a_registration_is_refused_everywhere_alike(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    with cast.at_work("officer") as officer:
        phases.set_guideline(
            year=cast.year, number="", on=None, legal_bases=[], local_rules=[], history_complete=True, by=officer
        )
        sheet = begun(cast, secretary)
        change = CellChange(sheet.registrations.get().pk, "CSTDTP", "x", "")
        set_cells(sheet=sheet, changes=[change], by=secretary)
        with pytest.raises(RuleViolation, match="1 đăng ký cần giải trình") as no:
            sheet_moves.move("submit", sheet=sheet, by=secretary)
        assert (no.value.code, no.value.where) == ("explain", "reason")
    browser = cast.browser("secretary")
    page = browser.post(f"/dang-ky/ban/{sheet.pk}/trinh/")
    api = browser.post(f"/api/v1/sheets/{sheet.pk}/submit/", {}, content_type="application/json")
    assert page.status_code == api.status_code == 422
    assert no.value.message in page.content.decode() and no.value.message in api.json()["detail"]
    assert "Giải trình vì sao vẫn đăng ký" in page.content.decode()
    assert browser.post(f"/dang-ky/ban/{sheet.pk}/trinh/", {"reason": "Bổ sung sau"}).status_code == 302
    with cast.at_work("secretary"):
        kept = RegistrationSheet.objects.get()
        assert (kept.state, kept.explanation) == (SheetState.WITH_PRINCIPAL, "Bổ sung sau")


def test_reopening_asks_for_a_reason(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    with cast.at_work("officer") as officer:
        sheet_moves.move("receive", sheet=sheet, by=officer)
        sheet_moves.move("accept", sheet=sheet, by=officer)
    url, browser = f"/dang-ky/ban/{sheet.pk}/bo-cong-nhan/", cast.browser("officer")
    assert 'name="reason"' in browser.get(url).content.decode()
    refused = browser.post(url)
    assert refused.status_code == 422 and "Ghi lý do bỏ công nhận." in refused.content.decode()
    assert browser.post(url, {"reason": "Thiếu một người"}).status_code == 302


def test_a_closed_page_says_why_and_offers_nothing(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=secretary)
    page = cast.browser("principal").get(f"/dang-ky/ban/{sheet.pk}/duyet/").content.decode()
    assert "Thư ký bấm “Gửi hiệu trưởng duyệt” trước." in page and "Quay lại danh sách" in page
    assert "Quay lại, không làm gì" not in page
