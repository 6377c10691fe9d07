"""Sittings in the API: meetings of all councils with their state, answers and roll-call."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.models import AgendaItem, Attendance, Meeting, Membership
from blocks.queries import visible
from blocks.queries.meetings.councils import day_of, members_on
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.meeting_moves import MeetingMoveFacts, MeetingState
from blocks.services.meetings.attendance import Mark, answer_invitation, call_roll
from blocks.services.meetings.meeting_moves import MEETINGS
from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, label, number, one_of, words
from thidua.flow.api import MoveApi
from thidua.policy import Action


class PointSerializer(serializers.ModelSerializer):
    """A point of the agenda."""

    class Meta:
        model = AgendaItem
        fields = ["id", "position", "text", "origin", "held"]


class SittingSerializer(serializers.ModelSerializer):
    """A meeting of any council; `held_*` stand beside what was planned."""

    state_label = label("state")
    year_code = serializers.CharField(source="year.code", read_only=True)
    points = PointSerializer(source="agenda", many=True, read_only=True)

    class Meta:
        model = Meeting
        fields = ["id", "council", "year_code", "number", "kind", "state", "state_label", "planned_at"]
        fields += ["planned_place", "held_at", "held_until", "held_place", "version", "points"]
        read_only_fields = fields


class Sittings(Reading):
    """Cuộc họp của mọi hội đồng mình được xem."""

    serializer_class = SittingSerializer
    action_required = Action.SEE_MEETINGS
    visible = visible.meetings
    lookup_url_kwarg = "meeting_id"
    related = ("year",)
    fetched = ("agenda",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "council": ("council", number, "Hội đồng"),
        "state": ("state", one_of(MeetingState), "Tình trạng"),
    }
    order = ("year__code", "council", "number", "pk")


def meeting_for(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, if the actor may open it; 404 otherwise."""
    related = ("council__block", "council__school", "council__year", "year")
    return get_object_or_404(visible.meetings(actor).select_related(*related), pk=min(meeting_id, BIG))


MOVES: MoveApi[Meeting, MeetingMoveFacts] = MoveApi(
    MEETINGS,
    fetch=meeting_for,
    serializer=SittingSerializer,
    name="sitting",
    key="meeting_id",
    sees=Action.SEE_MEETINGS,
)


class AttendanceSerializer(serializers.ModelSerializer):
    """What a member answered and whether they came."""

    name = serializers.CharField(source="membership.full_name", read_only=True)

    class Meta:
        model = Attendance
        fields = ["membership", "name", "answer", "presence", "reason", "substitute_name", "excused", "delegated"]
        fields += ["by_code", "marked_by", "marked_at"]
        read_only_fields = fields


class AnswerSerializer(serializers.Serializer):
    """An answer to the invitation."""

    answer = serializers.ChoiceField(choices=Answer.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")
    substitute_name = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")


class MarkSerializer(serializers.Serializer):
    """A mark of the roll-call."""

    presence = serializers.ChoiceField(choices=Presence.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")
    substitute_name = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    excused = serializers.BooleanField(allow_null=True, required=False, default=None)
    delegated = serializers.BooleanField(allow_null=True, required=False, default=None)


def member_of(meeting: Meeting, member_id: int) -> Membership:
    """A member of the meeting's day; 404 otherwise."""
    listed = {row.pk for row in members_on(meeting.council, day_of(meeting))}
    return get_object_or_404(Membership.objects.filter(pk__in=listed), pk=min(member_id, BIG))


def read_body(kind: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """What was sent, checked; refused with the fields at fault otherwise."""
    typed = kind(data=request.data)
    typed.is_valid(raise_exception=True)
    return typed.validated_data


class Roll(APIView):
    """Điểm danh của cuộc họp."""

    action_required = Action.SEE_MEETINGS

    @extend_schema(responses=AttendanceSerializer(many=True))
    def get(self, request: Request, meeting_id: int) -> Response:
        """Những gì đã trả lời, đã điểm danh."""
        meeting = meeting_for(actor_of(request), meeting_id)
        rows = Attendance.objects.filter(meeting=meeting).select_related("membership").order_by("membership")
        return Response(AttendanceSerializer(rows, many=True).data)


class MemberAnswer(APIView):
    """Trả lời giấy mời của một thành viên."""

    action_required = Action.ANSWER_MEETINGS

    @extend_schema(request=AnswerSerializer, responses=AttendanceSerializer)
    def put(self, request: Request, meeting_id: int, member_id: int) -> Response:
        """Ghi câu trả lời; lần sau thay lần trước."""
        meeting = meeting_for(actor_of(request), meeting_id)
        data = read_body(AnswerSerializer, request)
        answer = Answer(data.pop("answer"))
        member = member_of(meeting, member_id)
        row = answer_invitation(meeting=meeting, membership=member, answer=answer, by=actor_of(request), **data)
        return Response(AttendanceSerializer(row).data)


class MemberMark(APIView):
    """Điểm danh một thành viên."""

    action_required = Action.RUN_MEETINGS

    @extend_schema(request=MarkSerializer, responses=AttendanceSerializer)
    def put(self, request: Request, meeting_id: int, member_id: int) -> Response:
        """Có mặt, vắng hoặc người dự thay."""
        meeting = meeting_for(actor_of(request), meeting_id)
        data = read_body(MarkSerializer, request)
        mark = Mark(Presence(data.pop("presence")), **data)
        member = member_of(meeting, member_id)
        row = call_roll(meeting=meeting, membership=member, mark=mark, by=actor_of(request))
        return Response(AttendanceSerializer(row).data)
