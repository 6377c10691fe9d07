"""The block's plan is begun like any paper; its usual meetings come with it."""

from blocks.models import Block, EmulationYear
from documents.models import Document
from documents.queries.papers.plans import PLAN
from documents.services.documents import begin
from thidua.actors import Actor


def begin_plan(*, block: Block, year: EmulationYear, by: Actor, reason: str = "") -> Document:
    """The block's plan of the year with its first version and the usual meetings; the existing one if it was begun."""
    return begin(kind=PLAN, subject=block, year=year, by=by, reason=reason)
