"""Deeds on a batch of files before anything of it is written: open, keep what was read, reject."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from blocks.models import Block, EmulationYear, IntakeBatch, IntakeFile
from blocks.queries.files.attachments import unit_of
from blocks.queries.intake.batches import may_decide
from blocks.rules.intake.placing.states import FLOW, step
from blocks.rules.intake.reading.facts import Parsed
from blocks.rules.intake.reading.records import problems_to_json, to_json
from blocks.rules.units.units import Level, Ownership
from blocks.services.files.attachments import check_sending
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.flow.deeds import record_step
from thidua.gate.inspectors import inspecting
from thidua.gate.sandbox import Inspector
from thidua.gate.uploads import CSV, XLSX, admit, safe_name
from thidua.models import JobState
from thidua.policy import Action
from thidua.queue import outbox
from thidua.storage import files
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

MOST_FILES = 60
MOST_BYTES = 40 * 1024 * 1024
TYPES = {XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CSV: "text/csv"}
READ = "intake.read"


@transaction.atomic
def open_batch(
    *, year: EmulationYear, block: Block | None, uploads: Iterable[tuple[str, bytes]], by: Actor, block_code: str = ""
) -> IntakeBatch:
    """Let files through the gate, keep them, and have a worker read them.

    A refused file stands in the batch with its reason; a batch of nothing but refused files fails at once. `block_code`
    is for a block that does not stand yet.
    """
    demand(by, Action.INTAKE)
    given = list(uploads)
    _check_amount(given)
    check_sending(size=sum(len(content) for _, content in given), by=by)
    now = clock.now()
    batch = IntakeBatch.objects.create(
        year=year,
        block=block,
        **stamped("created", by, now),
        options={
            "sender": {"block_id": by.block_id, "school_id": by.school_id},
            "wish": {"block_code": squeeze(block_code)[:20]},
        },
    )
    admitted = 0
    with inspecting() as child:
        for position, (name, content) in enumerate(given, start=1):
            admitted += _keep(batch, position, name, content, unit_of(by), child)
    if admitted:
        title = f"Đọc {admitted} tệp gửi lên cho {str(year).lower()}"
        batch.job = outbox.later(READ, by=by, args={"batch": batch.pk}, title=title)
    else:
        batch.state = step(batch.state, "fail")
    batch.save(update_fields=["job", "state"])
    audit.record(by=by, verb="gửi tệp", target=batch, new={"files": [name for name, _ in given], "admitted": admitted})
    return batch


def _check_amount(given: list[tuple[str, bytes]]) -> None:
    if not given:
        raise RuleViolation("files", "Chưa chọn tệp nào. Chọn ít nhất một tệp .xlsx hoặc .csv.", where="files")
    if len(given) > MOST_FILES:
        raise RuleViolation("files", f"Chọn {len(given)} tệp, mỗi đợt nhiều nhất {MOST_FILES} tệp.", where="files")
    if sum(len(content) for _, content in given) > MOST_BYTES:
        limit = MOST_BYTES // 1048576
        raise RuleViolation("files", f"Các tệp nặng hơn {limit} MB cộng lại; chia thành nhiều đợt.", where="files")


def _keep(batch: IntakeBatch, position: int, name: str, content: bytes, unit: int, child: Inspector) -> bool:
    """Keep one file of the batch; False where the gate refuses it."""
    shown = safe_name(name)
    try:
        kept = admit(content, name, inspector=child)
    except RuleViolation as no:
        IntakeFile.objects.create(batch=batch, position=position, name=shown, refusal=no.message[:500])
        return False
    stored = files.put(content, name=kept.name, content_type=TYPES[kept.kind], counts_for=unit)
    IntakeFile.objects.create(batch=batch, position=position, name=kept.name, stored=stored)
    return True


def kind_of(file: IntakeFile) -> str:
    """`xlsx` or `csv`, as the gate found."""
    return CSV if file.stored and file.stored.content_type == TYPES[CSV] else XLSX


@transaction.atomic
def keep_reading(*, file: IntakeFile, tables: list[Parsed], refusal: str = "") -> None:
    """Keep what was read from one file, or why it could not be read."""
    file.parsed, file.refusal = to_json(tables), refusal[:500]
    file.problems = problems_to_json(problem for table in tables for problem in table.problems)
    file.save(update_fields=["parsed", "refusal", "problems"])


@transaction.atomic
def keep_review(*, batch: IntakeBatch, files: Iterable[IntakeFile], summary: dict[str, Any]) -> None:
    """Keep what the batch would change; it waits for a person from now on."""
    IntakeFile.objects.bulk_update(files, ["changes"])
    batch.summary = summary
    batch.state = step(batch.state, "read" if summary["readable"] else "fail")
    batch.save(update_fields=["summary", "state", "block"])


@transaction.atomic
def choose(
    *, batch: IntakeBatch, levels: dict[str, str], ownerships: dict[str, str], block: dict[str, str], by: Actor
) -> IntakeBatch:
    """Keep what the person chose for a new block and for new schools; the deed's audit line follows with accepting."""
    check_decider(batch, by)
    wish = dict(batch.options.get("wish", {}))
    for name, chosen, known in (("levels", levels, Level), ("ownerships", ownerships, Ownership)):
        codes = {choice.value for choice in known}
        wish[name] = {key: code for key, code in chosen.items() if code in codes}
    if block.get("block_level", Level.OTHER) not in {level.value for level in Level}:
        raise RuleViolation("level", "Cấp học của khối không có trong danh mục; chọn lại.", where="block_level")
    wish |= {name: squeeze(value) for name, value in block.items() if squeeze(value)}
    batch.options = {**batch.options, "wish": wish}
    batch.save(update_fields=["options"])
    return batch


@transaction.atomic
def reject(*, batch: IntakeBatch, by: Actor) -> IntakeBatch:
    """Leave the batch; nothing of it is written. A job that still reads it is stopped."""
    check_decider(batch, by)
    batch = locked(batch)
    _step(batch, "reject", by)
    if batch.job:
        outbox.cancel(batch.job)
    _decided(batch, by)
    audit.record(by=by, verb="bỏ đợt nhận tệp", target=batch)
    return batch


def check_decider(batch: IntakeBatch, by: Actor) -> None:
    """Raises Denied where somebody else sent the batch and the actor is not the authority."""
    demand(by, Action.INTAKE)
    if by.account_id is not None and not may_decide(batch, by):
        raise Denied(f"Đợt này do {batch.created_by} gửi; người gửi hoặc đơn vị quản lý quyết định.")


@transaction.atomic
def read_again(*, batch: IntakeBatch, by: Actor) -> IntakeBatch:
    """Have a worker read the files once more after its job failed."""
    check_decider(batch, by)
    batch = locked(batch)
    if batch.job is None:
        raise RuleViolation("state", "Đợt này không đọc lại được. Gửi lại các tệp thành một đợt mới.")
    _step(batch, "again", by)
    if batch.job.state in (JobState.FAILED, JobState.CANCELLED):
        outbox.again(batch.job)
    else:
        title = f"Đọc lại tệp gửi lên cho {str(batch.year).lower()}"
        batch.job = outbox.later(READ, by=by, args={"batch": batch.pk}, title=title)
    batch.save(update_fields=["state", "job"])
    audit.record(by=by, verb="đọc lại đợt nhận tệp", target=batch)
    return batch


def locked(batch: IntakeBatch) -> IntakeBatch:
    """The batch as it is now, locked: two people cannot decide it at once."""
    found = IntakeBatch.objects.select_for_update(of=("self",)).select_related("year", "block", "job")
    return found.get(pk=batch.pk)


def _step(batch: IntakeBatch, code: str, by: Actor) -> None:
    """One move of the table, with its step; the deed around it saves the row and writes the line of the trail."""
    old, batch.state = batch.state, step(batch.state, code)
    record_step(batch, FLOW[code], by=by, old=old, new=batch.state)


def _decided(batch: IntakeBatch, by: Actor) -> None:
    batch.save(update_fields=["state", *put_stamp(batch, "decided", by)])


def mark_accepted(*, batch: IntakeBatch, by: Actor, counts: dict[str, Any]) -> None:
    """Close the batch as taken and write the one line of the whole deed."""
    _step(batch, "accept", by)
    _decided(batch, by)
    audit.record(by=by, verb="ghi đợt nhận tệp vào danh sách", target=batch, new=counts)
