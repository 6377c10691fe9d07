"""The meetings that the authority's own documents plan for blocks, set up together with a block's plan."""

from blocks.queries.promise.adoptions import usual_meetings
from blocks.services.meetings.meetings import set_up_meetings
from documents.models import Document
from thidua.actors import Actor


def plan_meetings(document: Document, by: Actor, reason: str) -> None:
    """The usual meetings of the plan's block and year, where none are planned yet."""
    assert document.block is not None
    set_up_meetings(block=document.block, year=document.year, plan=usual_meetings(document.year), by=by, reason=reason)
