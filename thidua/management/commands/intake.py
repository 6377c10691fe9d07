"""`manage intake FILE… --year Y [--block CODE] [--check]`: the same intake as on the screen, for the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from blocks.models import Block, EmulationYear, IntakeBatch, IntakeFile
from blocks.queries.intake.batches import files_of
from blocks.rules.intake.reading.facts import Severity
from blocks.rules.year.years import usual_days
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import open_batch
from blocks.services.year.years import open_year
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.gate.xlsx import MAX_BYTES
from thidua.models import District
from thidua.queue import outbox
from thidua.wall.tenancy import tenant

LABELS = {Severity.ERROR.value: "LỖI", Severity.WARNING.value: "Kiểm tra", Severity.NOTE.value: "Ghi chú"}


class Command(BaseCommand):
    """Nhận tệp Excel hoặc CSV của các trường."""

    help = "Đọc tệp, in bản xem trước; ghi vào dữ liệu nếu không có --check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, the year, the block, and whether only to look."""
        parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp .xlsx, .csv hoặc thư mục")
        parser.add_argument("--year", required=True, metavar="NĂM", help="ví dụ 2023-2024")
        parser.add_argument("--block", default="", metavar="MÃ", help="mã khối, ví dụ 29; chưa có thì lập mới")
        parser.add_argument("--district", default="", metavar="MÃ", help="mã đơn vị quản lý")
        parser.add_argument("--check", action="store_true", help="chỉ xem trước; mã thoát 1 nếu có lỗi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the preview; write unless only asked to check."""
        uploads = self._uploads(options["files"])
        district_id = self._find(options["district"], options["year"], options["block"])
        try:
            errors = self._take(district_id, uploads, options)
        except RuleViolation as no:
            raise CommandError(no.message)
        if options["check"] and errors:
            raise SystemExit(1)

    def _uploads(self, paths: list[Path]) -> list[tuple[str, bytes]]:
        found = [each for path in paths for each in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
        missing = next((path for path in found if not path.is_file()), None)
        if missing is not None:
            raise CommandError(f"Không có tệp {missing}.")
        return [(path.name, path.open("rb").read(MAX_BYTES + 1)) for path in found]

    def _find(self, code: str, year: str, block: str) -> int:
        """The authority meant: the one named, else the only one with that year (and that block)."""
        known = District.objects.order_by("code")
        found: list[tuple[int, str, bool]] = []
        for district in known.filter(code=code) if code else known:
            with tenant(district.pk):
                if EmulationYear.objects.filter(code=year).exists():
                    found.append((district.pk, district.code, Block.objects.filter(code=block).exists()))
        if len(found) > 1 and block:
            found = [each for each in found if each[2]] or found
        if len(found) == 1:
            return found[0][0]
        if settings.DEMO and not code and (tried := found or [(one.pk, one.code, False) for one in known]):
            pk, name, _ = min(tried)  # the demo's own authority; where the data are real, one must be named
            self.stdout.write(f"Bản dùng thử: không nêu --district nên dùng đơn vị {name}.")
            return pk
        if not found:
            raise CommandError(f"Chưa đơn vị quản lý nào{' mã ' + code if code else ''} mở năm {year}.")
        raise CommandError(f"Nhiều đơn vị có năm {year}: thêm --district {' | '.join(each[1] for each in found)}.")

    def _take(self, district_id: int, uploads: list[tuple[str, bytes]], options: dict[str, Any]) -> int:
        """One transaction for the whole; undone at the end where only the preview was asked for."""
        by = system(district_id, "Dòng lệnh")
        with tenant(district_id), transaction.atomic():
            year = EmulationYear.objects.filter(code=options["year"]).first() or self._open(options["year"], by)
            block = Block.objects.filter(code=options["block"]).first() if options["block"] else None
            code = "" if block else options["block"]
            batch = open_batch(year=year, block=block, uploads=uploads, by=by, block_code=code)
            if batch.job_id:
                outbox.run(batch.job_id, district_id)
            batch = IntakeBatch.objects.select_related("year", "block", "job").get(pk=batch.pk)
            if batch.job and batch.job.error:
                raise CommandError(batch.job.error)
            self._show(batch)
            if options["check"]:
                transaction.set_rollback(True)
            elif batch.summary.get("empty", True):
                self.stdout.write("Không có gì mới để ghi.")
            else:
                accept_batch(batch=batch, by=by)
                self.stdout.write("Đã ghi.")
            return int(batch.summary.get("errors", len(uploads)))

    def _open(self, code: str, by: Actor) -> EmulationYear:
        """A year that nobody opened; only the demo comes here."""
        starts_on, ends_on = usual_days(code)
        year = open_year(code=code, starts_on=starts_on, ends_on=ends_on, by=by)
        self.stdout.write(f"Bản dùng thử: mở {str(year).lower()}.")
        return year

    def _show(self, batch: IntakeBatch) -> None:
        for number, file in enumerate(files_of(batch), start=1):
            self._show_file(number, file)
        summary = batch.summary
        if summary.get("new_block"):
            code, name, _ = summary["new_block"]
            self.stdout.write(f"Lập khối mới: mã {code}, {name}.")
        for school in summary.get("new_schools", []):
            self.stdout.write(f"Lập trường mới: {school['name']}.")
        if "counts" in summary:
            counts = summary["counts"]
            told = f"{counts['new']} mới, {counts['changed']} thay đổi, {counts['same']} giữ nguyên"
            self.stdout.write(f"Cộng: {told}; {summary['errors']} lỗi, {summary['warnings']} chỗ cần kiểm tra.")

    def _show_file(self, number: int, file: IntakeFile) -> None:
        self.stdout.write(f"{number}. {file.name}")
        if file.refusal:
            self.stdout.write(f"   LỖI: {file.refusal}")
        for table in file.changes.get("tables", []):
            school = f" ({table['school']})" if table["school"] else ""
            read = f", chữ {table['encoding']} đã chuyển sang Unicode" if table["samples"] else ""
            self.stdout.write(f"   {table['label']}{school}: {table['rows']} dòng{read}.")
        if counts := file.changes.get("counts"):
            told = f"{counts['new']} mới, {counts['changed']} thay đổi, {counts['same']} giữ nguyên"
            self.stdout.write(f"   {told}.")
        for each in [*file.problems, *file.changes.get("problems", [])]:
            self.stdout.write(f"   {LABELS[each['severity']]}{_place(each)}: {each['message']}")
        for line in file.changes.get("lines", []):
            self.stdout.write(f"   Thay đổi: {line}")
        for school, names in file.changes.get("kept", {}).items():
            self.stdout.write(f"   Giữ nguyên {len(names)} người của {school} mà tệp không nêu: {', '.join(names)}.")


def _place(each: dict[str, Any]) -> str:
    where = f"{each['column']}{each['row']}" if each["column"] else f"dòng {each['row']}" if each["row"] else ""
    heading = f" ({each['heading']})" if each["heading"] else ""
    value = f" “{each['value']}”" if each["value"] else ""
    return f" trang “{each['sheet']}”" + (f" {where}" if where else "") + heading + value
