"""Whose papers a person may read and work on. What is outside is answered as if it were not there."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from blocks.queries import visible
from documents.models import Document, Rendition
from documents.queries.plans import PLAN
from thidua.actors import Actor
from thidua.policy import Action


def documents(actor: Actor) -> QuerySet[Document]:
    """Papers of the authority for the office; else those of the own block, or of the block the own school stood in.

    Papers with people on them are for seats that may see staff: a school's own, and the lists of the own block.
    """
    found = Document.objects.all()
    if actor.is_office:
        return found
    of_block = Q(Exists(visible.placements(actor).filter(year=OuterRef("year"), block=OuterRef("block"))))
    if not actor.may(Action.SEE_STAFF):
        return found.filter(of_block, kind=PLAN)
    if actor.school_id:
        return found.filter(Q(of_block, kind=PLAN) | Q(school=actor.school_id))
    return found.filter(of_block | Q(school__in=visible.own_schools(actor).values("pk")))


def renditions(actor: Actor) -> QuerySet[Rendition]:
    """What was rendered from the visible papers."""
    found = Rendition.objects.all()
    return found if actor.is_office else found.filter(document__in=documents(actor))


def may_work_on(actor: Actor, block_id: int | None) -> bool:
    """Whether the actor's unit writes the papers of that block: the office and the block's own leader."""
    return actor.is_office or (actor.block_id is not None and actor.block_id == block_id)
