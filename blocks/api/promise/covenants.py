"""The covenants in the API: words, annex, what they are about; their moves by the table."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.api.promise.targets import block_and_year
from blocks.models import Covenant, CovenantMovement
from blocks.queries import visible
from blocks.rules.promise.covenants import CovenantFacts, CovenantState, MovementFacts
from blocks.services.promise.covenants import COVENANTS, begin_covenant, save_covenant
from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, label, number, one_of, words
from thidua.flow.api import MoveApi
from thidua.policy import Action


class CovenantMovementSerializer(serializers.ModelSerializer):
    """One movement of a covenant."""

    class Meta:
        model = CovenantMovement
        fields = ["name", "aim", "begun_on", "closed_on"]


class CovenantSerializer(serializers.ModelSerializer):
    """A covenant; `annex` and `digest` stand while frozen or signed, `version` is what writing takes as `seen`."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    block_name = serializers.CharField(source="block.name", read_only=True)
    state_label = label("state")
    movements = serializers.SerializerMethodField()

    class Meta:
        model = Covenant
        fields = [
            "id",
            "year",
            "year_code",
            "block",
            "block_name",
            "state",
            "state_label",
            "principles",
            "movements",
            "annex",
            "digest",
            "late",
            "version",
            "made_by",
            "made_at",
        ]
        read_only_fields = fields

    @extend_schema(responses=CovenantMovementSerializer(many=True))
    def get_movements(self, covenant: Any) -> list[dict[str, Any]]:
        """Its movements in their order."""
        rows = sorted(covenant.movements.all(), key=lambda row: row.position)
        return list(CovenantMovementSerializer(rows, many=True).data)


class Covenants(Reading):
    """Giao ước thi đua của các khối."""

    serializer_class = CovenantSerializer
    action_required = Action.SEE_BLOCK
    visible = visible.covenants
    lookup_url_kwarg = "covenant_id"
    related = ("year", "block")
    fetched = ("movements",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "block": ("block_id", number, "Khối"),
        "state": ("state", one_of(CovenantState), "Tình trạng"),
    }
    order = ("year__code", "block__code", "pk")


class CovenantWordsSerializer(serializers.Serializer):
    """The words as a whole; `seen` is the version that was read, 0 to begin the covenant."""

    principles = serializers.CharField(max_length=40_000, allow_blank=True)
    movements = CovenantMovementSerializer(many=True)
    seen = serializers.IntegerField(min_value=0)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="", write_only=True)


class BlockCovenant(APIView):
    """Lời của giao ước một khối trong một năm: lập rồi ghi cả nguyên tắc, phong trào một lần."""

    action_required = Action.EDIT_COVENANT

    @extend_schema(request=CovenantWordsSerializer, responses=CovenantSerializer)
    def put(self, request: Request, block_id: int, year_code: str) -> Response:
        """Ghi lời; nếu người khác vừa sửa thì từ chối."""
        actor = actor_of(request)
        block, year = block_and_year(request, block_id, year_code)
        form = CovenantWordsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        begun = begin_covenant(block=block, year=year, by=actor, reason=given["reason"])
        written = save_covenant(
            covenant=begun,
            principles=given["principles"],
            movements=[MovementFacts(**{"aim": "", **row}) for row in given["movements"]],
            seen=given["seen"] or begun.version,
            by=actor,
            reason=given["reason"],
        )
        return Response(CovenantSerializer(covenant_by_id(actor, written.pk)).data)


def covenant_by_id(actor: Actor, covenant_id: int) -> Covenant:
    """The covenant, if the actor may read it; else 404."""
    rows = visible.covenants(actor).select_related("year", "block").prefetch_related("movements")
    return get_object_or_404(rows, pk=min(covenant_id, BIG))


MOVES: MoveApi[Covenant, CovenantFacts] = MoveApi(
    COVENANTS,
    fetch=covenant_by_id,
    serializer=CovenantSerializer,
    name="covenant",
    key="covenant_id",
    sees=Action.SEE_BLOCK,
)
