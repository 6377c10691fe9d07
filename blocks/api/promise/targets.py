"""The two target tables in the API: as cells, and as the plan prints them with the difference to what was sent."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import Block, EmulationYear, Target
from blocks.queries import visible
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.promise.targets import target_table
from blocks.queries.units.units import blocks_in
from blocks.rules.promise.targets import COLLECTIVE, SUBJECT_OF, TOTAL
from blocks.rules.promise.titles import Subject
from blocks.services.promise.targets import TargetCells
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, number, one_of, words
from thidua.grid.api import GridCells
from thidua.grid.engine import Grid
from thidua.policy import Action


class TargetSerializer(serializers.ModelSerializer):
    """One stored cell: the collective target that counts, and what the block's own table said."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)
    code = serializers.SerializerMethodField()

    class Meta:
        model = Target
        fields = [
            "id",
            "year",
            "year_code",
            "school",
            "school_name",
            "subject",
            "code",
            "value",
            "sent_value",
            "changed_by",
            "changed_at",
        ]
        read_only_fields = fields

    def get_code(self, target: Any) -> str:
        """Code of the title, `total` for the first column."""
        return target.title_id or TOTAL


class Targets(Reading):
    """Ô chỉ tiêu đã ghi: số của đơn vị và số khối đã gửi."""

    serializer_class = TargetSerializer
    action_required = Action.SEE_BLOCK
    visible = visible.targets
    lookup_url_kwarg = "target_id"
    related = ("year", "school")
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "subject": ("subject", one_of(Subject), "Tập thể hay cá nhân"),
        "title": ("title_id", words, "Mã danh hiệu"),
    }
    orders = {"school": "school__name_key", "changed_at": "changed_at", "value": "value"}


class CellSerializer(serializers.Serializer):
    """A number of the printed table."""

    code = serializers.CharField(source="column.code")
    value = serializers.IntegerField(allow_null=True)
    sent = serializers.IntegerField(allow_null=True)
    differs = serializers.BooleanField()
    changed_by = serializers.CharField(allow_blank=True)


class ColumnSerializer(serializers.Serializer):
    """A column with its printed head."""

    code = serializers.CharField()
    head = serializers.CharField()
    label = serializers.CharField()


class RowSerializer(serializers.Serializer):
    """A school's line."""

    position = serializers.IntegerField()
    school = serializers.IntegerField(source="school.pk")
    school_name = serializers.CharField(source="school.name")
    cells = CellSerializer(many=True)


class TableSerializer(serializers.Serializer):
    """A whole table with its total row and how many cells differ from the table the block sent."""

    caption = serializers.CharField(source="table.caption")
    columns = ColumnSerializer(source="table.columns", many=True)
    rows = RowSerializer(many=True)
    totals = CellSerializer(many=True)
    differences = serializers.IntegerField()
    sent = serializers.BooleanField()


def block_and_year(request: Request, block_id: int, year_code: str) -> tuple[Block, EmulationYear]:
    """The block as the actor may see it in that year; 404 otherwise."""
    year = get_object_or_404(EmulationYear.objects.all(), code=year_code)
    return get_object_or_404(blocks_in(actor_of(request), year), pk=min(block_id, BIG)), year


class TargetTables(GridCells):
    """Bảng chỉ tiêu của khối như kế hoạch in: collective (tập thể, sửa được) hoặc individual (đếm từ đăng ký)."""

    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_TARGETS

    @extend_schema(responses=TableSerializer)
    def get(self, request: Request, block_id: int, year_code: str, subject: str) -> Response:
        """Cả bảng: các dòng, dòng tổng, chỗ khác với bảng khối đã gửi."""
        if subject not in SUBJECT_OF:
            raise NotFound
        block, year = block_and_year(request, block_id, year_code)
        return Response(TableSerializer(target_table(block, year, tables_of(year).of(subject))).data)

    def grid(self, request: Request, reason: str, **place: Any) -> Grid:
        """The collective numbers; rows are schools, `reason` is why the office corrects after the phase."""
        if place["subject"] != COLLECTIVE:
            raise NotFound("Chỉ bảng tập thể sửa được; bảng cá nhân đếm từ danh sách đăng ký.")
        block, year = block_and_year(request, place["block_id"], place["year_code"])
        return TargetCells(block, year, actor_of(request), reason=reason)
