"""`manage fsck`: every invariant of the data, of every authority; exit 1 with the breaches, 0 where all is well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from blocks.queries import invariants as of_blocks
from documents.queries import invariants as of_documents
from thidua import invariants as of_ground
from thidua.access import sealing
from thidua.trail import chain
from thidua.wall import check as wall
from thidua.wall.tenancy import tenant


def found() -> list[str]:
    """All breaches: the wall and the law first, then authority by authority."""
    with transaction.atomic(), connection.cursor() as cursor:
        lines = [f"Bức tường: {line}" for line in wall.breaches(cursor)]
    lines += [f"Đăng nhập: {line}" for line in sealing.breaches()]
    lines += [f"Luật: {line}" for line in of_blocks.law_breaches()]
    for district_id, code in chain.districts():
        with tenant(district_id):
            for noun in (of_ground, of_blocks, of_documents):
                lines += [f"{code}: {line}" for line in noun.breaches()]
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
