"""`--carry-over`: on 1/7/2025 Quận 11 ends and its schools go to four wards, each with a head and an officer."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command

from blocks.models import UnitChange
from blocks.rules.units.changes import ChangeKind, ChangeState
from blocks.services.access import seats
from thidua.actors import system
from thidua.management.stages.units import Login, account
from thidua.models import District
from thidua.policy import Role
from thidua.wall.tenancy import tenant

PLAN = Path(__file__).parent / "data" / "quan-11-2025.json"
DAY = date(2025, 7, 1)  # Luật 72/2025/QH15: the district level ends
TODAY = date(2025, 7, 14)  # the wards have begun to work
_WARDS = (
    ("minh-phung", "minhphung", "phường Minh Phụng", "Nguyễn Hữu Lộc", "Trịnh Thị Mai Chi"),
    ("binh-thoi", "binhthoi", "phường Bình Thới", "Võ Thị Kim Phượng", "Bùi Anh Tuấn"),
    ("hoa-binh", "hoabinh", "phường Hòa Bình", "Đỗ Trọng Nghĩa", "Lý Thị Hồng Gấm"),
    ("phu-tho", "phutho", "phường Phú Thọ", "Huỳnh Ngọc Diệp", "Châu Văn Sang"),
)
OFFICES = {
    code: (
        Login(f"truongphong.{short}", head, Role.HEAD_OF_OFFICE, "", f"Trưởng phòng Văn hóa - Xã hội, {place}"),
        Login(f"chuyenvien.{short}", officer, Role.OFFICER, "", f"Chuyên viên, Phòng Văn hóa - Xã hội, {place}"),
    )
    for code, short, place, head, officer in _WARDS
}
LOGINS = tuple(login for pair in OFFICES.values() for login in pair)


def is_done() -> bool:
    """Whether the demo's Quận 11 was handed over and that stands."""
    district = District.objects.filter(code="q11").first()
    if district is None:
        return False
    with tenant(district.pk):
        return UnitChange.objects.filter(kind=ChangeKind.HAND_OVER, state=ChangeState.DONE).exists()


def build(out: Any) -> None:
    """The plan's deed, then the wards' offices; the clock must stand at TODAY."""
    call_command("carry_over", str(PLAN), stdout=out)
    for code, logins in OFFICES.items():
        ward = District.objects.get(code=code)
        with tenant(ward.pk):
            for login in logins:
                seats.give_seat(account=account(login), role=login.role, by=system(ward.pk), valid_from=DAY)
