"""Papers of registration: what a school, a block or the authority can render, and what was rendered."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from blocks.models import Block, EmulationYear, School
from blocks.queries.registration.sheets import sheets_for
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import current_year
from documents.models import Rendition
from documents.queries.registrations import COLLATION, LIST, REQUEST
from documents.services.kinds import kind_of
from documents.services.registrations import begin_paper
from documents.services.renditions import request_rendition
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires


def _page(
    request: Any,
    year: EmulationYear,
    kinds: tuple[str, ...],
    heading: str,
    school: School | None = None,
    block: Block | None = None,
) -> HttpResponse:
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in kinds:
            raise RuleViolation("kind", "Chọn một văn bản trong danh sách.")
        document = begin_paper(kind=kind, year=year, school=school, block=block, by=request.actor)
        rendition = request_rendition(document=document, wanted=request.POST.get("format", ""), by=request.actor)
        return redirect("rendition", rendition.pk)
    done = Rendition.objects.filter(
        document__kind__in=kinds, document__year=year, document__school=school, document__block=block
    )
    context = {
        "kinds": [kind_of(kind) for kind in kinds],
        "heading": heading,
        "the_year": year,
        "school": school,
        "unit": block,
        "renditions": done.select_related("document", "job").defer("context").order_by("-pk")[:50],
    }
    return render(request, "documents/registrations/papers.html", context)


@requires(Action.SEE_STAFF)
def sheet_papers(request: Any, pk: int) -> HttpResponse:
    """Tờ trình and bảng tổng hợp of a school's sheet."""
    sheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    return _page(request, sheet.year, (REQUEST, LIST), f"Văn bản đăng ký của {sheet.school}", school=sheet.school)


def _year(request: Any) -> EmulationYear:
    year = current_year(request.session.get("year"))
    if year is None:
        raise Http404
    return year


@requires(Action.SEE_SENDING)
def block_papers(request: Any, pk: int) -> HttpResponse:
    """The collated tables of a block."""
    year = _year(request)
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    return _page(request, year, (COLLATION,), f"Tổng hợp đăng ký của {block.name}", block=block)


@requires(Action.SEE_BOARD)
def authority_papers(request: Any) -> HttpResponse:
    """The collated tables of the whole authority."""
    return _page(request, _year(request), (COLLATION,), "Tổng hợp đăng ký của toàn đơn vị quản lý")
