"""What workers do for this wing."""

from typing import Any

from awards.services.intake import keep
from blocks.models import IntakeBatch, IntakeFile
from blocks.queries.intake import files_of
from blocks.rules.intake.books import read_book
from blocks.rules.intake.facts import Parsed
from blocks.services.intake.batches import READ, keep_reading, kind_of
from thidua import clock, files, queue
from thidua.errors import RuleViolation
from thidua.sandbox import WorkbookReader
from thidua.tenancy import tenant


@queue.handler(READ)
def read_batch(work: queue.Work) -> dict[str, Any]:
    """Read every file of a batch in the limited child, then compare all of it with what stands. May run twice."""
    with tenant(work.district_id):
        batch = IntakeBatch.objects.select_related("year", "block").get(pk=work.args["batch"])
        waiting = [file for file in files_of(batch) if file.stored]
        contents = [files.read(file.stored) for file in waiting if file.stored]
    steps = len(waiting) + 1
    with WorkbookReader() as reader:
        for done, (file, content) in enumerate(zip(waiting, contents, strict=True)):
            work.progress(done, steps, f"Đọc {file.name}")
            tables, refusal = _read(reader, file, content)
            with tenant(work.district_id):
                keep_reading(file=file, tables=tables, refusal=refusal)
    work.progress(len(waiting), steps, "So với dữ liệu đang có")
    with tenant(work.district_id):
        counts = keep(IntakeBatch.objects.select_related("year", "block").get(pk=batch.pk)).counts()
    return {"batch": batch.pk, **counts}


def _read(reader: WorkbookReader, file: IntakeFile, content: bytes) -> tuple[list[Parsed], str]:
    try:
        sheets = reader.read(kind_of(file), content)
        return read_book(sheets, file_name=file.name, today=clock.today()), ""
    except RuleViolation as no:
        return [], no.message
