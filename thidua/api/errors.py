"""Refusals of the API (apart from `api`, because the framework reads the permissions before its own views exist).

Every refusal has one shape: `code` (stable), `detail` (a Vietnamese sentence), `basis` (article or ""), `errors` (the
fields and their sentences, empty where no field is meant).
"""

from typing import Any

from django.db import DataError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from thidua.api.words import sentence
from thidua.errors import Denied, RuleViolation
from thidua.web.door import CLASH, is_clash

_SENTENCES: dict[type[Exception], str] = {
    exceptions.NotAuthenticated: "Cần đăng nhập trước khi dùng API này.",
    exceptions.NotFound: "Không có mục này.",
    exceptions.MethodNotAllowed: "Địa chỉ này không nhận cách gọi đó; xem mô tả API để biết cách gọi.",
    exceptions.NotAcceptable: "API chỉ trả lời bằng JSON.",
    exceptions.UnsupportedMediaType: "Nội dung gửi lên phải là JSON.",
    exceptions.ParseError: "Nội dung gửi lên không đọc được: phải là JSON đúng cú pháp, mã UTF-8.",
    exceptions.ValidationError: "Có mục chưa đúng; xem từng mục trong errors.",
}


def _fields(detail: Any, path: str = "") -> list[dict[str, str]]:
    if isinstance(detail, dict):
        return [one for key, value in detail.items() for one in _fields(value, f"{path}.{key}".strip("."))]
    if isinstance(detail, list):
        nested = any(isinstance(value, dict) for value in detail)
        return [
            one
            for place, value in enumerate(detail)
            for one in _fields(value, f"{path}.{place}".strip(".") if nested else path)
        ]
    told = sentence(getattr(detail, "code", ""), str(detail))
    return [{"field": path.encode("utf-8", "replace").decode(), "detail": told}]


def _told(problem: exceptions.APIException) -> dict[str, Any]:
    if isinstance(problem, exceptions.ValidationError):
        errors = _fields(problem.detail)
        alone = errors[0]["detail"] if len(errors) == 1 else _SENTENCES[exceptions.ValidationError]
        return {"code": "invalid", "detail": alone, "basis": "", "errors": errors}
    code = problem.get_codes()
    usual = str(problem.detail) == str(type(problem).default_detail) or not isinstance(
        problem, exceptions.NotFound | exceptions.PermissionDenied
    )
    sentence = _SENTENCES.get(type(problem)) if usual else None
    if isinstance(problem, exceptions.PermissionDenied) and str(problem.detail).startswith("CSRF"):
        code, sentence = "csrf", "Yêu cầu thay đổi phải kèm mã bảo vệ của phiên (tiêu đề X-CSRFToken)."
    return {"code": str(code), "detail": sentence or str(problem.detail), "basis": "", "errors": []}


def _refused(problem: RuleViolation | Denied) -> Response:
    return Response(problem.told(), status=problem.status)


def api_errors(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Refusals as JSON with the same sentence as the page's; the deed is undone. None: a fault of ours, 500."""
    if is_clash(problem):
        problem = CLASH
    if isinstance(problem, DataError):
        problem = exceptions.ValidationError("Có giá trị quá dài hoặc ngoài khoảng cho phép.")
    if isinstance(problem, Http404):
        problem = exceptions.NotFound()
    if isinstance(problem, RuleViolation | Denied):
        response: Response | None = _refused(problem)
    else:
        response = exception_handler(problem, context)
        if response is not None and isinstance(problem, exceptions.APIException):
            response.data = _told(problem)
    if response is not None:
        context["request"]._request.undo = True
    return response
