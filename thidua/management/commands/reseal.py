"""`manage reseal`: seal secrets of the second proof with the first key of MFA_KEYS, before an old one is removed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.access.sealing import reseal
from thidua.errors import RuleViolation


class Command(BaseCommand):
    """Mã hóa lại bí mật xác minh bằng khóa đầu tiên."""

    help = "Mã hóa lại bí mật của bước xác minh thứ hai bằng khóa đứng đầu MFA_KEYS"

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many; changes nothing where one secret cannot be opened."""
        try:
            done = reseal()
        except RuleViolation:
            told = "Có bí mật mà không khóa nào trong MFA_KEYS mở được; chưa đổi gì. Thêm lại khóa cũ rồi chạy lại."
            raise CommandError(told) from None
        self.stdout.write(f"Đã mã hóa lại {done} bí mật bằng khóa mới.")
