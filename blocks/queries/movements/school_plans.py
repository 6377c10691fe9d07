"""A school's plan and its schedule: whose a person may read, who may be given a task, how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from blocks.models import EmulationYear, PlanChange, PlanTask, School, SchoolPlan
from blocks.queries import visible
from blocks.rules.movements.school_plans import LABELS, ChangeKind, PlanState, TaskState, is_late
from thidua import clock
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.flow.steps import steps_of_all
from thidua.models import Seat
from thidua.text import short_date

NOT_PRINTED = frozenset({"due", "doer", "note"})  # columns of the page that the annex has not, or shows as they are


def plans_for(actor: Actor) -> QuerySet[SchoolPlan]:
    """Plans that the actor may read: the own school's; those of others once they run."""
    rows = SchoolPlan.objects.select_related("school", "year")
    if actor.school_id:
        return rows.filter(school=actor.school_id)
    running = rows.exclude(state=PlanState.DRAFT)
    if actor.is_office:
        return running
    return running.filter(school__in=visible.own_schools(actor).values("pk")) if actor.block_id else rows.none()


def tasks_for(actor: Actor) -> QuerySet[PlanTask]:
    """Tasks of the visible plans."""
    return PlanTask.objects.filter(plan__in=plans_for(actor).values("pk")).select_related("plan__school", "plan__year")


def plans_of(school: School, year: EmulationYear) -> list[SchoolPlan]:
    """The school's plans of the year, the newest first."""
    return list(SchoolPlan.objects.filter(school=school, year=year).select_related("school", "year").order_by("-pk"))


def people_of(school: School) -> tuple[tuple[str, str], ...]:
    """Who of the school may be given a task: (account's id, name), those who hold a seat in it today."""
    seats = Seat.objects.filter(held_on(clock.today()), school_id=school.pk).select_related("account")
    names = {str(seat.account_id): seat.account.full_name for seat in seats.order_by("account__full_name")}
    return tuple(names.items())


def in_order(plan: SchoolPlan) -> list[PlanTask]:
    """The schedule from top to bottom."""
    return list(PlanTask.objects.filter(plan=plan).select_related("doer").order_by("position", "pk"))


@dataclass(frozen=True)
class TaskLine:
    """A line of the schedule as page and paper show it; `told` are note and changes, a sentence each."""

    task: PlanTask
    late: bool
    told: tuple[str, ...]
    changes: tuple[PlanChange, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """What is told beside its note."""
        return self.told[1:] if self.task.note else self.told

    @property
    def printed(self) -> tuple[str, ...]:
        """What the annex's column of notes says: of changes those of columns that it prints."""
        hidden = {change_words(change) for change in self.changes if change.column in NOT_PRINTED}
        return tuple(words for words in self.told if words not in hidden)


def task_lines(plan: SchoolPlan) -> list[TaskLine]:
    """All lines with what was changed beside them; four queries for any number."""
    tasks, today = in_order(plan), clock.today()
    changes: dict[int, list[PlanChange]] = {}
    for change in PlanChange.objects.filter(task__plan=plan).order_by("pk"):
        changes.setdefault(change.task_id, []).append(change)
    steps = steps_of_all(tasks)
    lines = []
    for task in tasks:
        beside = changes.get(task.pk, [])
        step = steps[task.pk].get("drop") if task.state == TaskState.DROPPED else None
        dropped = [f"Không thực hiện: {step.reason}"] if step else []
        words = tuple(filter(None, [task.note, *map(change_words, beside), *dropped]))
        late = is_late(task.state, task.due, task.done_on, today)
        lines.append(TaskLine(task, late, words, tuple(beside)))
    return lines


def change_words(change: PlanChange) -> str:
    """`Sửa 15/10/2024: thời gian “Tháng 5/2024” thành “Tháng 6/2024”`, `Bổ sung 15/10/2024`."""
    label = f"{ChangeKind(change.kind).label} {short_date(timezone.localtime(change.made_at).date())}"
    if change.kind == ChangeKind.ADDED:
        return label
    old, new = (f"“{words}”" if words else "để trống" for words in (change.old, change.new))
    return f"{label}: {LABELS[change.column].lower()} {old} thành {new}"


@dataclass(frozen=True)
class PlanCount:
    """How far a plan has come."""

    tasks: int
    done: int
    late: int
    dropped: int


def count_of(lines: Sequence[TaskLine]) -> PlanCount:
    """Counted from its lines."""
    states = [line.task.state for line in lines]
    return PlanCount(
        tasks=len(lines),
        done=states.count(TaskState.DONE),
        late=sum(line.late for line in lines),
        dropped=states.count(TaskState.DROPPED),
    )


def counted(plans: QuerySet[SchoolPlan], today: date) -> QuerySet[SchoolPlan]:
    """The plans with `all_tasks`, `done_tasks` and `late_tasks`."""
    open_late = Q(tasks__state=TaskState.OPEN, tasks__due__lt=today)
    return plans.annotate(
        all_tasks=Count("tasks"),
        done_tasks=Count("tasks", filter=Q(tasks__state=TaskState.DONE)),
        late_tasks=Count("tasks", filter=open_late),
    )
