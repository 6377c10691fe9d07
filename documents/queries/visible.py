"""Whose papers a person may read and work on. What is outside is answered as if it were not there."""

from django.db.models import Exists, OuterRef, QuerySet

from blocks.queries import visible
from documents.models import Document, Rendition
from thidua.actors import Actor


def documents(actor: Actor) -> QuerySet[Document]:
    """Papers of the authority for the office; else those of the own block, or of the block the own school stood in."""
    found = Document.objects.all()
    if actor.is_office:
        return found
    return found.filter(Exists(visible.placements(actor).filter(year=OuterRef("year"), block=OuterRef("block"))))


def renditions(actor: Actor) -> QuerySet[Rendition]:
    """What was rendered from the visible papers."""
    found = Rendition.objects.all()
    return found if actor.is_office else found.filter(document__in=documents(actor))


def may_work_on(actor: Actor, block_id: int | None) -> bool:
    """Whether the actor's unit writes the papers of that block: the office and the block's own leader."""
    return actor.is_office or (actor.block_id is not None and actor.block_id == block_id)
