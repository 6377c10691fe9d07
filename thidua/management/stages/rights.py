"""Who reads in the demo beyond the own authority: a Sở that Quận 11 lets read, and a member of the platform's staff."""

from datetime import date

from blocks.services.access import oversight, seats
from thidua import clock
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import system
from thidua.management.stages import units
from thidua.models import Account, District
from thidua.policy import Role
from thidua.wall.tenancy import tenant

SUPERIOR = units.Login("lanhdao.so", "Đinh Thị Hoài Thu", Role.HEAD_OF_OFFICE, "", "Giám đốc, Sở GDĐT Thành phố")
STAFF = units.Login("quantri", "Ngô Minh Nhật", Role.PLATFORM, "", "Quản trị nền tảng")
LOGINS = (SUPERIOR, STAFF)


def build(district: District) -> None:
    """The Sở asks, the head of `district` agrees; the staff member holds no seat anywhere."""
    superior = _superior()
    with tenant(superior.pk):
        asked = oversight.ask(
            code=district.code,
            basis="Quyết định giao quản lý của Ủy ban nhân dân Thành phố (đặt ra để dùng thử)",
            valid_from=clock.today(),
            by=system(superior.pk, SUPERIOR.full_name),
        )
    with tenant(district.pk):
        head = next(login for login in units.OFFICE if login.role == Role.HEAD_OF_OFFICE)
        oversight.answer(oversight=asked, agree=True, by=system(district.pk, head.full_name))
    staff = units.account(STAFF)
    Account.objects.filter(pk=staff.pk).update(platform_staff=True)


def _superior() -> District:
    made = open_district(code="so", kind=DistrictKind.SO_GDDT, valid_from=date(2004, 1, 1))
    with tenant(made.pk):
        by = system(made.pk)
        name_district(
            name="Sở Giáo dục và Đào tạo Thành phố",
            short_name="Sở GDĐT Thành phố",
            place_name="Thành phố",
            parent_agency="Ủy ban nhân dân Thành phố",
            head_title="Giám đốc",
            symbol="SGDĐT",
            valid_from=date(2004, 1, 1),
            by=by,
        )
        seats.give_seat(account=units.account(SUPERIOR), role=SUPERIOR.role, by=by, valid_from=units.SINCE)
    return made
