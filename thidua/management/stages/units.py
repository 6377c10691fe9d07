"""Two authorities, the year, the block and everyone who signs in. All people are invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from blocks.models import Block, EmulationYear, Placement, School
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import seats
from blocks.services.units import units
from blocks.services.year import years
from thidua.access.accounts import create_account
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import Actor, system
from thidua.models import Account, District
from thidua.policy import Role
from thidua.wall.tenancy import tenant

PASSWORD = "thidua-2023"
SINCE = date(2023, 8, 1)
OFFICE_OF = {"q11": "Quận 11", "q1": "Quận 1"}


@dataclass(frozen=True)
class Login:
    """One line of the list of demo accounts; `unit` is a school's symbol, a block's code or "" for the authority."""

    username: str
    full_name: str
    role: Role
    unit: str
    what: str


OFFICE = (
    Login("chuyenvien", "Trần Thị Bích Vân", Role.OFFICER, "", "Chuyên viên, Phòng GDĐT Quận 11"),
    Login("truongphong", "Lê Quang Khải", Role.HEAD_OF_OFFICE, "", "Trưởng phòng, Phòng GDĐT Quận 11"),
)
SCHOOLS = (
    Login("khoitruong", "Lâm Thị Bích An", Role.PRINCIPAL, "MNP3", "Hiệu trưởng Mầm non Phường 3, khối trưởng Khối 29"),
    Login("hieutruong", "Phan Văn Hải", Role.PRINCIPAL, "MNP4", "Hiệu trưởng Mầm non Phường 4"),
    Login("thuky", "Đặng Thị Thu Thảo", Role.SECRETARY, "MNP4", "Thư ký Mầm non Phường 4 và Mầm non Phường 5"),
    Login("uyvien", "Vũ Thị Ngọc Ánh", Role.COUNCIL_MEMBER, "MNP4", "Ủy viên hội đồng Mầm non Phường 4"),
)
ELSEWHERE = (Login("chuyenvien.q1", "Hoàng Quốc Dũng", Role.OFFICER, "", "Chuyên viên, Phòng GDĐT Quận 1"),)
LOGINS = OFFICE + SCHOOLS + ELSEWHERE


def _district(code: str) -> District:
    place = OFFICE_OF[code]
    district = open_district(
        code=code, kind=DistrictKind.PHONG_GDDT, valid_from=date(2004, 1, 1), valid_to=date(2025, 6, 30)
    )
    with tenant(district.pk):
        name_district(
            name=f"Phòng Giáo dục và Đào tạo {place}",
            short_name=f"Phòng GDĐT {place}",
            parent_agency=f"Ủy ban nhân dân {place}",
            place_name=place,
            head_title="Trưởng phòng",
            symbol="GDĐT",
            valid_from=date(2004, 1, 1),
            by=system(district.pk),
        )
    return district


@cache
def _hash() -> str:
    return make_password(PASSWORD)  # one slow hash for all of them


def account(login: Login) -> Account:
    """The account of one line of the list, with the demo's common password."""
    made = create_account(username=login.username, full_name=login.full_name, email=f"{login.username}@thidua.example")
    made.password = _hash()
    made.save(update_fields=["password"])
    return made


def _year(by: Actor) -> EmulationYear:
    return years.open_year(code="2023-2024", starts_on=SINCE, ends_on=date(2024, 7, 31), by=by)


@contextmanager
def at_work() -> Iterator[Actor]:
    """Inside Quận 11, as its officer."""
    district = District.objects.get(code="q11")
    with tenant(district.pk):
        yield system(district.pk, OFFICE[0].full_name)


def quan_11() -> District:
    """The authority of the story with its office; blocks and schools come from the workbooks."""
    district = _district("q11")
    with tenant(district.pk):
        by = system(district.pk)
        _year(by)
        for login in OFFICE:
            seats.give_seat(account=account(login), role=login.role, by=by, valid_from=SINCE)
    return district


def seats_of_schools(block: Block, by: Actor) -> None:
    """The people of the schools get their seats once the schools are there; Phường 3 leads the block."""
    year = EmulationYear.objects.get(code="2023-2024")
    schools = {school.symbol: school for school in School.objects.all()}
    for login in SCHOOLS:
        holder = account(login)
        seats.give_seat(account=holder, role=login.role, by=by, valid_from=SINCE, school=schools[login.unit])
        if login.username == "khoitruong":
            seats.give_seat(account=holder, role=Role.BLOCK_LEADER, by=by, valid_from=SINCE, block=block)
        if login.username == "thuky":
            seats.give_seat(account=holder, role=login.role, by=by, valid_from=SINCE, school=schools["MNP5"])
    if not Placement.objects.filter(year=year, block=block, is_leader=True).exists():
        units.choose_leader(block=block, year=year, school=schools["MNP3"], by=by)


def quan_1() -> District:
    """A second authority with a block of its own, which the first must never see."""
    district = _district("q1")
    with tenant(district.pk):
        by = system(district.pk)
        year = _year(by)
        block = units.create_block(code="1", name="Khối thi đua 1 - Mầm non", level=Level.MN, by=by)
        for symbol, name in (("MNSM", "Trường Mầm non Sao Mai"), ("MNHS", "Trường Mầm non Hoa Sen")):
            school = units.add_school(
                code=symbol, name=name, symbol=symbol, level=Level.MN, ownership=Ownership.PUBLIC, by=by
            )
            units.place_school(school=school, block=block, year=year, by=by)
        for login in ELSEWHERE:
            seats.give_seat(account=account(login), role=login.role, by=by, valid_from=SINCE)
    return district
