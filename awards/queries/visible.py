"""Whose awards and facts a person may read. What is outside is answered as if it were not there."""

from django.db.models import Exists, OuterRef, QuerySet

from awards.models import (
    Absence,
    Attestation,
    Award,
    Decision,
    Discipline,
    Initiative,
    Matter,
    PersonFacts,
    Ranking,
    SchoolFacts,
)
from blocks.models import Posting
from blocks.queries import visible
from thidua.actors import Actor
from thidua.policy import Action


def awards(actor: Actor) -> QuerySet[Award]:
    """Awards of the schools whose staff data the actor may read, and of people who work there now or did."""
    found = Award.objects.all()
    if actor.is_office:
        return found
    here = visible.own_schools(actor).values("pk")
    return found.filter(school__in=here) | found.filter(staff__in=visible.staff(actor).values("pk"))


def decisions(actor: Actor) -> QuerySet[Decision]:
    """Decisions by which one of those awards was given."""
    found = Decision.objects.all()
    return found if actor.is_office else found.filter(Exists(awards(actor).filter(decision=OuterRef("pk"))))


def _facts(actor: Actor, found: QuerySet) -> QuerySet:
    """Facts entered in a school whose staff data the actor may read, and those of people who work there now."""
    if actor.is_office:
        return found
    here = visible.own_schools(actor).values("pk")
    working = Posting.objects.filter(school__in=here, valid_to=None).values("staff")
    return found.filter(school__in=here) | found.filter(staff__in=working)


def rankings(actor: Actor) -> QuerySet[Ranking]:
    """Rankings of any year."""
    return _facts(actor, Ranking.objects.all())


def absences(actor: Actor) -> QuerySet[Absence]:
    """Long absences."""
    return _facts(actor, Absence.objects.all())


def initiatives(actor: Actor) -> QuerySet[Initiative]:
    """Initiatives and research."""
    return _facts(actor, Initiative.objects.all())


def attestations(actor: Actor) -> QuerySet[Attestation]:
    """Confirmed criteria of people and schools."""
    return _facts(actor, Attestation.objects.all())


def person_facts(actor: Actor) -> QuerySet[PersonFacts]:
    """Service years and merits of people."""
    return _facts(actor, PersonFacts.objects.all())


def school_facts(actor: Actor) -> QuerySet[SchoolFacts]:
    """What schools reported of themselves."""
    found = SchoolFacts.objects.all()
    return found if actor.is_office else found.filter(school__in=visible.own_schools(actor).values("pk"))


def decides(actor: Actor, school_id: int) -> bool:
    """Whether the actor is one of those who decide on this school's people and so may know of discipline."""
    return actor.may(Action.SEE_DISCIPLINE) and (actor.is_office or actor.school_id == school_id)


def disciplines(actor: Actor) -> QuerySet[Discipline]:
    """Discipline, for those who decide; nothing for anybody else."""
    found = Discipline.objects.all()
    return _facts(actor, found) if actor.may(Action.SEE_DISCIPLINE) else found.none()


def matters(actor: Actor) -> QuerySet[Matter]:
    """Pending matters, for those who decide; nothing for anybody else."""
    found = Matter.objects.all()
    return _facts(actor, found) if actor.may(Action.SEE_DISCIPLINE) else found.none()
