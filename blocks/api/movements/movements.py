"""Movements in the API: read, begin, write heading and parts in words, make moves."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import Block, Movement, School
from blocks.queries.movements.movements import movements_for
from blocks.rules.movements.movements import LONGEST_AIM, LONGEST_NAME, WORDS, MovementFacts, MovementState
from blocks.services.movements.movements import MOVEMENTS, begin_movement, save_heading, save_words
from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, by_reading, day, label, number, one_of
from thidua.api.writing import RowField
from thidua.flow.api import MoveApi
from thidua.policy import Action


class MovementSerializer(serializers.ModelSerializer):
    """A movement of a block, a school or (neither) the authority, with its parts in words."""

    state_label = label("state")

    class Meta:
        model = Movement
        fields = [
            "id",
            "block",
            "school",
            "answers",
            "name",
            "aim",
            "starts_on",
            "ends_on",
            *WORDS,
            "state",
            "state_label",
            "version",
            "changed_by",
            "changed_at",
        ]
        read_only_fields = fields


class HeadingSerializer(serializers.Serializer):
    """Name, aim, days, and the movement it answers."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    aim = serializers.CharField(max_length=LONGEST_AIM, allow_blank=True, default="")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    answers = RowField(movements_for, told="phong trào", required=False)


class ChangeSerializer(serializers.Serializer):
    """What is written anew: the heading as a whole, or `words` by part; `version` is the one that was read."""

    version = serializers.IntegerField(min_value=0)
    heading = HeadingSerializer(required=False)
    words = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20_000), required=False)


class Movements(Reading):
    """Phong trào thi đua."""

    serializer_class = MovementSerializer
    action_required = Action.SEE_MOVEMENTS
    action_to_write = Action.EDIT_MOVEMENT
    visible = movements_for
    lookup_url_kwarg = "movement_id"
    filters = {
        "block": ("block_id", number, "Khối"),
        "school": ("school_id", number, "Trường"),
        "state": ("state", one_of(MovementState), "Trạng thái"),
        "from": ("ends_on__gte", day, "Còn chạy từ ngày"),
        "until": ("starts_on__lte", day, "Bắt đầu đến ngày"),
    }
    search = by_reading("name", "aim")
    orders = {"starts_on": "starts_on", "name": "name"}
    order = ("starts_on", "pk")

    @extend_schema(request=HeadingSerializer, responses={201: MovementSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lập phong trào của đơn vị mình."""
        form = HeadingSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        by = actor_of(request)
        owner: Block | School | None = None
        if by.block_id:
            owner = Block.objects.get(pk=by.block_id)
        elif by.school_id:
            owner = School.objects.get(pk=by.school_id)
        made = begin_movement(owner=owner, by=by, **form.validated_data)
        return Response(MovementSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=ChangeSerializer, responses=MovementSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Sửa tên, mục tiêu, thời gian, hoặc lời từng phần."""
        movement, by = self.get_object(), actor_of(request)
        form = ChangeSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        version = form.validated_data["version"]
        if "heading" in form.validated_data:
            movement = save_heading(movement=movement, version=version, by=by, **form.validated_data["heading"])
        for key, text in form.validated_data.get("words", {}).items():
            at = movement.version if "heading" in form.validated_data else version
            movement = save_words(movement=movement, version=at, key=key, text=text, by=by)
            version = movement.version
        return Response(MovementSerializer(movement).data)


def movement_for(actor: Actor, movement_id: int) -> Movement:
    """The movement, if the actor may read it; else 404."""
    rows = movements_for(actor).select_related("block", "school", "answers")
    return get_object_or_404(rows, pk=min(movement_id, BIG))


MOVES: MoveApi[Movement, MovementFacts] = MoveApi(
    MOVEMENTS,
    fetch=movement_for,
    serializer=MovementSerializer,
    name="movement",
    key="movement_id",
    sees=Action.SEE_MOVEMENTS,
)
