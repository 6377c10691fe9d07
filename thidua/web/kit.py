"""The doors' kit: the request of somebody who acts in a seat, the page of one form and one deed, dates in forms."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Account
from thidua.web.day_fields import DayField

_Made = TypeVar("_Made")


class ArrivingRequest(HttpRequest):
    """Whoever comes, in a seat or in none; a type, never made: the middlewares put these on Django's own request."""

    session: SessionBase
    actor: Actor | None
    seats: list[Actor]
    htmx: HtmxDetails
    undo: bool


class SeatedRequest(ArrivingRequest):
    """What `@requires` hands to a view: an account that acts in a seat."""

    user: Account
    actor: Actor


def or_404(row: _Made | None) -> _Made:
    """The row that was asked for; Http404 where there is none."""
    if row is None:
        raise Http404
    return row


def day_field(label: str, wrong: str = "Ghi ngày/tháng/năm.", **options: Any) -> DayField:
    """A day, typed as 27/10/2023; `wrong` is said where it is missing."""
    return DayField(label=label, error_messages={"required": wrong}, **options)


def safe_next(request: HttpRequest) -> str:
    """Where a form wants to return to, if that is an address of ours; else the first page."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None, request.is_secure())
    return wanted if ours else "/"


def refuse_field(form: forms.Form, problem: RuleViolation) -> int:
    """Show a refusal beside the field it names, or at the top; answers the page's status."""
    form.add_error(problem.where if problem.where in form.fields else None, problem.message)
    return problem.status


def deed_form(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], _Made],
    *,
    page: Callable[[int], HttpResponse],
    done: Callable[[_Made], str | HttpResponse],
    back: str | Callable[[_Made], str] = "/",
) -> HttpResponse:
    """A page of one form and one deed: shown, refused beside its fields, or done and left with one sentence.

    `deed` takes the cleaned fields, calls one service and answers what it made. `done` tells of it in a sentence, and
    redirect() goes `back`; or it answers a page or part of one of its own (a link shown once, a preview). `page` draws
    the form with a status: 200, 422 for what was typed wrong, else the refusal's own.
    """
    if request.method != "POST":
        return page(200)
    if not form.is_valid():
        return page(422)
    try:
        made = deed(form.cleaned_data)
    except RuleViolation as problem:
        return page(refuse_field(form, problem))
    told = done(made)
    if isinstance(told, HttpResponse):
        return told
    messages.success(request, told)
    return redirect(back(made) if callable(back) else back)


def show_version(form: forms.Form, version: int, field: str = "version") -> None:
    """Let a form refused as too late carry the newest version: sent once more, it is meant to overwrite."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data[field] = str(version)  # type: ignore[index]
