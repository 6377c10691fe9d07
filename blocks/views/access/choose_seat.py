"""Switching between the seats that a person holds."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest


@gates(of_the_person=True, for_readers=True, first_proof_enough=True)
@requires(Action.CHOOSE_SEAT)
def switch_seat(request: SeatedRequest) -> HttpResponse:
    """The person's seats; choosing one acts as it from the next page on."""
    if request.method == "POST":
        wanted = request.POST.get("seat", "")
        chosen = next((seat for seat in request.seats if seat.key == wanted), None)
        if chosen is not None:
            request.session["seat"] = chosen.key
            request.session.pop("year", None)  # the other authority has its own years
            return redirect("home")
    return render(
        request,
        "blocks/access/people/switch.html",
        {
            "missing": request.method == "POST",
            "own": [seat for seat in request.seats if seat.reads is None],
            "read": [seat for seat in request.seats if seat.reads is not None],
        },
        status=404 if request.method == "POST" else 200,
    )
