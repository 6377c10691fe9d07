"""School plans: the own one, the list for block and office, the schedule typed like a spreadsheet, its tasks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import School, SchoolPlan
from blocks.queries.movements.school_plans import (
    TaskLine,
    count_of,
    counted,
    people_of,
    plans_for,
    plans_of,
    task_lines,
)
from blocks.queries.year.years import year_of
from blocks.rules.movements.school_plans import PlanFacts, PlanState, TaskState, task_columns
from blocks.rules.year.years import Cycle
from blocks.services.movements.plan_tasks import TaskCells, value_of
from blocks.services.movements.school_plans import PLANS, begin_plan, set_reminding
from blocks.views.movements.forms import form_page
from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move
from thidua.grid.columns import Kind
from thidua.grid.door import refusal_status, write_form
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form, or_404

STATES = {PlanState.DRAFT: "draft", PlanState.RUNNING: "running", PlanState.CLOSED: "done"}
TASK_STATES = {TaskState.OPEN: "not_sent", TaskState.DONE: "done", TaskState.DROPPED: "none"}


def state_of(line: TaskLine) -> str:
    """The code of the screens' states for a line of the schedule."""
    if line.late and line.task.state == TaskState.OPEN:
        return "late"
    return TASK_STATES[TaskState(line.task.state)]


def plan_for(actor: Actor, pk: int) -> SchoolPlan:
    """The plan, if the actor may read it; else 404."""
    return get_object_or_404(plans_for(actor), pk=pk)


@requires(Action.SEE_SCHOOL_PLAN)
def own_plan(request: SeatedRequest) -> HttpResponse:
    """The own school's plan of the year, or how to begin one; for block and office the plans that run."""
    year, actor = or_404(year_of(request.session)), request.actor
    if not actor.school_id:
        plans = counted(plans_for(actor).filter(year=year), clock.today()).order_by("school__name_key", "pk")
        lines = [{"plan": plan, "state": STATES[PlanState(plan.state)]} for plan in plans]
        return render(request, "blocks/movements/school_plans/list.html", {"lines": lines, "the_year": year})
    school = get_object_or_404(School, pk=actor.school_id)
    plans_here = plans_of(school, year)
    if len(plans_here) == 1:
        return redirect("school_plan", plans_here[0].pk)
    context = {
        "plans": plans_here,
        "school": school,
        "the_year": year,
        "edits": actor.may(Action.EDIT_SCHOOL_PLAN),
        "choices": _choices(year),
    }
    return render(request, "blocks/movements/school_plans/begin.html", context)


def _choices(year: Any) -> list[tuple[str, str]]:
    years = [(str(number), f"Năm {number}") for number in range(year.starts_on.year, year.ends_on.year + 1)]
    return years if year.cycle == Cycle.CALENDAR_YEAR else [("", str(year)), *years]


@require_POST
@requires(Action.EDIT_SCHOOL_PLAN)
def begin(request: SeatedRequest) -> HttpResponse:
    """Begin the own school's plan, by school year or calendar year."""
    year = or_404(year_of(request.session))
    school = get_object_or_404(School, pk=request.actor.school_id or 0)
    text = request.POST.get("calendar_year", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    plan = begin_plan(school=school, year=year, calendar_year=number, by=request.actor)
    messages.success(request, "Đã lập kế hoạch; ghi các việc của biểu tiến độ.")
    return redirect("school_plan", plan.pk)


@requires(Action.SEE_SCHOOL_PLAN)
def show_plan(request: SeatedRequest, pk: int) -> HttpResponse:
    """The schedule; a row sent without JavaScript is saved here."""
    plan, refusal = plan_for(request.actor, pk), None
    if request.method == "POST":
        refusal = write_form(TaskCells(plan), request.POST, request.actor)
        if refusal is None:
            messages.success(request, "Đã lưu.")
            return redirect("school_plan", pk)
    return _plan_page(request, plan, refusal)


def _plan_page(request: SeatedRequest, plan: SchoolPlan, refusal: RuleViolation | None) -> HttpResponse:
    actor, lines = request.actor, task_lines(plan)
    own = actor.school_id == plan.school_id
    edits = own and actor.may(Action.EDIT_SCHOOL_PLAN) and plan.state != PlanState.CLOSED
    columns = task_columns(people_of(plan.school)) if edits else task_columns(())
    rows = [
        {
            "line": line,
            "state": state_of(line),
            "cells": [
                {"column": column, "value": value_of(line.task, code), "is_choice": column.kind is Kind.CHOICE}
                for code, column in columns.items()
            ],
        }
        for line in lines
    ]
    context = {
        "plan": plan,
        "school": plan.school,
        "state": STATES[PlanState(plan.state)],
        "moves": PLANS.offers(plan, actor),
        "rows": rows,
        "columns": columns,
        "count": count_of(lines),
        "edits": edits,
        "removes": edits and plan.state == PlanState.DRAFT,
        "another": edits and len(_choices(plan.year)) > 1,
        "choices": _choices(plan.year),
        "refusal": refusal,
    }
    return render(request, "blocks/movements/school_plans/show.html", context, status=refusal_status(refusal))


class RemindingForm(forms.Form):
    """How many days before."""

    days = forms.IntegerField(
        label="Nhắc trước bao nhiêu ngày",
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Ghi số ngày từ 0 đến 60."),
    )


@requires(Action.EDIT_SCHOOL_PLAN)
def edit_reminding(request: SeatedRequest, pk: int) -> HttpResponse:
    """When a task is reminded of."""
    plan = plan_for(request.actor, pk)
    form, back = (
        RemindingForm(request.POST or None, initial={"days": plan.remind_before}),
        reverse("school_plan", args=[pk]),
    )

    def page(status: int) -> HttpResponse:
        lead = f"{plan}. Người nhận việc được nhắc trước hạn, và một lần nữa khi quá hạn một ngày."
        shown = {"lead": lead, "label": "Lưu", "up": "Kế hoạch thi đua"}
        return form_page(request, form, status=status, heading="Nhắc việc", back=back, **shown)

    return deed_form(
        request,
        form,
        lambda data: set_reminding(plan=plan, by=request.actor, **data),
        page=page,
        done=lambda made: f"Nhắc trước {made.remind_before} ngày.",
        back=back,
    )


def _ask_plan(plan: SchoolPlan, _move: Move[PlanFacts], facts: PlanFacts, _actor: Actor) -> Ask:
    answers = [("Trường", plan.school.name), ("Số việc", str(facts.tasks)), ("Chưa làm", str(facts.open_tasks))]
    return Ask(lead=f"{plan}.", up="Kế hoạch thi đua", of=f"kế hoạch thi đua {plan.span}", answers=answers)


PLAN_PAGES: MovePages[SchoolPlan, PlanFacts] = MovePages(
    PLANS, fetch=plan_for, page="school_plan", ask=_ask_plan, back="Quay lại kế hoạch"
)
