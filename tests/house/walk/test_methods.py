"""HEAD is answered with the status, rights and headers of GET; OPTIONS tells which methods there are, nothing else.

That no body goes out on HEAD is the server's doing (hyper below granian), and here the test client's.
"""

from typing import Any

import pytest

from tests.house.walk.routes import together
from tests.house.walk.test_matrix import ROLES, WHO
from tests.house.walk.world import OURS, THEIRS, leaks

# Headers that protect whoever reads the answer, or say where to go; the same with and without a body.
SAME = (
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Location",
    "Permissions-Policy",
    "Referrer-Policy",
    "Vary",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
)
ALWAYS = SAME[3], *SAME[5:7], "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"
KNOWN = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _told(response: Any) -> tuple[int, dict[str, str | None]]:
    return response.status_code, {name: response.headers.get(name) for name in SAME}


def _of_head(get: Any, head: Any) -> str:
    """What is wrong with the answer to HEAD, "" where it is that of GET."""
    if (with_body := _told(get)) != (without := _told(head)):
        other = {name for name in SAME if with_body[1][name] != without[1][name]}
        return f"GET {with_body[0]}, HEAD {without[0]}, khác ở {sorted(other)}"
    return ""


def _of_options(options: Any, mark: str) -> str:
    """What is wrong with the answer to OPTIONS: a breakdown, words of anybody, internals, unprotected headers."""
    allow = {one.strip() for one in options.headers.get("Allow", "").split(",") if one.strip()}
    if options.status_code >= 500:
        return str(options.status_code)
    if leaks(options, mark) or leaks(options, THEIRS if mark == OURS else OURS):
        return "lộ chữ của đơn vị"
    if options.status_code == 200:
        return f"trả lời như một trang: {options.content[:60]!r}"
    if options.status_code == 405 and not allow:
        return "thiếu Allow"
    if not allow <= KNOWN:
        return f"Allow lạ: {allow}"
    bare = [name for name in ALWAYS if not options.headers.get(name)]
    return f"thiếu {bare}" if bare else ""


@pytest.mark.parametrize("who", together(*WHO))
def test_head_is_get_without_a_body_and_options_tells_nothing(who: str, sweep: Any) -> None:
    record, mark, wrong, asked = sweep.of(who), OURS if who not in ROLES else THEIRS, [], 0
    for (name, method), answer in record.items():
        problem = ""
        if method == "HEAD":
            problem = _of_head(record[name, "GET"], answer)
        elif method == "OPTIONS":
            problem = _of_options(answer, mark)
        asked += method in ("HEAD", "OPTIONS")
        if problem:
            wrong.append(f"{who} {method} {answer.route}: {problem}")
    assert wrong == [], f"{len(wrong)}\n" + "\n".join(wrong)
    assert asked or who in ("stranger", "seatless")
