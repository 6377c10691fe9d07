"""Sittings in the API: meetings of all councils with their state, answers, roll-call, notes, opinions, directions."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.models import AgendaItem, Attendance, LateOpinion, Meeting, Membership, Resolution
from blocks.queries import visible
from blocks.queries.meetings.councils import day_of, members_on
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.meeting_moves import MeetingMoveFacts, MeetingState
from blocks.rules.meetings.resolutions import Method, Opinion, Outcome, ResolutionFacts
from blocks.services.meetings.attendance import Mark, answer_invitation, call_roll
from blocks.services.meetings.meeting_moves import MEETINGS
from blocks.services.meetings.opinions import give_opinions
from blocks.services.meetings.resolutions import direct, resolve
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


def _member(meeting: Meeting, member_id: int) -> Membership:
    """A member of the meeting's day; 404 otherwise."""
    listed = {row.pk for row in members_on(meeting.council, day_of(meeting))}
    return get_object_or_404(Membership.objects.filter(pk__in=listed), pk=min(member_id, BIG))


def _read(kind: type[serializers.Serializer], request: Request) -> dict[str, Any]:
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
        data = _read(AnswerSerializer, request)
        answer = Answer(data.pop("answer"))
        member = _member(meeting, member_id)
        row = answer_invitation(meeting=meeting, membership=member, answer=answer, by=actor_of(request), **data)
        return Response(AttendanceSerializer(row).data)


class MemberMark(APIView):
    """Điểm danh một thành viên."""

    action_required = Action.RUN_MEETINGS

    @extend_schema(request=MarkSerializer, responses=AttendanceSerializer)
    def put(self, request: Request, meeting_id: int, member_id: int) -> Response:
        """Có mặt, vắng hoặc người dự thay."""
        meeting = meeting_for(actor_of(request), meeting_id)
        data = _read(MarkSerializer, request)
        mark = Mark(Presence(data.pop("presence")), **data)
        member = _member(meeting, member_id)
        row = call_roll(meeting=meeting, membership=member, mark=mark, by=actor_of(request))
        return Response(AttendanceSerializer(row).data)


class ResolutionSerializer(serializers.ModelSerializer):
    """The notes of a point; `version` is the one that was read, needed to change them (0: there are none)."""

    version = serializers.IntegerField(min_value=0, max_value=2_147_483_647)
    outcome = serializers.ChoiceField(choices=Outcome.choices, allow_blank=True, required=False, default="")
    method = serializers.ChoiceField(choices=Method.choices, allow_blank=True, required=False, default="")
    recused = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=BIG), required=False, default=list, write_only=True
    )

    class Meta:
        model = Resolution
        fields = ["item", "discussion", "outcome", "method", "agree", "disagree", "abstain", "chair_decides", "text"]
        fields += ["reason", "direction", "directed_by", "noted_by", "noted_at", "version", "recused"]
        read_only_fields = ["item", "direction", "directed_by", "noted_by", "noted_at"]


class ItemNotes(APIView):
    """Thảo luận, kết luận của một nội dung."""

    action_required = Action.SEE_MEETINGS
    action_to_write = Action.RUN_MEETINGS

    def _item(self, request: Request, meeting_id: int, item_id: int) -> AgendaItem:
        meeting = meeting_for(actor_of(request), meeting_id)
        return get_object_or_404(AgendaItem.objects.select_related("meeting__council"), pk=item_id, meeting=meeting)

    @extend_schema(responses=ResolutionSerializer)
    def get(self, request: Request, meeting_id: int, item_id: int) -> Response:
        """Bản đang có; 404 khi chưa ai ghi."""
        note = get_object_or_404(Resolution, item=self._item(request, meeting_id, min(item_id, BIG)))
        return Response(ResolutionSerializer(note).data)

    @extend_schema(request=ResolutionSerializer, responses=ResolutionSerializer)
    def put(self, request: Request, meeting_id: int, item_id: int) -> Response:
        """Ghi; version cũ hơn bị từ chối (409)."""
        item, data = self._item(request, meeting_id, min(item_id, BIG)), _read(ResolutionSerializer, request)
        seen, recused = data.pop("version"), data.pop("recused")
        note = resolve(item=item, facts=ResolutionFacts(**data), seen=seen, recused=recused, by=actor_of(request))
        return Response(ResolutionSerializer(note).data)


class DirectionSerializer(serializers.Serializer):
    """What the head of the office directs."""

    direction = serializers.CharField(max_length=4000)


class ItemDirection(APIView):
    """Ý kiến chỉ đạo về một nội dung chưa thống nhất."""

    action_required = Action.DIRECT_MEETINGS

    @extend_schema(request=DirectionSerializer, responses=ResolutionSerializer)
    def put(self, request: Request, meeting_id: int, item_id: int) -> Response:
        """Ghi ý kiến chỉ đạo."""
        meeting = meeting_for(actor_of(request), meeting_id)
        item = get_object_or_404(AgendaItem, pk=min(item_id, BIG), meeting=meeting)
        note = direct(item=item, by=actor_of(request), **_read(DirectionSerializer, request))
        return Response(ResolutionSerializer(note).data)


class OpinionSerializer(serializers.Serializer):
    """An absentee's opinion on one point."""

    item = serializers.IntegerField(source="item_id", min_value=1, max_value=BIG)
    opinion = serializers.ChoiceField(choices=Opinion.choices)
    text = serializers.CharField(max_length=2000, allow_blank=True, required=False, default="")


class MemberOpinions(APIView):
    """Ý kiến của một thành viên vắng."""

    action_required = Action.ANSWER_MEETINGS

    @extend_schema(request=OpinionSerializer(many=True), responses=OpinionSerializer(many=True))
    def put(self, request: Request, meeting_id: int, member_id: int) -> Response:
        """Ghi ý kiến về các nội dung được hỏi."""
        meeting = meeting_for(actor_of(request), meeting_id)
        typed = OpinionSerializer(data=request.data, many=True)
        typed.is_valid(raise_exception=True)
        given = {row["item_id"]: (row["opinion"], row["text"]) for row in typed.validated_data}
        member = _member(meeting, member_id)
        rows: list[LateOpinion] = give_opinions(
            meeting=meeting, membership=member, opinions=given, by=actor_of(request)
        )
        return Response(OpinionSerializer(rows, many=True).data)
