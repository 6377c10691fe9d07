"""A school's registration sheet in the API: cells, returned cells and verdicts, by the same services."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from awards.queries.verdicts.verdicts import verdicts
from awards.queries.visible import decides
from blocks.api.registration.registrations import SheetSerializer
from blocks.api.registration.sheet_moves import sheet_for
from blocks.models import RegistrationSheet
from blocks.queries.registration.sheets import sheets_for
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_cells import SheetCells as cells_of
from blocks.services.registration.sheet_moves import send_back
from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.grid.api import GridCells
from thidua.grid.engine import Grid
from thidua.policy import Action


def sheet_of(request: Request, sheet_id: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; 404 otherwise."""
    return get_object_or_404(sheets_for(actor_of(request)), pk=min(sheet_id, BIG))


class SheetCells(GridCells):
    """Các ô của danh sách đăng ký; ô đã bị người khác sửa thì từ chối và nói ai vừa sửa gì."""

    action_required = Action.EDIT_REGISTRATION

    def grid(self, request: Request, reason: str, **place: Any) -> Grid:
        """The cells of the sheet, if the actor may open it."""
        return cells_of(sheets_for(actor_of(request)).filter(pk=min(place["sheet_id"], BIG)))


class CellToMendSerializer(serializers.Serializer):
    """A cell to return: the row (null: the school's own titles), the cell or `row` for all of it, and what to mend."""

    row = serializers.IntegerField(min_value=0, max_value=BIG, allow_null=True)
    cell = serializers.CharField(max_length=20)
    reason = serializers.CharField(max_length=500)


class CellsToMendSerializer(serializers.Serializer):
    """The cells of one return, beside those that are marked already."""

    cells = CellToMendSerializer(many=True, required=False, default=list, max_length=500)


class SendBack(APIView):
    """Trả lại các ô để sửa, mỗi ô có lý do; các ô khác giữ nguyên."""

    action_required = Action.RECEIVE_REGISTRATION

    @extend_schema(request=CellsToMendSerializer, responses=SheetSerializer)
    def post(self, request: Request, sheet_id: int) -> Response:
        """Trả lại."""
        sheet = sheet_of(request, sheet_id)
        typed = CellsToMendSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        cells = [CellToMend(**one) for one in typed.validated_data["cells"]]
        send_back(sheet=sheet, cells=cells, by=actor_of(request))
        return Response(SheetSerializer(sheet_for(actor_of(request), sheet_id)).data)


class VerdictSerializer(serializers.Serializer):
    """One registered title with the judge's whole answer."""

    row = serializers.IntegerField(source="row_id", allow_null=True)
    title = serializers.CharField()
    verdict = serializers.CharField()
    answer = serializers.DictField()


class SheetVerdicts(APIView):
    """Điều kiện của từng đăng ký trong danh sách, như trang “Điều kiện”."""

    action_required = Action.SEE_STAFF

    @extend_schema(responses=VerdictSerializer(many=True))
    def get(self, request: Request, sheet_id: int) -> Response:
        """Mọi đăng ký của trường và của từng người."""
        sheet = sheet_of(request, sheet_id)
        found = verdicts(sheet.year, [sheet.school_id], decides=decides(actor_of(request), sheet.school_id))
        return Response(VerdictSerializer(found.judged, many=True).data)
