"""The plan of a movement and the plan of a school: their specs, and their facts from the rows."""

from collections.abc import Mapping

from django.db.models import QuerySet

from blocks.models import Block, EmulationYear, Movement, MovementMilestone, School, SchoolPlan
from blocks.queries.movements.movements import in_year, is_own, movements_for
from blocks.queries.movements.school_plans import plans_for, task_lines
from blocks.rules.movements.movements import WORDS, MilestoneKind, span_words
from documents.models import Document
from documents.papers.movements import build_movement, build_plan
from documents.queries.heads import head_of
from documents.queries.kinds import PaperKind
from documents.queries.subjects import Subject
from documents.rules.formats import Format
from documents.rules.papers.movements import (
    MOVEMENT_SECTIONS,
    PLAN_SECTIONS,
    CriterionFacts,
    MovementPaper,
    PeriodFacts,
    PlanPaper,
    RewardFacts,
    ScheduleRow,
    movement_gaps,
    plan_gaps,
)
from documents.rules.series import Series
from thidua.actors import Actor
from thidua.policy import Action
from thidua.text import short_date


def _movements(actor: Actor, year: EmulationYear) -> QuerySet[Movement]:
    return in_year(movements_for(actor), year).select_related("block", "school")


def _plans(actor: Actor, year: EmulationYear) -> QuerySet[SchoolPlan]:
    return plans_for(actor).filter(year=year)


def _owner(movement: Movement) -> Block | School | None:
    return movement.owner


MOVEMENT = Subject("movement", "phong trào thi đua", Movement, _movements, _owner)
SCHOOL_PLAN = Subject("school_plan", "kế hoạch thi đua của trường", SchoolPlan, _plans, lambda plan: plan.school)


def movement_facts(document: Document, words: Mapping[str, str]) -> MovementPaper:
    """What the paper says of its movement; a fixed number of queries."""
    movement = MOVEMENT.row(document)
    periods = list(movement.periods.order_by("position", "pk"))
    days = list(movement.milestones.order_by("due", "pk"))
    within = {day.pk: next((p.pk for p in periods if p.starts_on <= day.due <= p.ends_on), None) for day in days}
    return MovementPaper(
        head=head_of(document, words),
        name=movement.name,
        span=(movement.starts_on.year, movement.ends_on.year),
        words={key: getattr(movement, key) for key in WORDS},
        criteria=tuple(CriterionFacts(row.participants, row.text) for row in _in_order(movement.criteria)),
        rewards=tuple(
            RewardFacts(row.occasion, row.text, tuple(row.forms.splitlines())) for row in _in_order(movement.rewards)
        ),
        periods=tuple(
            PeriodFacts(
                period.name,
                span_words(period.starts_on, period.ends_on),
                period.text,
                tuple(_due(day) for day in days if within[day.pk] == period.pk),
            )
            for period in periods
        ),
        due=tuple(_due(day) for day in days if within[day.pk] is None),
        board=tuple(_member(row) for row in _in_order(movement.board)),
    )


def _in_order(rows: QuerySet) -> QuerySet:
    return rows.order_by("position", "pk")


def _due(day: MovementMilestone) -> str:
    """`Báo cáo với Phòng Giáo dục và Đào tạo: hạn 25/11/2024 (ghi chú).`"""
    whom = f" với {day.to_whom}" if day.to_whom else ""
    note = f" ({day.note})" if day.note else ""
    return f"{MilestoneKind(day.kind).label}{whom}: hạn {short_date(day.due)}{note}."


def _member(row: object) -> str:
    name, post = getattr(row, "full_name", ""), getattr(row, "post", "")
    place = row.get_standing_display()  # type: ignore[attr-defined]
    return f"{', '.join(filter(None, [name, post]))}: {place}"


def plan_facts(document: Document, words: Mapping[str, str]) -> PlanPaper:
    """What the paper says of the school's plan; a fixed number of queries."""
    plan = SchoolPlan.objects.select_related("school", "year").get(pk=document.subject_id)
    rows = tuple(
        ScheduleRow(line.task.period, line.task.content, line.task.unit, line.task.leader, line.printed)
        for line in task_lines(plan)
    )
    return PlanPaper(head_of(document, words), plan.span, rows)


def _not_own(actor: Actor, document: Document) -> str:
    movement = MOVEMENT.row(document)
    return "" if is_own(actor, movement) else "Kế hoạch phong trào do đơn vị có phong trào soạn."


MOVEMENT_PLAN = PaperKind(
    code="movement-plan",
    label="Kế hoạch phong trào thi đua",
    subjects=(MOVEMENT,),
    facts=movement_facts,
    build=build_movement,
    see=Action.SEE_MOVEMENTS,
    edit=Action.EDIT_MOVEMENT,
    issue=Action.LAUNCH_MOVEMENT,
    writers="đơn vị có phong trào",
    stem="ke-hoach-phong-trao",
    series=Series("KH"),
    sections=MOVEMENT_SECTIONS,
    formats=(Format.PDF, Format.DOCX),
    gaps=movement_gaps,
    closed=_not_own,
)
SCHOOL_PLAN_PAPER = PaperKind(
    code="school-plan",
    label="Kế hoạch thi đua của trường",
    subjects=(SCHOOL_PLAN,),
    facts=plan_facts,
    build=build_plan,
    see=Action.SEE_SCHOOL_PLAN,
    edit=Action.EDIT_SCHOOL_PLAN,
    issue=Action.RUN_SCHOOL_PLAN,
    writers="hiệu trưởng và thư ký của trường",
    stem="ke-hoach-thi-dua",
    series=Series("KH"),
    sections=PLAN_SECTIONS,
    gaps=plan_gaps,
)
