"""Answers when something is wrong: Vietnamese, without internals, and with the way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def _page(request: HttpRequest, status: int, name: str) -> HttpResponse:
    return render(request, f"errors/{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where the sender sent more than is taken."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return _page(request, 413, "413")
    return _page(request, 400, "400")


def too_large(request: HttpRequest) -> HttpResponse:
    """413 before anything was read."""
    return _page(request, 413, "413")


def length_required(request: HttpRequest) -> HttpResponse:
    """411: the request did not say how long it is."""
    return _page(request, 411, "411")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403, "403")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what belongs to another authority, which is not to be told apart from what is not there."""
    return _page(request, 404, "404")


def broken(request: HttpRequest) -> HttpResponse:
    """500. Drawn from nothing but itself: the transaction may be gone, and with it what a page's frame would ask."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old or came from elsewhere; what was typed is still in the browser's previous page."""
    return _page(request, 403, "csrf")
