"""People of a sheet, marked and returned cells, and personal confirmations in the API, by the same services."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.api.registration.registrations import RegistrationSerializer
from blocks.api.registration.sheets import CellToMendSerializer, sheet_of
from blocks.models import Registration, RegistrationSheet, ReturnedCell, School
from blocks.queries.registration.confirmations import ConfirmationLine, lines_of
from blocks.queries.registration.returned_cells import marks_of
from blocks.rules.units.staff import Gender, Leaving
from blocks.services.registration import returned_cells
from blocks.services.registration.sheet_people import add_person, take_out
from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.api.writing import RowField
from thidua.policy import Action


def _open_schools(_actor: Any) -> Any:
    return School.objects.filter(closed_on=None)


class NewPersonSerializer(serializers.Serializer):
    """Somebody who is not on the list yet; a known person is recognised by name and birth date."""

    full_name = serializers.CharField(max_length=120)
    birth_date = serializers.DateField(allow_null=True, required=False, default=None)
    gender = serializers.ChoiceField(choices=[("", ""), *Gender.choices], required=False, default="")
    job_title = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    since = serializers.DateField(allow_null=True, required=False, default=None)
    recruited_on = serializers.DateField(allow_null=True, required=False, default=None)


class SheetPeople(APIView):
    """Thêm người vào danh sách đăng ký; người đã có trong danh sách thì từ chối."""

    action_required = Action.EDIT_REGISTRATION

    @extend_schema(request=NewPersonSerializer, responses={201: RegistrationSerializer})
    def post(self, request: Request, sheet_id: int) -> Response:
        """Thêm một người."""
        sheet = sheet_of(request, sheet_id)
        typed = NewPersonSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        row = add_person(sheet=sheet, by=actor_of(request), **typed.validated_data)
        return Response(RegistrationSerializer(row).data, status=status.HTTP_201_CREATED)


class LeavingSerializer(serializers.Serializer):
    """Why a person leaves the list: a day for who moves or leaves, the other school for who moves."""

    why = serializers.ChoiceField(choices=Leaving.choices)
    on = serializers.DateField(allow_null=True, required=False, default=None)
    to = RowField(_open_schools, told="trường", allow_null=True, required=False, default=None)


class SheetPerson(APIView):
    """Đưa người khỏi danh sách: chuyển trường, nghỉ, hoặc nhập nhầm."""

    action_required = Action.EDIT_REGISTRATION

    @extend_schema(request=LeavingSerializer, responses={204: None})
    def post(self, request: Request, sheet_id: int, registration_id: int) -> Response:
        """Đưa một người ra; gọi lần nữa thì không còn người đó (404)."""
        sheet = sheet_of(request, sheet_id)
        found = Registration.objects.filter(sheet=sheet).select_related("sheet", "staff")
        row = get_object_or_404(found, pk=min(registration_id, BIG))
        typed = LeavingSerializer(data=request.data, context={"request": request._request})
        typed.is_valid(raise_exception=True)
        data = typed.validated_data
        take_out(row=row, why=Leaving(data["why"]), on=data["on"], to=data["to"], by=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class PlaceSerializer(serializers.Serializer):
    """Where a mark stands: the row (null: the school's own titles) and the cell, `row` for all of it."""

    row = serializers.IntegerField(min_value=0, max_value=BIG, allow_null=True)
    cell = serializers.CharField(max_length=20)


def _office_sheet(request: Request, sheet_id: int) -> RegistrationSheet:
    if actor_of(request).school_id:  # a school never sees what is marked before it is returned
        raise NotFound
    return sheet_of(request, sheet_id)


class SheetMarks(APIView):
    """Ô đơn vị quản lý đã đánh dấu, chưa trả lại; trường chưa thấy các ô này."""

    action_required = Action.RECEIVE_REGISTRATION

    @extend_schema(responses=CellToMendSerializer(many=True))
    def get(self, request: Request, sheet_id: int) -> Response:
        """Các ô đang đánh dấu."""
        return Response(CellToMendSerializer(marks_of(_office_sheet(request, sheet_id)), many=True).data)

    @extend_schema(request=CellToMendSerializer, responses=CellToMendSerializer(many=True))
    def put(self, request: Request, sheet_id: int) -> Response:
        """Đánh dấu một ô kèm lý do; ô đã đánh dấu thì nhận lý do mới."""
        sheet = _office_sheet(request, sheet_id)
        typed = CellToMendSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        returned_cells.mark_cell(sheet=sheet, by=actor_of(request), **typed.validated_data)
        return Response(CellToMendSerializer(marks_of(sheet), many=True).data)

    @extend_schema(request=PlaceSerializer, responses=CellToMendSerializer(many=True))
    def delete(self, request: Request, sheet_id: int) -> Response:
        """Bỏ đánh dấu một ô."""
        sheet = _office_sheet(request, sheet_id)
        typed = PlaceSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        returned_cells.unmark_cell(sheet=sheet, by=actor_of(request), **typed.validated_data)
        return Response(CellToMendSerializer(marks_of(sheet), many=True).data)


class ReturnedCellSerializer(serializers.ModelSerializer):
    """A cell that was returned; `closed_at` is empty while it is open."""

    row = serializers.IntegerField(source="registration_id", allow_null=True)

    class Meta:
        model = ReturnedCell
        fields = ["id", "row", "cell", "who", "reason", "made_by", "made_at", "closed_at"]
        read_only_fields = fields


class ReturnedCells(APIView):
    """Ô đã trả lại để sửa, kể cả những lần trước."""

    action_required = Action.SEE_STAFF

    @extend_schema(responses=ReturnedCellSerializer(many=True))
    def get(self, request: Request, sheet_id: int) -> Response:
        """Mới nhất trước."""
        found = ReturnedCell.objects.filter(sheet=sheet_of(request, sheet_id)).order_by("-made_at", "pk")
        return Response(ReturnedCellSerializer(found, many=True).data)


class ConfirmationSerializer(serializers.Serializer):
    """One person of the list and what is known of their answer; never the link itself."""

    row = serializers.IntegerField(source="row.pk")
    name = serializers.CharField(source="row.staff.full_name")
    state = serializers.CharField(allow_blank=True)
    state_label = serializers.CharField(source="word")
    ends_at = serializers.DateTimeField(source="confirmation.ends_at", allow_null=True, default=None)
    opened_at = serializers.DateTimeField(source="confirmation.opened_at", allow_null=True, default=None)
    answered_at = serializers.DateTimeField(source="confirmation.answered_at", allow_null=True, default=None)
    wishes = serializers.SerializerMethodField()
    why = serializers.CharField(source="confirmation.why", default="")
    answer = serializers.CharField(source="confirmation.answer", default="")

    def get_wishes(self, line: ConfirmationLine) -> dict[str, list[str]]:
        """Cell → [seen, wanted]."""
        return line.confirmation.wishes if line.confirmation else {}


class SheetConfirmations(APIView):
    """Ai đã xác nhận đăng ký của mình, ai xin sửa gì, ai chưa trả lời."""

    action_required = Action.EDIT_REGISTRATION

    @extend_schema(responses=ConfirmationSerializer(many=True))
    def get(self, request: Request, sheet_id: int) -> Response:
        """Mọi người trong danh sách."""
        return Response(ConfirmationSerializer(lines_of(sheet_of(request, sheet_id)), many=True).data)
