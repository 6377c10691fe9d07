"""Deeds on a school's plan: begin it, how long before reminders speak, its moves, its reminders."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from blocks.models import EmulationYear, Notice, PlanTask, School, SchoolPlan
from blocks.rules.movements.school_plans import PLAN_FLOW, PlanFacts, PlanState, TaskState
from blocks.rules.year.years import Cycle
from blocks.services.mailroom.notices import notices_for
from thidua import clock
from thidua.access.demands import demand
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.deeds import Mover
from thidua.models import Seat
from thidua.policy import Action, Role
from thidua.registries.links import Link
from thidua.text import short_date
from thidua.trail import audit
from thidua.trail.stamps import stamped


def locked(plan: SchoolPlan) -> SchoolPlan:
    """The plan as it is now, for nobody else to change until the end of the transaction."""
    rows = SchoolPlan.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("school", "year").get(pk=plan.pk)


@transaction.atomic
def begin_plan(*, school: School, year: EmulationYear, by: Actor, calendar_year: int | None = None) -> SchoolPlan:
    """The school's plan of the school year or (`calendar_year`) of one of the calendar years that the year touches.

    The one that was begun already comes back.
    """
    demand(by, Action.EDIT_SCHOOL_PLAN, school_id=school.pk)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    known = range(year.starts_on.year, year.ends_on.year + 1)
    if calendar_year is not None and calendar_year not in known:
        told = " hoặc ".join(map(str, known))
        raise RuleViolation("year", f"{year} nằm trong năm {told}; chọn một trong các năm ấy.", where="calendar_year")
    if calendar_year is None and year.cycle == Cycle.CALENDAR_YEAR:
        calendar_year = year.starts_on.year
    plan = SchoolPlan.objects.filter(school=school, year=year, calendar_year=calendar_year).first()
    if plan is not None:
        return plan
    cycle = Cycle.SCHOOL_YEAR if calendar_year is None else Cycle.CALENDAR_YEAR
    plan = SchoolPlan.objects.create(
        school=school, year=year, cycle=cycle, calendar_year=calendar_year, **stamped("begun", by)
    )
    audit.record(by=by, verb="lập kế hoạch thi đua của trường", target=plan, new={"year": plan.span})
    return plan


@transaction.atomic
def set_reminding(*, plan: SchoolPlan, days: int, by: Actor) -> SchoolPlan:
    """How many days before its last day a task is reminded of."""
    demand(by, Action.EDIT_SCHOOL_PLAN, school_id=plan.school_id)
    row = locked(plan)
    if not 0 <= days <= 60:
        raise RuleViolation("days", "Ghi số ngày từ 0 đến 60.", where="days")
    if row.remind_before == days:
        return row
    old, row.remind_before = row.remind_before, days
    row.save(update_fields=["remind_before"])
    audit.record(by=by, verb="đặt ngày nhắc việc", target=row, old={"remind_before": old}, new={"remind_before": days})
    return row


def facts_of(plan: SchoolPlan, by: Actor, _move: str) -> PlanFacts:
    """What the moves depend on."""
    own = by.account_id is None or by.school_id == plan.school_id
    states = list(PlanTask.objects.filter(plan=plan).values_list("state", flat=True))
    return PlanFacts(own=own, tasks=len(states), open_tasks=states.count(TaskState.OPEN))


def _shown(plan: SchoolPlan) -> dict[str, str]:
    rows = PlanTask.objects.filter(plan=plan).order_by("position", "pk")
    return {f"việc {row.pk}": f"{row.period}: {row.content}" for row in rows}


PLANS: Mover[SchoolPlan, PlanFacts] = Mover(flow=PLAN_FLOW, lock=locked, gather=facts_of, shows=_shown)
_FOR_ALL = (Role.PRINCIPAL, Role.SECRETARY)  # who hears of a task that was given to nobody


@transaction.atomic
def remind_of_tasks(*, by: Actor) -> int:
    """Today's reminders of school plans: before the last day as each plan says, and the day after it has gone."""
    today = clock.today()
    rows = PlanTask.objects.filter(
        plan__state=PlanState.RUNNING,
        state=TaskState.OPEN,
        due__range=(today - timedelta(days=1), today + timedelta(60)),
    ).select_related("plan")
    due = [row for row in rows if row.due and (row.due - today).days in (row.plan.remind_before, -1)]
    seats = _seats_by_school({row.plan.school_id for row in due})
    lines: list[Notice] = []
    for row in due:
        heard = [seat for seat in seats.get(row.plan.school_id, []) if _hears(seat, row)]
        key = f"viec-{row.pk}-{today}"
        told = set(Notice.objects.filter(key=key).values_list("seat", flat=True))
        lines += notices_for(
            [seat for seat in heard if seat.pk not in told],
            title=_title(row),
            text=row.content,
            path=Link.to("plan_task", row.pk),
            key=key,
        )
    Notice.objects.bulk_create(lines)
    for row in due:
        audit.record(by=by, verb="nhắc việc trong kế hoạch", target=row.plan, new={"task": row.content[:200]})
    return len(lines)


def _seats_by_school(schools: set[int]) -> dict[int, list[Seat]]:
    by_school: dict[int, list[Seat]] = {}
    for seat in Seat.objects.filter(held_on(clock.today()), school_id__in=schools).select_related("account"):
        by_school.setdefault(seat.school_id or 0, []).append(seat)
    return by_school


def _hears(seat: Seat, row: PlanTask) -> bool:
    return seat.account_id == row.doer_id if row.doer_id else seat.role in _FOR_ALL


def _title(row: PlanTask) -> str:
    day: Any = row.due
    word = "Đã quá hạn" if day < clock.today() else "Sắp đến hạn"
    return f"{word} {short_date(day)}: {row.content}"[:200]
