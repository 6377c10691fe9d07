"""More time for schools and blocks in the API."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from blocks.models import Extension, Phase
from blocks.queries import visible
from blocks.rules.year.phases import PhaseKind
from blocks.services.year.phases import extend
from thidua.actors import Actor
from thidua.api.views import Reading, number, one_of, words
from thidua.api.writing import CreateMixin, RowField
from thidua.policy import Action


def _phases(_actor: Actor) -> QuerySet[Phase]:
    return Phase.objects.all()


def _extensions(_actor: Actor) -> QuerySet[Extension]:
    return Extension.objects.all()


class ExtensionSerializer(serializers.ModelSerializer):
    """More time in one phase for one school or one block, never both."""

    phase = RowField(_phases, told="mốc")
    phase_kind = serializers.CharField(source="phase.kind", read_only=True)
    school = RowField(visible.schools, told="trường", required=False, allow_null=True)
    block = RowField(visible.blocks, told="khối", required=False, allow_null=True)

    class Meta:
        model = Extension
        fields = ["id", "phase", "phase_kind", "school", "block", "until", "reason", "given_by", "given_at"]
        read_only_fields = ["given_by", "given_at"]
        validators: list[Any] = []


class Extensions(CreateMixin, Reading):
    """Gia hạn cho trường hoặc khối; cùng một lần gia hạn gửi hai lần chỉ ghi một."""

    serializer_class = ExtensionSerializer
    action_required = Action.CHASE
    visible = _extensions
    create_with = staticmethod(extend)
    lookup_url_kwarg = "extension_id"
    related = ("phase",)
    filters = {
        "year": ("phase__year__code", words, "Mã năm"),
        "phase": ("phase__kind", one_of(PhaseKind), "Mốc"),
        "school": ("school_id", number, "Trường"),
        "block": ("block_id", number, "Khối"),
    }
    orders = {"until": "until", "given_at": "given_at"}
    order = ("-pk",)
