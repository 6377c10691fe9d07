"""What a sitting wrote, in the API: notes of each point, opinions of absentees, directions of the head."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.api.meetings.sittings import meeting_for, member_of, read_body
from blocks.models import AgendaItem, LateOpinion, Resolution
from blocks.rules.meetings.resolutions import Method, Opinion, Outcome, ResolutionFacts
from blocks.services.meetings.opinions import give_opinions
from blocks.services.meetings.resolutions import direct, resolve
from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.policy import Action


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
        item, data = self._item(request, meeting_id, min(item_id, BIG)), read_body(ResolutionSerializer, request)
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
        note = direct(item=item, by=actor_of(request), **read_body(DirectionSerializer, request))
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
        member = member_of(meeting, member_id)
        rows: list[LateOpinion] = give_opinions(
            meeting=meeting, membership=member, opinions=given, by=actor_of(request)
        )
        return Response(OpinionSerializer(rows, many=True).data)
