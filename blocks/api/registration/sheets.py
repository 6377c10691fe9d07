"""A school's registration sheet in the API: cells, moves, returned cells and verdicts, by the same services."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from awards.queries.verdicts import verdicts
from awards.queries.visible import decides
from blocks.api.registration.registrations import SheetSerializer
from blocks.models import RegistrationSheet
from blocks.queries.registration.sheets import sheets_for
from blocks.services.registration import returned_cells as marks
from blocks.services.registration import sheets
from blocks.services.registration.sheet_cells import SheetCells as cells_of
from thidua.api.views import BIG
from thidua.errors import RuleViolation
from thidua.grid.api import GridCells
from thidua.grid.engine import Grid
from thidua.policy import Action


def sheet_of(request: Any, sheet_id: int) -> RegistrationSheet:
    """The sheet, if the actor may open it; 404 otherwise."""
    return get_object_or_404(sheets_for(request._request.actor), pk=min(sheet_id, BIG))


class SheetCells(GridCells):
    """Các ô của danh sách đăng ký; ô đã bị người khác sửa thì từ chối và nói ai vừa sửa gì."""

    action_required = Action.EDIT_REGISTRATION

    def grid(self, request: Request, reason: str, **place: Any) -> Grid:
        """The cells of the sheet, if the actor may open it."""
        return cells_of(sheets_for(request._request.actor).filter(pk=min(place["sheet_id"], BIG)))


class ReasonSerializer(serializers.Serializer):
    """Why; needed to reopen, and to submit a sheet with conditions that stand against it."""

    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")


class Move(APIView):
    """Một bước của danh sách; bước không đi được thì nói vì sao."""

    move = ""

    @extend_schema(request=ReasonSerializer, responses=SheetSerializer)
    def post(self, request: Any, sheet_id: int) -> Response:
        """Thực hiện bước này."""
        sheet, by = sheet_of(request, sheet_id), request._request.actor
        typed = ReasonSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        return Response(SheetSerializer(self.perform(sheet, by, typed.validated_data["reason"])).data)

    def perform(self, sheet: RegistrationSheet, by: Any, reason: str) -> RegistrationSheet:
        """The deed itself."""
        deeds = {
            "take-back": sheets.take_back,
            "approve": sheets.approve,
            "recall": sheets.recall,
            "receive": sheets.receive,
            "accept": sheets.accept,
            "receive-for-block": sheets.receive_for_block,
        }
        return deeds[self.move](sheet=sheet, by=by)


class Submit(Move):
    """Gửi hiệu trưởng duyệt; có điều kiện không đạt hoặc cần lưu ý thì phải giải trình."""

    action_required = Action.EDIT_REGISTRATION

    def perform(self, sheet: RegistrationSheet, by: Any, reason: str) -> RegistrationSheet:
        """Ask for the explanation where one is needed, then submit."""
        against = sum(bool(one.against) for one in verdicts(sheet.year, [sheet.school_id]).judged)
        if against and not reason.strip():
            raise RuleViolation("explain", f"{against} đăng ký cần giải trình; ghi lý do vào “reason”.", where="reason")
        return sheets.submit(sheet=sheet, by=by, reason=reason)


class TakeBack(Move):
    """Lấy lại để sửa."""

    action_required, move = Action.EDIT_REGISTRATION, "take-back"


class Approve(Move):
    """Duyệt và gửi."""

    action_required, move = Action.APPROVE_REGISTRATION, "approve"


class Recall(Move):
    """Thu hồi khi chưa tiếp nhận."""

    action_required, move = Action.APPROVE_REGISTRATION, "recall"


class Receive(Move):
    """Tiếp nhận."""

    action_required, move = Action.RECEIVE_REGISTRATION, "receive"


class ReceiveForBlock(Move):
    """Khối tiếp nhận."""

    action_required, move = Action.RECEIVE_FOR_BLOCK, "receive-for-block"


class Accept(Move):
    """Chấp nhận."""

    action_required, move = Action.RECEIVE_REGISTRATION, "accept"


class Reopen(Move):
    """Mở lại danh sách đã chấp nhận, có lý do."""

    action_required = Action.RECEIVE_REGISTRATION

    def perform(self, sheet: RegistrationSheet, by: Any, reason: str) -> RegistrationSheet:
        """Open it again."""
        return sheets.reopen(sheet=sheet, by=by, reason=reason)


class FlagSerializer(serializers.Serializer):
    """A cell to return: the row (null: the school's own titles), the cell or `row` for all of it, and what to mend."""

    row = serializers.IntegerField(min_value=0, max_value=BIG, allow_null=True)
    cell = serializers.CharField(max_length=20)
    reason = serializers.CharField(max_length=500)


class FlagsSerializer(serializers.Serializer):
    """The cells of one return, beside those that are marked already."""

    flags = FlagSerializer(many=True, required=False, default=list, max_length=500)


class SendBack(APIView):
    """Trả lại các ô để sửa, mỗi ô có lý do; các ô khác giữ nguyên."""

    action_required = Action.RECEIVE_REGISTRATION

    @extend_schema(request=FlagsSerializer, responses=SheetSerializer)
    def post(self, request: Any, sheet_id: int) -> Response:
        """Trả lại."""
        sheet = sheet_of(request, sheet_id)
        typed = FlagsSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        flags = [marks.Flag(**one) for one in typed.validated_data["flags"]]
        return Response(SheetSerializer(marks.send_back(sheet=sheet, flags=flags, by=request._request.actor)).data)


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
    def get(self, request: Any, sheet_id: int) -> Response:
        """Mọi đăng ký của trường và của từng người."""
        sheet = sheet_of(request, sheet_id)
        found = verdicts(sheet.year, [sheet.school_id], decides=decides(request._request.actor, sheet.school_id))
        return Response(VerdictSerializer(found.judged, many=True).data)
