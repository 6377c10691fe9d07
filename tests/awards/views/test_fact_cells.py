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
    for typed in ({f"c.{key}": text, f"s.{key}": ""},):
        assert len(asked := own(lambda typed=typed: browser.post(url, typed))) <= 8, asked
