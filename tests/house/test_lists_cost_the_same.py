"""What a list asks of the database does not grow with its rows: every page that the navigation reaches."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.many_rows import fill, fill_others
from thidua.web.navigation import groups

FEW, MANY = 3, 3_000
_ASIDE = {"SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"}


def _asked(cast: Cast, who: str) -> dict[str, list[str]]:
    """The statements of each page of the person's navigation, opened a second time."""
    browser, asked = cast.browser(who), {}
    for url in sorted({line.url for group in groups(cast.actor(who), "/") for line in group.lines}):
        browser.get(url, follow=True)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url, follow=True).status_code == 200, url
        asked[url] = [query["sql"] for query in seen.captured_queries if query["sql"].split()[:1][0] not in _ASIDE]
    return asked


@pytest.mark.parametrize("who", ["officer", "leader", "principal"])
def test_the_lists_of_the_navigation_cost_the_same_at_three_and_three_thousand_rows(cast: Cast, who: str) -> None:
    grow: tuple[Callable[[Cast, int], None], ...] = (fill, fill_others)
    for make in grow:
        make(cast, FEW)
    few = _asked(cast, who)
    for make in grow:
        make(cast, MANY)
    many = _asked(cast, who)
    grown = {url: (len(few[url]), many[url]) for url in few if len(many[url]) > len(few[url])}
    assert not grown, grown
