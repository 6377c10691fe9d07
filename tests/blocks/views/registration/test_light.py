"""What the heaviest pages of registration cost: statements, the frame among them, the brackets of transactions not."""

import json
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blocks.models import Registration
from tests.blocks.views.registration.test_sheet_cells import dated
from tests.blocks.views.registration.test_sheets import filled
from tests.cast import Cast, build
from tests.many_rows import fill, tell_the_planner
from thidua.paging import BOUND

_ASIDE = {"SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"}


def statements(browser: Client, address: str) -> list[str]:
    """What a page that is opened a second time asks."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in seen.captured_queries if query["sql"].split()[0] not in _ASIDE]


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in _nodes(part))]


def test_the_frame_costs_session_account_and_three_more(cast: Cast) -> None:
    assert len(asked := statements(cast.browser("officer"), "/nam-thi-dua/")) <= 5, asked


WISHES = ("", "?tim=n", "?danh-hieu=LDTT", "?danh-hieu=khong", "?trang=2")


@pytest.mark.django_db(transaction=True)
def test_the_list_costs_eight_statements_at_three_rows_and_at_twenty_thousand() -> None:
    """And its chips look at no more rows than the bound; committed, so that the planner knows how many there are."""
    cast = build()
    browser = cast.browser("officer")
    fill(cast, 3)
    few = {wish: len(statements(browser, f"/dang-ky/{wish}")) for wish in WISHES}
    fill(cast, 20_000)
    tell_the_planner()
    many = {wish: statements(browser, f"/dang-ky/{wish}") for wish in WISHES}
    assert few == {wish: len(asked) for wish, asked in many.items()}
    assert max(few.values()) <= 8, many
    chips = next(text for text in many[""] if "seen AS MATERIALIZED" in text)
    with cast.at_work("officer"), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + chips)
        (told,) = cursor.fetchone()
    read: Counter[str] = Counter()
    for node in _nodes((json.loads(told) if isinstance(told, str) else told)[0]["Plan"]):
        read[node.get("Relation Name", "")] += int(node["Actual Rows"] * node["Actual Loops"])
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
