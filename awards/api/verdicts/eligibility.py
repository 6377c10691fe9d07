"""The judge over the API: facts in, verdict out; nothing is stored."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from awards.queries.verdicts.verdicts import findings
from awards.rules.verdicts import CaseError, judge
from blocks.models import EmulationYear
from blocks.queries.units.units import blocks_in, members
from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.policy import Action

MOST = 500  # cases in one request


class Judge(APIView):
    """One case of the judge's form, or `{"meta": …, "cases": […]}` with up to 500; unreadable ones answer `error`."""

    action_required = Action.TRY_CONDITIONS

    @extend_schema(request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT, operation_id="judge")
    def post(self, request: Request) -> Response:
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


class LawSerializer(serializers.Serializer):
    """Under which law, and that law of which day: received or registered."""

    at = serializers.CharField()
    regime = serializers.CharField()


class FindingSerializer(serializers.Serializer):
    """One thing that stands against the figures; `school` is null for the block itself."""

    school = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField()
    condition = serializers.CharField()
    verdict = serializers.CharField()
    severity = serializers.CharField()
    article = serializers.CharField()
    standing = serializers.CharField()
    reason = serializers.CharField()
    laws = LawSerializer(many=True)


class FindingsSerializer(serializers.Serializer):
    """All of them, the block's own first."""

    findings = FindingSerializer(many=True)


class BlockFindings(APIView):
    """Mức trần, tỷ lệ, cờ trùng tính được từ hai bảng chỉ tiêu của khối, như trang “Soát chỉ tiêu”."""

    action_required = Action.SEE_BLOCK

    @extend_schema(responses=FindingsSerializer)
    def get(self, request: Request, block_id: int, year_code: str) -> Response:
        """Mỗi chỗ một lần, kèm luật của ngày đăng ký, của ngày nhận hồ sơ."""
        year = get_object_or_404(EmulationYear.objects.all(), code=year_code)
        block = get_object_or_404(blocks_in(actor_of(request), year), pk=min(block_id, BIG))
        placed = {place.school_id: place.school.name for place in members(block, year)}
        told = [
            {
                **one.condition,
                "school": one.school_id or None,
                "unit": placed.get(one.school_id, block.name),
                "laws": [{"at": at, "regime": regime} for at, regime in one.moments],
            }
            for one in findings(year, block.name, placed)
        ]
        return Response(FindingsSerializer({"findings": told}).data)
