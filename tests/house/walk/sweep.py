"""Every address asked once by each person of the cast; many tests read the record of the answers.

The daily record holds every GET of everybody (a third of them for the head of the office, who sees what the officer
does). What changes something is asked by one who may, one who may not, the stranger and nobody; HEAD, OPTIONS and
methods that no view knows by one person each. `--all` asks everybody everything.
"""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.cast import Cast, build
from tests.house.walk.routes import Route, routes
from tests.house.walk.test_matrix import METHODS, ROLES, _values
from tests.house.walk.world import fill, fill_other, personal
from tests.snapshot import remembered
from thidua.policy import may
from thidua.wall.tenancy import tenant

ASKED = ("GET", "HEAD", "OPTIONS", *METHODS[1:])


@dataclass(frozen=True)
class Answer:
    """What one person got at one address; the attributes of Django's response that tests ask for."""

    route: Route
    method: str
    status_code: int
    headers: Any  # Django's own mapping: names in any case
    content: bytes
    exc_info: Any

    def __getitem__(self, name: str) -> str:
        return self.headers[name]

    def get(self, name: str, other: str = "") -> str:
        """One header."""
        return self.headers.get(name, other)


class Sweep:
    """The record of one process: a person's walk is made when it is first asked for."""

    def __init__(self, everything: bool, blocker: Any) -> None:
        self.everything, self.blocker = everything, blocker
        self.walked: dict[str, dict[tuple[str, str], Answer]] = {}

    def of(self, who: str) -> dict[tuple[str, str], Answer]:
        """(route name, method) → answer, of one person."""
        if who not in self.walked:
            assert not connection.in_atomic_block, "bảng ghi có thế giới riêng: hỏi nó trước khi dựng dàn nhân vật"
            with self.blocker.unblock(), _quiet(), transaction.atomic():
                self.walked[who] = {(one.route.name, one.method): one for one in self._walk(who)}
                transaction.set_rollback(True)
        return self.walked[who]

    def _walk(self, who: str) -> Iterator[Answer]:
        cast, rows = world()
        client = browser(cast, who)
        with tenant(cast.district.pk):
            rows |= personal(cast, rows, who if who in ROLES else "officer")
        session = client.cookies.output(header="", sep=";")
        for route in routes():
            url = route.url(_values(route, rows))
            for method in ASKED:
                if self.everything or is_daily(route, method, who):
                    client.cookies.load(session)  # one of the routes signs out
                    yield _answer(route, method, ask(client, method, url, route.is_api))


@remembered
def world() -> tuple[Cast, dict[str, Any]]:
    """The cast among rows of every table, and a stranger who has some too."""
    cast = build()
    rows = fill(cast)
    fill_other(cast)
    return cast, rows


def is_daily(route: Route, method: str, who: str) -> bool:
    """Whether this person asks this in the daily record."""
    if method == "GET":  # the two of the office see nearly the same
        kept = _differs(route) or _number(route, method) % 3 == 0 or _sample(route, "HEAD")[0] == who
        return who != "head" or kept
    if route.public:
        return who == "nobody"
    able, barred = _sample(route, method)
    if method in ("HEAD", "OPTIONS"):
        return who == able or (method == "OPTIONS" and who == "nobody")
    if not route.answers(method):
        return who == able
    return who in (able, barred, "stranger", "nobody")


def _differs(route: Route) -> bool:
    """Whether the two roles of the office have different rights at a route."""
    action = route.action("GET")
    return action is None or may(ROLES["head"], action) is not may(ROLES["officer"], action)


def _number(route: Route, method: str) -> int:
    return zlib.crc32(f"{route.name} {method}".encode())


def _sample(route: Route, method: str) -> tuple[str, str]:
    """One who may and one who may not, others at every address; "" where there is none."""
    action, found = route.action(method), []
    for right in (True, False):
        roles = [who for who, role in ROLES.items() if action is not None and may(role, action) is right]
        found.append(roles[_number(route, method) % len(roles)] if roles else "")
    return found[0] or found[1], found[1]


def browser(cast: Cast, who: str) -> Client:
    """A browser that reports a breakdown as an answer: of one of the cast, of nobody, of an account without a seat."""
    if who == "nobody":
        return Client(raise_request_exception=False)
    if who == "seatless":
        cast.accounts["seatless"] = type(cast.accounts["member"]).objects.create_user("seatless", full_name="Không Vai")
    client = cast.browser(who)
    client.raise_request_exception = False
    return client


def ask(client: Client, method: str, url: str, is_api: bool) -> Any:
    """The answer; what was written is undone."""
    kind = "application/json" if is_api else "application/x-www-form-urlencoded"
    sends = is_api and method not in ("GET", "HEAD", "OPTIONS")
    with transaction.atomic():
        response = client.generic(method, url, data=b"{}" if sends else b"", content_type=kind)
        transaction.set_rollback(True)
    return response


def _answer(route: Route, method: str, response: Any) -> Answer:
    problem = getattr(response, "exc_info", None) or ("", "")
    return Answer(route, method, response.status_code, response.headers, response.content, (problem[0], problem[1]))


@contextmanager
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
