"""`manage anchor`: write the heads of the chains of events outside the database now; beat does it every night."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.trail.chain import write_anchors


class Command(BaseCommand):
    """Ghi mốc của nhật ký ra ngoài cơ sở dữ liệu."""

    help = "Ghi mốc (đầu chuỗi nhật ký của mọi đơn vị) vào thư mục anchors; hằng đêm hệ thống tự làm"

    def handle(self, *args: Any, **options: Any) -> None:
        """Says where."""
        self.stdout.write(f"Đã ghi mốc vào {write_anchors()}")
