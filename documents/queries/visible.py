"""Whose papers a person may read and work on. What is outside is answered as if it were not there."""

from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from blocks.queries import visible
from documents.models import Document, Rendition
from documents.queries.kinds import PaperKind, kind_of, kinds
from thidua.access.demands import closed_to
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.policy import Action


class Deed(StrEnum):
    """What may be done with a paper, whatever its kind."""

    EDIT = "edit"
    RENDER = "render"
    ISSUE = "issue"


def documents(actor: Actor) -> QuerySet[Document]:
    """Papers of the authority for the office; else of the kinds the seat may see, those of its own unit.

    A block's papers are read by its leader, and by its schools where the kind says so; a school's by itself and by the
    leader of its block.
    """
    rows = Document.objects.all()
    if actor.is_office:
        return rows
    seen = [kind for kind in kinds().values() if actor.may(kind.see)]
    codes = [kind.code for kind in seen]
    of_block = Q(Exists(visible.placements(actor).filter(year=OuterRef("year"), block=OuterRef("block"))))
    if actor.school_id:
        common = [kind.code for kind in seen if kind.members_read]
        return rows.filter(Q(of_block, kind__in=common) | Q(school=actor.school_id, kind__in=codes))
    return rows.filter(of_block | Q(school__in=visible.own_schools(actor).values("pk")), kind__in=codes)


def renditions(actor: Actor) -> QuerySet[Rendition]:
    """What was rendered from the visible papers."""
    rows = Rendition.objects.all()
    return rows if actor.is_office else rows.filter(document__in=documents(actor))


def of_own_unit(actor: Actor, document: Document) -> bool:
    """Whether the actor's unit writes the paper: the office, the block's own leader, the school's own people."""
    if actor.is_office:
        return True
    blocks = actor.block_id is not None and actor.block_id == document.block_id
    return blocks or (actor.school_id is not None and actor.school_id == document.school_id)


def _demanded(kind: PaperKind, deed: Deed) -> Action | None:
    if deed is Deed.ISSUE:
        return kind.issue
    return kind.see if deed is Deed.RENDER and kind.readers_render else kind.edit


def refusal(actor: Actor, document: Document, deed: Deed) -> Denied | RuleViolation | None:
    """Why the actor may not do it with this paper, which may be one that is not begun yet; None where they may."""
    kind = kind_of(document.kind)
    action = _demanded(kind, deed)
    if action is None:
        return RuleViolation("kind", f"{kind.label} không ghi số riêng.")
    if actor.account_id is None:  # commands and the demo: no person, no seat to ask
        return None
    if not actor.may(action):
        return closed_to(action)
    if not (deed is Deed.RENDER and kind.readers_render) and not of_own_unit(actor, document):
        return Denied(f"{kind.label} này do {kind.writers} soạn.")
    if no := kind.closed(actor, document):
        return RuleViolation("closed", no)
    return None


def may(actor: Actor, document: Document, deed: Deed) -> bool:
    """Whether the page offers it."""
    return refusal(actor, document, deed) is None


def demand(by: Actor, document: Document, deed: Deed) -> None:
    """Raises Denied or RuleViolation where `by` may not do it with this paper."""
    if (no := refusal(by, document, deed)) is not None:
        raise no
