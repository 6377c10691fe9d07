"""Beside the tasks: where the schools stand, what waits in a person's other seats, which offices may be read."""

from dataclasses import replace

from blocks.queries.desk.overview import STRIP, strip
from blocks.services.access import oversight
from blocks.services.access.seats import give_seat
from blocks.services.registration.sheets import begin_sheet
from tests.blocks.views.desk.homes import dated
from tests.cast import FIRST_DAY, PASSWORD, Cast
from thidua import clock
from thidua.access.accounts import create_account
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import system
from thidua.looks.states import STATES
from thidua.policy import Role
from thidua.wall.tenancy import tenant


def test_the_officer_sees_where_the_schools_stand(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        begin_sheet(year=cast.year, school=cast.schools[1], by=by)
    with cast.at_work("officer") as officer:
        assert strip(officer, cast.year) == [("not_sent", 2), ("draft", 1)]
    with cast.at_work("secretary") as secretary:
        assert strip(secretary, cast.year) == []
    assert set(STRIP.values()) <= set(STATES)
    page = cast.browser("officer").get("/").content.decode()
    assert "Đăng ký của các trường" in page and "Xem từng trường" in page


def test_a_secretary_of_two_schools_sees_the_work_of_both_and_changes_with_one_click(cast: Cast) -> None:
    dated(cast)
    with tenant(cast.district.pk):
        seat = give_seat(
            account=cast.accounts["secretary"],
            role=Role.SECRETARY,
            by=system(cast.district.pk),
            valid_from=FIRST_DAY,
            school=cast.schools[2],
        )
    browser = cast.browser("secretary")
    page = browser.get("/").content.decode()
    assert "Ở vai trò khác của tôi" in page and "Trường Mầm non Phường 5" in page
    part = page[page.index("Ở vai trò khác của tôi") :]
    assert "Soạn danh sách đăng ký" in part and f'value="{seat.pk}"' in part
    assert browser.post("/vai-tro/", {"seat": str(seat.pk)}).status_code == 302
    assert "Thư ký · Trường Mầm non Phường 5" in browser.get("/").content.decode()


def test_the_head_of_a_superior_sees_the_offices_that_let_it_read_with_numbers_alone(cast: Cast) -> None:
    so = open_district(code="so", kind=DistrictKind.SO_GDDT, valid_from=FIRST_DAY)
    director = create_account(username="director", full_name="Ngô Hà", email="d@thidua.example", password=PASSWORD)
    cast.accounts["director"] = director
    with tenant(so.pk):
        by = system(so.pk)
        name_district(
            name="Sở Giáo dục và Đào tạo",
            short_name="Sở GDĐT",
            parent_agency="Ủy ban nhân dân Thành phố",
            place_name="Thành phố",
            head_title="Giám đốc",
            symbol="SGDĐT",
            valid_from=FIRST_DAY,
            by=by,
        )
        give_seat(account=director, role=Role.HEAD_OF_OFFICE, by=by, valid_from=FIRST_DAY)
        asked = oversight.ask(code="q11", basis="QĐ 1", valid_from=clock.today(), by=by)
    browser = cast.browser("director")
    assert "Đơn vị trực thuộc được đọc" not in browser.get("/").content.decode()
    with cast.at_work("head") as head:
        oversight.answer(oversight=asked, agree=True, by=replace(head, account_id=None))
    page = browser.get("/").content.decode()
    assert "Đơn vị trực thuộc được đọc" in page and "Phòng GDĐT Quận 11" in page and "0/3" in page
    assert "Phường 4" not in page
