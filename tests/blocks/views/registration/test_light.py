"""What the heaviest pages of registration cost: statements in all, the frame's among them, savepoints aside."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blocks.models import Registration
from tests.blocks.views.registration.test_sheet_cells import dated
from tests.blocks.views.registration.test_sheets import filled
from tests.cast import Cast
from tests.many_rows import fill
from thidua.paging import BOUND


def statements(browser: Client, address: str) -> list[str]:
    """What a page that is opened a second time asks."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in _nodes(part))]


def test_the_frame_costs_session_account_and_three_more(cast: Cast) -> None:
    assert len(asked := statements(cast.browser("officer"), "/nam-thi-dua/")) <= 5, asked


@pytest.mark.parametrize("wish", ["", "?tim=thao", "?danh-hieu=LDTT", "?danh-hieu=khong", "?trang=2"])
def test_the_list_costs_eight_statements_at_three_rows_and_at_twenty_thousand(cast: Cast, wish: str) -> None:
    browser = cast.browser("officer")
    fill(cast, 3)
    few = statements(browser, f"/dang-ky/{wish}")
    fill(cast, 20_000)
    many = statements(browser, f"/dang-ky/{wish}")
    assert len(few) == len(many) <= 8, many


def test_chips_look_at_no_more_rows_than_the_bound(cast: Cast) -> None:
    fill(cast, 20_000)
    chips = next(text for text in statements(cast.browser("officer"), "/dang-ky/") if "seen AS MATERIALIZED" in text)
    with cast.at_work("officer"), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + chips)
        (told,) = cursor.fetchone()
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    read = {
        node["Relation Name"]: node["Actual Rows"] * node["Actual Loops"]
        for node in _nodes(plan)
        if node.get("Relation Name", "").startswith("blocks_regist")
    }
    assert read["blocks_registration"] <= BOUND + 1 and read["blocks_registeredtitle"] == 0, read


def test_the_sheet_of_fifty_one_people_costs_twelve_statements(cast: Cast) -> None:
    sheet = filled(cast, 51)
    dated(cast)
    few = statements(cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/")
    assert len(few) <= 12, few


def test_a_row_of_the_list_escapes_what_was_typed(cast: Cast) -> None:
    fill(cast, 3)
    with cast.at_work("officer"):
        Registration.objects.update(note="<b>100%s & {x}</b>")
    page = cast.browser("officer").get("/dang-ky/").content.decode()
    assert page.count("&lt;b&gt;100%s &amp; {x}&lt;/b&gt;") == 3 and "<b>100" not in page
