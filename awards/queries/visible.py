"""Whose awards a person may read. What is outside is answered as if it were not there."""

from django.db.models import Exists, OuterRef, QuerySet

from awards.models import Award, Decision
from blocks.queries import visible
from thidua.actors import Actor


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
