"""The judge over the API: facts in, verdict out; nothing is stored."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from awards.rules.eligibility import CaseError, judge
from thidua.policy import Action

MOST = 500  # cases in one request


class Judge(APIView):
    """One case of the judge's form, or `{"meta": …, "cases": […]}` with up to 500; unreadable ones answer `error`."""

    action_required = Action.TRY_CONDITIONS

    @extend_schema(request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT, operation_id="judge")
    def post(self, request: Any) -> Response:
        """The verdict, or a list of verdicts in the order asked."""
        data = request.data
        if not isinstance(data, dict):
            raise ValidationError({"detail": "Gửi một trường hợp, hoặc một đối tượng có “cases”."})
        if "cases" not in data:
            try:
                return Response(judge(data))
            except CaseError as problem:
                raise ValidationError({"detail": str(problem)}) from None
        cases, meta = data["cases"], data.get("meta") or {}
        if not isinstance(cases, list) or len(cases) > MOST:
            raise ValidationError({"detail": f"“cases” là một danh sách không quá {MOST} trường hợp."})
        tenants = meta.get("tenants") if isinstance(meta, dict) else None
        return Response({"verdicts": [self._one(case, tenants or {}) for case in cases]})

    def _one(self, case: Any, tenants: Any) -> dict[str, Any]:
        try:
            return judge(case, tenants=tenants if isinstance(tenants, dict) else {})
        except CaseError as problem:
            return {"id": case.get("id") if isinstance(case, dict) else None, "error": str(problem)}
