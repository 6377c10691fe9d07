"""The authority's board."""

from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.filled import add_list, fill


def test_counts_of_blocks_and_schools(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser("officer").get("/bang-theo-doi/").content.decode()
    assert "Khối thi đua 29 - Mầm non" in page
    assert "2/3 trường đã gửi danh sách đăng ký" in page
    assert "Chưa gửi" in page


def test_filters_stand_in_the_address(cast: Cast) -> None:
    client = cast.browser("officer")
    assert "Khối thi đua 29" in client.get("/bang-theo-doi/?cap=MN").content.decode()
    assert "Khối thi đua 29" not in client.get("/bang-theo-doi/?cap=TH").content.decode()
    assert "Khối thi đua 29" in client.get("/bang-theo-doi/?thieu=1").content.decode()
    with cast.at_work():
        for school in cast.schools:
            add_list(cast.year, school, 1)
    assert "Khối thi đua 29" not in client.get("/bang-theo-doi/?thieu=1").content.decode()


def test_the_board_costs_the_same_for_many_people(cast: Cast) -> None:
    client = cast.browser("officer")
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 3)
    few = queries(client, "/bang-theo-doi/")
    with cast.at_work():
        add_list(cast.year, cast.schools[1], 30)
        add_list(cast.year, cast.schools[2], 30)
    assert queries(client, "/bang-theo-doi/") == few


def test_a_principal_is_told_who_may_open_the_board(cast: Cast) -> None:
    response = cast.browser("principal").get("/bang-theo-doi/")
    assert response.status_code == 403
    assert "Chuyên viên" in response.content.decode()


def test_the_other_authority_sees_nothing_of_it(cast: Cast) -> None:
    page = cast.browser("stranger").get("/bang-theo-doi/").content.decode()
    assert "Khối thi đua 29" not in page
    assert "Chưa có khối thi đua nào ở đây" in page
