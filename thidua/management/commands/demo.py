"""`./dev manage demo`: the Khối 29 year of Quận 11, built through the services, and the accounts to try it with."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from thidua import clock
from thidua.management.stages import carry_over, registration, rights, units
from thidua.models import District

STAGES = {"registration": (registration.build, registration.DAY)}


class Command(BaseCommand):
    """Builds the demo up to a stage; a second call changes nothing and prints the accounts again."""

    help = "Dựng năm thi đua mẫu của Khối 29 (Quận 11) và in các tài khoản dùng thử."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--stage` builds, `--accounts` only prints."""
        parser.add_argument("--stage", choices=list(STAGES), default="registration", help="dựng đến giai đoạn này")
        parser.add_argument(
            "--carry-over", action="store_true", help="thêm ngày 1/7/2025: Quận 11 bàn giao cho bốn phường"
        )
        parser.add_argument("--accounts", action="store_true", help="chỉ in tài khoản, không dựng")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a production database: demo people have a known password."""
        if settings.PRODUCTION:
            raise CommandError("Không dựng dữ liệu mẫu trên hệ thống thật (PRODUCTION=1).")
        if not options["accounts"]:
            self._build(options["stage"])
            if options["carry_over"]:
                self._carry_over()
        if District.objects.filter(code="q11").exists():
            self._print()

    def _build(self, stage: str) -> None:
        build, day = STAGES[stage]
        clock.set_demo_day(carry_over.TODAY if carry_over.is_done() else day)
        if District.objects.filter(code="q11").exists():
            self.stdout.write("Dữ liệu mẫu đã có, giữ nguyên.")
            return
        with transaction.atomic():
            build()

    def _carry_over(self) -> None:
        clock.set_demo_day(carry_over.TODAY)
        if not carry_over.is_done():
            with transaction.atomic():
                carry_over.build(self.stdout)

    def _print(self) -> None:
        shown: date | None = clock.demo_day()
        if shown:
            self.stdout.write(f"Bản dùng thử, hôm nay là {clock.today():%d/%m/%Y}.")
        self.stdout.write(f"Tài khoản (mật khẩu chung: {units.PASSWORD}):")
        wards = carry_over.LOGINS if carry_over.is_done() else ()
        for login in units.LOGINS + rights.LOGINS + wards:
            self.stdout.write(f"  {login.username:<22} {login.full_name:<20} {login.what}")
