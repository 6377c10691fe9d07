"""Pages of long lists: nothing is counted beyond a bound, so a page costs the same in a school and in a province."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from thidua.text import whole_number

BOUND = 2_000  # rows that are counted; beyond, a list says “hơn 2.000”
_FARTHEST = 10_000  # the last page number that is looked up: an address cannot ask for a walk over millions of rows


class BoundedPaginator(Paginator):
    """Django's paginator with a count that is known (`count`), or known only to be more (`more`)."""

    def __init__(self, rows: QuerySet[Any], size: int, *, count: int, more: bool) -> None:
        super().__init__(rows, size)
        self.count, self.more = count, more


def bounded_page(
    rows: QuerySet[Any], *, number: str, size: int, count: int, draw: Callable[[QuerySet[Any]], Sequence[Any]]
) -> Page:
    """Page `number` (the nearest one that exists) of `rows`, drawn by `draw`; `count` over BOUND means “more”.

    Where there are more, the page reads one row beyond its own to know whether another page follows.
    """
    more = count > BOUND
    paginator = BoundedPaginator(rows, size, count=min(count, BOUND), more=more)
    if not more:
        page = paginator.get_page(number)
        page.object_list = draw(page.object_list)  # type: ignore[arg-type]
        return page
    wanted = min(whole_number(number) or 1, _FARTHEST)
    start = (wanted - 1) * size
    drawn = draw(rows[start : start + size + 1])
    page = Page(drawn[:size], wanted, paginator)
    page.has_next = lambda: len(drawn) > size  # type: ignore[method-assign]
    page.end_index = lambda: start + min(len(drawn), size)  # type: ignore[method-assign]
    page.start_index = lambda: start + 1  # type: ignore[method-assign]
    page.next_page_number = lambda: wanted + 1  # type: ignore[method-assign]
    return page


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are, BOUND + 1 for any number beyond: no more than that are looked at."""
    return rows.order_by().values("pk")[: BOUND + 1].count()


def listed_page(
    rows: QuerySet[Any], *, number: str, size: int, draw: Callable[[QuerySet[Any]], Sequence[Any]] = list
) -> Page:
    """Page `number` of `rows`, counted no further than BOUND: two statements for any number of rows."""
    return bounded_page(rows, number=number, size=size, count=counted(rows), draw=draw)
