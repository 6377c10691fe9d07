"""`manage retention [--dry-run]`: what has been kept long enough goes, in every authority; run it once a day."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from awards.services.facts import disciplines
from blocks.services.files import attachments
from blocks.services.units.personal import run_clocks
from thidua.actors import system
from thidua.models import District
from thidua.trail.presenter import word
from thidua.wall.tenancy import tenant


class Command(BaseCommand):
    """Runs the retention clocks."""

    help = "Xóa những gì đã giữ đủ hạn (tệp đã gửi, tệp đã gỡ, lời mời, việc chạy nền, phiên đăng nhập)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Count only, or do."""
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each authority in its own transaction."""
        for district in District.objects.order_by("pk"):
            with tenant(district.pk):
                told = run_clocks(by=system(district.pk), dry_run=options["dry_run"])
                told |= disciplines.run_clocks(by=system(district.pk), dry_run=options["dry_run"])
                told |= attachments.run_clocks(by=system(district.pk), dry_run=options["dry_run"])
            counted = ", ".join(f"{count} {word(what)}" for what, count in told.items())
            self.stdout.write(f"{district.code}: {counted}")
        if not options["dry_run"]:
            call_command("clearsessions")
