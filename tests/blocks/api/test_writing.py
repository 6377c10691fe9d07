"""Writing through the API: the services' own rules, conflicts that say who changed what, nobody else's rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from blocks.models import Meeting, Target, Topic
from tests.cast import Cast
from tests.house.walk.world import fill
from thidua.models import AuditEvent
from thidua.wall.tenancy import tenant

TABLE = "blocks/{block}/2023-2024/targets/collective/"


@pytest.fixture
def rows(cast: Cast) -> Iterator[dict[str, Any]]:
    yield fill(cast) | {"cast": cast}


def _send(rows: dict[str, Any], who: str, method: str, path: str, body: Any) -> Any:
    browser = rows["cast"].browser(who)
    return getattr(browser, method)(f"/api/v1/{path}", data=body, content_type="application/json")


def _events(rows: dict[str, Any]) -> int:
    with tenant(rows["cast"].district.pk):
        return AuditEvent.objects.count()


def test_a_year_is_opened_by_the_same_deed_as_on_the_screen(rows: dict[str, Any]) -> None:
    before = _events(rows)
    year = {"code": "2024-2025", "starts_on": "2024-08-01", "ends_on": "2025-07-31"}
    made = _send(rows, "officer", "post", "years/", year)
    assert (made.status_code, made.json()["name"], made.json()["cycle"]) == (201, "Năm học 2024 - 2025", "NAM_HOC")
    assert _events(rows) == before + 1
    again = _send(rows, "officer", "post", "years/", year)
    assert (again.status_code, again.json()["code"]) == (422, "duplicate")
    assert again.json()["errors"][0]["field"] == "code"
    assert _send(rows, "principal", "post", "years/", year).status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("blocks/", {"code": "31", "name": "Khối 31", "level": "MN"}, 201),
        ("blocks/", {"code": "29", "name": "Khối 29", "level": "MN"}, 422),
        ("blocks/", {"code": "32", "name": "Khối 32", "level": "??"}, 400),
        ("blocks/", {"name": "Khối"}, 400),
        ("blocks/", [], 400),
        ("blocks/", {"code": "3\ud800", "name": "Khối 31", "level": "MN"}, 400),
        ("blocks/", {"code": "3\x00", "name": "Khối 31", "level": "MN"}, 400),
        ("schools/", {"code": "MNM", "name": "Trường Mới", "level": "MN", "ownership": "CONG_LAP"}, 201),
        ("schools/", {"code": "MNM" * 50, "name": "Trường Mới", "level": "MN", "ownership": "CONG_LAP"}, 400),
        ("placements/", {"year": 0, "block": 0, "school": 0}, 400),
        ("placements/", {"year": 10**30, "block": True, "school": "1"}, 400),
    ],
)
def test_what_is_wrong_is_told(path: str, body: Any, status: int, rows: dict[str, Any]) -> None:
    answer = _send(rows, "officer", "post", path, body)
    assert answer.status_code == status, answer.json()
    if status >= 400:
        assert answer.json()["detail"].endswith(".")


def test_broken_json_is_told(rows: dict[str, Any]) -> None:
    answer = _send(rows, "officer", "post", "blocks/", b"{")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert "JSON" in answer.json()["detail"]


def test_a_row_of_another_authority_cannot_be_named(rows: dict[str, Any]) -> None:
    body = {"year": rows["year"].pk, "block": rows["block"].pk, "school": rows["school"].pk}
    answer = _send(rows, "stranger", "post", "placements/", body)
    assert answer.status_code == 400
    assert {error["detail"] for error in answer.json()["errors"]} == {
        "Không có năm thi đua này.",
        "Không có khối này.",
        "Không có trường này.",
    }


def _cell(rows: dict[str, Any], value: int, seen: str) -> dict[str, Any]:
    return {"cells": [{"row": rows["school"].pk, "cell": "TTLDTT", "value": value, "seen": seen}]}


def test_targets_are_written_and_the_cells_come_back(rows: dict[str, Any]) -> None:
    path = TABLE.format(block=rows["block"].pk)
    (now,) = _send(rows, "leader", "patch", path, _cell(rows, 0, "1")).json()["cells"]
    assert now == {"row": rows["school"].pk, "cell": "TTLDTT", "value": "0", "by": "Nguyễn Lan Hương", "note": ""}
    table = rows["cast"].browser("leader").get(f"/api/v1/{path}").json()
    line = next(line for line in table["rows"] if line["school"] == rows["school"].pk)
    cell = next(cell for cell in line["cells"] if cell["code"] == "TTLDTT")
    assert (cell["value"], cell["changed_by"]) == (0, "Nguyễn Lan Hương")
    assert len(table["columns"]) == 12


def test_an_old_number_is_a_conflict_that_says_who(rows: dict[str, Any]) -> None:
    path = TABLE.format(block=rows["block"].pk)
    assert _send(rows, "leader", "patch", path, _cell(rows, 0, "1")).status_code == 200
    late = _send(rows, "officer", "patch", path, _cell(rows, 3, "1"))
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert "Nguyễn Lan Hương vừa sửa ô" in late.json()["detail"]
    with tenant(rows["cast"].district.pk):
        assert Target.objects.get(pk=rows["target"].pk).value == 0


@pytest.mark.parametrize(("who", "status"), [("principal", 403), ("member", 403), ("stranger", 404)])
def test_who_may_not_write_targets(who: str, status: int, rows: dict[str, Any]) -> None:
    answer = _send(rows, who, "patch", TABLE.format(block=rows["block"].pk), _cell(rows, 9, "1"))
    assert answer.status_code == status


def test_a_school_s_topics_are_replaced_as_a_whole(rows: dict[str, Any]) -> None:
    path = f"blocks/{rows['block'].pk}/2023-2024/topics/{rows['school'].pk}/"
    seen = rows["cast"].browser("principal").get(f"/api/v1/{path}").json()["seen"]
    body = {"works": ["Vườn rau của bé"], "topics": [{"text": "Chuyên đề mới", "meeting": 1}], "seen": seen}
    answer = _send(rows, "principal", "put", path, body)
    assert answer.status_code == 200, answer.json()
    # where a topic is presented is planned by the block, not by the school
    assert answer.json()["topics"] == [{"text": "Chuyên đề mới", "meeting": None}]
    assert _send(rows, "principal", "put", path, body | {"works": []}).status_code == 409
    with tenant(rows["cast"].district.pk):
        assert sorted(Topic.objects.values_list("text", flat=True)) == ["Chuyên đề mới", "Vườn rau của bé"]


def test_a_meeting_is_changed_with_the_version_that_was_read(rows: dict[str, Any]) -> None:
    path = f"meetings/{rows['meeting'].pk}/"
    assert _send(rows, "leader", "patch", path, {"place": "Phòng họp 1"}).status_code == 400
    changed = _send(rows, "leader", "patch", path, {"place": "Phòng họp 1", "version": 1})
    assert (changed.status_code, changed.json()["place"], changed.json()["version"]) == (200, "Phòng họp 1", 2)
    assert _send(rows, "officer", "patch", path, {"place": "Nơi khác", "version": 1}).status_code == 409
    assert _send(rows, "principal", "patch", path, {"place": "Nơi khác", "version": 2}).status_code == 403
    with tenant(rows["cast"].district.pk):
        assert Meeting.objects.get(pk=rows["meeting"].pk).planned_place == "Phòng họp 1"


def test_a_meeting_is_added(rows: dict[str, Any]) -> None:
    body = {"year": rows["year"].pk, "block": rows["block"].pk, "number": 2, "month": "2024-03-01"}
    assert _send(rows, "leader", "post", "meetings/", body).status_code == 201
    assert _send(rows, "leader", "post", "meetings/", body).status_code == 409


def test_a_change_without_the_session_s_code_is_refused(rows: dict[str, Any]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows["cast"].accounts["officer"], backend="thidua.access.account_backend.AccountBackend")
    answer = browser.post("/api/v1/blocks/", data={}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_nothing_of_a_refused_deed_stays(rows: dict[str, Any]) -> None:
    before = _events(rows)
    good = _cell(rows, 7, "1")["cells"][0]
    body = {"cells": [good, {**good, "cell": "KHONGCO"}]}
    answer = _send(rows, "officer", "patch", TABLE.format(block=rows["block"].pk), body)
    assert answer.status_code == 422
    assert _events(rows) == before
    with tenant(rows["cast"].district.pk):
        assert Target.objects.get(pk=rows["target"].pk).value == 1
