"""Councils: who sits in them on a day, what is odd in how they are made up, whose they are for a person."""

from datetime import date

from django.db.models import Q, QuerySet

from blocks.models import Council, Meeting, Membership
from blocks.rules.meetings.councils import CouncilKind, Standing
from blocks.rules.meetings.sittings import Composition, composition
from thidua import clock
from thidua.actors import Actor

_ORDER = {str(standing): place for place, standing in enumerate(Standing)}


def held_on(day: date) -> Q:
    """Memberships that are held on `day`."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def members_on(council: Council, day: date) -> list[Membership]:
    """Who sits in the council on `day`: chair, deputies, members, secretary, guests."""
    rows = Membership.objects.filter(held_on(day), council=council).select_related("school", "account")
    return sorted(rows, key=lambda row: (_ORDER[row.standing], row.pk))


def day_of(meeting: Meeting) -> date:
    """The day whose members meet: held, else planned, else the first of the month, never before the council began."""
    moment = meeting.held_at or meeting.planned_at
    return moment.astimezone(clock.ZONE).date() if moment else meeting.planned_month


def voters(members: list[Membership]) -> list[Membership]:
    """Those of them who vote."""
    return [row for row in members if row.votes]


def membership_of(actor: Actor, meeting: Meeting) -> Membership | None:
    """The place in the meeting's council that the actor, or who lent them the seat, holds on its day."""
    if actor.account_id is None:
        return None
    held = Membership.objects.filter(held_on(day_of(meeting)), council=meeting.council_id)
    mine = Q(account=actor.account_id)
    if actor.delegation_id and actor.school_id:
        mine |= Q(school=actor.school_id)
    return held.filter(mine).order_by("pk").first()


def findings(council: Council, members: list[Membership], day: date) -> Composition | None:
    """What is odd in the make-up of a school's council by its charter; None where no charter speaks."""
    if council.school is None or council.kind != CouncilKind.EMULATION:
        return None
    chair = next((row for row in members if row.standing == Standing.CHAIR), None)
    homeroom = None
    if council.homeroom_teachers is not None and council.homeroom_members is not None:
        homeroom = (council.homeroom_teachers, council.homeroom_members)
    decided = council.year.code if council.year else ""
    try:
        return composition(
            council.school.level,
            members=len(voters(members)) if members else None,
            chair=_post_of(chair),
            homeroom=homeroom,
            years=(decided, decided) if decided else None,
            day=day,
        )
    except LookupError:
        return None


def _post_of(chair: Membership | None) -> str:
    """The chair's own office as the rule compares it: of “Hiệu trưởng Trường X” the first two words."""
    if chair is None or not chair.post:
        return ""
    return " ".join(chair.post.replace(",", " ").split()[:2])


def runs(actor: Actor, council: Council) -> bool:
    """Whether the council is the actor's own to run: the office's for all, a block's leader's, a school's people's."""
    if actor.account_id is None or actor.is_office:
        return True
    if council.block_id is not None:
        return actor.block_id == council.block_id
    return council.school_id is not None and actor.school_id == council.school_id


def years_councils(rows: QuerySet[Council], starts_on: date, ends_on: date, year_id: int) -> QuerySet[Council]:
    """Those of the councils that work in the year."""
    lasting = Q(year=None, valid_from__lte=ends_on) & (Q(valid_to=None) | Q(valid_to__gte=starts_on))
    return rows.filter(Q(year=year_id) | lasting)
