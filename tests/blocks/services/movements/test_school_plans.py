"""A school's plan: pasted, typed, run, done, late, changed; tasks stand on the first page of who carries them out."""

from dataclasses import replace
from datetime import date

import pytest

from blocks.models import EmulationYear, Notice, PlanChange, PlanTask, SchoolPlan
from blocks.queries.movements.movement_tasks import plan_task_tasks
from blocks.queries.movements.school_plans import plans_for, task_lines
from blocks.rules.movements.schedules import read_pasted
from blocks.rules.movements.school_plans import TaskState
from blocks.services.movements.plan_tasks import TASKS, add_tasks, remove_task, set_task_cells
from blocks.services.movements.school_plans import PLANS, begin_plan, remind_of_tasks, set_reminding
from tests.cast import Cast
from tests.movement_words import SCHEDULE
from thidua import clock
from thidua.actors import Actor, system
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.grid.cells import CellChange
from thidua.models import AuditEvent


def pasted(cast: Cast, by: Actor) -> SchoolPlan:
    """The plan of the calendar year 2024 with its schedule."""
    plan = begin_plan(school=cast.schools[1], year=cast.year, calendar_year=2024, by=by)
    add_tasks(plan=plan, lines=read_pasted(SCHEDULE), by=by)
    return plan


def test_a_plan_is_by_school_year_or_calendar_year(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        by_year = begin_plan(school=cast.schools[1], year=cast.year, by=secretary)
        calendar = begin_plan(school=cast.schools[1], year=cast.year, calendar_year=2024, by=secretary)
        assert (by_year.span, calendar.span) == ("năm học 2023 - 2024", "năm 2024")
        assert begin_plan(school=cast.schools[1], year=cast.year, by=secretary) == by_year
        with pytest.raises(RuleViolation, match="2023 hoặc 2024"):
            begin_plan(school=cast.schools[1], year=cast.year, calendar_year=2030, by=secretary)
        with pytest.raises(Denied):
            begin_plan(school=cast.schools[2], year=cast.year, by=secretary)
    with cast.at_work("officer") as officer:
        with pytest.raises(Denied):
            begin_plan(school=cast.schools[1], year=EmulationYear.objects.get(), by=officer)
        assert not plans_for(officer).exists()


def test_tasks_stand_where_they_are_done_and_are_reminded_of(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with cast.at_work("principal") as principal:
        plan = pasted(cast, principal)
        task = plan.tasks.get(content__startswith="Gửi hồ sơ")
        assert task.due == date(2024, 5, 31)
        member = cast.accounts["member"]
        set_task_cells(plan=plan, changes=[CellChange(task.pk, "doer", member.full_name, "")], by=principal)
        assert not PlanChange.objects.exists()
        PLANS.make(plan, "run", by=principal)
        set_reminding(plan=plan, days=5, by=principal)
        monkeypatch.setattr(clock, "today", lambda: date(2024, 5, 26))
        lines = list(plan_task_tasks(principal, cast.year))
        assert f"Chờ {member.full_name} gửi hồ sơ thi đua năm học 2023- 2024" in [line.title for line in lines]
        assert [line.due for line in lines] == sorted(line.due for line in lines if line.due)
        assert remind_of_tasks(by=system(cast.district.pk)) == 1 + 2 + 2  # the member's; two of nobody to two people
        seats = Notice.objects.filter(key__startswith=f"viec-{task.pk}-").values_list("seat", flat=True)
        assert list(seats) == [cast.seats["member"].pk]
        assert remind_of_tasks(by=system(cast.district.pk)) == 0
    with cast.at_work("member") as actor:
        own = list(plan_task_tasks(actor, cast.year))
        assert [(line.title, line.waits_for) for line in own] == [(task.content, "")]
        other = plan.tasks.exclude(pk=task.pk).filter(doer=None).first()
        assert other is not None
        with pytest.raises(RuleViolation, match="sau hôm nay"):
            TASKS.make(task, "finish", by=actor, done_on=date(2024, 6, 30), result="")
        done = TASKS.make(task, "finish", by=actor, done_on=date(2024, 5, 25), result="Đã gửi đủ")
        assert (done.state, done.result) == (TaskState.DONE, "Đã gửi đủ")
        assert not list(plan_task_tasks(actor, cast.year))
        with pytest.raises(Denied):
            TASKS.make(done, "drop", by=actor, reason="x")


def test_changes_of_a_plan_that_runs_are_kept_beside_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2024, 4, 2))
    with cast.at_work("principal") as principal:
        plan = pasted(cast, principal)
        first = plan.tasks.order_by("position")[0]
        remove_task(task=plan.tasks.order_by("position")[1], by=principal)
        PLANS.make(plan, "run", by=principal)
        assert PlanTask.objects.filter(plan=plan).count() == 7
        with pytest.raises(RuleViolation, match="Không thực hiện"):
            remove_task(task=first, by=principal)
        cells = [CellChange(first.pk, "period", "Tháng 4/2024", "Tháng 03/2024")]
        set_task_cells(plan=plan, changes=cells, by=principal)
        with pytest.raises(Conflict, match="vừa sửa ô"):
            set_task_cells(
                plan=plan, changes=[CellChange(first.pk, "period", "Tháng 6/2024", "Tháng 03/2024")], by=principal
            )
        add_tasks(plan=plan, lines=read_pasted("Tháng 6/2024\tTổng kết năm học"), by=principal)
        second = plan.tasks.order_by("position")[1]
        TASKS.make(second, "drop", by=principal, reason="Cấp trên hoãn")
        lines = task_lines(plan)
        assert lines[0].task.due == date(2024, 4, 30) and not lines[0].late
        assert lines[0].told[0].endswith("thời gian “Tháng 03/2024” thành “Tháng 4/2024”")
        set_task_cells(plan=plan, changes=[CellChange(first.pk, "due", "15/04/2024", "30/04/2024")], by=principal)
        assert [len(told) for told in (task_lines(plan)[0].told, task_lines(plan)[0].printed)] == [2, 1]
        assert lines[1].told == ("Không thực hiện: Cấp trên hoãn",)
        assert lines[-1].told[0].startswith("Bổ sung ")
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"sửa biểu tiến độ", "thêm việc vào biểu tiến độ", "bỏ việc khỏi kế hoạch"} <= verbs
        PLANS.make(plan, "close", by=principal)
        with pytest.raises(RuleViolation, match="đã kết thúc"):
            add_tasks(plan=plan, lines=read_pasted("Việc mới"), by=principal)


def test_another_school_and_another_authority_write_and_see_nothing(cast: Cast) -> None:
    with cast.at_work("principal") as principal:
        plan = pasted(cast, principal)
        other = replace(principal, school_id=cast.schools[2].pk)
        for deed in (
            lambda: add_tasks(plan=plan, lines=read_pasted("Việc"), by=other),
            lambda: set_task_cells(plan=plan, changes=[], by=other),
            lambda: set_reminding(plan=plan, days=1, by=other),
            lambda: PLANS.make(plan, "run", by=other),
        ):
            with pytest.raises(Denied):
                deed()
        assert not plans_for(other).exists()
        PLANS.make(plan, "run", by=principal)
    with cast.at_work("leader") as leader:
        assert list(plans_for(leader)) == [plan]
    with cast.at_work("stranger") as stranger:
        assert not plans_for(stranger).exists()
