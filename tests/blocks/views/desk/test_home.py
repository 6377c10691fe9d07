"""The task list of each role."""

import pytest

from tests.cast import Cast
from tests.filled import fill


def test_the_officer_sees_who_has_not_sent(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser("officer").get("/").content.decode()
    assert "Khối thi đua 29 - Mầm non: danh sách đăng ký" in page
    assert "2/3 trường" in page
    assert "Chưa gửi: Trường Mầm non Phường 5." in page


def test_the_block_leader_sees_what_is_missing_and_what_differs(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser("leader").get("/").content.decode()
    assert "Danh sách đăng ký của các trường" in page
    assert "Chỉ tiêu cá nhân: 2 ô khác bảng khối đã gửi" in page  # 5 of 6 register for LDTT, the block sent 3, twice
    assert "Chọn lần sinh hoạt trình bày chuyên đề" in page


@pytest.mark.parametrize("who", ["principal", "secretary", "member"])
def test_people_of_a_school_see_their_own_school(cast: Cast, who: str) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser(who).get("/").content.decode()
    own = f"/truong/{cast.schools[1].pk}/" if who == "member" else "/dang-ky/cua-truong/"
    assert f'<a class="what" href="{own}">' in page
    assert "Đã tiếp nhận" in page
    assert "Trường Mầm non Phường 3" not in page


def test_before_a_year_is_opened_the_officer_is_told_to_open_one(cast: Cast) -> None:
    page = cast.browser("stranger").get("/").content.decode()
    assert "Mở năm thi đua" in page
    assert "/nam-thi-dua/" in page
