"""Movements: whose a person may read, what one lacks, who takes part, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from blocks.models import (
    Block,
    EmulationYear,
    Movement,
    MovementMilestone,
    MovementParticipation,
    MovementReport,
    Placement,
    School,
)
from blocks.queries import visible
from blocks.rules.movements.movements import WORDS, MovementState
from thidua.access.authorities import authority_on
from thidua.access.demands import OTHER_UNIT, closed_to, demand
from thidua.actors import Actor
from thidua.errors import Denied
from thidua.policy import Action

_LAUNCHED = ~Q(state=MovementState.DRAFT)
_OF_AUTHORITY = Q(block=None, school=None)


def movements_for(actor: Actor) -> QuerySet[Movement]:
    """Movements that the actor may read: those of the own unit, and launched ones of units above and below."""
    rows = Movement.objects.all()
    if actor.is_office:
        return rows
    if actor.of_authority:
        return rows.filter(_LAUNCHED, school=None)
    if actor.block_id:
        below = Q(school__in=visible.own_schools(actor).values("pk"))
        return rows.filter(Q(block=actor.block_id) | _LAUNCHED & (_OF_AUTHORITY | below))
    stood = Q(Exists(Placement.objects.filter(block=OuterRef("block"), school=actor.school_id)))
    return rows.filter(Q(school=actor.school_id) | _LAUNCHED & (_OF_AUTHORITY | stood))


def in_year(rows: QuerySet[Movement], year: EmulationYear) -> QuerySet[Movement]:
    """Those of them that run within the year; a movement of many years stands in each of them."""
    return rows.filter(starts_on__lte=year.ends_on, ends_on__gte=year.starts_on)


def movements_of(block: Block, year: EmulationYear) -> list[Movement]:
    """Launched movements that the block's schools are asked to take part in: the block's own and the authority's.

    In the order in which they begin; name, aim, `starts_on` and `ends_on` are what a covenant says of each.
    """
    rows = in_year(Movement.objects.filter(_LAUNCHED & (_OF_AUTHORITY | Q(block=block))), year)
    return list(rows.order_by("starts_on", "pk"))


def is_own(actor: Actor, movement: Movement) -> bool:
    """Whether the actor's unit is the one whose movement it is; the office stands for every unit."""
    if actor.is_office or actor.account_id is None:
        return True
    if movement.school_id:
        return actor.school_id == movement.school_id
    return movement.block_id is not None and actor.block_id == movement.block_id


def demand_movement(by: Actor, action: Action, movement: Movement) -> None:
    """Raise Denied unless `by` may do `action` on the movement: the authority's own is written by its office alone."""
    demand(by, action, block_id=movement.block_id, school_id=movement.school_id)
    if not is_own(by, movement):
        raise Denied(OTHER_UNIT)


def may_write(actor: Actor, movement: Movement, action: Action = Action.EDIT_MOVEMENT) -> bool:
    """Whether a page offers it."""
    return actor.may(action) and is_own(actor, movement)


def owner_name(movement: Movement) -> str:
    """The unit whose movement it is, by name."""
    return movement.owner.name if movement.owner else authority_on(movement.starts_on).name or "Đơn vị quản lý"


def asked_schools(movement: Movement, year: EmulationYear | None) -> QuerySet[School]:
    """Schools that may take part: those placed in the year, of the block where it is a block's; of a school none."""
    if movement.school_id or year is None:
        return School.objects.none()
    placed = Placement.objects.filter(year=year, school=OuterRef("pk"))
    if movement.block_id:
        placed = placed.filter(block=movement.block_id)
    return School.objects.filter(Exists(placed)).order_by("name_key")


def lacks_of(movement: Movement) -> tuple[str, ...]:
    """What a movement still lacks before it can be launched, in words."""
    missing = [] if movement.aim else ["mục tiêu"]
    missing += [WORDS[key].lower() for key in ("purpose", "content") if not getattr(movement, key)]
    return (*missing, *([] if movement.criteria.exists() else ["tiêu chí thi đua"]))


def unreported(movement: Movement) -> int:
    """How many of its days have no report of whose movement it is."""
    told = MovementReport.objects.filter(milestone=OuterRef("pk"), school=None)
    return movement.milestones.filter(~Exists(told)).count()


@dataclass(frozen=True)
class MilestoneLine:
    """A day of the movement as its page shows it: the owner's report, the reader's school's, how many schools sent."""

    milestone: MovementMilestone
    report: MovementReport | None
    own: MovementReport | None
    sent: int
    late: bool


def milestone_lines(movement: Movement, school_id: int | None, today: date) -> list[MilestoneLine]:
    """All days of the movement in their order; three queries for any number."""
    days = movement.milestones.annotate(sent=Count("reports", filter=Q(reports__school__isnull=False)))
    reports = MovementReport.objects.filter(milestone__movement=movement)
    of_owner = {report.milestone_id: report for report in reports.filter(school=None)}
    of_school = {report.milestone_id: report for report in reports.filter(school=school_id)} if school_id else {}
    return [
        MilestoneLine(
            day,
            of_owner.get(day.pk),
            of_school.get(day.pk),
            day.sent,
            day.pk not in of_owner and day.due < today,
        )
        for day in days.order_by("due", "pk")
    ]


def participations_for(actor: Actor, movement: Movement) -> QuerySet[MovementParticipation]:
    """Who takes part: all of them for whose movement it is and the office, else the own schools'."""
    rows = movement.participations.select_related("school").order_by("school__name_key")
    if is_own(actor, movement) or actor.of_authority:
        return rows
    return rows.filter(school__in=visible.own_schools(actor).values("pk"))


def demand_school(by: Actor, school_id: int) -> None:
    """Raise Denied unless `by` may write what the school takes part with."""
    if by.account_id is not None and not by.may(Action.EDIT_MOVEMENT):
        raise closed_to(Action.EDIT_MOVEMENT)
    demand(by, Action.EDIT_MOVEMENT, school_id=school_id)


def counted(rows: Iterable[Movement]) -> dict[int, int]:
    """How many schools take part in each, by the movement's id; one query."""
    ids = [row.pk for row in rows]
    joined = MovementParticipation.objects.filter(movement__in=ids).values("movement").annotate(n=Count("pk"))
    return dict(joined.values_list("movement", "n"))
