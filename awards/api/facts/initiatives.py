"""Initiatives and research in the API: read, entered, mended, recognised."""

from typing import Any

from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from awards.api.facts.fact_words import WHO, demand, person_name
from awards.models import Initiative
from awards.queries import visible
from awards.rules.facts.initiatives import WorkKind, WorkLevel, WorkState, read_uses
from awards.services.facts.initiatives import add_initiative, change_initiative
from blocks.models import EmulationYear, Title
from blocks.queries import visible as visible_units
from blocks.rules.year.years import cycle_of
from thidua.api.base import actor_of
from thidua.api.views import Reading, label, number, one_of, words
from thidua.api.writing import RowField
from thidua.policy import Action


class UseSerializer(serializers.Serializer):
    """What a work was used for."""

    title = serializers.CharField(max_length=20)
    cycle = serializers.CharField(max_length=9)


class InitiativeSerializer(serializers.ModelSerializer):
    """An initiative or a research; to change one send the `version` that was read."""

    staff = RowField(visible_units.staff, told="người", help_text="Người có sáng kiến")
    school = RowField(visible_units.own_schools, told="trường", help_text="Trường lúc nộp")
    staff_name = person_name()
    kind_label, level_label, state_label = label("kind"), label("level"), label("state")
    used_for = UseSerializer(many=True, required=False)
    version = serializers.IntegerField(min_value=0, required=False)
    level = serializers.CharField(max_length=10, required=False)  # the deed refuses what is none

    class Meta:
        model = Initiative
        fields = [
            "id",
            "staff",
            "staff_name",
            "school",
            "year_code",
            "kind",
            "kind_label",
            "name",
            "level",
            "level_label",
            "state",
            "state_label",
            "recognised_on",
            "recognised_by",
            "paper",
            "used_for",
            "version",
            *WHO,
        ]
        read_only_fields = ["id", *WHO]
        validators: list[Any] = []  # the service refuses a second one of the same name in Vietnamese

    def validate_used_for(self, value: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Known titles and years."""
        # A change may leave either out; what is missing is then refused like any other word.
        lines = "\n".join(f"{use.get('title', '?')} {use.get('cycle', '?')}" for use in value)
        return read_uses(lines, titles=set(Title.objects.values_list("code", flat=True)))

    def validate_year_code(self, value: str) -> str:
        """A school year or a calendar year."""
        if cycle_of(value) is None:
            raise serializers.ValidationError("Ghi năm dạng 2023-2024 hoặc 2024.")
        return value


class Initiatives(Reading):
    """Sáng kiến, đề tài; thêm, sửa, ghi công nhận như trên màn hình."""

    serializer_class = InitiativeSerializer
    action_required = Action.SEE_STAFF
    action_to_write = Action.EDIT_FACTS
    visible = visible.initiatives
    lookup_url_kwarg = "initiative_id"
    related = ("staff",)
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "state": ("state", one_of(WorkState), "Trạng thái"),
        "level": ("level", one_of(WorkLevel), "Cấp"),
        "kind": ("kind", one_of(WorkKind), "Loại"),
    }
    orders = {"year": "year_code", "name": "staff__sort_key"}
    order = ("-year_code", "pk")

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 with the work; the person must be of the school."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        data, actor = dict(form.validated_data), actor_of(request)
        school, staff = data.pop("school"), data.pop("staff")
        data.pop("version", None)
        demand(actor, school.pk)
        year = _year_for(data["year_code"])
        made = add_initiative(school=school, year=year, staff=staff, by=actor, **data)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The changed work; 409 where somebody was faster."""
        row = self.get_object()
        form = self.get_serializer(row, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        data, actor = dict(form.validated_data), actor_of(request)
        demand(actor, row.school_id)
        if "version" not in data:
            raise serializers.ValidationError({"version": ["Gửi kèm “version” đã đọc."]})
        for fixed in ("staff", "school", "year_code"):
            data.pop(fixed, None)
        made = change_initiative(initiative=row, by=actor, **data)
        return Response(self.get_serializer(made).data)


def _year_for(code: str) -> EmulationYear:
    """The year of a work, or for an older one the newest year: its list says who is of the school."""
    year = EmulationYear.objects.filter(code=code).first() or EmulationYear.objects.order_by("-starts_on").first()
    if year is None:
        raise serializers.ValidationError({"year_code": ["Đơn vị quản lý chưa mở năm thi đua nào."]})
    return year
