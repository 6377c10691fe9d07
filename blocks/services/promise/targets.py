"""Deeds on targets: change collective numbers, one cell or a pasted block of cells at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from blocks.models import Block, EmulationYear, Placement, Target
from blocks.queries.promise.adoptions import tables_of
from blocks.rules.promise.targets import TOTAL, Column, check_number
from blocks.rules.promise.titles import Subject
from blocks.services.year.phases import check_deed
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.trail import audit


@dataclass(frozen=True)
class Change:
    """One cell: school × column `code`, the number wanted, and the version the person had before them (0: none yet)."""

    school_id: int
    code: str
    value: int
    version: int


def _lock(year: EmulationYear, changes: list[Change]) -> dict[tuple[int, str], Target]:
    found = Target.objects.select_for_update().filter(
        year=year, school__in={change.school_id for change in changes}, subject=Subject.COLLECTIVE
    )
    return {(target.school_id, target.title_id or TOTAL): target for target in found}


def _check(change: Change, column: Column, name: str, target: Target | None) -> None:
    head = column.label
    check_number(change.value, name=f"{head} của {name}")
    if target is not None and target.version != change.version and target.value != change.value:
        raise Conflict(
            f"{target.changed_by or 'Người khác'} vừa ghi {head} của {name} là {target.value}; "
            f"số {change.value} của bạn chưa được lưu.",
            where=f"{change.school_id}.{change.code}",
        )


def _write(change: Change, target: Target | None, year: EmulationYear, by: Actor) -> Target:
    if target is None:
        title = None if change.code == TOTAL else change.code
        target = Target(year=year, school_id=change.school_id, subject=Subject.COLLECTIVE, title_id=title, version=0)
    target.value, target.version = change.value, target.version + 1
    target.changed_by, target.changed_at = by.account_name, clock.now()
    target.save()
    return target


@transaction.atomic
def set_targets(
    *, block: Block, year: EmulationYear, changes: Iterable[Change], by: Actor, reason: str = ""
) -> list[Target]:
    """Write the collective targets in `changes`, all of them or none.

    `reason` is why the office corrects after the block's phase.
    Raises Conflict where another person changed one of the cells since it was read, RuleViolation for a number that is
    none or a school that does not stand in the block this year. Unchanged cells are left alone.
    """
    wanted = list(changes)
    reason = check_deed(deed=Action.EDIT_TARGETS, year=year, block_id=block.pk, by=by, reason=reason)
    names = dict(
        Placement.objects.filter(block=block, year=year).select_related("school").values_list("school", "school__name")
    )
    heads = {column.code: column for column in tables_of(year).collective.columns}
    strangers = [change for change in wanted if change.school_id not in names or change.code not in heads]
    if strangers:
        raise RuleViolation("cell", f"Ô chỉ tiêu không thuộc bảng của {block.name}; tải lại trang rồi sửa lại.")
    kept = _lock(year, wanted)
    old, new, written = {}, {}, []
    for change in wanted:
        target = kept.get((change.school_id, change.code))
        _check(change, heads[change.code], names[change.school_id], target)
        if target is not None and target.value == change.value:
            written.append(target)
            continue
        place = f"{names[change.school_id]}: {heads[change.code].head}"
        old[place], new[place] = target.value if target else None, change.value
        written.append(_write(change, target, year, by))
    if new:
        audit.record(by=by, verb="sửa chỉ tiêu tập thể", target=block, old=old, new=new, reason=reason)
    return written
