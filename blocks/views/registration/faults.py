"""The places a taken file left to be mended: dismissed where the cell is right as it stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.queries.registration.faults import faults_for
from blocks.services.registration.faults import dismiss_fault
from blocks.views.registration.sheets import the_sheet
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@require_POST
@requires(Action.INTAKE)
def dismiss(request: SeatedRequest, pk: int, fault_pk: int) -> HttpResponse:
    """Take one mark away and come back to the list of the others."""
    sheet = the_sheet(request, pk)
    fault = get_object_or_404(faults_for(request.actor).filter(sheet=sheet), pk=fault_pk)
    dismiss_fault(fault=fault, by=request.actor)
    messages.success(request, "Đã bỏ dấu.")
    return redirect(reverse("sheet", args=[sheet.pk]) + "#cho-can-sua")
