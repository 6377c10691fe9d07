"""School plans and their tasks in the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.models import PlanTask, School, SchoolPlan
from blocks.queries.movements.school_plans import plans_for, tasks_for
from blocks.queries.year.years import years
from blocks.rules.movements.plan_tasks import TaskFacts
from blocks.rules.movements.schedules import read_pasted
from blocks.rules.movements.school_plans import PlanFacts, PlanState, TaskState
from blocks.services.movements.plan_tasks import TASKS, TaskCells, add_tasks
from blocks.services.movements.school_plans import PLANS, begin_plan
from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, by_reading, day, label, number, one_of, words
from thidua.errors import Denied
from thidua.flow.api import MoveApi
from thidua.grid.api import GridCells
from thidua.grid.engine import Grid
from thidua.policy import Action


class PlanSerializer(serializers.ModelSerializer):
    """A school's plan."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    state_label = label("state")

    class Meta:
        model = SchoolPlan
        fields = [
            "id",
            "school",
            "year",
            "year_code",
            "cycle",
            "calendar_year",
            "remind_before",
            "state",
            "state_label",
            "begun_by",
            "begun_at",
        ]
        read_only_fields = fields


class BeginSerializer(serializers.Serializer):
    """The year, and which calendar year where the plan is made by those."""

    year = serializers.CharField(max_length=9)
    calendar_year = serializers.IntegerField(min_value=2000, max_value=2100, allow_null=True, default=None)


class SchoolPlans(Reading):
    """Kế hoạch thi đua của trường."""

    serializer_class = PlanSerializer
    action_required = Action.SEE_SCHOOL_PLAN
    action_to_write = Action.EDIT_SCHOOL_PLAN
    visible = plans_for
    lookup_url_kwarg = "plan_id"
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "state": ("state", one_of(PlanState), "Trạng thái"),
    }
    order = ("-pk",)

    @extend_schema(request=BeginSerializer, responses={201: PlanSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lập kế hoạch của trường mình; đã lập rồi thì trả về bản ấy."""
        form, by = BeginSerializer(data=request.data), actor_of(request)
        form.is_valid(raise_exception=True)
        year = next((year for year in years() if year.code == form.validated_data["year"]), None)
        if year is None:
            raise serializers.ValidationError({"year": ["Chưa mở năm này."]})
        if by.school_id is None:
            raise Denied("Kế hoạch thi đua của trường do người của trường lập.")
        school = School.objects.get(pk=by.school_id)
        made = begin_plan(school=school, year=year, calendar_year=form.validated_data["calendar_year"], by=by)
        return Response(PlanSerializer(made).data, status=status.HTTP_201_CREATED)


class TaskSerializer(serializers.ModelSerializer):
    """A line of the schedule."""

    state_label = label("state")

    class Meta:
        model = PlanTask
        fields = [
            "id",
            "plan",
            "position",
            "period",
            "due",
            "content",
            "unit",
            "leader",
            "doer",
            "note",
            "state",
            "state_label",
            "done_on",
            "result",
        ]
        read_only_fields = fields


class PlanTasks(Reading):
    """Việc trong biểu tiến độ."""

    serializer_class = TaskSerializer
    action_required = Action.SEE_SCHOOL_PLAN
    visible = tasks_for
    lookup_url_kwarg = "task_id"
    filters = {
        "plan": ("plan_id", number, "Kế hoạch"),
        "state": ("state", one_of(TaskState), "Trạng thái"),
        "due_until": ("due__lte", day, "Hạn đến ngày"),
    }
    search = by_reading("content")
    orders = {"due": "due", "position": "position"}
    order = ("plan_id", "position", "pk")


class PastedSerializer(serializers.Serializer):
    """Rows as pasted from Excel: columns by tabs in the order of the printed annex."""

    text = serializers.CharField(max_length=200_000, trim_whitespace=False)


class AddTasks(APIView):
    """Thêm việc vào biểu tiến độ."""

    action_required = Action.EDIT_SCHOOL_PLAN

    @extend_schema(request=PastedSerializer, responses={201: TaskSerializer(many=True)})
    def post(self, request: Request, plan_id: int) -> Response:
        """Thêm các dòng dán từ Word, Excel; một dòng sai thì không dòng nào được ghi."""
        plan, form = plan_for(actor_of(request), plan_id), PastedSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = add_tasks(plan=plan, lines=read_pasted(form.validated_data["text"]), by=actor_of(request))
        return Response(TaskSerializer(made, many=True).data, status=status.HTTP_201_CREATED)


class TaskCellsView(GridCells):
    """Ô của biểu tiến độ."""

    action_required = Action.EDIT_SCHOOL_PLAN

    def grid(self, request: Request, reason: str, **place: Any) -> Grid:
        """The schedule of the plan that the address names."""
        return TaskCells(plan_for(actor_of(request), place["plan_id"]))


def plan_for(actor: Actor, plan_id: int) -> SchoolPlan:
    """The plan, if the actor may read it; else 404."""
    return get_object_or_404(plans_for(actor), pk=min(plan_id, BIG))


def _task_for(actor: Actor, task_id: int) -> PlanTask:
    return get_object_or_404(tasks_for(actor), pk=min(task_id, BIG))


PLAN_MOVES: MoveApi[SchoolPlan, PlanFacts] = MoveApi(
    PLANS,
    fetch=plan_for,
    serializer=PlanSerializer,
    name="school-plan",
    key="plan_id",
    sees=Action.SEE_SCHOOL_PLAN,
)
TASK_MOVES: MoveApi[PlanTask, TaskFacts] = MoveApi(
    TASKS,
    fetch=_task_for,
    serializer=TaskSerializer,
    name="plan-task",
    key="task_id",
    sees=Action.SEE_SCHOOL_PLAN,
)
