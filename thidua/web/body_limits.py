"""How long a request may be, asked before a byte of it is read: Django itself takes files of any size to its disk.

A request that does not say how long it is (chunked) is refused: this server would read it as empty.
"""

from collections.abc import Callable

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse

from thidua.text import whole_number
from thidua.web.errorpages import length_required, too_large
from thidua.web.gates import gates_of

_NO_LENGTH = "Yêu cầu phải nói trước độ dài (tiêu đề Content-Length); không nhận cách gửi từng đoạn (chunked)."


class BodyLimitMiddleware:
    """Answers 413 or 411 instead of reading; the server closes the connection then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        problem = self._problem(request)
        if problem is None:
            if gates_of(request).in_memory:  # before anything reads the form
                request.upload_handlers = [MemoryFileUploadHandler(request)]
            return self.get_response(request)
        status, code, detail = problem
        if request.path.startswith("/api/"):
            told = {"code": code, "detail": detail, "basis": "", "errors": []}
            response: HttpResponse = JsonResponse(told, status=status)
        else:
            response = too_large(request) if status == 413 else length_required(request)
        response.headers["Connection"] = "close"
        return response

    @staticmethod
    def _problem(request: HttpRequest) -> tuple[int, str, str] | None:
        given = request.META.get("CONTENT_LENGTH") or ""
        if request.META.get("HTTP_TRANSFER_ENCODING") and not given:
            return 411, "length_required", _NO_LENGTH
        limit = gates_of(request).longest
        if (whole_number(given) or 0) > limit or len(given) > 18:
            most = limit // 1048576
            return 413, "too_large", f"Nội dung gửi lên dài hơn {most} MB; hãy gửi ít tệp hơn mỗi lần hoặc giảm cỡ tệp."
        return None
