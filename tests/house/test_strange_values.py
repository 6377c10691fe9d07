"""No number, code or word that somebody puts into an address or a form breaks anything, at any address.

The names of the parameters are read from the source: whatever a view asks for is filled with what is no number, with
what no table can keep, and with what is far too large.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch

from tests.house.walk.routes import routes
from tests.house.walk.sweep import browser, world
from tests.house.walk.test_matrix import _values
from tests.house.walk.world import personal
from thidua.text import LARGEST, whole_number
from thidua.wall.tenancy import tenant

ROOT = Path(__file__).resolve().parents[2]
_ASKED = re.compile(r'(?:GET|POST|data|asked|given|sent|typed|query)(?:\.get|\.getlist|\.pop)?[(\[]\s*"([\w.-]+)"')
_NAMED = re.compile(r'(?:\bname="|[?&]|&amp;)([a-z_]{1,20})(?:"|=)')
STRANGE = ["²", "٣", "9" * 40, "-1", "１２", "a\0b", "\0", "0x1", "1e9", "\ufeff1", "A" * 5000, "["]


def _names() -> list[str]:
    found: set[str] = set()
    for folder in ("blocks", "awards", "documents", "thidua"):
        for source in (ROOT / folder).rglob("*.py"):
            found |= set(_ASKED.findall(source.read_text(encoding="utf-8")))
    for page in (ROOT / "templates").rglob("*.html"):
        found |= set(_NAMED.findall(page.read_text(encoding="utf-8")))
    return sorted(found - {"csrfmiddlewaretoken"})


NAMES = _names()


def _faults(who: str, turn: int) -> list[str]:
    cast, rows = world()
    client = browser(cast, who)
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, who)
    session, found = client.cookies.output(header="", sep=";"), []
    given = {name: STRANGE[(place + turn * 3) % len(STRANGE)] for place, name in enumerate(NAMES)}
    given = {name: text.replace("\0", "") for name, text in given.items()}  # with NUL the door would refuse it all
    for route in routes():
        client.cookies.load(session)
        address = route.url(_values(route, rows))
        for method in ("GET", "POST", "PATCH") if route.is_api else ("GET", "POST"):
            status = _status(client, method, address, given, route.is_api)
            found += [f"{method} {route}: {status}"] if status >= 500 else []
    return found


def _status(client: Client, method: str, address: str, given: dict[str, str], is_api: bool) -> int:
    with transaction.atomic():  # what was written is undone
        if method == "GET":
            answer: Any = client.get(address, given)
        elif is_api:
            answer = client.generic(method, address, json.dumps(given), content_type="application/json")
        else:
            answer = client.post(address, given)
        transaction.set_rollback(True)
    return int(answer.status_code)


def test_the_source_names_the_parameters() -> None:
    assert {"truong", "khoi", "trang", "tim", "row", "version", "seat", "block"} <= set(NAMES) and len(NAMES) > 40


def test_nothing_breaks_for_the_office(db: None) -> None:
    assert _faults("officer", 0) == []


@pytest.mark.long
@pytest.mark.parametrize(("turn", "who"), enumerate(["head", "principal", "leader", "secretary"], 1))
def test_nothing_breaks_for_anybody(db: None, turn: int, who: str) -> None:
    assert _faults(who, turn) == []


def test_nul_is_refused_at_the_door(db: None) -> None:
    client = browser(world()[0], "officer")
    assert client.get("/tep/", {"tim": "a\0b"}).status_code == 400
    assert client.post("/vai-tro/", {"name": "a\0b"}).status_code == 400
    assert client.get("/api/v1/attachments/", {"kind": "\0"}).status_code == 400


def test_nor_in_the_address_itself(db: None) -> None:
    client, found = browser(world()[0], "officer"), []
    for route in routes():
        for value in STRANGE[:7]:
            values = dict.fromkeys(route.params, value)
            try:
                address = route.url(values) if values else ""
            except NoReverseMatch:
                continue  # the address takes no such value
            if address and (answer := client.get(address)).status_code >= 500:
                found.append(f"{route} {value[:5]!r}: {answer.status_code}")
    assert found == []


def test_json_without_end_is_refused(db: None) -> None:
    client = browser(world()[0], "officer")
    for body in (b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 500 + b"1" + b"}" * 500, b"\xff\xfe"):
        for route in (one for one in routes() if one.is_api and not one.params and one.answers("POST")):
            answer = client.post(route.url({}), body, content_type="application/json")
            assert answer.status_code in (400, 403, 405, 415), (str(route), answer.status_code)
    told = client.post("/api/v1/judgements/", '{"a": "\\u0000"}', content_type="application/json")
    assert told.status_code < 500


def test_a_whole_number_is_what_a_table_can_hold() -> None:
    assert [whole_number(text) for text in ("0", "12", str(LARGEST))] == [0, 12, LARGEST]
    wrong = [*STRANGE, "", None, " 1", "1 ", "+1", str(LARGEST + 1), 5, "00000000000000000000001"]
    assert {whole_number(text) for text in wrong} == {None}
    assert whole_number("11", most=10) is None
