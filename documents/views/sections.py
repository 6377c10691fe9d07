"""Writing a paper's words: one section a page, a conflict shows both, an older version can come back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from documents.models import DocumentVersion
from documents.queries.documents import newest
from documents.queries.kinds import PaperKind
from documents.queries.visible import Deed, demand, may
from documents.rules.narrative import clean
from documents.rules.sections import Section, words_of
from documents.services.sections import SectionConflict, restore_version, save_sections
from documents.views.pages import SeatedRequest, address_of, back_to, document_or_404, phase_door
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires


def _section(kind: PaperKind, key: str) -> Section:
    for section in kind.sections:
        if section.key == key:
            return section
    raise Http404


@requires(Action.SEE_PLAN)
def edit_section(request: SeatedRequest, pk: int, key: str) -> HttpResponse:
    """One section: a textarea that becomes an editor where the browser can; what was typed is never lost."""
    document, kind = document_or_404(request, pk)
    demand(request.actor, document, Deed.EDIT)
    section, last, at_door = _section(kind, key), newest(document), phase_door(request, document)
    context: dict[str, Any] = {
        "section": section,
        "document": document,
        "kind": kind,
        "whose": kind.whose(document),
        "up": address_of(request, document),
        "version": last,
        "text": last.sections.get(key, ""),
        "seen": last.number,
        "door": at_door,
    }
    if request.method != "POST":
        return render(request, "documents/documents/section.html", context)
    typed, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    context |= {"text": typed, "seen": seen}
    number = whole_number(seen) or 0
    try:
        saved = save_sections(
            document=document, seen=number, typed={key: typed}, by=request.actor, reason=at_door.reason
        )
    except SectionConflict as clash:
        theirs = clash.theirs[key] if section.form == "lines" else clean(clash.theirs[key])  # shown unescaped
        context |= {"refusal": clash.message, "theirs": theirs, "seen": clash.version.number}
        context["version"] = clash.version
        return render(request, "documents/documents/section.html", context, status=409)
    except RuleViolation as problem:
        context["refusal"] = problem.message
        return render(request, "documents/documents/section.html", context, status=422)
    messages.success(request, f"Đã lưu “{section.label}” (phiên bản {saved.number}).")
    return back_to(request, document)


@requires(Action.SEE_PLAN)
def show_version(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """The words of one version; who may write can make it the newest again."""
    document, kind = document_or_404(request, pk)
    version = get_object_or_404(DocumentVersion, document=document, number=number)
    at_door = phase_door(request, document)
    if request.method == "POST":
        saved = restore_version(document=document, number=number, by=request.actor, reason=at_door.reason)
        messages.success(request, f"Đã lấy lại lời của phiên bản {number}; bây giờ là phiên bản {saved.number}.")
        return back_to(request, document)
    last, edits = newest(document), may(request.actor, document, Deed.EDIT)
    rows = [
        {
            "section": section,
            "words": words_of(section, version.sections.get(section.key, "")),
            "differs": version.sections.get(section.key) != last.sections.get(section.key),
        }
        for section in kind.sections
    ]
    context = {
        "document": document,
        "kind": kind,
        "whose": kind.whose(document),
        "up": address_of(request, document),
        "version": version,
        "rows": rows,
        "edits": edits and version.number != last.number and not at_door.closed,
        "door": at_door if edits else None,
    }
    return render(request, "documents/documents/version.html", context)
