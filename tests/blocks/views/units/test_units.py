"""Pages of block, school and authority, and the office's forms for them."""

import pytest

from awards.models import Award
from blocks.models import Block, Placement, School, StaffMember
from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.filled import add_list, fill


@pytest.mark.parametrize("who", ["officer", "head", "leader", "principal", "secretary", "member"])
def test_the_block_shows_its_members_and_totals(cast: Cast, who: str) -> None:
    with cast.at_work():
        fill(cast)
    page = cast.browser(who).get(f"/khoi/{cast.block.pk}/").content.decode()
    assert "Khối trưởng: Trường Mầm non Phường 3" in page
    assert "2/3 trường đã gửi danh sách đăng ký" in page
    assert "Tổng chỉ tiêu" in page


def test_the_stranger_finds_no_block_and_no_school(cast: Cast) -> None:
    client = cast.browser("stranger")
    assert client.get(f"/khoi/{cast.block.pk}/").status_code == 404
    assert client.get(f"/truong/{cast.schools[0].pk}/").status_code == 404


def test_a_school_shows_its_staff_with_earlier_titles(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
        staff = StaffMember.objects.get(full_name="Đặng Ưu Đạt", postings__school=cast.schools[1])
        Award.objects.create(staff=staff, school=cast.schools[1], title_id="CSTDCS", year_code="2022-2023")
    page = cast.browser("principal").get(f"/truong/{cast.schools[1].pk}/").content.decode()
    assert "Đặng Ưu Đạt" in page
    assert "CSTĐCS 2022-2023" in page
    assert "Góc chơi mở" in page


def test_staff_is_for_those_who_may_see_it(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
    own, other = cast.schools[1].pk, cast.schools[0].pk
    assert "Đặng Ưu Đạt" not in cast.browser("member").get(f"/truong/{own}/").content.decode()
    page = cast.browser("principal").get(f"/truong/{other}/")
    assert page.status_code == 200
    assert "Đặng Ưu Đạt" not in page.content.decode()


def test_a_school_of_thirty_costs_no_more_than_one_of_three(cast: Cast) -> None:
    client = cast.browser("officer")
    with cast.at_work():
        add_list(cast.year, cast.schools[0], 3)
        add_list(cast.year, cast.schools[1], 30)
    assert queries(client, f"/truong/{cast.schools[0].pk}/") == queries(client, f"/truong/{cast.schools[1].pk}/")


def test_the_authority_shows_its_names(cast: Cast) -> None:
    page = cast.browser("member").get("/don-vi/").content.decode()
    assert "Phòng Giáo dục và Đào tạo Quận 11" in page
    assert "Ủy ban nhân dân Quận 11" in page


def test_the_office_makes_a_block_and_a_school_and_places_it(cast: Cast) -> None:
    client = cast.browser("officer")
    client.post("/khoi/moi/", {"code": "30", "name": "Khối 30", "kind": "KHOI", "level": "MN"})
    client.post("/truong/moi/", {"code": "MN99", "name": "Trường Mầm non 19/5", "level": "MN", "ownership": "CONG_LAP"})
    with cast.at_work():
        block, school = Block.objects.get(code="30"), School.objects.get(code="MN99")
    client.post(f"/khoi/{block.pk}/xep-truong/", {"school": school.pk})
    client.post(f"/khoi/{block.pk}/khoi-truong/", {"school": school.pk})
    with cast.at_work():
        place = Placement.objects.get(block=block)
        assert (place.school_id, place.is_leader) == (school.pk, True)


def test_a_double_code_is_refused_beside_its_field(cast: Cast) -> None:
    response = cast.browser("officer").post(
        "/khoi/moi/", {"code": "29", "name": "Khối khác", "kind": "KHOI", "level": "MN"}
    )
    page = response.content.decode()
    assert "Đã có khối mã 29" in page
    assert 'value="Khối khác"' in page, "what was typed is kept"


@pytest.mark.parametrize("path", ["/khoi/moi/", "/truong/moi/", "/don-vi/ten-moi/"])
@pytest.mark.parametrize("who", ["leader", "principal", "member"])
def test_units_are_the_offices_matter(cast: Cast, who: str, path: str) -> None:
    assert cast.browser(who).get(path).status_code == 403


def test_the_authority_takes_a_new_name(cast: Cast) -> None:
    client = cast.browser("officer")
    data = {
        "name": "Ủy ban nhân dân Bình Thới",
        "short_name": "UBND Bình Thới",
        "place_name": "Bình Thới",
        "head_title": "Chủ tịch",
        "symbol": "UBND",
        "on": "2025-07-01",
        "basis_number": "NQ 1685",
        "basis_date": "2025-06-16",
    }
    shown = client.post("/don-vi/ten-moi/", data)
    assert "Xem trước" in shown.content.decode()
    assert "Ủy ban nhân dân Bình Thới" not in client.get("/don-vi/").content.decode()
    seen = shown.context["seen"]
    assert client.post("/don-vi/ten-moi/", data | {"confirm": "1", "seen": seen}).status_code == 302
    assert "Ủy ban nhân dân Bình Thới" in client.get("/don-vi/").content.decode()
