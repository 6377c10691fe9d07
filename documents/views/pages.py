"""What the pages of papers share: the request of a seat, the document, the door of its phase, the way back to it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from blocks.queries.year.phases import why_shut
from blocks.queries.year.years import year_of
from documents.models import Document
from documents.queries import visible
from documents.queries.documents import RELATED, current
from documents.queries.kinds import PaperKind, kind_of, kinds, own_page
from thidua.web.kit import SeatedRequest
from thidua.web.late_corrections import Door, door


def document_or_404(request: SeatedRequest, pk: int) -> tuple[Document, PaperKind]:
    """The paper and its kind, if the actor may read it; a paper of a kind no longer made has no pages."""
    known = visible.documents(request.actor).filter(kind__in=kinds()).select_related(*RELATED)
    document = get_object_or_404(known, pk=pk)
    return document, kind_of(document.kind)


def phase_door(request: SeatedRequest, document: Document) -> Door:
    """Whether the paper can be written now; after its phase only by the office, with a reason."""
    kind, shut = kind_of(document.kind), ""
    if kind.phase is not None:
        block, school = document.block_id, document.school_id
        shut = why_shut(deed=kind.edit, year=document.year, block_id=block, school_id=school)
    return door(request, place=f"{document.year_id}.{document.block_id or 0}", shut=shut)


def address_of(request: SeatedRequest, document: Document) -> str:
    """The paper's page: the kind's own where that shows this very paper, of the year worked on; else the common one."""
    kind = kind_of(document.kind)
    own = kind.page(document)
    if own != own_page(document):
        newest = current(kind.code, document.year, document.subject_kind, document.subject_id)
        if newest != document or year_of(request.session) != document.year:
            own = own_page(document)
    return reverse(own[0], args=own[1])


def back_to(request: SeatedRequest, document: Document) -> HttpResponse:
    """To the paper's page."""
    return redirect(address_of(request, document))
