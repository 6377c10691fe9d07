"""Taking a batch of files: every table of every file in one transaction, or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from blocks.models import IntakeBatch, School
from blocks.queries.intake.batches import sender_of
from blocks.queries.year.phases import block_of
from blocks.rules.intake.placing.planned import CHANGED, NEW, SAME
from blocks.rules.intake.placing.states import step
from blocks.rules.intake.reading.units import school_key
from blocks.services.intake.batches import check_decider, choose, locked, mark_accepted
from blocks.services.intake.entered_for import check_rights, tell_schools
from blocks.services.intake.faults import keep_faults
from blocks.services.intake.parts import Comparison
from blocks.services.intake.review import MOST_LINES, Review, lines_of, review
from blocks.services.intake.writing import Written, write
from blocks.services.year.phases import check_deed
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action


def nothing_to_take(taken: bool) -> str:
    """Why accepting would write nothing: everything stands already, or every table was refused."""
    if taken:
        return "Các tệp không có gì mới so với dữ liệu đang có; không cần ghi."
    return "Chưa lấy được bảng nào của các tệp: xem lý do từng tệp, chọn lại năm, khối, trường hoặc sửa rồi gửi lại."


@transaction.atomic
def accept_batch(
    *,
    batch: IntakeBatch,
    by: Actor,
    digest: str = "",
    levels: Mapping[str, str] | None = None,
    ownerships: Mapping[str, str] | None = None,
    block: Mapping[str, str] | None = None,
) -> IntakeBatch:
    """Take the whole batch: every file, or nothing.

    `digest` names what the person saw; where the rows have changed since, Conflict is raised and nothing is written.
    """
    check_decider(batch, by)
    batch = locked(batch)
    step(batch.state, "accept")
    if levels or ownerships or block:
        chosen = {"levels": dict(levels or {}), "ownerships": dict(ownerships or {}), "block": dict(block or {})}
        choose(batch=batch, by=by, **chosen)
    reviewed = review(batch)
    if digest and digest != reviewed.digest():
        raise Conflict("Dữ liệu đã thay đổi từ lúc xem trước nên chưa ghi gì. Xem lại bản so sánh mới rồi ghi.")
    if reviewed.empty:
        raise RuleViolation("nothing", nothing_to_take(reviewed.taken))
    history = [key for _, other in reviewed.others if _writes(other) for key in other.school_keys()]
    check_rights(reviewed.changes, batch, by, history=bool(history))
    _check_phase(reviewed, batch, by)
    written = write(changes=reviewed.changes, year=batch.year, block=batch.block, sender=sender_of(batch), by=by)
    counts = _write_others(reviewed, written)
    keep_faults(batch=batch, reviewed=reviewed, written=written, by=by)
    tell_schools(reviewed.changes, written.schools, history, batch, by)
    if written.block and batch.block_id is None:
        batch.block = written.block
        batch.save(update_fields=["block"])
    mark_accepted(batch=batch, by=by, counts=reviewed.counts() | counts | {"lines": _told(reviewed)})
    return batch


def _writes(other: Comparison) -> bool:
    counts = other.counts()
    return bool(counts[NEW] or counts[CHANGED])


def _write_others(reviewed: Review, written: Written) -> dict[str, int]:
    """Let the other wings write their parts; how many rows each wrote, by the part's code."""
    named = {key for _, other in reviewed.others for key in other.school_keys()} - set(written.schools)
    rest = {school_key(school.name): school for school in School.objects.all()} if named else {}
    schools = written.schools | rest
    return {part.code: part.write(other, written.people, schools) for part, other in reviewed.others}


def _check_phase(reviewed: Review, batch: IntakeBatch, by: Actor) -> None:
    """Tables of the block's file come in its phase; the office takes files at any time: they are their own reason."""
    if by.is_office:
        return
    planned: list[tuple[Action, list[Any]]] = [
        (Action.EDIT_TARGETS, reviewed.changes.targets),
        (Action.EDIT_TOPICS, reviewed.changes.topics),
    ]
    for deed, rows in planned:
        if any(row.state != SAME for row in rows):
            block_id = batch.block_id or (block_of(batch.year, by.school_id) if by.school_id else None)
            check_deed(deed=deed, year=batch.year, block_id=block_id, school_id=by.school_id, by=by)


def _told(reviewed: Review) -> list[str]:
    """What changed, for the trail: values before and after, up to a number of lines."""
    return [line for number in range(len(reviewed.files)) for line in lines_of(reviewed, number)][:MOST_LINES]
