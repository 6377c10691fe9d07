"""`manage paper KIND --year Y --block CODE --format pdf --out FILE`: an official paper, made by the same services."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blocks.models import EmulationYear
from documents.models import Rendition
from documents.queries.kinds import PaperKind, kind_of, kinds
from documents.queries.subjects import Subject
from documents.services.documents import begin
from documents.services.renditions import freeze
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.models import District, Job, JobState
from thidua.queue import outbox
from thidua.storage import files
from thidua.wall.tenancy import tenant

PATIENCE = 180.0  # seconds, while a worker has the job
_HOW = {
    "block": "--block MÃ, ví dụ --block 29",
    "school": "--school MÃ, ví dụ --school MNP4",
    "id": "--id SỐ, ví dụ --id 12",
    "": "không thêm mã nào",
}


class Command(BaseCommand):
    """Kết xuất một văn bản ra tệp."""

    help = "Kết xuất một văn bản: manage paper plan --block 29 --year 2023-2024 --format pdf --out plan.pdf"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The paper, whose it is, and where the file goes."""
        parser.add_argument("kind", metavar="LOẠI", help="loại văn bản: " + ", ".join(kinds()))
        parser.add_argument("--year", required=True, metavar="NĂM", help="ví dụ 2023-2024")
        parser.add_argument("--block", default="", metavar="MÃ", help="mã khối, ví dụ 29")
        parser.add_argument("--school", default="", metavar="MÃ", help="mã trường, cho văn bản của trường")
        parser.add_argument("--id", default="", metavar="SỐ", help="mã số, cho văn bản của một người, một cuộc họp…")
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
            subject, code = self._subject(kind, options)
            district_id, row_id = self._find(subject, code, options["year"], options["district"])
            content, told = self._make(kind, subject, district_id, row_id, options["year"], options["format"])
        except RuleViolation as no:
            raise CommandError(no.message)
        out.write_bytes(content)
        self.stdout.write(f"{kind.label}: {out} ({told})")

    def _subject(self, kind: PaperKind, options: dict[str, Any]) -> tuple[Subject, str]:
        """What the paper is about, and the code (or id) that was given for it; "" for the authority itself."""
        given = {name for name in ("block", "school", "id") if options.get(name)}
        ways = {subject.option or ("" if subject.model is District else "id"): subject for subject in kind.subjects}
        if len(given) == 1 and (name := next(iter(given))) in ways:
            return ways[name], str(options[name])
        if not given and "" in ways:
            return ways[""], ""
        whose = " hoặc ".join(f"của {subject.label}" for subject in kind.subjects)
        how = " hoặc ".join(_HOW[name] for name in ways)
        raise CommandError(f"{kind.label} là văn bản {whose}: dùng {how}.")

    def _find(self, subject: Subject, code: str, year: str, district: str) -> tuple[int, int]:
        """(district, row) of what the paper is about; the district itself for the authority's own paper."""
        known = District.objects.order_by("code")
        matches: list[tuple[int, int, str]] = []
        for authority in known.filter(code=district) if district else known:
            with tenant(authority.pk):
                row = self._row(subject, code, authority.pk)
                if row is not None and EmulationYear.objects.filter(code=year).exists():
                    matches.append((authority.pk, row, authority.code))
        named = f"{subject.label} {code}".strip()
        if not matches:
            told = f"Kiểm tra mã {subject.label}, mã năm và mã đơn vị quản lý."
            raise CommandError(f"Không có {named} trong năm {year}. {told}")
        if len(matches) > 1:
            names = ", ".join(name for _, _, name in matches)
            raise CommandError(f"Nhiều đơn vị có {named}: {names}. Thêm --district MÃ để chọn một đơn vị.")
        return matches[0][0], matches[0][1]

    def _row(self, subject: Subject, code: str, district_id: int) -> int | None:
        if not code:
            return district_id
        if not subject.option and not code.isdecimal():
            return None
        key: dict[str, str | int] = {"code": code} if subject.option else {"pk": int(code)}
        return subject.model._default_manager.filter(**key).values_list("pk", flat=True).first()

    def _make(
        self, kind: PaperKind, subject: Subject, district_id: int, row_id: int, year_code: str, wanted: str
    ) -> tuple[bytes, str]:
        """The file's bytes and a word about it."""
        by = system(district_id, "Lệnh kết xuất")
        with tenant(district_id):
            year = EmulationYear.objects.get(code=year_code)
            row = subject.model._default_manager.get(pk=row_id)
            rendition = freeze(document=begin(kind=kind, subject=row, year=year, by=by), wanted=wanted, by=by)
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
