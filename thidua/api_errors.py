"""Refusals of the API (apart from `api`, because the framework reads the permissions before its own views exist)."""

from typing import Any

from django.db import IntegrityError
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from thidua.errors import Conflict, Denied, RuleViolation
from thidua.web import CLASH


class _Refused(APIException):
    def __init__(self, problem: RuleViolation | Denied) -> None:
        self.status_code = (
            403 if isinstance(problem, Denied) else 409 if isinstance(problem, Conflict) else 422
        )
        self.detail = {
            "code": getattr(problem, "code", "denied"),
            "detail": problem.message,
            "basis": getattr(problem, "basis", ""),
        }


def api_errors(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Refusals as JSON with the same sentence as the page's; the deed is undone."""
    if isinstance(problem, IntegrityError):
        problem = CLASH
    if isinstance(problem, RuleViolation | Denied):
        problem = _Refused(problem)
    response = exception_handler(problem, context)
    if response is not None:
        context["request"]._request.undo = True
    return response
