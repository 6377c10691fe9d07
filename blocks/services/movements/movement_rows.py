"""Deeds on the rows of a movement: criteria, rewards, periods, days, board, reward list; one way for all of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from blocks.models import (
    Movement,
    MovementBoardMember,
    MovementCriterion,
    MovementHonour,
    MovementMilestone,
    MovementPeriod,
    MovementReport,
    MovementReward,
    StaffMember,
)
from blocks.queries.movements.movements import demand_movement
from blocks.rules.movements.movements import HonourSubject, MilestoneKind, shut, yearly
from blocks.rules.movements.parts import (
    BOARD,
    CRITERIA,
    HONOURS,
    MILESTONES,
    PERIODS,
    REWARDS,
    Part,
    clean_row,
)
from blocks.services.movements.movements import check_version, locked
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import plain_key
from thidua.trail import audit

MODELS: Mapping[str, type[Model]] = {
    CRITERIA.slug: MovementCriterion,
    REWARDS.slug: MovementReward,
    PERIODS.slug: MovementPeriod,
    MILESTONES.slug: MovementMilestone,
    BOARD.slug: MovementBoardMember,
    HONOURS.slug: MovementHonour,
}
MOST = 500


def _writable(movement: Movement, part: Part) -> Movement:
    row = locked(movement)
    if reason := shut(row.state, during=part.during):
        raise RuleViolation("state", reason)
    return row


def _told(row: Any, part: Part) -> dict[str, str]:
    return {field.name: str(getattr(row, field.name))[:1000] for field in part.fields}


def _fill(row: Any, part: Part, typed: Mapping[str, Any], movement: Movement) -> None:
    for name, value in clean_row(part, typed, (movement.starts_on, movement.ends_on)).items():
        setattr(row, name, value)
    if part is HONOURS:
        row.staff = _person(row, movement)


def _person(row: MovementHonour, movement: Movement) -> StaffMember | None:
    """The one person of that name, in the school whose movement it is or among all; None where it is not one."""
    if row.subject != HonourSubject.PERSON:
        return None
    rows = StaffMember.objects.filter(name_key=plain_key(row.name))
    if movement.school_id:
        rows = rows.filter(postings__school=movement.school_id).distinct()
    people = [person for person in rows[:3] if person.full_name == row.name]
    return people[0] if len(people) == 1 else None


@transaction.atomic
def add_row(*, movement: Movement, part: Part, typed: Mapping[str, Any], by: Actor) -> Any:
    """One more row of the part, after the last; `typed` by the names of the part's fields."""
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    held, model = _writable(movement, part), MODELS[part.slug]
    row = model(movement=held, position=_next(held, model))
    _fill(row, part, typed, held)
    row.save()
    audit.record(by=by, verb=f"thêm {part.noun} của phong trào", target=held, new=_told(row, part))
    return row


def _next(movement: Movement, model: type[Model]) -> int:
    rows = model._default_manager.filter(movement=movement)
    if rows.count() >= MOST:
        raise RuleViolation("many", f"Phần này đã có {MOST} dòng; bỏ bớt dòng không dùng.")
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def add_yearly(*, movement: Movement, first: date, kind: str, to_whom: str, note: str, by: Actor) -> int:
    """The same day of every year from `first` to the movement's end, a row each; answers how many were made.

    A day that stands already is left out (seed 003, V.1: “trước ngày 25 tháng 11 hằng năm”).
    """
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    held = _writable(movement, MILESTONES)
    there = set(held.milestones.filter(kind=kind).values_list("due", flat=True))
    days = [day for day in yearly(first, held.ends_on) if day not in there]
    if not days:
        raise RuleViolation("days", "Không còn năm nào để thêm: các kỳ ấy đã có, hoặc sau ngày kết thúc.", where="due")
    for day in days:
        row = MovementMilestone(movement=held, position=_next(held, MovementMilestone))
        _fill(row, MILESTONES, {"kind": kind, "due": day, "to_whom": to_whom, "note": note}, held)
        row.save()
    new = {"kind": MilestoneKind(kind).label, "days": [str(day) for day in days], "to_whom": to_whom}
    audit.record(by=by, verb="thêm kỳ hằng năm của phong trào", target=held, new=new)
    return len(days)


def _row(movement: Movement, part: Part, pk: int, version: int) -> Any:
    row: Any = MODELS[part.slug]._default_manager.select_for_update().filter(movement=movement, pk=pk).first()
    if row is None:
        raise Conflict(f"Dòng này của phần “{part.label}” vừa được người khác bỏ; xem lại danh sách.")
    check_version(row, version, "Dòng này")
    return row


@transaction.atomic
def change_row(*, movement: Movement, part: Part, pk: int, version: int, typed: Mapping[str, Any], by: Actor) -> Any:
    """Write the row anew; `version` is the one that was read."""
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    held = _writable(movement, part)
    row = _row(held, part, pk, version)
    old = _told(row, part)
    _fill(row, part, typed, held)
    new = _told(row, part)
    if new == old:
        return row
    row.version += 1
    row.save()
    audit.record(by=by, verb=f"sửa {part.noun} của phong trào", target=held, old=old, new=new)
    return row


@transaction.atomic
def drop_row(*, movement: Movement, part: Part, pk: int, version: int, by: Actor) -> None:
    """Take a row away; a day on which something was reported stays."""
    demand_movement(by, Action.EDIT_MOVEMENT, movement)
    held = _writable(movement, part)
    row = _row(held, part, pk, version)
    if part is MILESTONES and MovementReport.objects.filter(milestone=row).exists():
        raise RuleViolation("reported", "Kỳ này đã có báo cáo nên không bỏ được.")
    audit.record(by=by, verb=f"bỏ {part.noun} của phong trào", target=held, old=_told(row, part))
    row.delete()
