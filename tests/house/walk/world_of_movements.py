"""Movements and school plans of the world in which every table has a row."""

from datetime import date
from typing import Any

from blocks.models import (
    Block,
    EmulationYear,
    Movement,
    MovementBoardMember,
    MovementCriterion,
    MovementHonour,
    MovementMilestone,
    MovementParticipation,
    MovementPeriod,
    MovementReport,
    MovementReward,
    PlanChange,
    PlanTask,
    School,
    SchoolPlan,
)
from blocks.rules.movements.movements import WORDS
from tests.cast import FIRST_DAY
from thidua import clock


def movements(year: EmulationYear, block: Block, school: School, mark: str) -> dict[str, Any]:
    """A launched movement of the block in which the school takes part, and the school's plan that runs."""
    now = clock.now()
    movement = Movement.objects.create(
        block=block,
        name=mark,
        aim=mark,
        starts_on=FIRST_DAY,
        ends_on=date(2099, 1, 1),
        state="PHAT_DONG",
        changed_by=mark,
        changed_at=now,
        **dict.fromkeys(WORDS, mark),
    )
    of = {"movement": movement, "position": 1}
    criterion = MovementCriterion.objects.create(participants=mark, text=mark, **of)
    MovementReward.objects.create(occasion=mark, text=mark, forms=mark, **of)
    MovementPeriod.objects.create(name=mark, starts_on=FIRST_DAY, ends_on=date(2098, 1, 1), text=mark, **of)
    milestone = MovementMilestone.objects.create(kind="BAO_CAO", due=FIRST_DAY, to_whom=mark, note=mark, **of)
    MovementBoardMember.objects.create(full_name=mark, post=mark, standing="TRUONG", **of)
    MovementHonour.objects.create(subject="TAP_THE", name=mark, form=mark, reason=mark, **of)
    MovementParticipation.objects.create(
        movement=movement, school=school, promise=mark, result=mark, joined_by=mark, joined_at=now
    )
    MovementReport.objects.create(milestone=milestone, text=mark, sent_by=mark, sent_at=now)
    plan = SchoolPlan.objects.create(
        school=school, year=year, cycle="NAM_HOC", state="THUC_HIEN", begun_by=mark, begun_at=now
    )
    task = PlanTask.objects.create(
        plan=plan, position=1, period=mark, content=mark, note=mark, changed_by=mark, changed_at=now
    )
    PlanChange.objects.create(task=task, kind="SUA", column="period", old=mark, new=mark, made_by=mark, made_at=now)
    return {
        "movement": movement,
        "criterion": criterion,
        "milestone": milestone,
        "plan": plan,
        "school_plan": plan,
        "task": task,
    }
