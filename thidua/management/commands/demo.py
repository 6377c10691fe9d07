"""`./dev manage demo`: the Khối 29 year of Quận 11, built through the services, and the accounts to try it with."""

from argparse import ArgumentParser
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from thidua import clock
from thidua.management.stages import block_30, carry_over, covenant, practice, rights, units
from thidua.models import Account, District
from thidua.registries.manifest import DemoStage
from thidua.registries.wings import gathered, manifests
from thidua.trail import chain


def stages() -> list[DemoStage]:
    """The stages of the demo's year in their order."""
    return sorted(gathered(lambda wing: wing.demo_stages), key=lambda stage: stage.day)


def build_stage(code: str) -> None:
    """Every wing's part of the stage, from left to right."""
    for wing in manifests():
        if path := wing.demo.get(code):
            module, _, name = path.partition(":")
            getattr(import_module(module), name)()


class Command(BaseCommand):
    """Builds the demo up to a stage; a second call changes nothing and prints the accounts again."""

    help = "Dựng năm thi đua mẫu của Khối 29 (Quận 11) và in các tài khoản dùng thử."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--stage` builds, `--accounts` only prints."""
        codes = [stage.code for stage in stages()]
        parser.add_argument("--stage", choices=codes, default=codes[0], help="dựng đến giai đoạn này")
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
        until = next(known for known in stages() if known.code == stage)
        clock.set_demo_day(carry_over.TODAY if carry_over.is_done() else until.day)
        if District.objects.filter(code="q11").exists():
            self.stdout.write("Dữ liệu mẫu đã có, giữ nguyên.")
            return
        with transaction.atomic():
            for known in stages():
                if known.day <= until.day:
                    clock.set_demo_day(known.day)  # each stage is built on its own day
                    build_stage(known.code)
        chain.write_anchors()  # the night's work: without a first anchor `fsck` cannot tell whether the trail was cut

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
        for login in units.LOGINS + block_30.LOGINS + rights.LOGINS + wards:
            self.stdout.write(f"  {login.username:<22} {login.full_name:<20} {login.what}")
        if heads := Account.objects.filter(
            username__startswith=covenant.HEAD[:11], full_name__in=covenant.HEADS
        ).count():
            first, last = covenant.HEAD.format(1), covenant.HEAD.format(heads)
            self.stdout.write(f"  {first} … {last}: hiệu trưởng các trường còn lại của Khối 29")
        if practice.FOLDER.exists():
            told = f"Chứng thư số thử nghiệm (mật khẩu {units.PASSWORD}): {practice.FOLDER}/<tài khoản>.p12"
            self.stdout.write(told)
