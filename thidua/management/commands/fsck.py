"""`manage fsck`: every invariant of the data, of every authority; exit 1 with the breaches, 0 where all is well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.registries.wings import gathered
from thidua.trail import chain
from thidua.wall.tenancy import tenant


def breaches_here() -> list[str]:
    """What every wing finds wrong in the current authority."""
    return [line for breaches in gathered(lambda wing: wing.invariants) for line in breaches()]


def found() -> list[str]:
    """All breaches: what holds for all authorities together first, then authority by authority."""
    checks = gathered(lambda wing: wing.common_invariants)
    lines = [f"{check.title}: {line}" for check in checks for line in check.breaches()]
    for district_id, code in chain.districts():
        with tenant(district_id):
            lines += [f"{code}: {line}" for line in breaches_here()]
    return lines


class Command(BaseCommand):
    """Soát toàn bộ dữ liệu."""

    help = "Soát toàn bộ dữ liệu: bức tường, nhật ký, tệp, danh sách, chỉ tiêu, văn bản; có chỗ sai thì trả về mã 1"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a breach on standard output."""
        lines = found()
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(f"Có {len(lines)} chỗ không đúng.", returncode=1)
        self.stdout.write(f"Dữ liệu của {len(chain.districts())} đơn vị quản lý không có chỗ nào sai.")
