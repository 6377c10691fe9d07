"""Writing the plan's words: one section a page, a conflict shows both, an older version can come back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from documents.models import DocumentVersion
from documents.queries.plans import newest
from documents.rules.narrative import clean
from documents.rules.plans import BY_KEY, SECTIONS, Section, words_of
from documents.services.plans import SectionConflict, restore_version, save_sections
from documents.views.plans import document_or_404, may_edit, must_work_on, phase_door
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import closed_to, requires


def _section(key: str) -> Section:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


@requires(Action.EDIT_PLAN)
def edit_section(request: Any, pk: int, key: str) -> HttpResponse:
    """One section: a textarea that becomes an editor where the browser can; what was typed is never lost."""
    section, document = _section(key), document_or_404(request, pk)
    must_work_on(request, document)
    last = newest(document)
    context = {
        "section": section,
        "document": document,
        "unit": document.block,
        "version": last,
        "text": last.sections.get(key, ""),
        "seen": last.number,
        "door": phase_door(request, document.block_id, document.year),
    }
    if request.method != "POST":
        return render(request, "documents/plans/section.html", context)
    typed, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    context |= {"text": typed, "seen": seen}
    try:
        number = int(seen) if seen.isdecimal() else 0
        reason = context["door"].reason
        saved = save_sections(document=document, seen=number, typed={key: typed}, by=request.actor, reason=reason)
    except SectionConflict as clash:
        theirs = clash.theirs[key] if section.form == "lines" else clean(clash.theirs[key])  # shown unescaped
        context |= {"refusal": clash.message, "theirs": theirs, "seen": clash.version.number}
        context["version"] = clash.version
        return render(request, "documents/plans/section.html", context, status=409)
    except RuleViolation as problem:
        context["refusal"] = problem.message
        return render(request, "documents/plans/section.html", context, status=422)
    messages.success(request, f"Đã lưu “{section.label}” (phiên bản {saved.number}).")
    return redirect("plan", document.block_id)


@requires(Action.SEE_PLAN)
def show_version(request: Any, pk: int, number: int) -> HttpResponse:
    """The words of one version; who may write can make it the newest again."""
    document = document_or_404(request, pk)
    version = get_object_or_404(DocumentVersion, document=document, number=number)
    at_door = phase_door(request, document.block_id, document.year)
    if request.method == "POST":
        if not request.actor.may(Action.EDIT_PLAN):
            raise closed_to(Action.EDIT_PLAN)
        must_work_on(request, document)
        saved = restore_version(document=document, number=number, by=request.actor, reason=at_door.reason)
        messages.success(request, f"Đã lấy lại lời của phiên bản {number}; bây giờ là phiên bản {saved.number}.")
        return redirect("plan", document.block_id)
    last = newest(document)
    rows = [
        {
            "section": section,
            "words": words_of(section.key, version.sections.get(section.key, "")),
            "differs": version.sections.get(section.key) != last.sections.get(section.key),
        }
        for section in SECTIONS
    ]
    context = {
        "document": document,
        "unit": document.block,
        "version": version,
        "rows": rows,
        "last": last,
        "edits": may_edit(request, document.block_id) and version.number != last.number and not at_door.closed,
        "door": at_door if may_edit(request, document.block_id) else None,
    }
    return render(request, "documents/plans/version.html", context)
