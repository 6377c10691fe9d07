"""The tasks of a school's plan: cells saved, rows pasted or taken away, the page of one and its moves."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import PlanTask
from blocks.queries.movements.school_plans import task_lines, tasks_for
from blocks.rules.movements.plan_tasks import TaskFacts
from blocks.rules.movements.schedules import read_pasted
from blocks.rules.movements.school_plans import PlanState
from blocks.services.movements.plan_tasks import TASKS, TaskCells, add_tasks, remove_task
from blocks.views.movements.forms import form_page, paragraphs
from blocks.views.movements.school_plans import plan_for, state_of
from thidua import clock
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move
from thidua.grid.door import answer_cells
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form


def task_for(actor: Actor, pk: int) -> PlanTask:
    """The task, if the actor may read its plan; else 404."""
    return get_object_or_404(tasks_for(actor).select_related("doer", "plan__school", "plan__year"), pk=pk)


@require_POST
@requires(Action.EDIT_SCHOOL_PLAN)
def save_task_cells(request: SeatedRequest, pk: int) -> HttpResponse:
    """Cells saved on leaving or pasted as a block: all or none; answers what stands in them now."""
    return answer_cells(TaskCells(plan_for(request.actor, pk)), request.POST, request.actor)


class TasksForm(forms.Form):
    """Rows as they are pasted or typed."""

    text = paragraphs(
        "Các dòng của biểu tiến độ",
        "Chép các dòng của bảng trong Word, Excel rồi dán vào đây.",
        rows=14,
        help_text=(
            "Năm cột theo thứ tự: thời gian, nội dung, bộ phận thực hiện, lãnh đạo phụ trách, lưu ý. Dòng không có "
            "thời gian lấy theo dòng trên. Gõ tay thì mỗi dòng một nội dung."
        ),
    )


@requires(Action.EDIT_SCHOOL_PLAN)
def new_tasks(request: SeatedRequest, pk: int) -> HttpResponse:
    """Add rows, pasted from Word or Excel or typed."""
    plan = plan_for(request.actor, pk)
    form, back = TasksForm(request.POST or None), reverse("school_plan", args=[pk])

    def page(status: int) -> HttpResponse:
        shown = {"lead": f"{plan}.", "label": "Thêm vào biểu tiến độ", "up": "Kế hoạch thi đua"}
        return form_page(request, form, status=status, heading="Thêm việc", back=back, **shown)

    return deed_form(
        request,
        form,
        lambda data: add_tasks(plan=plan, lines=read_pasted(data["text"]), by=request.actor),
        page=page,
        done=lambda made: f"Đã thêm {len(made)} việc; xem lại hạn của từng việc.",
        back=back,
    )


@requires(Action.SEE_SCHOOL_PLAN)
def show_task(request: SeatedRequest, pk: int) -> HttpResponse:
    """One task: what, when, whose, done or not, what was changed."""
    task = task_for(request.actor, pk)
    own = request.actor.school_id == task.plan.school_id
    removes = own and request.actor.may(Action.EDIT_SCHOOL_PLAN) and task.plan.state == PlanState.DRAFT
    line = next(line for line in task_lines(task.plan) if line.task.pk == task.pk)
    context = {
        "task": task,
        "line": line,
        "state": state_of(line),
        "moves": TASKS.offers(task, request.actor),
        "plan": task.plan,
        "removes": removes,
    }
    return render(request, "blocks/movements/school_plans/task.html", context)


@require_POST
@requires(Action.EDIT_SCHOOL_PLAN)
def remove(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a row of a plan that is still written away."""
    task = task_for(request.actor, pk)
    plan_pk = task.plan_id
    remove_task(task=task, by=request.actor)
    messages.success(request, "Đã bỏ việc khỏi biểu tiến độ.")
    return redirect("school_plan", plan_pk)


def _ask_task(task: PlanTask, _move: Move[TaskFacts], _facts: TaskFacts, _actor: Actor) -> Ask:
    shown = (("Việc", task.content), ("Thời gian", task.period), ("Bộ phận thực hiện", task.unit))
    answers = [(label, words) for label, words in shown if words]
    initial = {"done_on": clock.today()}
    return Ask(lead=f"{task.plan}.", up="Việc", of=f"“{task.content[:120]}”", answers=answers, initial=initial)


TASK_PAGES: MovePages[PlanTask, TaskFacts] = MovePages(
    TASKS, fetch=task_for, page="plan_task", ask=_ask_task, back="Quay lại việc"
)
