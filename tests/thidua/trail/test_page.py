"""The trail's page, its export, the timeline of an object, and the page of the policy."""

import csv
import io
from typing import Any

import pytest
from django.template import Context, Template
from openpyxl import load_workbook

from thidua.actors import system
from thidua.policy import ACTION_LABELS, Action, Role, may
from thidua.trail import audit
from thidua.trail.export import as_csv, as_workbook
from thidua.trail.presenter import told as told_aloud
from thidua.wall.tenancy import tenant

FLAG = "Cờ thi đua của UBND Thành phố"
PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x")', "=cmd|'/C calc'!A0"]


@pytest.fixture
def told(cast: Any) -> Any:
    with cast.at_work("leader") as leader:
        audit.record(
            by=leader,
            verb="sửa chỉ tiêu tập thể",
            target=cast.block,
            old={"COTP": 0},
            new={"COTP": 1},
            reason="theo biên bản họp khối",
        )
    return cast


def _page(cast: Any, query: str = "") -> str:
    return cast.browser("officer").get(f"/nhat-ky/{query}").content.decode()


def test_a_deed_is_told_with_who_what_before_after_and_why(told: Any) -> None:
    html = _page(told, "?tim=sua+chi+tieu")
    for part in (
        "Nguyễn Lan Hương",
        "Khối trưởng",
        "Sửa chỉ tiêu tập thể",
        f"{FLAG}: 0",
        f"{FLAG}: 1",
        "theo biên bản",
    ):
        assert part in html
    assert "Thêm trường" not in html.split("<tbody>")[1]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?tim=lan+huong+bien+ban", True),
        ("?tim=không+có+ai", False),
        ("?viec=sửa chỉ tiêu tập thể", True),
        ("?loai=blocks.school", False),
        ("?loai=blocks.block", True),
        ("?den=2000-01-01", False),
        ("?tu=2000-01-01", True),
        ("?trang=999", True),
    ],
)
def test_filters(query: str, seen: bool, told: Any) -> None:
    body = _page(told, query).partition("<tbody>")[2]
    assert ("theo biên bản" in body) is seen


def test_a_day_that_is_none_is_refused_in_a_sentence(told: Any) -> None:
    answer = told.browser("officer").get("/nhat-ky/?tu=31/02")
    assert answer.status_code == 422
    assert "“31/02” thiếu năm; ghi ngày/tháng/năm" in answer.content.decode()


def test_the_page_costs_the_same_for_few_and_many(told: Any, django_assert_max_num_queries: Any) -> None:
    browser = told.browser("officer")
    browser.get("/nhat-ky/")
    with tenant(told.district.pk):
        for _ in range(30):
            audit.record(by=system(told.district.pk), verb="thử", target=told.block)
    with django_assert_max_num_queries(22):
        assert browser.get("/nhat-ky/").content.decode().count("<tr>") > 30


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_export_holds_what_is_shown_and_is_a_deed_itself(kind: str, told: Any) -> None:
    browser = told.browser("officer")
    answer = browser.get(f"/nhat-ky/tep/?tim=bien+ban&dang={kind}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = _rows(answer.content, kind)
    assert len(rows) == 2
    assert "theo biên bản họp khối" in rows[1]
    assert "Xuất nhật ký" in _page(told)


def _rows(content: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_an_export_can_be_run(payload: str) -> None:
    cell = load_workbook(io.BytesIO(as_workbook("A", ["Đầu"], [9], [[payload]]))).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert _rows(as_csv(["Đầu"], [[payload]]), "csv")[1][0] == f"'{payload}"


def test_control_characters_do_not_break_a_workbook() -> None:
    assert _rows(as_workbook("A", ["Đầu"], [9], [["a\x0bb\x00"]]), "xlsx")[1] == ["ab"]


def test_secrets_are_never_written(told: Any) -> None:
    with tenant(told.district.pk):
        event = audit.record(
            by=system(told.district.pk),
            verb="thử",
            target=told.block,
            new={"password": "bi-mat-1", "deep": [{"api_token": "bi-mat-2"}], "name": "giữ"},
        )
    assert "bi-mat" not in str(event.new)
    assert event.new["name"] == "giữ"


def test_the_timeline_of_an_object(told: Any) -> None:
    shown = Template("{% load trail %}{% timeline_of thing %}")
    officer, principal = told.actor("officer"), told.actor("principal")
    with tenant(told.district.pk):
        html = shown.render(Context({"actor": officer, "thing": told.block}))
        assert "sửa chỉ tiêu tập thể" in html
        assert "theo biên bản họp khối" in html
        assert f"ma={told.block.pk}" in html
        assert shown.render(Context({"actor": principal, "thing": told.block})).strip() == ""


def test_the_page_of_the_policy_says_what_the_table_says(cast: Any) -> None:
    html = cast.browser("officer").get("/phan-quyen/").content.decode()
    body = html.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
    assert len(body) == len(Action)
    for action, row in zip(Action, body, strict=True):
        assert ACTION_LABELS[action] in row
        assert row.count(" được</span>") == sum(may(role, action) for role in Role)
    assert cast.browser("principal").get("/phan-quyen/").status_code == 403


def test_facts_are_read_aloud_in_vietnamese() -> None:
    facts = {"valid_from": "2023-08-01", "role": "SECRETARY", "at_once": True, "Cờ TP": None, "powers": ["see_staff"]}
    assert told_aloud(facts) == (
        "từ ngày: 01/08/2023; vai trò: Thư ký; ngay lập tức: có; Cờ TP: để trống; "
        "được làm: Xem nhân sự và danh sách đăng ký cá nhân"
    )
