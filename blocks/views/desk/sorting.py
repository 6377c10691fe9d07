"""Tables sorted by the column a person chooses; the choice stands in the address as `xep=gui` or `xep=-gui`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from thidua.web.kit import SeatedRequest

Row = TypeVar("Row")


class Head(NamedTuple):
    """A column's head: `url` sorts by it, the other way round where it is sorted already; `sort` for screen readers."""

    label: str
    url: str
    sort: str


def chosen(request: SeatedRequest, known: Iterable[str]) -> str:
    """The key asked for, with its minus sign, "" where the address names none that is known."""
    wanted = request.GET.get("xep", "")
    return wanted if wanted.removeprefix("-") in set(known) else ""


def heads(request: SeatedRequest, columns: Mapping[str, str], now: str) -> dict[str, Head]:
    """Heads by key for the columns `key → label`; other filters stay in the address."""
    found = {}
    for key, label in columns.items():
        query = request.GET.copy()
        for old in ("trang", "xep"):
            query.pop(old, None)
        query["xep"] = f"-{key}" if now == key else key
        sort = "ascending" if now == key else "descending" if now == f"-{key}" else ""
        found[key] = Head(label, "?" + query.urlencode(), sort)
    return found


def ordered(rows: Iterable[Row], keys: Mapping[str, Callable[[Row], Any]], now: str) -> list[Row]:
    """`rows` by the key in `now`; what has no value comes last either way."""
    listed = list(rows)
    if not now:
        return listed
    key, back = keys[now.removeprefix("-")], now.startswith("-")
    filled = [row for row in listed if key(row) not in (None, "")]
    empty = [row for row in listed if key(row) in (None, "")]
    return sorted(filled, key=key, reverse=back) + empty
