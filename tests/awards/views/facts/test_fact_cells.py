"""What a cell of the sheet "Dữ kiện xét" costs, beside the frame (see test_sheet_cells of the registration)."""

import pytest

from tests.awards.facts_of import worker
from tests.blocks.views.registration.test_sheet_cells import own
from tests.cast import Cast


@pytest.mark.parametrize(
    ("cell", "text"),
    [("rank.2023-2024", "HTT"), ("absent", "TS"), ("recruited", "1/9/2011"), ("sector_years", "12")],
)
def test_a_saved_fact_costs_at_most_eight_statements(cast: Cast, cell: str, text: str) -> None:
    with cast.at_work("secretary"):
        staff = worker(cast, "Lê Thị An").staff_id
    browser, key = cast.browser("secretary"), f"{staff}.{cell}"
    url = f"/du-kien/truong/{cast.schools[1].pk}/o/"
    seen = "15/08/2010" if cell == "recruited" else ""
    asked = own(lambda: browser.post(url, {f"c.{key}": text, f"s.{key}": seen}))
    assert len(asked) <= 8, asked
