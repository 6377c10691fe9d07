"""The inbox of who acts: a seat's own lines for its holder, for a delegate only those told to the delegation."""

from django.db.models import QuerySet

from blocks.models import Notice
from thidua.actors import Actor


def inbox_of(actor: Actor) -> QuerySet[Notice]:
    """The lines that the actor may read; what a seat is told is its holder's, whatever was lent of it."""
    return Notice.objects.filter(seat=actor.seat_id, delegation=actor.delegation_id)
