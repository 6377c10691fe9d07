"""Lines of the first page about movements and school plans: what falls due, who is waited for."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from blocks.models import (
    EmulationYear,
    Movement,
    MovementMilestone,
    MovementParticipation,
    MovementReport,
    PlanTask,
    SchoolPlan,
)
from blocks.queries.movements.movements import in_year, movements_for
from blocks.rules.movements.movements import MilestoneKind, MovementState
from blocks.rules.movements.school_plans import PlanState, TaskState
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link
from thidua.registries.tasks import Task, awaited

AHEAD = timedelta(days=30)  # what falls due later stands on its own page only
MOST = 12
WRITE = {
    MilestoneKind.REPORT: "Báo cáo phong trào",
    MilestoneKind.REVIEW: "Sơ kết phong trào",
    MilestoneKind.SUMMARY: "Tổng kết phong trào",
}


def movement_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """Drafts to launch, days of movements to report on, movements that the school has not joined yet."""
    if year is None or not actor.may(Action.SEE_MOVEMENTS):
        return
    yield from _to_begin(actor, year)
    yield from _due_reports(actor)


def _own(actor: Actor, begins: str = "") -> Q:
    unit = Q(**{f"{begins}block": actor.block_id, f"{begins}school": actor.school_id})
    return unit if not actor.of_authority else Q(**{f"{begins}block": None, f"{begins}school": None})


def _to_begin(actor: Actor, year: EmulationYear) -> Iterator[Task]:
    """Own drafts, and launched movements of block and authority that the school has said nothing to; one query."""
    edits = actor.may(Action.EDIT_MOVEMENT)
    if not edits and not actor.school_id:
        return
    asked = _own(actor) & Q(state=MovementState.DRAFT) if edits else Q(pk__in=[])
    if actor.school_id:
        joined = MovementParticipation.objects.filter(movement=OuterRef("pk"), school=actor.school_id)
        asked |= Q(state=MovementState.LAUNCHED, school=None) & ~Q(Exists(joined))
    for movement in in_year(movements_for(actor), year).filter(asked).order_by("state", "starts_on", "pk")[:MOST]:
        yield _first_step(actor, movement)


def _first_step(actor: Actor, movement: Movement) -> Task:
    """A draft is launched by the unit's head, a launched movement joined by who writes for the school."""
    link, name = Link.to("movement", movement.pk), movement.name[:80]
    if movement.state == MovementState.DRAFT:
        task = Task("movements.launch", f"Phát động phong trào {name}", link, state="draft")
        return awaited(task, "" if actor.may(Action.LAUNCH_MOVEMENT) else "người đứng đầu đơn vị")
    task = Task("movements.join", f"Đăng ký tham gia phong trào {name}", link, state="not_sent")
    return awaited(task, "" if actor.may(Action.EDIT_MOVEMENT) else "trường")


def _due_reports(actor: Actor) -> Iterator[Task]:
    """The owner's reports, and those of the school where it takes part; one query."""
    if not actor.may(Action.EDIT_MOVEMENT):
        return
    of_owner = MovementReport.objects.filter(milestone=OuterRef("pk"), school=None)
    wanted = _own(actor, "movement__") & ~Q(Exists(of_owner))
    if actor.school_id:
        sent = MovementReport.objects.filter(milestone=OuterRef("pk"), school=actor.school_id)
        joined = MovementParticipation.objects.filter(movement=OuterRef("movement"), school=actor.school_id)
        wanted |= Q(Exists(joined)) & ~Q(Exists(sent))
    rows = MovementMilestone.objects.filter(
        wanted, movement__state=MovementState.LAUNCHED, due__lte=clock.today() + AHEAD
    )
    for day in rows.select_related("movement").order_by("due", "pk")[:MOST]:
        link = Link.to("movement", day.movement_id)
        title = f"{WRITE[MilestoneKind(day.kind)]} {day.movement.name[:80]}"
        yield Task("movements.report", title, link, day.due, day.to_whom, state="not_sent")


def plan_task_tasks(actor: Actor, year: EmulationYear | None) -> Iterator[Task]:
    """The school's plan on its way, and the tasks of its schedule that fall due: mine, and those of others."""
    if year is None or not actor.school_id or not actor.may(Action.SEE_SCHOOL_PLAN):
        return
    plan = SchoolPlan.objects.filter(school=actor.school_id, year=year).order_by("-pk").first()
    edits = actor.may(Action.EDIT_SCHOOL_PLAN)
    if plan is None:
        if edits:
            yield Task("school_plans.begin", "Lập kế hoạch thi đua của trường", Link("own_plan"), state="not_sent")
        return
    link = Link.to("school_plan", plan.pk)
    if plan.state == PlanState.DRAFT and edits:
        other = "" if actor.may(Action.RUN_SCHOOL_PLAN) else "hiệu trưởng"
        yield awaited(Task("school_plans.run", f"Đưa {str(plan).lower()} vào thực hiện", link, state="draft"), other)
    yield from _falling_due(actor, edits)


def _falling_due(actor: Actor, edits: bool) -> Iterator[Task]:
    rows = PlanTask.objects.filter(
        plan__school=actor.school_id,
        plan__state=PlanState.RUNNING,
        state=TaskState.OPEN,
        due__lte=clock.today() + AHEAD,
    )
    if not edits:
        rows = rows.filter(doer=actor.account_id)
    for row in rows.select_related("doer").order_by("due", "position", "pk")[:MOST]:
        detail = " · ".join(filter(None, [row.period, row.unit]))
        task = Task(
            "school_plans.task", row.content[:160], Link.to("plan_task", row.pk), row.due, detail, state="not_sent"
        )
        mine = row.doer_id is None or row.doer_id == actor.account_id
        yield task if mine else awaited(task, row.doer.full_name if row.doer else "")
