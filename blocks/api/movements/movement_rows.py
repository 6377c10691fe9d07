"""The rows of a movement in the API, one address for every part; who takes part, and what was reported."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.api.movements.movements import movement_for
from blocks.models import MovementMilestone, MovementReport
from blocks.queries import visible
from blocks.queries.movements.movements import participations_for
from blocks.rules.movements.movements import LONGEST_WORDS
from blocks.rules.movements.parts import PARTS, Part
from blocks.services.movements.movement_rows import MODELS, add_row, change_row, drop_row
from blocks.services.movements.participations import save_participation, send_report
from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.days import read_day
from thidua.policy import Action


class MovementRowSerializer(serializers.Serializer):
    """A row: `values` by the part's fields, days as 2024-11-25; `version` of the row that was read."""

    id = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(min_value=0, default=0)
    values = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=LONGEST_WORDS))


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _told(row: Any, part: Part) -> dict[str, Any]:
    values = {field.name: str(getattr(row, field.name)) for field in part.fields}
    return {"id": row.pk, "version": row.version, "values": values}


def _typed(request: Request, part: Part) -> tuple[int, dict[str, Any]]:
    form = MovementRowSerializer(data=request.data)
    form.is_valid(raise_exception=True)
    values: dict[str, Any] = dict(form.validated_data["values"])
    for field in part.fields:
        if field.kind == "day" and values.get(field.name):
            values[field.name] = _day(values[field.name])
    return form.validated_data["version"], values


def _day(text: str) -> Any:
    parts = text.split("-")
    return read_day("/".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) == 4 else text)


class MovementRows(APIView):
    """Các dòng của một phần: tieu-chi, khen-thuong, giai-doan, ky-bao-cao, ban-chi-dao, de-nghi-khen."""

    action_required = Action.SEE_MOVEMENTS
    action_to_write = Action.EDIT_MOVEMENT

    @extend_schema(responses=MovementRowSerializer(many=True))
    def get(self, request: Request, movement_id: int, slug: str) -> Response:
        """Mọi dòng của phần, theo thứ tự."""
        movement, part = movement_for(actor_of(request), movement_id), _part(slug)
        rows = MODELS[slug]._default_manager.filter(movement=movement).order_by("position", "pk")
        return Response(MovementRowSerializer([_told(row, part) for row in rows], many=True).data)

    @extend_schema(request=MovementRowSerializer, responses={201: MovementRowSerializer})
    def post(self, request: Request, movement_id: int, slug: str) -> Response:
        """Thêm một dòng vào cuối phần."""
        movement, part = movement_for(actor_of(request), movement_id), _part(slug)
        _version, values = _typed(request, part)
        row = add_row(movement=movement, part=part, typed=values, by=actor_of(request))
        return Response(MovementRowSerializer(_told(row, part)).data, status=status.HTTP_201_CREATED)


class MovementRow(APIView):
    """Một dòng của một phần."""

    action_required = Action.EDIT_MOVEMENT

    @extend_schema(request=MovementRowSerializer, responses=MovementRowSerializer)
    def put(self, request: Request, movement_id: int, slug: str, line_id: int) -> Response:
        """Ghi lại cả dòng; version cũ hơn bị từ chối (409)."""
        movement, part = movement_for(actor_of(request), movement_id), _part(slug)
        get_object_or_404(MODELS[slug]._default_manager.filter(movement=movement), pk=min(line_id, BIG))
        version, values = _typed(request, part)
        row = change_row(movement=movement, part=part, pk=line_id, version=version, typed=values, by=actor_of(request))
        return Response(MovementRowSerializer(_told(row, part)).data)

    @extend_schema(request=MovementRowSerializer, responses={204: None})
    def delete(self, request: Request, movement_id: int, slug: str, line_id: int) -> Response:
        """Bỏ dòng; gửi version đã đọc ở địa chỉ (?version=)."""
        movement, part = movement_for(actor_of(request), movement_id), _part(slug)
        get_object_or_404(MODELS[slug]._default_manager.filter(movement=movement), pk=min(line_id, BIG))
        text = request.query_params.get("version", "")
        version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
        drop_row(movement=movement, part=part, pk=line_id, version=version, by=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ParticipationSerializer(serializers.Serializer):
    """What a school promises and what came of it; `version` 0 joins."""

    school = serializers.IntegerField(source="school_id", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)
    version = serializers.IntegerField(min_value=0)
    promise = serializers.CharField(max_length=LONGEST_WORDS, allow_blank=True)
    result = serializers.CharField(max_length=LONGEST_WORDS, allow_blank=True)


class Participations(APIView):
    """Trường tham gia một phong trào."""

    action_required = Action.SEE_MOVEMENTS

    @extend_schema(responses=ParticipationSerializer(many=True))
    def get(self, request: Request, movement_id: int) -> Response:
        """Các trường đã đăng ký mà người dùng được xem."""
        movement = movement_for(actor_of(request), movement_id)
        return Response(ParticipationSerializer(participations_for(actor_of(request), movement), many=True).data)


class SchoolParticipation(APIView):
    """Phần tham gia của một trường."""

    action_required = Action.EDIT_MOVEMENT

    @extend_schema(request=ParticipationSerializer, responses=ParticipationSerializer)
    def put(self, request: Request, movement_id: int, school_id: int) -> Response:
        """Đăng ký tham gia, hoặc ghi kết quả."""
        by = actor_of(request)
        movement = movement_for(by, movement_id)
        school = get_object_or_404(visible.own_schools(by), pk=min(school_id, BIG))
        form = ParticipationSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = save_participation(movement=movement, school=school, by=by, **form.validated_data)
        return Response(ParticipationSerializer(row).data)


class ReportSerializer(serializers.ModelSerializer):
    """A report on one day; without a school it is that of whose movement it is, `version` 0 where there is none yet."""

    version = serializers.IntegerField(min_value=0)
    school = serializers.IntegerField(source="school_id", allow_null=True, default=None)

    class Meta:
        model = MovementReport
        fields = ["id", "milestone", "school", "text", "late", "version", "sent_by", "sent_at"]
        read_only_fields = ["id", "milestone", "late", "sent_by", "sent_at"]


class Reports(APIView):
    """Báo cáo của một kỳ."""

    action_required = Action.EDIT_MOVEMENT

    @extend_schema(request=ReportSerializer, responses=ReportSerializer)
    def put(self, request: Request, movement_id: int, milestone_id: int) -> Response:
        """Ghi báo cáo; sau hạn thì ghi là trễ."""
        by = actor_of(request)
        milestone: MovementMilestone = get_object_or_404(
            movement_for(by, movement_id).milestones, pk=min(milestone_id, BIG)
        )
        form = ReportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        pk = given["school_id"]
        school = get_object_or_404(visible.own_schools(by), pk=min(pk, BIG)) if pk is not None else None
        row = send_report(milestone=milestone, school=school, version=given["version"], text=given["text"], by=by)
        return Response(ReportSerializer(row).data)
