"""Pages of any paper: those of one subject, a paper with what it lacks, its number and day, its successor."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.models import EmulationYear
from blocks.queries.year.years import year_of
from documents.models import Document, DocumentVersion, Rendition
from documents.queries.documents import newest, papers_of, renditions_of, successor_of, versions_of
from documents.queries.kinds import PaperKind, kind_of, kinds, subject_by
from documents.queries.subjects import Subject
from documents.queries.visible import Deed, may
from documents.rules.issuing import PaperState
from documents.rules.sections import Gap, words_of
from documents.services.documents import begin, supersede, unsaved
from documents.services.issuing import PAPERS
from documents.services.renditions import freeze
from documents.services.templates import take_as_template
from documents.views.pages import back_to, document_or_404, phase_door
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404

SHOWN_WORDS = 160


def section_rows(kind: PaperKind, sections: dict[str, str], missing: list[Gap]) -> list[dict[str, Any]]:
    """The sections with the beginning of their words, and whether something is missing in them."""
    places = {gap.place for gap in missing}
    rows = []
    for section in kind.sections:
        words = words_of(section, sections.get(section.key, ""))
        words = " ".join(words.replace("\n", "; " if section.form == "lines" else " ").split())
        short = words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS].rsplit(" ", 1)[0] + "…"
        rows.append({"section": section, "words": short, "empty": section.key in places})
    return rows


def page_of(request: SeatedRequest, document: Document, version: DocumentVersion) -> dict[str, Any]:
    """What the page of any paper shows; a kind with a page of its own adds to it."""
    kind, at_door = kind_of(document.kind), phase_door(request, document)
    facts = kind.facts(document, version.sections)
    missing, edits = kind.lacks(facts), may(request.actor, document, Deed.EDIT)
    return {
        "document": document,
        "kind": kind,
        "whose": kind.whose(document),
        "the_year": document.year,
        "version": version,
        "facts": facts,
        "head": facts.head,
        "gaps": missing,
        "section_keys": [section.key for section in kind.sections],
        "sections": section_rows(kind, version.sections, missing),
        "renditions": renditions_of(document),
        "versions": versions_of(document),
        "successor": successor_of(document),
        "door": at_door if edits else None,
        "edits": edits,
        "writes": edits and not at_door.closed and document.state == PaperState.DRAFT,
        "replaces": edits and not at_door.closed and document.state in (PaperState.ISSUED, PaperState.WITHDRAWN),
        "renders": may(request.actor, document, Deed.RENDER),
        "moves": PAPERS.offers(document, request.actor) if kind.issue is not None else [],
        "signs": kind.issue is not None and document.state != PaperState.DRAFT,
        "heads_draft": document.state == PaperState.DRAFT
        and kind.series is not None
        and may(request.actor, document, Deed.ISSUE)
        and not at_door.closed,
    }


@requires(Action.SEE_PLAN)
def show(request: SeatedRequest, pk: int) -> HttpResponse:
    """One paper: what is missing, its words, number and signer, what was rendered, its versions."""
    document, _kind = document_or_404(request, pk)
    return render(request, "documents/documents/show.html", page_of(request, document, newest(document)))


@requires(Action.SEE_PLAN)
def list_papers(request: SeatedRequest, subject_kind: str, subject_id: int) -> HttpResponse:
    """The papers on one subject in the year worked on, and those that can be made."""
    subject, year = subject_by(subject_kind), or_404(year_of(request.session))
    if subject is None:
        raise Http404
    row = get_object_or_404(subject.rows(request.actor, year), pk=subject_id)
    return papers_page(request, subject, row, year, f"Văn bản của {subject.name(row)}")


def papers_page(
    request: SeatedRequest, subject: Subject, row: Model, year: EmulationYear, heading: str
) -> HttpResponse:
    """The page of a subject's papers; POST begins the paper of `kind`, and has it made where a `format` is sent."""
    offered = [kind for kind in kinds().values() if subject in kind.subjects and request.actor.may(kind.see)]
    if request.method == "POST":
        chosen = next((kind for kind in offered if kind.code == request.POST.get("kind")), None)
        if chosen is None:
            raise RuleViolation("kind", "Chọn một văn bản trong danh sách.")
        return _begin(request, chosen, row, year)
    codes = [kind.code for kind in offered]
    documents = list(papers_of(codes, year, subject.code, row.pk))
    made = Rendition.objects.filter(document__in=documents).select_related("document", "job")
    lines = [
        {
            "kind": kind,
            "documents": [document for document in documents if document.kind == kind.code],
            "may": may(request.actor, unsaved(kind, row, year), Deed.RENDER),
        }
        for kind in offered
    ]
    context = {
        "lines": lines,
        "heading": heading,
        "the_year": year,
        "renditions": made.defer("context").order_by("-pk")[:50],
    }
    return render(request, "documents/documents/list.html", context)


def _begin(request: SeatedRequest, kind: PaperKind, row: Model, year: EmulationYear) -> HttpResponse:
    reason = phase_door(request, unsaved(kind, row, year)).reason
    document = begin(kind=kind, subject=row, year=year, by=request.actor, reason=reason)
    if "format" not in request.POST:
        return back_to(request, document)
    rendition = freeze(document=document, wanted=request.POST["format"], by=request.actor)
    return redirect("rendition", rendition.pk)


@require_POST
@requires(Action.SEE_PLAN)
def render_document(request: SeatedRequest, pk: int) -> HttpResponse:
    """Freeze the paper as it stands and have it made; the same content leads to the same rendition."""
    document, _kind = document_or_404(request, pk)
    rendition = freeze(document=document, wanted=request.POST.get("format", ""), by=request.actor)
    return redirect("rendition", rendition.pk)


@require_POST
@requires(Action.SEE_PLAN)
def set_template(request: SeatedRequest, pk: int) -> HttpResponse:
    """The office makes this paper's words the ones that the year's papers of its kind begin from."""
    document, kind = document_or_404(request, pk)
    take_as_template(document=document, by=request.actor)
    year = str(document.year).lower()
    messages.success(request, f"Từ nay {kind.label.lower()} lập trong {year} bắt đầu từ lời của văn bản này.")
    return back_to(request, document)


@require_POST
@requires(Action.SEE_PLAN)
def replace(request: SeatedRequest, pk: int) -> HttpResponse:
    """Begin the paper that replaces this issued one."""
    document, _kind = document_or_404(request, pk)
    reason = phase_door(request, document).reason
    new = supersede(document=document, by=request.actor, reason=reason)
    told = "Đã lập bản thay thế từ lời của văn bản cũ; văn bản cũ còn hiệu lực đến khi bản này có số."
    messages.success(request, told)
    return back_to(request, new)
