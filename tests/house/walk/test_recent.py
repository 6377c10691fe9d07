"""Grave deeds want a recent proof: every route, from the policy's own list; and no route without the second proof."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import Cast
from tests.house.walk.routes import Route, routes
from tests.house.walk.test_matrix import METHODS, ROLES, _values
from tests.house.walk.world import fill, personal
from thidua.api.base import AGAIN
from thidua.models import AuditEvent
from thidua.policy import ASKS_AGAIN, MFA_ROLES, Action, Again, asks_again, may
from thidua.wall.tenancy import tenant
from thidua.web.gates import gates_of_view

# Signing, changing seats, giving staff data out: taken out of the policy's list, this fails.
GRAVE = {
    Action.APPROVE_REGISTRATION,
    Action.EDIT_SEATS,
    Action.INVITE,
    Action.DELEGATE,
    Action.MANAGE_PERSON,
    Action.EXPORT_STAFF,
}
# Views that ask more often than their action does, and those that sign or hand people out: said once, asked for ever.
ASKED = {
    "document_issue": "POST",
    "document_renumber": "POST",
    "document_number": "POST",
    "document_cancel_number": "POST",
    "document_release": "POST",
    "document_withdraw": "POST",
    "api-document-number": "POST",
    "api-document-issue": "POST",
    "export_person": "GET",
    "export_audit": "GET",
    "revoke_delegation": "POST",
    "sheet_approve": "POST",
    "api-sheet-approve": "POST",
}


def _age(client: Client, seconds: int) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def _asked(route: Route, response: Any) -> bool:
    if route.is_api:
        return response.status_code == 403 and response.json().get("detail") == AGAIN
    return response.status_code == 302 and "/tai-khoan/" in response["Location"] and "auth" in response["Location"]


def _call(client: Client, method: str, url: str, is_api: bool, cast: Cast) -> tuple[Any, int]:
    """The answer and how many deeds the trail holds then."""
    kind = "application/json" if is_api else "application/x-www-form-urlencoded"
    with transaction.atomic():
        response = client.generic(method, url, data=b"{}" if is_api and method != "GET" else b"", content_type=kind)
        with tenant(cast.district.pk):
            deeds = AuditEvent.objects.count()
        transaction.set_rollback(True)
    return response, deeds


def _may_ask(route: Route) -> bool:
    """Whether any method of the route could ask again: only these are called with an old proof."""
    actions = {route.action(method) for method in METHODS}
    return bool(actions & ASKS_AGAIN) or gates_of_view(route.view).again is not Again.NEVER


def _wanted(route: Route, method: str) -> bool:
    """What the policy's row and the view's gate say."""
    return asks_again(route.action(method), changes=method != "GET", view=gates_of_view(route.view).again)  # type: ignore[arg-type]


def _url(route: Route, rows: dict[str, Any]) -> str | None:
    """The route's address; None where the matrix, which says so itself, has no row for it yet."""
    try:
        return route.url(_values(route, rows))
    except (AssertionError, KeyError):
        return None


def _answers(cast: Cast, who: str, seconds: int) -> list[tuple[Route, str, bool, int]]:
    """(route, method, whether it asked again, deeds) for every route that this person may use at all."""
    rows = fill(cast)
    client = cast.browser(who)
    client.raise_request_exception = False
    _age(client, seconds)
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, who)
        before = AuditEvent.objects.count()
    found, session = [], client.cookies.output(header="", sep=";")
    for route in filter(_may_ask, routes()):
        for method in filter(route.answers, METHODS):
            action, url = None if route.public else route.action(method), _url(route, rows)
            if action is None or url is None or not may(ROLES[who], action):
                continue
            client.cookies.load(session)
            response, deeds = _call(client, method, url, route.is_api, cast)
            if response.status_code != 405:
                found.append((route, method, _asked(route, response), deeds - before))
    return found


@pytest.mark.parametrize("who", ["officer", "head", "principal", "leader"])
def test_a_grave_deed_waits_for_a_recent_proof(cast: Cast, who: str, caplog: Any) -> None:
    caplog.set_level("CRITICAL")
    wrong = []
    for route, method, asked, deeds in _answers(cast, who, 301):
        wanted = _wanted(route, method)
        if wanted and (not asked or deeds):
            wrong.append(f"{who} {method} {route}: hỏi lại {asked}, đã ghi {deeds}")
        if asked and not wanted:
            wrong.append(f"{who} {method} {route}: hỏi lại mà bảng quyền không nói")
    assert wrong == []


def test_a_recent_proof_is_not_asked_for_twice(cast: Cast, caplog: Any) -> None:
    caplog.set_level("CRITICAL")
    assert [str(route) for route, _, asked, _ in _answers(cast, "principal", 240) if asked] == []


def test_the_list_holds_what_signs_gives_seats_and_hands_out_people() -> None:
    assert GRAVE <= ASKS_AGAIN
    named = {route.name: route for route in routes() if route.name in ASKED}
    assert named.keys() == ASKED.keys()
    assert [name for name, method in ASKED.items() if not _wanted(named[name], method)] == []


PROVING = [who for who, role in ROLES.items() if role in MFA_ROLES]


@pytest.mark.parametrize("who", [PROVING[0], *(pytest.param(who, marks=pytest.mark.long) for who in PROVING[1:])])
def test_without_the_second_proof_no_route_opens(
    cast: Cast, who: str, settings: Any, caplog: Any, request: Any
) -> None:
    caplog.set_level("CRITICAL")
    everything = request.config.option.all
    rows = fill(cast)
    client = cast.browser(who)
    client.raise_request_exception = False
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, who)
    settings.MFA_REQUIRED = True
    opened, session = [], client.cookies.output(header="", sep=";")
    for route in routes():
        if route.public or (url := _url(route, rows)) is None:
            continue
        ways = ("GET", "POST")
        for method in ways if everything else ways[route.answers("POST") :][:1]:
            client.cookies.load(session)
            response, _ = _call(client, method, url, route.is_api, cast)
            led = "xac-minh" in response.headers.get("Location", "")
            closed = response.status_code == 403 if route.pattern.startswith("api/") else led
            if not closed and not route.pattern.startswith("vai-tro/"):
                opened.append(f"{method} {route}: {response.status_code}")
    assert opened == []
