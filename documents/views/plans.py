"""Pages of the block's plan: the list of the blocks' plans, and the plan beside the tables it is made from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.models import Block
from blocks.queries.meetings.meetings import meetings_of
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from documents.queries.documents import newest
from documents.queries.papers.plans import PLAN, plan_lines, plan_of
from documents.queries.visible import Deed, may, of_own_unit
from documents.services.documents import unsaved
from documents.services.plans import begin_plan
from documents.views.documents import page_of
from documents.views.pages import phase_door
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, or_404


@requires(Action.SEE_PLAN)
def list_plans(request: SeatedRequest) -> HttpResponse:
    """The plans of the blocks one may see, in the year worked on."""
    year = year_of(request.session)
    lines = plan_lines(list(blocks_in(request.actor, year)), year) if year else []
    begun = sum(line.document is not None for line in lines)
    return render(request, "documents/plans/list.html", {"lines": lines, "begun": begun, "the_year": year})


@requires(Action.SEE_PLAN)
def show_plan(request: SeatedRequest, pk: int) -> HttpResponse:
    """The plan of a block: what is missing, its words, meetings, facts, what was rendered, its versions."""
    year = or_404(year_of(request.session))
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    document = plan_of(block, year)
    context: dict[str, Any] = {"unit": block, "the_year": year}
    if document is None:
        draft = unsaved(PLAN, block, year)
        edits, at_door = may(request.actor, draft, Deed.EDIT), phase_door(request, draft)
        context |= {"edits": edits, "door": at_door if edits else None, "writes": edits and not at_door.closed}
        return render(request, "documents/plans/none.html", context)
    context |= page_of(request, document, newest(document))
    context |= {
        "meetings": meetings_of(block, year),
        "edits_meetings": request.actor.may(Action.EDIT_MEETINGS) and of_own_unit(request.actor, document),
    }
    return render(request, "documents/plans/show.html", context)


@require_POST
@requires(Action.EDIT_PLAN)
def begin(request: SeatedRequest, pk: int) -> HttpResponse:
    """Begin the plan from the words of the year."""
    year = or_404(year_of(request.session))
    block: Block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    reason = phase_door(request, unsaved(PLAN, block, year)).reason
    begin_plan(block=block, year=year, by=request.actor, reason=reason)
    messages.success(request, "Đã lập kế hoạch từ mẫu của năm. Xem các việc còn thiếu ở dưới.")
    return redirect("plan", block.pk)
