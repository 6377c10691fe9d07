"""`./dev manage sync_law`: the law's tables are made to say what the files in blocks/data/law say."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blocks.rules.law import LawError, load_law
from blocks.services.promise.law import sync_law


class Command(BaseCommand):
    """Cập nhật các bảng luật."""

    help = "Cập nhật các bảng luật theo tệp dữ liệu; migrate tự làm việc này. Chạy lại bao nhiêu lần cũng được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another folder of law files, to try a draft."""
        parser.add_argument("--from", dest="folder", type=Path, default=None, metavar="THƯ_MỤC", help="thư mục khác")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads and writes; says how many rows were touched."""
        try:
            touched = sync_law(load_law(options["folder"]))
        except (LawError, OSError) as problem:
            raise CommandError(f"Không đọc được dữ liệu luật: {problem}") from None
        if options["verbosity"]:
            told = f"đã cập nhật {touched} dòng" if touched else "không có gì thay đổi"
            self.stdout.write(f"Dữ liệu luật: {told}.")
