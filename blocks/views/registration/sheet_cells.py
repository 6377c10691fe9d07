"""The cells of a registration sheet, saved on leaving or pasted as a block."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from blocks.queries.registration.sheets import sheets_for
from blocks.services.registration.sheet_cells import SheetCells
from thidua.grid.door import answer_cells
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@require_POST
@requires(Action.EDIT_REGISTRATION)
def save_sheet_cells(request: SeatedRequest, pk: int) -> HttpResponse:
    """All or none; answers what stands in the cells now."""
    return answer_cells(SheetCells(sheets_for(request.actor).filter(pk=pk)), request.POST, request.actor)
