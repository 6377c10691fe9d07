"""`manage paper KIND --year Y --block CODE --format pdf --out FILE`: an official paper, made by the same services."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blocks.models import Block, EmulationYear, School
from documents.models import Rendition
from documents.queries.plans import PLAN
from documents.services.kinds import KINDS, PaperKind, kind_of
from documents.services.plans import begin_plan
from documents.services.registrations import begin_paper
from documents.services.renditions import request_rendition
from thidua import files
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.models import District, Job, JobState
from thidua.queue import outbox
from thidua.wall.tenancy import tenant

PATIENCE = 180.0  # seconds, while a worker has the job


class Command(BaseCommand):
    """Kết xuất một văn bản ra tệp."""

    help = "Kết xuất một văn bản: manage paper plan --block 29 --year 2023-2024 --format pdf --out plan.pdf"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The paper, whose it is, and where the file goes."""
        parser.add_argument("kind", metavar="LOẠI", help="loại văn bản: " + ", ".join(KINDS))
        parser.add_argument("--year", required=True, metavar="NĂM", help="ví dụ 2023-2024")
        parser.add_argument("--block", default="", metavar="MÃ", help="mã khối, ví dụ 29")
        parser.add_argument("--school", default="", metavar="MÃ", help="mã trường, cho văn bản của trường")
        parser.add_argument("--district", default="", metavar="MÃ", help="mã đơn vị quản lý")
        parser.add_argument("--format", default="pdf", metavar="DẠNG", help="pdf, docx hoặc xlsx")
        parser.add_argument("--out", required=True, type=Path, metavar="TỆP")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the paper (once for the same content) and write it to the file."""
        out: Path = options["out"]
        if not out.parent.is_dir():
            raise CommandError(f"Không có thư mục {out.parent}. Hãy tạo thư mục hoặc chọn nơi khác cho --out.")
        try:
            kind = kind_of(options["kind"])
            self._check_owner(kind, options)
            whose = options["school"] if kind.owner == "school" else options["block"]
            district_id, unit_id = self._find(kind, whose, options["year"], options["district"])
            content, told = self._make(kind, district_id, unit_id, options["year"], options["format"])
        except RuleViolation as no:
            raise CommandError(no.message)
        out.write_bytes(content)
        self.stdout.write(f"{kind.label}: {out} ({told})")

    def _check_owner(self, kind: PaperKind, options: dict[str, Any]) -> None:
        if kind.owner == "school":
            if options["block"] or not options["school"]:
                raise CommandError(f"{kind.label} là văn bản của trường: dùng --school MÃ, ví dụ --school MNP4.")
        elif options["school"]:
            raise CommandError(f"{kind.label} là văn bản của khối: dùng --block thay cho --school.")
        elif kind.owner == "block" and not options["block"]:
            raise CommandError("Văn bản này là của khối: thêm --block MÃ, ví dụ --block 29.")

    def _find(self, kind: PaperKind, code: str, year: str, district: str) -> tuple[int, int | None]:
        """(district, block or school) with those codes; (district, None) for the authority's own paper."""
        known = District.objects.order_by("code")
        model, word = (School, "trường") if kind.owner == "school" else (Block, "khối")
        found: list[tuple[int, int | None, str]] = []
        for one in known.filter(code=district) if district else known:
            with tenant(one.pk):
                unit = model.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
                if (unit or not code) and EmulationYear.objects.filter(code=year).exists():
                    found.append((one.pk, unit, one.code))
        named = f"{word} {code}" if code else "đơn vị"
        if not found:
            raise CommandError(f"Không có {named} trong năm {year}. Kiểm tra mã {word}, mã năm và mã đơn vị quản lý.")
        if len(found) > 1:
            names = ", ".join(name for _, _, name in found)
            raise CommandError(f"Nhiều đơn vị có {named}: {names}. Thêm --district MÃ để chọn một đơn vị.")
        return found[0][0], found[0][1]

    def _make(
        self, kind: PaperKind, district_id: int, unit_id: int | None, year_code: str, wanted: str
    ) -> tuple[bytes, str]:
        """The file's bytes and a word about it."""
        by = system(district_id, "Lệnh kết xuất")
        with tenant(district_id):
            year = EmulationYear.objects.get(code=year_code)
            block = Block.objects.get(pk=unit_id) if unit_id and kind.owner != "school" else None
            school = School.objects.get(pk=unit_id) if unit_id and kind.owner == "school" else None
            if kind.code == PLAN and block is not None:
                document = begin_plan(block=block, year=year, by=by)
            else:
                document = begin_paper(kind=kind.code, year=year, block=block, school=school, by=by)
            rendition = request_rendition(document=document, wanted=wanted, by=by)
        if rendition.stored_id is None:
            assert rendition.job_id is not None
            self._wait(rendition.job_id, district_id)
        with tenant(district_id):
            done = Rendition.objects.select_related("stored").get(pk=rendition.pk)
            if done.stored is None:
                raise CommandError("Việc kết xuất đã hết mà chưa có tệp; hãy chạy lại lệnh.")
            pages = f"{done.pages} trang, " if done.pages else ""
            return files.read(done.stored), f"{pages}SHA-256 {done.stored.sha256}"

    def _wait(self, job_id: int, district_id: int) -> None:
        """Run the job here, or wait for the worker that took it first."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            outbox.run(job_id, district_id)
            with tenant(district_id):
                job = Job.objects.get(pk=job_id)
            if job.state == JobState.DONE:
                return
            if job.state in (JobState.FAILED, JobState.CANCELLED):
                raise CommandError(job.error or "Việc kết xuất đã bị hủy.")
            time.sleep(0.3)
        raise CommandError("Chờ quá lâu mà bản kết xuất chưa xong; xem tiến trình nền rồi chạy lại lệnh.")
