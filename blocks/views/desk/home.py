"""The first page of every role: what is due, and what others are waited for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from blocks.queries.desk.overview import offices, other_seats, strip
from blocks.queries.year.years import year_of
from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.addresses import address_for
from thidua.registries.tasks import Task, sorted_out
from thidua.registries.wings import tasks_of
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest
from thidua.web.navigation import group_of, groups


def shown(actor: Actor, task: Task) -> dict[str, Any]:
    """A task as the template wants it; its link only where the page's door is open to the actor."""
    return {**vars(task), "url": address_for(actor, task.link)}


@gates(instead_for_platform="platform")
@requires(Action.SEE_HOME)
def home(request: SeatedRequest) -> HttpResponse:
    """The task list of the acting role, from every wing."""
    actor, year = request.actor, year_of(request.session)
    found = sorted_out(tasks_of(actor, year))
    parts = {part: [shown(actor, task) for task in getattr(found, part)] for part in ("mine", "waiting", "done")}
    beside = {
        "strip": strip(actor, year),
        "others": other_seats(actor, request.seats, year),
        "offices": offices(request.seats) if actor.is_office and actor.reads is None else [],
    }
    return render(request, "blocks/desk/home/tasks.html", {**parts, **beside, "the_year": year})


@requires(Action.SEE_HOME)
def next_step(request: SeatedRequest) -> HttpResponse:
    """Where a group of the navigation opens: at the reader's next task in it, else at its first page."""
    actor, year, code = request.actor, year_of(request.session), request.GET.get("nhom", "")
    seen = {group.code: group for group in groups(actor, request.path, has_year=year is not None)}
    if code not in seen:
        return redirect("home")
    addresses = [address_for(actor, task.link) for task in sorted_out(tasks_of(actor, year)).mine if not task.blocked]
    own = (url for url in addresses if url and group_of(actor, url, has_year=year is not None) == code)
    return redirect(next(own, seen[code].lines[0].url))
