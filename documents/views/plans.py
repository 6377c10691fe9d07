"""Pages of the block's plan: the list, the plan with what it still lacks, its number and day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.models import Block, EmulationYear
from blocks.queries.access.signing import signing_of
from blocks.queries.promise.topics import meetings_of
from blocks.queries.units.units import blocks_in
from blocks.queries.year.phases import why_shut
from blocks.queries.year.years import current_year
from blocks.rules.access.signing import told
from documents.models import Document
from documents.queries import visible
from documents.queries.plans import PLAN, newest, plan_facts, plan_lines, plan_of, renditions_of, versions_of
from documents.rules.formats import Format
from documents.rules.plans import SECTIONS, Gap, gaps, words_of
from documents.services.plans import begin_plan, set_number, take_as_template
from thidua.access.signin import recently_signed_in
from thidua.errors import Denied, RuleViolation
from thidua.policy import ROLE_LABELS, Action
from thidua.web.door import requires
from thidua.web.late_corrections import Door, door

SHOWN_WORDS = 160


def block_and_year(request: Any, pk: int) -> tuple[Block, EmulationYear]:
    """The block, if the actor may read its tables of the year worked on."""
    year = current_year(request.session.get("year"))
    if year is None:
        raise Http404
    return get_object_or_404(blocks_in(request.actor, year), pk=pk), year


def document_or_404(request: Any, pk: int) -> Document:
    """The plan, if the actor may read it; other papers have no words to write."""
    found = visible.documents(request.actor).filter(kind=PLAN).select_related("block", "year")
    return get_object_or_404(found, pk=pk)


def must_work_on(request: Any, document: Document) -> None:
    """Only the office and the block's own leader write the block's papers."""
    if not visible.may_work_on(request.actor, document.block_id):
        raise Denied(f"Kế hoạch này do khối trưởng của {document.block} và chuyên viên soạn.")


def phase_door(request: Any, block_id: int | None, year: EmulationYear) -> Door:
    """Whether the block's plan can be written now; after its phase only by the office, with a reason."""
    shut = why_shut(deed=Action.EDIT_PLAN, year=year, block_id=block_id)
    return door(request, place=f"{year.pk}.{block_id or 0}", shut=shut)


def may_edit(request: Any, block_id: int | None) -> bool:
    """Whether the page offers to change something."""
    return request.actor.may(Action.EDIT_PLAN) and visible.may_work_on(request.actor, block_id)


@requires(Action.SEE_PLAN)
def list_plans(request: Any) -> HttpResponse:
    """The plans of the blocks one may see, in the year worked on."""
    year = current_year(request.session.get("year"))
    lines = plan_lines(list(blocks_in(request.actor, year)), year) if year else []
    begun = sum(line.document is not None for line in lines)
    return render(request, "documents/plans/list.html", {"lines": lines, "begun": begun, "the_year": year})


def _sections(sections: dict[str, str], missing: list[Gap]) -> list[dict[str, Any]]:
    places = {gap.place for gap in missing}
    rows = []
    for section in SECTIONS:
        words = words_of(section.key, sections.get(section.key, ""))
        words = " ".join(words.replace("\n", "; " if section.form == "lines" else " ").split())
        short = words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS].rsplit(" ", 1)[0] + "…"
        rows.append({"section": section, "words": short, "empty": section.key in places})
    return rows


@requires(Action.SEE_PLAN)
def show_plan(request: Any, pk: int) -> HttpResponse:
    """The plan of a block: what is missing, its words, meetings, facts, what was rendered, its versions."""
    block, year = block_and_year(request, pk)
    document = plan_of(block, year)
    edits, at_door = may_edit(request, block.pk), phase_door(request, block.pk, year)
    context: dict[str, Any] = {"unit": block, "the_year": year, "document": document, "edits": edits}
    context |= {"door": at_door if edits else None, "writes": edits and not at_door.closed}
    if document is None:
        return render(request, "documents/plans/none.html", context)
    version = newest(document)
    facts = plan_facts(document, version.sections)
    missing = gaps(facts)
    context |= {
        "version": version,
        "facts": facts,
        "gaps": missing,
        "sections": _sections(version.sections, missing),
        "meetings": meetings_of(block, year),
        "renditions": renditions_of(document),
        "versions": versions_of(document),
        "formats": list(Format),
        "edits_meetings": _edits_meetings(request, block),
    }
    return render(request, "documents/plans/show.html", context)


def _edits_meetings(request: Any, block: Block) -> bool:
    return request.actor.may(Action.EDIT_MEETINGS) and visible.may_work_on(request.actor, block.pk)


@require_POST
@requires(Action.EDIT_PLAN)
def begin(request: Any, pk: int) -> HttpResponse:
    """Begin the plan from the words of the year."""
    block, year = block_and_year(request, pk)
    if not visible.may_work_on(request.actor, block.pk):
        raise Denied(f"Kế hoạch này do khối trưởng của {block} và chuyên viên soạn.")
    begin_plan(block=block, year=year, by=request.actor, reason=phase_door(request, block.pk, year).reason)
    messages.success(request, "Đã lập kế hoạch từ mẫu của năm. Xem các việc còn thiếu ở dưới.")
    return redirect("plan", block.pk)


@require_POST
@requires(Action.EDIT_PLAN)
def set_template(request: Any, pk: int) -> HttpResponse:
    """The office makes this plan's words the ones that the year's plans begin from."""
    document = document_or_404(request, pk)
    if not request.actor.is_office:
        raise Denied("Mẫu lời kế hoạch của năm do chuyên viên của đơn vị quản lý chọn.")
    take_as_template(document=document, by=request.actor)
    year = str(document.year).lower()
    messages.success(request, f"Từ nay kế hoạch lập trong {year} bắt đầu từ lời của kế hoạch này.")
    return redirect("plan", document.block_id)


class NumberForm(forms.Form):
    """Number, symbol and day of the paper."""

    number = forms.IntegerField(
        label="Số",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Để trống khi chưa cấp số; khi in sẽ chừa chỗ ghi tay.",
        error_messages={"invalid": "Số văn bản là số nguyên, ví dụ 5."},
    )
    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=60,
        help_text="Ví dụ KH-KTĐ29-MNP3.",
        error_messages={"required": "Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3."},
    )
    dated = forms.DateField(
        label="Ngày văn bản",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không đúng; ghi ngày/tháng/năm, ví dụ 07/12/2023."},
    )


@requires(Action.EDIT_PLAN)
@recently_signed_in
def edit_number(request: Any, pk: int) -> HttpResponse:
    """Give the paper its number, symbol and day."""
    document = document_or_404(request, pk)
    must_work_on(request, document)
    at_door = phase_door(request, document.block_id, document.year)
    initial = {"number": document.number, "symbol": document.symbol, "dated": document.dated}
    form = NumberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_number(document=document, by=request.actor, reason=at_door.reason, **form.cleaned_data)
            messages.success(request, "Đã ghi số, ký hiệu và ngày của kế hoạch.")
            return redirect("plan", document.block_id)
        except RuleViolation as problem:
            form.add_error(problem.where if problem.where in form.fields else None, problem.message)
    context = {"form": form, "document": document, "unit": document.block, "signing": _signs(request), "door": at_door}
    return render(request, "documents/plans/number.html", context)


def _signs(request: Any) -> str:
    """How the paper will be signed if a delegate gives it its number; "" for everybody else."""
    return told(signing_of(request.actor), ROLE_LABELS[request.actor.role]) if request.actor.delegation_id else ""
