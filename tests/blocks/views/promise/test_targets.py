"""The two target tables on the screen."""

import re

import pytest
from freezegun import freeze_time

from blocks.models import Target
from blocks.rules.promise.adoptable import read_document
from blocks.services.promise.adoptions import adopt
from tests.blocks.views.counting import queries
from tests.blocks.views.registration.test_sheet_cells import dated, own
from tests.cast import Cast
from tests.filled import add_list, fill


def _address(cast: Cast, part: str) -> str:
    return f"/khoi/{cast.block.pk}/chi-tieu/{part}/"


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """Khối 29 with its rows, in an authority that goes by the columns of the block's plan."""
    with cast.at_work() as by:
        adopt(document=read_document("kh-khoi-29"), by=by)
        fill(cast)
    return cast


def _totals(page: str) -> list[str]:
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    return re.findall(r'data-total="[^"]+">(\d*)<', foot)


def test_individual_numbers_are_counted_from_the_registrations(filled: Cast) -> None:
    page = filled.browser("officer").get(_address(filled, "ca-nhan")).content.decode()
    assert _totals(page) == ["12", "10", "2", "0", "0", "2", "0", "0", "0", "0", "0"]
    assert "2 ô khác với bảng khối đã gửi" in page
    assert "gửi 3" in page


def test_collective_numbers_are_the_stored_ones_with_their_sum(filled: Cast) -> None:
    page = filled.browser("leader").get(_address(filled, "tap-the")).content.decode()
    assert _totals(page) == ["2", "2", *["0"] * 10]
    assert "Mọi ô khớp với bảng khối đã gửi" in page


def test_each_head_can_be_read_aloud_in_full(filled: Cast) -> None:
    page = filled.browser("officer").get(_address(filled, "tap-the")).content.decode()
    assert 'title="Cờ thi đua của Ủy ban nhân dân Thành phố"' in page
    assert page.count('scope="colgroup" colspan="12"') == 1


@pytest.mark.parametrize("who", ["principal", "secretary", "member"])
def test_people_of_a_school_read_the_blocks_tables_and_cannot_write(filled: Cast, who: str) -> None:
    client = filled.browser(who)
    page = client.get(_address(filled, "tap-the"))
    assert page.status_code == 200
    assert "<input name=" not in page.content.decode()
    cell = f"c.{filled.schools[1].pk}.COTP"
    assert client.post(_address(filled, "tap-the") + "o/", {cell: "9"}).status_code == 403
    client.post(_address(filled, "tap-the"), {cell: "9"})
    with filled.at_work():
        assert Target.objects.get(school=filled.schools[1], title="COTP").value == 0


def test_a_cell_is_saved_and_answers_with_the_new_total(filled: Cast) -> None:
    key = f"{filled.schools[0].pk}.COTP"
    answer = filled.browser("leader").post(_address(filled, "tap-the") + "o/", {f"c.{key}": "2", f"s.{key}": "0"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["cells"][key] == {"value": "2", "by": "Nguyễn Lan Hương", "note": "gửi 0"}
    page = filled.browser("leader").get(_address(filled, "tap-the")).content.decode()
    assert _totals(page)[4] == "2"


def test_a_stale_cell_is_a_conflict_that_shows_both(filled: Cast) -> None:
    key, address = f"{filled.schools[0].pk}.COTP", _address(filled, "tap-the") + "o/"
    filled.browser("officer").post(address, {f"c.{key}": "2", f"s.{key}": "0"})
    answer = filled.browser("leader").post(address, {f"c.{key}": "5", f"s.{key}": "0"})
    assert answer.status_code == 409
    assert "Lê Thị Bích Vân vừa sửa ô" in answer.json()["message"]
    assert answer.json()["cells"][key]["value"] == "2"


def test_a_word_in_a_cell_is_refused_with_the_cells_name(filled: Cast) -> None:
    key = f"{filled.schools[0].pk}.COTP"
    answer = filled.browser("leader").post(_address(filled, "tap-the") + "o/", {f"c.{key}": "hai"})
    assert answer.status_code == 422
    assert "Cờ thi đua của Ủy ban nhân dân Thành phố: “hai” không phải số nguyên" in answer.json()["message"]


def test_without_javascript_a_row_is_saved_by_its_button(filled: Cast) -> None:
    client, key = filled.browser("leader"), f"{filled.schools[2].pk}.TTLDTT"
    response = client.post(_address(filled, "tap-the"), {f"c.{key}": "1", f"s.{key}": ""}, follow=True)
    assert "Đã lưu chỉ tiêu của trường." in response.content.decode()
    with filled.at_work():
        assert Target.objects.get(school=filled.schools[2], title="TTLDTT").value == 1


def test_the_individual_table_takes_no_numbers(filled: Cast) -> None:
    key = f"{filled.schools[0].pk}.LDTT"
    filled.browser("leader").post(_address(filled, "ca-nhan"), {f"c.{key}": "9"})
    with filled.at_work():
        assert not Target.objects.filter(title="LDTT").exclude(value=None).exists()


def test_the_table_of_many_people_costs_the_queries_of_few(cast: Cast) -> None:
    client, address = cast.browser("officer"), _address(cast, "ca-nhan")
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 3)
    few = queries(client, address)
    with cast.at_work():
        add_list(cast.year, cast.schools[1], 30)
    assert queries(client, address) == few


def test_the_stranger_and_an_unknown_table_are_not_found(filled: Cast) -> None:
    assert filled.browser("stranger").get(_address(filled, "tap-the")).status_code == 404
    assert filled.browser("officer").get(_address(filled, "khac")).status_code == 404


def test_the_noun_in_the_navigation_leads_to_the_own_block(filled: Cast) -> None:
    assert filled.browser("principal").get("/chi-tieu/").headers["Location"] == _address(filled, "tap-the")


@freeze_time("2023-10-15T08:00:00+07:00")
def test_a_saved_number_costs_at_most_eight_statements_beside_the_frame(filled: Cast) -> None:
    dated(filled)
    browser, key = filled.browser("leader"), f"{filled.schools[0].pk}.COTP"
    for text, seen in (("2", "0"), ("3", "2")):
        typed = {f"c.{key}": text, f"s.{key}": seen}
        asked = own(lambda typed=typed: browser.post(_address(filled, "tap-the") + "o/", typed))
        assert len(asked) <= 8, asked
