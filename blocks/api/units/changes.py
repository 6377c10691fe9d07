"""Unit changes in the API: done by persons who look at a preview first; taken back by their table."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from blocks.models import UnitChange
from blocks.queries.units import changes
from blocks.rules.units.changes import ChangeFacts, ChangeKind
from blocks.services.units.undoing import CHANGES
from thidua.actors import Actor
from thidua.api.views import BIG, Reading, label, number, one_of
from thidua.flow.api import MoveApi
from thidua.policy import Action


class UnitChangeSerializer(serializers.ModelSerializer):
    """A unit change: what, from when, on which paper, what it counted, and whether it was taken back."""

    kind_label = label("kind")
    origin_code = serializers.CharField(source="origin.code", read_only=True, allow_null=True, default=None)

    state_label = label("state")
    undone_at = serializers.DateTimeField(read_only=True, allow_null=True)
    undone_by = serializers.CharField(read_only=True, allow_null=True)
    undo_reason = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = UnitChange
        fields = [
            "id",
            "kind",
            "kind_label",
            "on",
            "basis_number",
            "basis_date",
            "summary",
            "counts",
            "schools",
            "origin_code",
            "created_by",
            "created_at",
            "state",
            "state_label",
            "undone_at",
            "undone_by",
            "undo_reason",
        ]


def _visible(actor: Actor) -> QuerySet[UnitChange]:
    """All of the authority: the action says who may ask."""
    return changes.changes() if actor.may(Action.SEE_BOARD) else UnitChange.objects.none()


def _school(text: str) -> list[int]:
    return [number(text)]


class UnitChanges(Reading):
    """Biến động đơn vị: đổi tên, sáp nhập, chia tách, giải thể, chuyển giao."""

    serializer_class = UnitChangeSerializer
    action_required = Action.SEE_BOARD
    visible = _visible
    lookup_url_kwarg = "change_id"
    filters = {
        "kind": ("kind", one_of(ChangeKind), "Loại biến động"),
        "school": ("schools__contains", _school, "Mã số của trường liên quan"),
    }
    orders = {"on": "on", "created_at": "created_at"}
    order = ("-on", "-pk")


def _change(_actor: Actor, change_id: int) -> UnitChange:
    return get_object_or_404(changes.changes(), pk=min(change_id, BIG))


MOVES: MoveApi[UnitChange, ChangeFacts] = MoveApi(
    CHANGES,
    fetch=_change,
    serializer=UnitChangeSerializer,
    name="unit-change",
    key="change_id",
    sees=Action.CHANGE_AUTHORITY,
)
