"""What the moves of a paper ask, of the row and of who acts."""

from blocks.queries.year.phases import why_shut
from documents.models import Document
from documents.queries.documents import successor_of
from documents.queries.kinds import kind_of
from documents.queries.signing import signatures_in
from documents.queries.visible import of_own_unit
from documents.rules.issuing_guards import PaperFacts
from thidua.actors import Actor


def facts_of(paper: Document, actor: Actor, _move: str = "") -> PaperFacts:
    """The same facts for buttons, pages, API and the deed."""
    kind, shut = kind_of(paper.kind), ""
    if kind.phase is not None:
        shut = why_shut(deed=kind.edit, year=paper.year, block_id=paper.block_id, school_id=paper.school_id)
    successor = successor_of(paper)
    return PaperFacts(
        own=of_own_unit(actor, paper),
        shut="" if actor.is_office else shut,
        late=shut if actor.is_office else "",
        issues=kind.issue,
        closed="" if actor.account_id is None else kind.closed(actor, paper),
        signed=signatures_in(paper),
        numbered=kind.series is not None,
        replaced=successor is not None and successor.was_issued,
    )
