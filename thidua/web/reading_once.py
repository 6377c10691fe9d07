"""A page that only reads asks the same question once (`thidua/wall/once.py`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from thidua.wall.once import asking_once


class ReadingOnceMiddleware:
    """GET and HEAD keep what they were answered until the answer is sent; every other request asks anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page be made."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with asking_once():
            return self.get_response(request)
