"""Verdicts at the door: panel, page, "Vì sao?", what-if and API."""

from datetime import date

import pytest

from blocks.models import RegistrationSheet
from blocks.services.registration import sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.cast import Cast


@pytest.fixture
def sheet(cast: Cast) -> RegistrationSheet:
    """One person who registers for two titles."""
    with cast.at_work("secretary") as by:
        made = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        row = sheet_people.add_person(
            sheet=made, full_name="Đặng Ưu Đạt", birth_date=date(1985, 1, 2), gender="NAM", job_title="Giáo viên", by=by
        )
        changes = [CellChange(row.pk, code, "x", "") for code in ("LDTT", "CSTDTP")]
        set_cells(sheet=made, changes=[*changes, CellChange(None, "TTLDXS", "x", "")], by=by)
        return made


def test_the_panel_fills_the_column_of_each_row(cast: Cast, sheet: RegistrationSheet) -> None:
    url = f"/dang-ky/ban/{sheet.pk}/dieu-kien/"
    panel = cast.browser("secretary").get(url, headers={"HX-Request": "true"}).content.decode()
    page = cast.browser("secretary").get(url).content.decode()
    with cast.at_work("secretary"):
        row = sheet.registrations.get()
    assert f'id="v{row.pk}" hx-swap-oob="true"' in panel and "dữ kiện</span>" in panel
    assert "Đặng Ưu Đạt" in page and "TTLĐXS" in page and "<html" in page
    why = cast.browser("secretary").get(f"/dang-ky/nguoi/{row.pk}/vi-sao/").content.decode()
    assert "Luật 06/2022/QH15 Đ.22" in why and "CSTĐ" in why


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("officer", 404), ("member", 403), ("principal", 200)])
def test_who_may_ask_why(cast: Cast, sheet: RegistrationSheet, who: str, status: int) -> None:
    with cast.at_work("secretary"):
        row = sheet.registrations.get()
    for url in (f"/dang-ky/ban/{sheet.pk}/dieu-kien/", f"/dang-ky/nguoi/{row.pk}/vi-sao/"):
        assert cast.browser(who).get(url).status_code == status


def test_a_blocks_figures(cast: Cast, sheet: RegistrationSheet) -> None:
    page = cast.browser("leader").get(f"/khoi/{cast.block.pk}/soat-chi-tieu/")
    assert page.status_code == 200 and "Soát chỉ tiêu" in page.content.decode()
    assert cast.browser("stranger").get(f"/khoi/{cast.block.pk}/soat-chi-tieu/").status_code == 404


def test_what_if(cast: Cast) -> None:
    browser = cast.browser("member")
    asked = {"title": "LDTT", "cycle": "2023-2024", "received": "2024-06-03", "rank": "HT"}
    page = browser.post("/thu-dieu-kien/", asked).content.decode()
    assert "Không đạt" in page and "Luật 06/2022/QH15 Đ.24.1" in page
    wrong = browser.post("/thu-dieu-kien/", asked | {"extra": "{"})
    assert wrong.status_code == 422 and "không đúng dạng JSON" in wrong.content.decode()
    earlier = browser.post("/thu-dieu-kien/", asked | {"earlier": "ABC 2022-2023"})
    assert "ghi mã danh hiệu rồi năm" in earlier.content.decode()


def test_the_judge_over_the_api(cast: Cast) -> None:
    browser = cast.browser("officer")
    case = {
        "id": "1",
        "title": "TTLDTT",
        "cycle": "2023",
        "dates": {"received": "2024-01-01"},
        "subject": {"kind": "school", "headcount": 13, "ldtt": 9, "rank": {"2023": "HTT"}},
    }
    one = browser.post("/api/v1/judge/", case, content_type="application/json")
    assert one.status_code == 200 and one.json()["verdict"] == "not_met"
    many = browser.post("/api/v1/judge/", {"cases": [case, {"id": "2"}]}, content_type="application/json").json()
    assert [answer.get("verdict") for answer in many["verdicts"]] == ["not_met", None]
    assert "thiếu đối tượng" in many["verdicts"][1]["error"]
    bad = browser.post("/api/v1/judge/", {"id": "2"}, content_type="application/json")
    assert bad.status_code == 400 and "thiếu đối tượng" in bad.content.decode()
