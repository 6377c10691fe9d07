"""A school's plan (kế hoạch thi đua của trường) and its schedule: printed annex and list of tasks in one."""

from django.db import models

from blocks.models.units.units import School
from blocks.models.year.years import EmulationYear
from blocks.rules.movements.school_plans import LONGEST, ChangeKind, PlanState, TaskState
from blocks.rules.year.years import Cycle
from thidua.models import Account
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class SchoolPlan(TenantModel):
    """One plan a school, year and cycle. `calendar_year` says which, where the plan is made by calendar years."""

    school = TenantForeignKey(School, related_name="plans", verbose_name="trường")
    year = TenantForeignKey(EmulationYear, related_name="school_plans", verbose_name="năm thi đua")
    cycle = models.CharField("lập theo", max_length=10, choices=Cycle.choices)
    calendar_year = models.PositiveSmallIntegerField("năm dương lịch", null=True, blank=True)
    remind_before = models.PositiveSmallIntegerField("nhắc trước (ngày)", default=7)
    state = models.CharField("trạng thái", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    begun_account, begun_seat, begun_by, begun_at = stamp("lập")

    class Meta:
        verbose_name = "kế hoạch thi đua của trường"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school", "year", "calendar_year"], nulls_distinct=False, name="one_plan_a_year"
            ),
            models.CheckConstraint(
                name="plan_of_a_calendar_year_says_which",
                condition=models.Q(cycle=Cycle.CALENDAR_YEAR, calendar_year__isnull=False)
                | models.Q(cycle=Cycle.SCHOOL_YEAR, calendar_year__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch thi đua {self.span} của {self.school}"

    @property
    def span(self) -> str:
        """`năm 2024` or `năm học 2023 - 2024`."""
        if self.calendar_year:
            return f"năm {self.calendar_year}"
        return str(self.year).lower()


class PlanTask(TenantModel):
    """A line of the schedule. `due` is the last day behind the words of `period`; `doer` whose first page shows it."""

    plan = TenantForeignKey(SchoolPlan, related_name="tasks", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự")
    period = models.CharField("thời gian", max_length=LONGEST["period"], blank=True)
    due = models.DateField("hạn", null=True, blank=True)
    content = models.CharField("nội dung", max_length=LONGEST["content"])
    unit = models.CharField("bộ phận thực hiện", max_length=LONGEST["unit"], blank=True)
    leader = models.CharField("lãnh đạo phụ trách", max_length=LONGEST["leader"], blank=True)
    doer = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="plan_tasks", verbose_name="người nhận việc"
    )
    note = models.CharField("lưu ý", max_length=LONGEST["note"], blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    done_on = models.DateField("làm xong ngày", null=True, blank=True)
    result = models.CharField("kết quả", max_length=500, blank=True)
    changed_account, changed_seat, changed_by, changed_at = stamp("sửa")

    class Meta:
        verbose_name = "việc trong biểu tiến độ"
        indexes = [models.Index(fields=["district", "state", "due"], name="plan_task_by_day")]

    def __str__(self) -> str:
        return self.content

    @property
    def school_id(self) -> int:
        """Whose it is: who reads what was done to it follows from the school."""
        return self.plan.school_id


class PlanChange(TenantModel):
    """What was changed in the schedule while the plan ran: kept beside it, printed in the column of notes."""

    task = TenantForeignKey(PlanTask, related_name="changes", verbose_name="việc")
    kind = models.CharField("loại", max_length=10, choices=ChangeKind.choices)
    column = models.CharField("cột", max_length=20, blank=True)
    old = models.CharField("trước", max_length=1000, blank=True)
    new = models.CharField("sau", max_length=1000, blank=True)
    made_account, made_seat, made_by, made_at = stamp("sửa")

    class Meta:
        verbose_name = "thay đổi của biểu tiến độ"

    def __str__(self) -> str:
        return f"{ChangeKind(self.kind).label} {self.task}"
