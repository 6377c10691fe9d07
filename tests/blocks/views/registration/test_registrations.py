"""The registration list."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from blocks.models import Registration, RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.filled import NAMES, add_list
from thidua.models import AuditEvent

LIST = "/dang-ky/"
IN_ORDER = ["Lê Thị An", "Phạm Thị Ánh", "Trần Văn Ân", "Đặng Ưu Đạt", "Nguyễn Thị Quỳnh Như", "Hoàng Yến"]


def _names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


@pytest.fixture
def listed(cast: Cast) -> Cast:
    with cast.at_work():
        add_list(cast.year, cast.schools[1], len(NAMES))
    return cast


def test_people_stand_in_vietnamese_order_of_given_names(listed: Cast) -> None:
    assert _names(listed.browser("officer").get(LIST).content.decode()) == IN_ORDER


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dat", ["Đặng Ưu Đạt"]),
        ("ĐẠT", ["Đặng Ưu Đạt"]),
        ("quynh nhu", ["Nguyễn Thị Quỳnh Như"]),
        ("như nguyễn", ["Nguyễn Thị Quỳnh Như"]),
        ("an", ["Lê Thị An", "Phạm Thị Ánh", "Trần Văn Ân", "Đặng Ưu Đạt", "Hoàng Yến"]),
        ("không có ai", []),
    ],
)
def test_search_needs_no_marks(listed: Cast, typed: str, found: list[str]) -> None:
    assert _names(listed.browser("officer").get(LIST, {"tim": typed}).content.decode()) == found


def test_filters_by_title_and_by_school(listed: Cast) -> None:
    client = listed.browser("officer")
    assert _names(client.get(LIST, {"danh-hieu": "CSTDCS"}).content.decode()) == ["Đặng Ưu Đạt"]
    assert _names(client.get(LIST, {"danh-hieu": "khong"}).content.decode()) == ["Phạm Thị Ánh"]
    assert _names(client.get(LIST, {"truong": listed.schools[0].pk}).content.decode()) == []
    assert len(_names(client.get(LIST, {"khoi": listed.block.pk}).content.decode())) == 6


def test_nonsense_in_the_address_finds_nothing_and_breaks_nothing(listed: Cast) -> None:
    response = listed.browser("officer").get(LIST, {"khoi": "9" * 30, "truong": "x", "danh-hieu": "'--", "trang": "-5"})
    assert response.status_code == 200


def test_titles_and_commendations_stand_apart(listed: Cast) -> None:
    page = " ".join(listed.browser("officer").get(LIST).content.decode().split())
    assert '<td data-label="Danh hiệu">LĐTT, CSTĐCS</td> <td data-label="Khen thưởng">BK TP</td>' in page


@pytest.mark.parametrize(("who", "count"), [("officer", 6), ("leader", 6), ("principal", 6), ("stranger", 0)])
def test_who_sees_whose_people(listed: Cast, who: str, count: int) -> None:
    assert len(_names(listed.browser(who).get(LIST).content.decode())) == count


def test_a_principal_does_not_see_the_neighbours_people(cast: Cast) -> None:
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 3)
    assert _names(cast.browser("principal").get(LIST).content.decode()) == []
    assert cast.browser("member").get(LIST).status_code == 403


def test_a_draft_is_the_schools_own(listed: Cast) -> None:
    with listed.at_work():
        RegistrationSheet.objects.update(state=SheetState.DRAFT)
    assert len(_names(listed.browser("secretary").get(LIST).content.decode())) == 6
    assert _names(listed.browser("officer").get(LIST).content.decode()) == []
    assert _names(listed.browser("leader").get(LIST).content.decode()) == []


def test_thirty_rows_cost_the_queries_of_three(cast: Cast) -> None:
    client = cast.browser("officer")
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 3)
        add_list(cast.year, cast.schools[1], 30)
    few = queries(client, f"{LIST}?truong={cast.schools[0].pk}")
    assert queries(client, f"{LIST}?truong={cast.schools[1].pk}") == few <= 20


def test_pages_hold_fifty(cast: Cast) -> None:
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 53)
    client = cast.browser("officer")
    first = client.get(LIST).content.decode()
    assert len(_names(first)) == 50
    assert "1–50 trong 53 người" in " ".join(first.split())
    assert len(_names(client.get(LIST, {"trang": "2"}).content.decode())) == 3
    assert len(_names(client.get(LIST, {"in": "1"}).content.decode())) == 53


def test_the_part_that_htmx_asks_for_equals_the_pages_part(listed: Cast) -> None:
    client = listed.browser("officer")
    whole = client.get(LIST, {"tim": "an"}).content.decode()
    part = client.get(LIST, {"tim": "an"}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="ket-qua"')
    assert part.strip() in whole


def test_the_workbook_holds_what_is_shown_as_text_and_is_audited(listed: Cast) -> None:
    with listed.at_work():
        Registration.objects.filter(staff__full_name="Đặng Ưu Đạt").update(note="=HYPERLINK(1)", initiative="+1")
    client = listed.browser("officer")
    response = client.get(f"{LIST}excel/", {"danh-hieu": "CSTDCS"})
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("STT", "Họ và tên", "Ngày sinh")
    assert rows[1][1] == "Đặng Ưu Đạt"
    assert len(rows) == 2
    note = sheet.cell(row=2, column=10)
    assert (note.value, note.data_type) == ("=HYPERLINK(1)", "s")
    with listed.at_work():
        line = AuditEvent.objects.get(verb="xuất danh sách đăng ký")
        assert line.new == {"filters": {"title": "CSTDCS"}, "rows": 1}


def test_a_member_may_not_take_the_list_away(listed: Cast) -> None:
    assert listed.browser("member").get(f"{LIST}excel/").status_code == 403
