"""What was rendered: progress while it is made, the pages beside their facts, the file byte for byte."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents.models import Rendition
from documents.queries import visible
from documents.queries.kinds import kind_of, kinds
from documents.rules.formats import Format
from documents.services.pictures import page_picture, page_sizes
from documents.services.renditions import hand_out, retry_rendition
from documents.views.pages import SeatedRequest, address_of
from thidua.access.signin import prove_again
from thidua.models import JobState
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.gates import MAKES_FILES, gates

OPEN = (JobState.NEW, JobState.RUNNING)
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # a file opened by itself may do nothing


def rendition_or_404(request: SeatedRequest, pk: int) -> Rendition:
    """The rendition, if the actor may read its document and papers of its kind are still made."""
    seen = visible.renditions(request.actor).filter(document__kind__in=kinds()).defer("context")
    related = ("document__block", "document__school", "document__year", "version", "stored", "job")
    return get_object_or_404(seen.select_related(*related).defer("context", "version__sections"), pk=pk)


def _context(request: SeatedRequest, rendition: Rendition) -> dict[str, Any]:
    job, document = rendition.job, rendition.document
    kind = kind_of(document.kind)
    return {
        "heading": f"{kind.label} {kind.whose(document)}".strip(),
        "rendition": rendition,
        "document": document,
        "kind": kind,
        "up": address_of(request, document),
        "job": job,
        "working": rendition.stored_id is None and job is not None and job.state in OPEN,
        "sheets": page_sizes(rendition) if rendition.stored_id else [],
        "is_pdf": rendition.format == Format.PDF,
        "renders": visible.may(request.actor, document, visible.Deed.RENDER),
    }


@requires(Action.SEE_PLAN)
def show(request: SeatedRequest, pk: int) -> HttpResponse:
    """One rendition: its pages or its progress, and its facts."""
    rendition = rendition_or_404(request, pk)
    return render(request, "documents/renditions/show.html", _context(request, rendition))


@requires(Action.SEE_PLAN)
def progress(request: SeatedRequest, pk: int) -> HttpResponse:
    """The same page's part that changes, asked for again and again until the file is there."""
    rendition = rendition_or_404(request, pk)
    return render(request, "documents/renditions/panel.html", _context(request, rendition))


@require_POST
@requires(Action.SEE_PLAN)
def again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Try a failed rendering once more with the same frozen content."""
    rendition = rendition_or_404(request, pk)
    retry_rendition(rendition=rendition, by=request.actor)
    return redirect("rendition", rendition.pk)


@gates(heavy=MAKES_FILES)
@require_safe
@requires(Action.SEE_PLAN)
def picture(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """One printed page as a picture: phones do not show a PDF inside a page."""
    response = HttpResponse(page_picture(rendition_or_404(request, pk), number), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@requires(Action.SEE_PLAN)
def download(request: SeatedRequest, pk: int) -> HttpResponse:
    """The file, byte for byte; `?xem=1` opens a PDF in the browser instead of saving it."""
    rendition = rendition_or_404(request, pk)
    if (action := kind_of(rendition.document.kind).hands_out) is not None:
        prove_again(request, action)
    stored, content = hand_out(rendition=rendition, by=request.actor)
    response = HttpResponse(content, content_type=stored.content_type)
    inside = request.GET.get("xem") == "1" and rendition.format == Format.PDF
    response["Content-Disposition"] = f'{"inline" if inside else "attachment"}; filename="{stored.name}"'
    response["ETag"] = f'"{stored.sha256}"'
    response["Cache-Control"] = "private, no-store"
    if not inside:
        response["Content-Security-Policy"] = ALONE
    return response
