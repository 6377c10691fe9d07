"""The block's planned meetings in the API."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import EmulationYear, Meeting
from blocks.queries import visible
from blocks.queries.meetings.meetings import planned
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.services.meetings.meetings import save_meeting
from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import Reading, number, words
from thidua.api.writing import RowField
from thidua.errors import Conflict
from thidua.policy import Action

_FACTS = ("number", "month", "starts_at", "time_note", "place", "contents", "review_heading", "note")
# What the plan's columns are called in MeetingFacts, and so in the API.
_NAMES = {"planned_month": "month", "planned_at": "starts_at", "planned_note": "time_note", "planned_place": "place"}


def _years(_actor: Actor) -> QuerySet:
    return EmulationYear.objects.all()


class MeetingSerializer(serializers.ModelSerializer):
    """One of the year's meetings; `version` is the one that was read, needed to change it."""

    year = RowField(_years, told="năm thi đua")
    year_code = serializers.CharField(source="year.code", read_only=True)
    block = RowField(visible.blocks, told="khối")
    month = serializers.DateField(source="planned_month")
    starts_at = serializers.DateTimeField(source="planned_at", allow_null=True, required=False)
    time_note = serializers.CharField(source="planned_note", max_length=200, allow_blank=True, required=False)
    place = serializers.CharField(source="planned_place", max_length=300, allow_blank=True, required=False)
    contents = serializers.ListField(child=serializers.CharField(max_length=1000), max_length=50, required=False)
    number = serializers.IntegerField(min_value=1, max_value=99)
    version = serializers.IntegerField(min_value=0, max_value=32_767, required=False)
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False, write_only=True)

    class Meta:
        model = Meeting
        fields = ["id", "year", "year_code", "block", *_FACTS, "version", "reason"]
        validators: list[Any] = []
        extra_kwargs = {"note": {"max_length": 2000}}


class Meetings(Reading):
    """Lịch sinh hoạt khối."""

    serializer_class = MeetingSerializer
    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_MEETINGS
    visible = visible.block_meetings
    lookup_url_kwarg = "meeting_id"
    related = ("year", "council")
    fetched = ("agenda",)
    filters = {"year": ("year__code", words, "Mã năm"), "block": ("council__block", number, "Khối")}
    orders = {"number": "number", "month": "planned_month", "starts_at": "planned_at"}
    order = ("year__code", "council__block", "number", "pk")

    def _save(self, request: Request, kept: Meeting | None, facts: dict[str, Any]) -> Meeting:
        """`kept` with `facts` over it, through the service; `version` says what was read."""
        seen, reason = facts.pop("version", 0), facts.pop("reason", "")
        block = kept.council.block if kept else facts.pop("block")
        year = kept.year if kept else facts.pop("year")
        assert block is not None  # the database holds it: block_meets_by_the_year
        told = asdict(planned(kept)) if kept else {}
        told |= {_NAMES.get(name, name): value for name, value in facts.items() if _NAMES.get(name, name) in _FACTS}
        told["contents"] = tuple(told.get("contents") or ())
        wanted = MeetingFacts(**told)
        return save_meeting(block=block, year=year, facts=wanted, seen=seen, by=actor_of(request), reason=reason)

    def create(self, request: Request) -> Response:
        """Thêm một lần sinh hoạt."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = self._save(request, None, {**form.validated_data, "version": 0})
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, meeting_id: str) -> Response:
        """Sửa một lần sinh hoạt; version cũ hơn bị từ chối (409)."""
        kept = self.get_object()
        form = self.get_serializer(kept, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        facts = dict(form.validated_data)
        for fixed in ("block", "year", "number"):
            facts.pop(fixed, None)
        if "version" not in facts:
            raise serializers.ValidationError(
                {"version": ["Gửi kèm version đã đọc để không đè lên sửa đổi của người khác."]}
            )
        if facts["version"] != kept.version:
            raise Conflict(
                f"Sinh hoạt lần {kept.number} nay là phiên bản {kept.version}; đọc lại rồi sửa.", where="version"
            )
        return Response(self.get_serializer(self._save(request, kept, facts)).data)
