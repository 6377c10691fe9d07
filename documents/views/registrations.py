"""The ways to the papers of registration from a school's list, a block and the whole authority."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from blocks.queries.registration.sheets import sheets_for
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from documents.queries.subjects import AUTHORITY, BLOCK, SCHOOL
from documents.views.documents import papers_page
from thidua.models import District
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404


@requires(Action.SEE_STAFF)
def sheet_papers(request: SeatedRequest, pk: int) -> HttpResponse:
    """Tờ trình, bảng tổng hợp and the other papers of the school whose sheet it is."""
    sheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    return papers_page(request, SCHOOL, sheet.school, sheet.year, f"Văn bản đăng ký của {sheet.school}")


@requires(Action.SEE_SENDING)
def block_papers(request: SeatedRequest, pk: int) -> HttpResponse:
    """The collated tables of a block, beside its other papers."""
    year = or_404(year_of(request.session))
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    return papers_page(request, BLOCK, block, year, f"Văn bản của {block.name}")


@requires(Action.SEE_BOARD)
def authority_papers(request: SeatedRequest) -> HttpResponse:
    """The collated tables of the whole authority."""
    row = District.objects.get(pk=request.actor.district_id)
    return papers_page(
        request, AUTHORITY, row, or_404(year_of(request.session)), "Tổng hợp đăng ký của toàn đơn vị quản lý"
    )
