"""Rankings in the API: read, and written for a whole school at once."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from awards.api.facts.fact_words import WHO, demand, person_name
from awards.models import Ranking
from awards.queries import visible
from awards.rules.facts.fact_cells import RANK
from awards.rules.facts.rankings import SHORT, RankLevel
from awards.services.facts.facts import set_fact_cells
from blocks.models import EmulationYear, School
from blocks.queries import visible as visible_units
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, label, number, one_of, words
from thidua.grid.cells import CellChange
from thidua.policy import Action


class RankingSerializer(serializers.ModelSerializer):
    """A person's ranking of one year, and who wrote it."""

    staff_name = person_name()
    level = serializers.CharField(read_only=True)
    level_label = label("level")

    class Meta:
        model = Ranking
        fields = ["id", "staff", "staff_name", "school", "year_code", "level", "level_label", *WHO]
        read_only_fields = fields


class Rankings(Reading):
    """Xếp loại từng năm của từng người."""

    serializer_class = RankingSerializer
    action_required = Action.SEE_STAFF
    visible = visible.rankings
    lookup_url_kwarg = "ranking_id"
    related = ("staff",)
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "level": ("level", one_of(RankLevel), "Xếp loại"),
    }
    orders = {"year": "year_code", "name": "staff__sort_key"}
    order = ("-year_code", "pk")


class RankCellSerializer(serializers.Serializer):
    """One person's ranking: `level` null takes it away; `seen` is the level that was read, null for none."""

    staff = serializers.IntegerField(min_value=0, max_value=BIG)
    level = serializers.CharField(max_length=10, allow_null=True)
    seen = serializers.CharField(max_length=10, allow_null=True, required=False, default=None)


class RankListSerializer(serializers.Serializer):
    """Many at once: all or none."""

    rankings = RankCellSerializer(many=True, max_length=500)


class SchoolRankings(APIView):
    """Xếp loại cả trường trong một năm; ghi nhiều người một lần, được cả hoặc không ghi gì."""

    action_required = Action.SEE_STAFF
    action_to_write = Action.EDIT_FACTS

    def _place(self, request: Request, school_id: int, year_code: str) -> tuple[School, EmulationYear]:
        schools = visible_units.own_schools(actor_of(request))
        return (get_object_or_404(schools, pk=min(school_id, BIG)), get_object_or_404(EmulationYear, code=year_code))

    def _answer(self, school: School, year: EmulationYear, actor: Any) -> Response:
        rows = visible.rankings(actor).filter(school=school, year_code=year.code).select_related("staff")
        return Response(RankingSerializer(rows.order_by("staff__sort_key", "pk"), many=True).data)

    @extend_schema(responses=RankingSerializer(many=True), operation_id="school_rankings")
    def get(self, request: Request, school_id: int, year_code: str) -> Response:
        """Xếp loại đã ghi của trường trong năm."""
        school, year = self._place(request, school_id, year_code)
        return self._answer(school, year, actor_of(request))

    @extend_schema(
        request=RankListSerializer, responses=RankingSerializer(many=True), operation_id="write_school_rankings"
    )
    def put(self, request: Request, school_id: int, year_code: str) -> Response:
        """Ghi xếp loại; nếu người khác vừa sửa ô nào thì từ chối cả lần ghi."""
        school, year = self._place(request, school_id, year_code)
        actor = actor_of(request)
        demand(actor, school.pk)
        form = RankListSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        changes = [
            CellChange(one["staff"], f"{RANK}{year.code}", _short(one["level"]), _short(one["seen"]))
            for one in form.validated_data["rankings"]
        ]
        set_fact_cells(school=school, year=year, changes=changes, by=actor)
        return self._answer(school, year, actor)


def _short(level: str | None) -> str:
    """What the sheet's cell would hold; a text that is no level goes on as it is and is refused by the deed."""
    return SHORT[RankLevel(level)] if level in list(RankLevel) else level or ""
