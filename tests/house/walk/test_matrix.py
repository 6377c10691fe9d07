"""Every route × method × role × two districts: what is declared is what happens, and a stranger gets not a byte.

The answers are read from the record (`sweep`). The routes come from the URL resolver, what is expected from the
policy's own table. A new route is picked up by itself; one without a declared action, or with an id that `ROWS` cannot
fill, fails here until it says what it is.
"""

from typing import Any

import pytest

from tests.house.walk.routes import Route, routes, together
from tests.house.walk.world import OURS, THEIRS, leaks, personal
from thidua.actors import Actor
from thidua.policy import ACTION_LABELS, Role, may
from thidua.wall.tenancy import tenant

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ROLES = {
    "officer": Role.OFFICER,
    "head": Role.HEAD_OF_OFFICE,
    "leader": Role.BLOCK_LEADER,
    "principal": Role.PRINCIPAL,
    "secretary": Role.SECRETARY,
    "member": Role.COUNCIL_MEMBER,
}
WHO = (*ROLES, "stranger", "nobody", "seatless")

# What stands for a parameter: by its name, or for a plain `pk` by the longest beginning of the address.
FIXED = {
    "kind": "dang-ky",
    "code": "LDTT",
    "regime": "LAW2003",
    "part": "tap-the",
    "subject": "collective",
    "year_code": "2023-2024",
    "number": 1,
    "uidb36": "1",
    "key": "abc",
    "token": "1-abc",
    "absence_kind": "maternity",
    "subject_kind": "block",
    "slug": "tieu-chi",
    "who": "don-vi",
    "part_key": "funds",
}
OF_ADDRESS = {
    "nam-thi-dua/": "timetable_row",
    "thu/": "mail",
    "khoi/": "block",
    "truong/": "school",
    "cuoc-hop/": "meeting",
    "hoi-dong/": "council",
    "dang-ky/ban/": "sheet",
    "dang-ky/nguoi/": "registration",
    "giao-uoc/": "covenant",
    "cong-trinh-chuyen-de/": "topic",
    "ke-hoach/": "document",
    "ke-hoach/khoi/": "block",
    "van-ban/": "document",
    "so-van-ban/so/": "issued_number",
    "ban-ket-xuat/": "rendition",
    "phong-trao/": "movement",
    "ke-hoach-truong/": "plan",
    "ke-hoach-truong/viec/": "task",
    "viec/": "job",
    "nhan-tep/": "batch",
    "nhan-tep/tep/": "file",
    "nguoi-va-vai-tro/": "seat",
    "nguoi-va-vai-tro/loi-moi/": "invitation",
    "uy-quyen/": "delegation",
    "du-lieu-ca-nhan/": "staff",
    "so-van-ban/": "number_series",
    "tep/": "attachment",
    "don-vi/cap-tren/": "oversight",
    "don-vi/ho-tro/": "support",
    "don-vi/bien-dong/": "change",
    "don-vi/bien-dong/doi-ten-truong/": "school",
    "don-vi/bien-dong/chia-tach/": "school",
    "nen-tang/don-vi/": "district",
    "nen-tang/ho-tro/": "support",
    "nen-tang/khoi-phuc/": "recovery",
}
OF_NAME = {
    "target_pk": "sheet",
    "item_pk": "item",
    "member_pk": "member",
    "slot": "slot",
    "phase_pk": "phase",
    "school_pk": "school",
    "row_pk": "registration",
    "block_pk": "block",
    "subject_id": "block",
    "file_pk": "file",
    "line_pk": "criterion",
    "line_id": "criterion",
    "milestone_pk": "milestone",
    "event_id": "event",
    "invitation_pk": "invitation",
}
# Rows that a role does not see though its action would let it: nobody else's papers and seats.
# The movement and the book of this world are the block's.
UNSEEN: set[tuple[str, str]] = {
    *((f"movement_{move}", "principal") for move in ("launch", "review", "close", "reopen", "withdraw")),
    *(("number_book", who) for who in ("principal", "secretary")),
    *(("cancel_number", who) for who in ("principal", "secretary")),
    *(
        (f"meeting_{move}", who)
        for move in ("invite", "open", "hold", "close", "reopen", "postpone", "cancel")
        for who in ("principal", "secretary")
    ),
    *(
        (f"document_{move}", who)
        for move in (
            "check",
            "uncheck",
            "number",
            "cancel_number",
            "release",
            "issue",
            "renumber",
            "withdraw_number",
            "withdraw",
        )
        for who in ("principal", "secretary", "member", "head")
    ),
}


def _row(route: Route, param: str) -> str:
    if param in OF_NAME:
        return OF_NAME[param]
    if param.endswith("_id"):
        return param.removesuffix("_id")
    fits = [begin for begin in OF_ADDRESS if route.pattern.startswith(begin)]
    assert fits, f"{route}: thêm tham số “{param}” vào bảng của phép thử này"
    return OF_ADDRESS[max(fits, key=len)]


def _values(route: Route, rows: dict[str, Any]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for param in route.params:
        if param == "key" and not route.public:
            filled[param] = rows["section"]
        elif param in FIXED or route.public:
            filled[param] = FIXED.get(param, 1)
        else:
            filled[param] = rows[_row(route, param)].pk
    return filled


def _is_bound(route: Route) -> bool:
    """Whether the address names a row of a district."""
    return any(param not in FIXED for param in route.params)


def _expect(route: Route, method: str, who: str, response: Any) -> str:
    """What is wrong with the answer, "" where it is as declared."""
    status, action = response.status_code, route.action(method)
    if status >= 500:
        return f"{status} {getattr(response, 'exc_info', ('', ''))[1]!r}"
    if leaks(response, OURS if who not in ROLES else THEIRS):
        return f"{status} để lộ chữ của đơn vị khác"
    if route.public or (status == 405 and method != "GET"):
        return ""
    if who == "nobody":
        return "" if status in ((401,) if route.is_api else (302, 405)) else f"{status}, phải đăng nhập trước"
    if action is None:
        return "không nói cần quyền gì"
    if who == "seatless":
        return "" if status in (403, 405) else f"{status}, chưa có vai trò mà vào được"
    role = ROLES.get(who, Role.OFFICER)
    if not may(role, action):
        return "" if status in (403, 405) else f"{status}, vai trò không có quyền {action}"
    closed = f"“{ACTION_LABELS[action]}”" in response.content.decode(errors="ignore") and status == 403
    if closed or status == 401 or "/tai-khoan/login/" in response.headers.get("Location", ""):
        return f"{status}, vai trò có quyền {action} mà không vào được"
    if who == "stranger" and _is_bound(route):
        return "" if status in (404, 405) else f"{status}, mục của đơn vị khác phải như không có"
    if method == "GET" and status == 404 and (route.name, who) not in UNSEEN:
        return f"{status}, mục của mình mà không thấy"
    return ""


@pytest.mark.parametrize("who", together(*WHO))
def test_what_is_declared_is_what_happens(who: str, sweep: Any) -> None:
    wrong = [
        f"{who} {answer.method} {answer.route}: {problem}"
        for answer in sweep.of(who).values()
        if answer.method in METHODS and (problem := _expect(answer.route, answer.method, who, answer))
    ]
    assert wrong == [], "\n".join(wrong)


def test_whoever_may_nothing_gets_nothing(db: None, monkeypatch: Any, caplog: Any) -> None:
    """The other half of the sampled roles: every door asks the actor, whatever the method."""
    caplog.set_level("CRITICAL")
    # Imported here: the record reads this file's tables.
    from tests.house.walk.sweep import ask, browser, world  # noqa: PLC0415

    cast, rows = world()
    client = browser(cast, "officer")
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, "officer")
    monkeypatch.setattr(Actor, "may", lambda _self, _action: False)
    wrong, session = [], client.cookies.output(header="", sep=";")
    for route in routes():
        for method in () if route.public else filter(route.answers, METHODS[1:]):
            client.cookies.load(session)
            response = ask(client, method, route.url(_values(route, rows)), route.is_api)
            if response.status_code not in (403, 405):
                wrong.append(f"{method} {route}: {response.status_code}")
    assert wrong == [], "\n".join(wrong)


def test_every_route_has_a_name_and_declares_its_action() -> None:
    silent = [str(route) for route in routes() if not route.name or (not route.public and route.action("GET") is None)]
    assert silent == []
    assert sum(1 for _ in routes()) > 100


def test_a_route_without_an_action_is_seen(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.house.walk.careless_urls"
    names = [route.name for route in routes() if not route.public and route.action("GET") is None]
    assert names == ["careless", "careless-api"]
