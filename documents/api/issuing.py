"""The moves of a paper in the API, from its table."""

from django.shortcuts import get_object_or_404

from documents.api.documents import DocumentSerializer, known
from documents.models import Document
from documents.rules.issuing_guards import PaperFacts
from documents.services.issuing import PAPERS
from thidua.actors import Actor
from thidua.api.views import BIG
from thidua.flow.api import MoveApi
from thidua.policy import Action


def document_for(actor: Actor, document_id: int) -> Document:
    """The paper, if the actor may read it; 404 otherwise."""
    return get_object_or_404(known(actor), pk=min(document_id, BIG))


MOVES: MoveApi[Document, PaperFacts] = MoveApi(
    PAPERS,
    fetch=document_for,
    serializer=DocumentSerializer,
    name="document",
    key="document_id",
    sees=Action.SEE_PLAN,
    gate=Action.SEE_PLAN,
)
