"""The inbox of the acting seat: what others want it to know, newest first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from blocks.models import Notice
from blocks.services.notices import mark_read
from thidua.policy import Action
from thidua.web import requires

MOST_SHOWN = 200


def address(path: str) -> str:
    """The page a notice leads to: `own_sheet` or `sheet:12`; "" where there is none any more."""
    name, _, pk = path.partition(":")
    try:
        return reverse(name, args=[int(pk)] if pk.isdigit() else []) if name else ""
    except NoReverseMatch:
        return ""


@requires(Action.SEE_HOME)
def list_notices(request: Any) -> HttpResponse:
    """The lines of this seat."""
    found = Notice.objects.filter(seat=request.actor.seat_id).order_by("-id")[:MOST_SHOWN]
    lines = [{"notice": one, "url": address(one.path)} for one in found]
    unread = sum(one["notice"].read_at is None for one in lines)
    return render(request, "blocks/notices/list.html", {"lines": lines, "unread": unread})


@require_POST
@requires(Action.SEE_HOME)
def read_all(request: Any) -> HttpResponse:
    """All lines of this seat are read."""
    mark_read(by=request.actor)
    return redirect("notices")
