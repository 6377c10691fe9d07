"""What workers do for this wing."""

import logging
import threading
import time
from datetime import date
from functools import partial
from typing import Any

from django.db import connection

from awards.services.history.transfers import hand_over
from blocks.models import DailyRound, IntakeBatch, IntakeFile, School, UnitChange
from blocks.queries.intake.batches import files_of
from blocks.queries.intake.learned import learned_columns
from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import Parsed
from blocks.rules.units.changes import Basis, ChangeKind, ChangeState
from blocks.services.intake.batches import keep_reading, kind_of
from blocks.services.intake.review import keep
from blocks.services.mailroom.daily_round import is_due, run_round
from blocks.services.mailroom.delivery import deliver_due
from blocks.services.mailroom.digests import write_at_once
from blocks.services.units.transfers import Share
from thidua import clock
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.gate.sandbox import WorkbookReader
from thidua.models import District
from thidua.policy import Role
from thidua.queue import outbox
from thidua.queue.mail import Postbox, Undelivered
from thidua.storage import files
from thidua.wall.tenancy import tenant

log = logging.getLogger(__name__)
UNREADABLE = (
    "Máy chưa hiểu được tệp này, các tệp khác của đợt không bị ảnh hưởng. Mở bằng Excel, chép bảng sang một tệp .xlsx "
    "mới (dán giá trị) rồi gửi lại; nếu vẫn vậy, báo quản trị kèm tệp."
)
TELL_EVERY = 0.4  # seconds between two reports of progress; each is a transaction of its own


def read_batch(work: outbox.Work) -> dict[str, Any]:
    """Read every file of a batch in the limited child, then compare all of it with what stands. May run twice."""
    with tenant(work.district_id):
        batch = IntakeBatch.objects.select_related("year", "block").get(pk=work.args["batch"])
        waiting = [file for file in files_of(batch) if file.stored]
        contents = [files.read(file.stored) for file in waiting if file.stored]
        learned = learned_columns()
    steps, told, readings = len(waiting) + 1, 0.0, []
    with WorkbookReader() as reader:
        for done, (file, content) in enumerate(zip(waiting, contents, strict=True)):
            if time.monotonic() - told > TELL_EVERY:
                work.progress(done, steps, f"Đọc {file.name}")
                told = time.monotonic()
            readings.append((file, *_read(reader, file, content, learned)))
    work.progress(len(waiting), steps, "So với dữ liệu đang có")
    with tenant(work.district_id):
        for file, tables, refusal in readings:
            keep_reading(file=file, tables=tables, refusal=refusal)
        counts = keep(IntakeBatch.objects.select_related("year", "block").get(pk=batch.pk)).counts()
    return {"batch": batch.pk, **counts}


def hand_over_authority(work: outbox.Work) -> dict[str, Any]:
    """Every school to its successor in one transaction. A second run finds the deed done and leaves it."""
    args, on = work.args, date.fromisoformat(work.args["on"])
    number, dated = args["basis"]
    going = [pk for _, _, pks in args["shares"] for pk in pks]
    tell = None if connection.in_atomic_block else partial(_tell_aside, work)
    with tenant(work.district_id, args["by"]["account_id"]):
        kept = UnitChange.objects.filter(kind=ChangeKind.HAND_OVER, on=on, state=ChangeState.DONE)
        change = kept.filter(schools__contains=going).first()
        if change is None:
            schools = School.objects.in_bulk(going)
            targets = District.objects.in_bulk([to for to, _, _ in args["shares"]])
            change = hand_over(
                shares=[Share(targets[to], [schools[pk] for pk in pks], area) for to, area, pks in args["shares"]],
                on=on,
                basis=Basis(number, date.fromisoformat(dated) if dated else None),
                by=Actor(**args["by"] | {"role": Role(args["by"]["role"])}),
                tell=tell,
            )
    return {"change": change.pk}


def _tell_aside(work: outbox.Work, done: int, total: int, step: str) -> None:
    """Progress on a connection of its own: within the deed's transaction nobody would see it before the end."""
    lost: list[outbox.Cancelled] = []

    def say() -> None:
        try:
            work.progress(done, total, step)
        except outbox.Cancelled as over:
            lost.append(over)
        finally:
            connection.close()

    speaker = threading.Thread(target=say)
    speaker.start()
    speaker.join()
    if lost:
        raise lost[0]


def _read(
    reader: WorkbookReader, file: IntakeFile, content: bytes, learned: dict[str, str]
) -> tuple[list[Parsed], str]:
    try:
        sheets = reader.read(kind_of(file), content)
        return read_book(sheets, file_name=file.name, today=clock.today(), learned=learned), ""
    except RuleViolation as no:
        return [], no.message
    except Exception:  # one file's trouble is not that of the others in its batch
        log.exception("file %s of batch %s could not be read", file.pk, file.batch_id)
        return [], UNREADABLE


def remind_and_mail() -> None:
    """In every authority: the day's round if it is due, mails for who wants them at once, and what waits is sent."""
    authorities = list(District.objects.order_by("pk").values_list("pk", flat=True))
    for pk in authorities:
        try:
            _look(pk)
        except Exception:  # one authority's trouble is not the others'
            log.exception("the round of authority %s failed", pk)
    with Postbox() as box:
        for pk in authorities:
            try:
                deliver_due(district_id=pk, box=box)
            except Undelivered:  # the server is not there: the mails wait, each for its own time
                break


def _look(district_id: int) -> None:
    with tenant(district_id):
        by = system(district_id)
        if is_due(DailyRound.objects.first()):
            run_round(by=by)
        write_at_once(by=by)
