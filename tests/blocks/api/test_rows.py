"""The API's rows: who sees which, filters, order, pages, and refusals in a sentence."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.models import Placement, School
from blocks.services.units import units
from tests.cast import Cast
from tests.house.walk.world import fill
from thidua.wall.tenancy import tenant


@pytest.fixture
def rows(cast: Cast) -> Iterator[dict[str, Any]]:
    """Rows of every kind, and a school of another block."""
    made = fill(cast)
    with cast.at_work("officer") as by:
        other = units.create_block(code="30", name="Khối 30", level="MN", by=by)
        far = units.add_school(code="XA", name="Trường Mầm non Xa", level="MN", ownership="CONG_LAP", by=by)
        units.place_school(school=far, block=other, year=cast.year, by=by)
    yield made | {"cast": cast, "far": far, "other": other}


def _get(rows: dict[str, Any], who: str, path: str) -> Any:
    return rows["cast"].browser(who).get(f"/api/v1/{path}")


def _count(rows: dict[str, Any], who: str, path: str) -> int:
    answer = _get(rows, who, path)
    return answer.json()["count"] if answer.status_code == 200 else answer.status_code


SEEN = {
    # path: officer, leader, principal, member, stranger
    "schools/": (4, 3, 3, 3, 0),
    "blocks/": (2, 1, 1, 1, 0),
    "placements/": (4, 3, 3, 3, 0),
    "staff/": (1, 1, 1, 403, 0),
    "postings/": (1, 1, 1, 403, 0),
    "registrations/": (1, 1, 1, 403, 0),
    "sheets/": (1, 1, 1, 403, 0),
    "targets/": (1, 1, 1, 1, 0),
    "topics/": (1, 1, 1, 1, 0),
    "meetings/": (1, 1, 1, 1, 0),
    "awards/": (1, 1, 1, 403, 0),
    "decisions/": (1, 1, 1, 403, 0),
    "years/": (1, 1, 1, 1, 0),
    "seats/": (6, 403, 403, 403, 1),
}


@pytest.mark.parametrize("path", SEEN)
def test_who_sees_how_many(path: str, rows: dict[str, Any]) -> None:
    who = ("officer", "leader", "principal", "member", "stranger")
    assert tuple(_count(rows, one, path) for one in who) == SEEN[path]


def test_a_school_of_another_block_is_not_there(rows: dict[str, Any]) -> None:
    path = f"schools/{rows['far'].pk}/"
    assert _get(rows, "officer", path).status_code == 200
    for who in ("leader", "principal", "member", "stranger"):
        answer = _get(rows, who, path)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Không có mục này.")


def test_staff_of_another_school_of_the_block_are_for_the_leader_only(rows: dict[str, Any]) -> None:
    with tenant(rows["cast"].district.pk):
        rows["posting"].school = rows["cast"].schools[0]
        rows["posting"].save()
    path = f"staff/{rows['staff'].pk}/"
    assert [_get(rows, who, path).status_code for who in ("leader", "principal")] == [200, 404]


def test_a_draft_is_read_by_its_school_only(rows: dict[str, Any]) -> None:
    with tenant(rows["cast"].district.pk):
        type(rows["sheet"]).objects.update(state="NHAP")
    assert [_count(rows, who, "registrations/") for who in ("officer", "leader", "principal")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("search=truong+mam+non+phuong+4", 1),
        ("search=Mầm non Phường", 3),
        ("search=phuong+99", 0),
        ("level=MN", 4),
        ("level=THPT", 0),
        ("code=MNP4", 1),
        ("ordering=-name", 4),
        ("page_size=1", 4),
    ],
)
def test_filters(query: str, count: int, rows: dict[str, Any]) -> None:
    assert _count(rows, "officer", f"schools/?{query}") == count


@pytest.mark.parametrize(
    ("path", "field", "told"),
    [
        ("schools/?level=XX", "level", "phải là một trong"),
        ("schools/?cap=MN", "cap", "Không có bộ lọc này"),
        ("schools/?ordering=password", "ordering", "Không sắp xếp theo"),
        ("placements/?block=abc", "block", "số nguyên"),
        ("placements/?block=-1", "block", "số nguyên"),
        ("placements/?block=99999999999999999999", "block", "số nguyên"),
        ("decisions/?from=31-12-2023", "from", "ngày dạng"),
        ("awards/?collective=co", "collective", "true hoặc false"),
    ],
)
def test_a_wrong_filter_is_told(path: str, field: str, told: str, rows: dict[str, Any]) -> None:
    answer = _get(rows, "officer", path)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert told in answer.json()["detail"]


def test_a_page_that_is_not_there_is_told(rows: dict[str, Any]) -> None:
    answer = _get(rows, "officer", "schools/?page=9")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "Không có trang này; danh sách có 1 trang, bắt đầu từ page=1.",
    )


def test_pages_of_fifty(rows: dict[str, Any]) -> None:
    with tenant(rows["cast"].district.pk):
        School.objects.bulk_create(
            [School(code=f"T{i}", name=f"Trường {i}", name_key=f"truong {i}", level="MN") for i in range(60)]
        )
    first = _get(rows, "officer", "schools/").json()
    assert (first["count"], len(first["results"])) == (64, 50)


def test_the_list_costs_the_same_for_few_and_many(rows: dict[str, Any]) -> None:
    browser = rows["cast"].browser("officer")
    browser.get("/api/v1/placements/")  # the first visit of a session writes when it began
    costs = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as counted:
            browser.get("/api/v1/placements/?page_size=500")
        costs.append(len(counted))
        with tenant(rows["cast"].district.pk):
            made = School.objects.bulk_create(
                [School(code=f"Q{turn}{i}", name=f"Q{turn}{i}", name_key=f"q{turn}{i}", level="MN") for i in range(30)]
            )
            Placement.objects.bulk_create(
                [Placement(year=rows["year"], block=rows["block"], school=one, position=9) for one in made]
            )
    assert costs[0] == costs[1]


def test_me(rows: dict[str, Any]) -> None:
    me = _get(rows, "principal", "me/").json()
    assert me["full_name"] == "Phạm Minh Tâm"
    assert me["acting"]["role"] == "PRINCIPAL"
    assert "see_staff" in me["actions"]
    assert "edit_years" not in me["actions"]


def test_the_catalogue_keeps_two_lists_with_articles(rows: dict[str, Any]) -> None:
    titles = _get(rows, "member", "titles/?genus=DANH_HIEU&page_size=500").json()["results"]
    assert {title["genus"] for title in titles} == {"DANH_HIEU"}
    lao_dong = next(title for title in titles if title["code"] == "LDTT")
    assert any(condition["article"] for condition in lao_dong["conditions"])
    assert _get(rows, "member", "titles/?search=lao+dong+tien+tien").json()["count"] >= 2
