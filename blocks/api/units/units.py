"""Authority, blocks, placements and schools in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.models import Block, EmulationYear, Placement, School
from blocks.queries import visible
from blocks.queries.units.units import authority_facts
from blocks.rules.units.units import BlockKind, Level, Ownership
from blocks.services.units import units
from thidua.api.views import Reading, by_key, by_reading, label, number, one_of, words
from thidua.api.writing import CreateMixin, RowField
from thidua.models import DistrictName
from thidua.policy import Action


class DistrictNameSerializer(serializers.ModelSerializer):
    """A name of the authority with its dates."""

    class Meta:
        model = DistrictName
        fields = [
            "id",
            "name",
            "short_name",
            "parent_agency",
            "place_name",
            "head_title",
            "symbol",
            "valid_from",
            "valid_to",
        ]


class SuccessorSerializer(serializers.Serializer):
    """Who takes the authority's work over."""

    code = serializers.CharField(source="successor.code")
    name = serializers.CharField(source="successor_name", allow_blank=True)
    kind = serializers.CharField(source="successor.kind")
    on = serializers.DateField()
    basis = serializers.CharField()
    area = serializers.CharField(allow_blank=True)


class AuthoritySerializer(serializers.Serializer):
    """The managing authority: its name today, all names, its successors."""

    current = DistrictNameSerializer(allow_null=True)
    names = DistrictNameSerializer(many=True)
    successors = SuccessorSerializer(many=True)


class Authority(APIView):
    """Đơn vị quản lý: tên hiện nay, các tên theo ngày, đơn vị kế thừa."""

    action_required = Action.SEE_HOME

    @extend_schema(responses=AuthoritySerializer)
    def get(self, request: Request) -> Response:
        """Đơn vị quản lý của vai trò đang dùng."""
        return Response(AuthoritySerializer(authority_facts()).data)


class BlockSerializer(serializers.ModelSerializer):
    """A block or cluster."""

    kind_label = label("kind")
    level_label = label("level")

    class Meta:
        model = Block
        fields = ["id", "code", "name", "kind", "kind_label", "level", "level_label"]
        extra_kwargs = {"kind": {"required": False}}
        validators: list[Any] = []  # the deed says in Vietnamese what is taken


class Blocks(CreateMixin, Reading):
    """Khối, cụm thi đua."""

    serializer_class = BlockSerializer
    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_UNITS
    visible = visible.blocks
    create_with = staticmethod(units.create_block)
    lookup_url_kwarg = "block_id"
    filters = {
        "level": ("level", one_of(Level), "Cấp học"),
        "kind": ("kind", one_of(BlockKind), "Khối hay cụm"),
        "code": ("code", words, "Mã khối"),
    }
    search = by_reading("name", "code")
    orders = {"code": "code", "name": "name"}
    order = ("code", "pk")


class PlacementSerializer(serializers.ModelSerializer):
    """A school's place in a block for a year."""

    year = RowField(lambda actor: EmulationYear.objects.all(), told="năm thi đua")
    year_code = serializers.CharField(source="year.code", read_only=True)
    block = RowField(visible.blocks, told="khối")
    block_code = serializers.CharField(source="block.code", read_only=True)
    school = RowField(visible.schools, told="trường")
    school_name = serializers.CharField(source="school.name", read_only=True)

    class Meta:
        model = Placement
        fields = ["id", "year", "year_code", "block", "block_code", "school", "school_name", "position", "is_leader"]
        read_only_fields = ["position", "is_leader"]
        validators: list[Any] = []


class Placements(CreateMixin, Reading):
    """Trường nào thuộc khối nào trong năm nào, theo thứ tự của khối."""

    serializer_class = PlacementSerializer
    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_UNITS
    visible = visible.placements
    create_with = staticmethod(units.place_school)
    lookup_url_kwarg = "placement_id"
    related = ("year", "block", "school")
    filters = {
        "year": ("year__code", words, "Mã năm, ví dụ 2023-2024"),
        "block": ("block_id", number, "Khối"),
        "school": ("school_id", number, "Trường"),
    }
    orders = {"position": "position", "school": "school__name_key"}
    order = ("year__code", "block__code", "position", "pk")


class SchoolSerializer(serializers.ModelSerializer):
    """A school."""

    level_label = label("level")
    ownership_label = label("ownership")

    class Meta:
        model = School
        fields = [
            "id",
            "code",
            "name",
            "symbol",
            "level",
            "level_label",
            "ownership",
            "ownership_label",
            "address",
            "closed_on",
        ]
        read_only_fields = ["closed_on"]
        extra_kwargs = {"ownership": {"required": True}}
        validators: list[Any] = []


class Schools(CreateMixin, Reading):
    """Trường: của mình và các trường cùng khối."""

    serializer_class = SchoolSerializer
    action_required = Action.SEE_SCHOOL
    action_to_write = Action.EDIT_UNITS
    visible = visible.schools
    create_with = staticmethod(units.add_school)
    lookup_url_kwarg = "school_id"
    filters = {
        "level": ("level", one_of(Level), "Cấp học"),
        "ownership": ("ownership", one_of(Ownership), "Loại hình"),
        "code": ("code", words, "Mã trường"),
    }
    search = by_key("name_key")
    orders = {"name": "name_key", "code": "code"}
    order = ("name_key", "pk")
