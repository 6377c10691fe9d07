"""Deeds on the schedule of a school's plan: cells typed or pasted, rows added and taken away, done or dropped."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from blocks.models import PlanChange, PlanTask, SchoolPlan
from blocks.queries.movements.school_plans import people_of
from blocks.rules.intake.reading.cells import read_date
from blocks.rules.movements.plan_tasks import TASK_FLOW, TaskFacts
from blocks.rules.movements.schedules import TaskLine, last_day
from blocks.rules.movements.school_plans import LABELS, MOST_TASKS, ChangeKind, PlanState, task_columns
from blocks.services.movements.school_plans import locked
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.flow.deeds import Mover, Taken
from thidua.grid.cells import CellChange, CellNow, Place
from thidua.grid.columns import Column
from thidua.grid.engine import GONE, Cells, Grid, apply
from thidua.policy import Action
from thidua.text import short_date
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

_SHUT = "Kế hoạch đã kết thúc; mở lại kế hoạch rồi sửa."


def value_of(task: PlanTask, cell: str) -> str:
    """What stands in a cell of the schedule, as the grid compares it."""
    if cell == "doer":
        return str(task.doer_id or "")
    if cell == "due":
        return short_date(task.due) if task.due else ""
    return str(getattr(task, cell))


class TaskCells(Grid):
    """The cells of one plan's schedule; rows are its tasks."""

    verb = "sửa biểu tiến độ"

    def __init__(self, plan: SchoolPlan) -> None:
        self.plan = plan
        self._rows: dict[int, PlanTask] = {}
        self._columns: dict[str, Column] = {}

    def hold(self, places: Collection[Place]) -> Cells:
        """Lock the plan, then read the asked rows."""
        self.plan = locked(self.plan)
        self._columns = task_columns(people_of(self.plan.school))
        rows = PlanTask.objects.filter(plan=self.plan, pk__in={place.row for place in places if place.row})
        self._rows = {row.pk: row for row in rows}
        return {
            place: CellNow(*place, value, self._rows[place.row].changed_by)
            for place in places
            if place.row in self._rows
            and place.cell in self._columns
            and (value := value_of(self._rows[place.row], place.cell))
        }

    def demand(self, by: Actor) -> None:
        """The school's own people write its plan."""
        demand(by, Action.EDIT_SCHOOL_PLAN, school_id=self.plan.school_id)

    def column(self, place: Place) -> Column:
        """A column of the schedule, in a row that is there."""
        if place.row not in self._rows:
            raise Conflict(GONE)
        if place.cell not in self._columns:
            raise RuleViolation("cell", "Ô này không thuộc biểu tiến độ; tải lại trang rồi sửa.")
        return self._columns[place.cell]

    def closed(self, place: Place) -> str:
        """A closed plan stays as it is."""
        return _SHUT if self.plan.state == PlanState.CLOSED else ""

    def clean(self, place: Place, text: str) -> str:
        """A task keeps a content."""
        value = self.column(place).clean(text)
        if place.cell == "content" and not value:
            raise RuleViolation("empty", "ghi nội dung việc; việc không còn thì bỏ cả dòng.")
        return value

    @property
    def target(self) -> SchoolPlan:
        """The trail tells it of the plan."""
        return self.plan

    def whose(self, row: int | None) -> str:
        """The task's first words."""
        return self._rows[row or 0].content[:60]

    def write(self, wanted: Mapping[Place, str], by: Actor) -> None:
        """Write the texts; a new time in words sets the last day anew, where that was not typed as well."""
        changes: list[PlanChange] = []
        for place, text in wanted.items():
            row = self._rows[place.row or 0]
            if self.plan.state == PlanState.RUNNING and place.cell != "position":
                changes.append(self._change(row, place.cell, text, by))
            self._put(row, place.cell, text)
            if place.cell == "period" and Place(place.row, "due") not in wanted:
                row.due = last_day(text)
            put_stamp(row, "changed", by)
        for pk in {place.row for place in wanted}:
            self._rows[pk or 0].save()
        PlanChange.objects.bulk_create(changes)

    def _put(self, row: PlanTask, cell: str, text: str) -> None:
        if cell == "doer":
            row.doer_id = int(text) if text else None
        elif cell == "due":
            row.due = read_date(text, today=clock.today()).value if text else None
        elif cell == "position":
            row.position = int(text or 0)
        else:
            setattr(row, cell, text)

    def _change(self, row: PlanTask, cell: str, text: str, by: Actor) -> PlanChange:
        names = dict(self._columns[cell].choices)
        old, new = (names.get(value, value) for value in (value_of(row, cell), text))
        return PlanChange(
            task=row, kind=ChangeKind.CHANGED, column=cell, old=old[:1000], new=new[:1000], **stamped("made", by)
        )


def set_task_cells(*, plan: SchoolPlan, changes: Iterable[CellChange], by: Actor) -> list[CellNow]:
    """Write `changes` (rows are tasks), all or none; see `thidua.grid.engine.apply`."""
    return apply(TaskCells(plan), changes, by)


@transaction.atomic
def add_tasks(*, plan: SchoolPlan, lines: Iterable[TaskLine], by: Actor) -> list[PlanTask]:
    """Rows after the last one, typed or pasted; the last day follows from the time in words. All of them or none."""
    demand(by, Action.EDIT_SCHOOL_PLAN, school_id=plan.school_id)
    held = locked(plan)
    if held.state == PlanState.CLOSED:
        raise RuleViolation("state", _SHUT)
    rows = PlanTask.objects.filter(plan=held)
    place, given = rows.aggregate(last=Max("position"))["last"] or 0, list(lines)
    if rows.count() + len(given) > MOST_TASKS:
        told = f"Biểu tiến độ nhiều nhất {MOST_TASKS} việc; đang có {rows.count()}, thêm {len(given)} là quá."
        raise RuleViolation("many", told, where="text")
    made = [
        PlanTask(
            plan=held,
            position=place + number,
            due=last_day(line.period),
            **vars(line),
            **stamped("changed", by),
        )
        for number, line in enumerate(given, start=1)
    ]
    PlanTask.objects.bulk_create(made)
    if held.state == PlanState.RUNNING:
        PlanChange.objects.bulk_create(
            PlanChange(task=row, kind=ChangeKind.ADDED, **stamped("made", by)) for row in made
        )
    audit.record(
        by=by, verb="thêm việc vào biểu tiến độ", target=held, new={"tasks": [row.content[:200] for row in made]}
    )
    return made


@transaction.atomic
def remove_task(*, task: PlanTask, by: Actor) -> None:
    """Take a line away while the plan is written; from one that runs it is dropped with a reason instead."""
    demand(by, Action.EDIT_SCHOOL_PLAN, school_id=task.plan.school_id)
    held = locked(task.plan)
    if held.state != PlanState.DRAFT:
        raise RuleViolation("state", "Kế hoạch đang thực hiện thì không xóa việc; bấm “Không thực hiện” và ghi lý do.")
    row = PlanTask.objects.filter(plan=held, pk=task.pk).first()
    if row is None:
        raise Conflict(GONE)
    audit.record(by=by, verb="bỏ việc khỏi biểu tiến độ", target=held, old={"task": row.content[:200]})
    row.delete()


def _locked_task(task: PlanTask) -> PlanTask:
    rows = PlanTask.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("plan__school", "plan__year").get(pk=task.pk)


def _facts(task: PlanTask, by: Actor, _move: str) -> TaskFacts:
    own = by.account_id is None or by.school_id == task.plan.school_id
    mine = task.doer_id is None or task.doer_id == by.account_id or by.may(Action.EDIT_SCHOOL_PLAN)
    another = "" if mine or task.doer is None else task.doer.full_name
    return TaskFacts(own=own, running=task.plan.state == PlanState.RUNNING, another=another)


def _finished(taken: Taken[PlanTask, TaskFacts]) -> dict[str, Any]:
    done_on, result = taken.given["done_on"], taken.given.get("result", "")
    if done_on is None or done_on > clock.today():
        raise RuleViolation("day", "Ngày làm xong không thể sau hôm nay.", where="done_on")
    taken.set(done_on=done_on, result=result)
    return {"done_on": str(done_on), "result": result}


def _undone(taken: Taken[PlanTask, TaskFacts]) -> dict[str, Any]:
    taken.set(done_on=None, result="")
    return {}


TASKS: Mover[PlanTask, TaskFacts] = Mover(
    flow=TASK_FLOW,
    lock=_locked_task,
    gather=_facts,
    leads_to={"finish": _finished, "undo": _undone},
    shows=lambda task: {LABELS[cell]: value_of(task, cell) for cell in ("period", "due", "content", "unit")},
)
