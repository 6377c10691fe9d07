"""What no text may hold, wherever it comes from: NUL, which the database keeps nowhere, and halves of letters.

Asked once at the door for addresses and forms (the middleware) and in the API's parser for JSON, so that no search,
code or name has to think of it.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from thidua.web.errorpages import bad_request, not_found

TOLD = "Nội dung gửi lên có ký tự không dùng được trong văn bản (NUL hoặc nửa chữ). Gõ lại chữ đó rồi gửi."
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def is_plain(text: str) -> bool:
    """Whether `text` can be kept and shown: no NUL, no lone surrogate."""
    if "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


class PlainTextMiddleware:
    """Refuses a request whose address (404) or form (400) holds what is no text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_plain(request.path_info):
            return not_found(request, Http404())
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.META.get("QUERY_STRING", ""):
            return _refused(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Names and values of a form; JSON is looked at by its parser."""
        if request.method != "POST" or request.content_type not in _FORMS:
            return None
        for name, values in request.POST.lists():
            if not is_plain(name) or not all(map(is_plain, values)):
                return _refused(request)
        return None


def _refused(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "text", "detail": TOLD, "basis": "", "errors": []}, status=400)
    return bad_request(request)
