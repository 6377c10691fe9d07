"""Every route × method for those who read in another authority by right, and for the platform's staff.

A reader opens what its right lists and writes nothing, nowhere; the platform sees no walled row at all. A third
authority stands beside both: not a byte of it is ever told.
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.models import School
from tests.cast import FIRST_DAY, Cast, district
from tests.house.walk.routes import Route, routes
from tests.house.walk.sweep import ask, world
from tests.house.walk.test_matrix import METHODS, _values
from tests.house.walk.world import OURS, _mark_units, fill, fill_other, leaks, personal
from thidua import clock
from thidua.models import AuditEvent, Oversight, Succession, SupportSession
from thidua.policy import READS_A_MEMBER, READS_IN_SUPPORT, READS_THE_PAST, Action, Role, may
from thidua.wall.tenancy import tenant
from thidua.web.gates import gates_of_view

THIRD = "Kvqjzu4m"
RIGHTS = {"past": READS_THE_PAST, "superior": READS_A_MEMBER, "support": READS_IN_SUPPORT}
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What a reader's request may write: its own session, and the line in the trail that says it read.
MAY_WRITE = {"django_session", "thidua_auditevent"}
UNSEEN = {"api-jobs-detail", "api-notices-detail"}  # a person's own jobs, a seat's own inbox
DEEDS = {  # pages of deeds that their own rule closes, or that do not tell a reader that they are there
    "remove_attachment",
    "document_heading",
    "document_issue",
    "document_renumber",
    "document_withdraw_number",
    "document_check",
    "document_uncheck",
    "document_number",
    "document_cancel_number",
    "document_release",
    "document_withdraw",
    "document_section",
}
LOGGED = {"export_audit"}  # handing out a file leaves a line in the trail: the database refuses it to a reader


@pytest.fixture
def methods(request: pytest.FixtureRequest) -> Callable[[Route], Iterable[str]]:
    """What is tried at a route: what its view knows, or everything."""
    everything, who = request.config.option.all, getattr(request.node, "callspec", None)
    # What may be sent is refused before any view: every day one right and the platform show it.
    sent = METHODS if who is None or who.params["who"] == "past" else METHODS[:1]
    return lambda route: METHODS if everything else tuple(filter(route.answers, sent))


def _third() -> None:
    made = district("q9", "Phòng GDĐT Quận 9", "Quận 9")
    with tenant(made.pk):
        _mark_units(THIRD)


def _right(cast: Cast, who: str) -> str:
    """Give the right; the key of the seat it makes. The stranger's office reads, or the staff member supports."""
    reader, now = cast.accounts["stranger"], clock.now()
    with tenant(cast.district.pk):
        if who == "past":
            Succession.objects.create(successor=cast.other, on=FIRST_DAY, basis="NQ 1685", predecessor_name="Cũ")
            return f"t{cast.district.pk}"
        if who == "superior":
            told = {"member_name": "Đơn vị", "valid_from": FIRST_DAY, "state": "DONG_Y", "asked_at": now}
            row, _ = Oversight.objects.update_or_create(superior=cast.other, defaults=told)
            return f"o{row.pk}"
        reader.platform_staff = True
        reader.save()
        row = SupportSession.objects.create(
            account=reader,
            account_name="Dũng",
            unit_name="Đơn vị",
            reason="thử một trang",
            asked_at=now,
            opens_at=now,
            ends_at=now + timedelta(minutes=30),
        )
        return f"h{row.pk}"


def _written(captured: CaptureQueriesContext) -> set[str]:
    found = (WRITES.match(query["sql"]) for query in captured.captured_queries)
    return {hit[1] for hit in found if hit} - MAY_WRITE


def _wrong(route: Route, method: str, response: Any, reads: frozenset[Action]) -> str:
    status, action = response.status_code, route.action(method)
    if leaks(response, THIRD):
        return f"{status} để lộ đơn vị thứ ba"
    if status >= 500:
        return f"{status}"
    if route.public or (method != "GET" and gates_of_view(route.view).for_readers):
        return ""
    if method != "GET":
        return "" if status in (403, 405) else f"{status}, người chỉ đọc gửi được"
    if action is None or action not in reads:
        return "" if status in (403, 405) else f"{status}, ngoài quyền đọc {action}"
    if route.name in LOGGED:
        return "" if status == 403 and "chỉ để đọc" in response.content.decode() else f"{status}, đọc mà ghi"
    if route.name in DEEDS:
        return "" if status in (403, 404) else f"{status}, mở được trang của việc làm"
    if route.name in UNSEEN:
        return "" if status == 404 else f"{status}, việc của người khác"
    return "" if status in (200, 302, 405) else f"{status}, được đọc mà không thấy"


@pytest.mark.parametrize("who", RIGHTS)
def test_a_reader_by_right_reads_and_writes_nothing(who: str, db: None, methods: Any, caplog: Any) -> None:
    caplog.set_level("CRITICAL")
    cast, rows = world()
    _third()
    key = _right(cast, who)
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, "officer")
    client = cast.browser("stranger")
    client.raise_request_exception = False
    assert client.post("/vai-tro/", {"seat": key}).status_code == 302
    assert client.session["seat"] == key
    assert OURS in client.get("/").content.decode()
    wrong, cookies, session = [], client.cookies.output(header="", sep=";"), dict(client.session.items())
    for route in routes():
        url = route.url(_values(route, rows))
        for method in methods(route):
            client.cookies.load(cookies)
            connection.queries_log.clear()  # it holds no more than some thousands
            assert dict(client.session.items())["seat"] == session["seat"]
            with CaptureQueriesContext(connection) as queries:
                response = ask(client, method, url, route.is_api)
            problem = _wrong(route, method, response, RIGHTS[who])
            if not route.public and (written := _written(queries)):
                problem = f"ghi vào {written}"
            if problem:
                wrong.append(f"{who} {method} {route}: {problem}")
    assert wrong == [], "\n".join(wrong)


def test_the_platform_sees_nothing_behind_any_wall(db: None, methods: Any, caplog: Any) -> None:
    caplog.set_level("CRITICAL")
    cast, rows = world()
    _third()
    cast.accounts["staff"] = type(cast.accounts["member"]).objects.create_user(
        "nen.tang", full_name="Quản Trị", platform_staff=True
    )
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, "officer")
    client = cast.browser("staff")
    client.raise_request_exception = False
    wrong, cookies = [], client.cookies.output(header="", sep=";")
    for route in routes():
        url = route.url(_values(route, rows))
        for method in methods(route):
            client.cookies.load(cookies)
            response = ask(client, method, url, route.is_api)
            problem = _of_platform(route, method, response)
            if problem:
                wrong.append(f"{method} {route}: {problem}")
    assert wrong == [], "\n".join(wrong)


def _of_platform(route: Route, method: str, response: Any) -> str:
    status, action = response.status_code, route.action(method)
    if status >= 500:
        return f"{status} {getattr(response, 'exc_info', ('', ''))[1]!r}"
    if leaks(response, OURS) or leaks(response, THIRD):
        return f"{status} để lộ hàng sau bức tường"
    if route.public or route.pattern == "":
        return ""
    if action is None or not may(Role.PLATFORM, action):
        return "" if status in (403, 405) else f"{status}, nền tảng không có quyền {action}"
    return "" if method != "GET" or status in (200, 302, 404, 405) else f"{status}, nền tảng có quyền mà không vào được"


def test_a_superior_is_noted_once_a_day_and_support_on_every_page(cast: Cast) -> None:
    fill(cast)
    fill_other(cast)
    for who, pages, lines in (("superior", 3, 1), ("support", 3, 3)):
        key = _right(cast, who)
        client = cast.browser("stranger")
        client.post("/vai-tro/", {"seat": key})
        for address in ("/", "/bang-theo-doi/", "/dang-ky/"):
            assert client.get(address).status_code == 200
        with tenant(cast.district.pk):
            kind = "thidua.oversight" if who == "superior" else "thidua.supportsession"
            told = AuditEvent.objects.filter(kind=kind, target=key[1:], account=cast.accounts["stranger"].pk)
            assert told.count() == lines <= pages
            if who == "support":
                assert [one.new["path"] for one in told.order_by("pk")] == ["/", "/bang-theo-doi/", "/dang-ky/"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", RIGHTS)
def test_with_policy_and_door_open_the_database_still_refuses(who: str, cast: Cast, monkeypatch: Any) -> None:
    everything = frozenset(Action)
    for name in ("READS_THE_PAST", "READS_A_MEMBER", "READS_IN_SUPPORT"):
        monkeypatch.setattr(f"thidua.access.seats.{name}", everything)
    monkeypatch.setattr("thidua.web.door.trespass", lambda request: None)
    key, client = _right(cast, who), cast.browser("stranger")
    client.post("/vai-tro/", {"seat": key})
    form = {"code": "LEN", "name": "Trường lẻn vào", "level": "MN", "ownership": "CONG_LAP"}
    refused = client.post("/truong/moi/", form)
    assert refused.status_code == 403 and "chỉ để đọc" in refused.content.decode()
    with tenant(cast.district.pk):
        assert not School.objects.filter(name="Trường lẻn vào").exists()
