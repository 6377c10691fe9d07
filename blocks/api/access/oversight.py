"""A superior's right to read the authorities below it, in the API."""

from rest_framework import serializers

from blocks.queries.access.oversight import of_both_sides
from thidua.access.kinds import OversightState
from thidua.api.views import Reading, label, one_of
from thidua.models import Oversight
from thidua.policy import Action


class OversightSerializer(serializers.ModelSerializer):
    """A superior's right to read an authority below it."""

    state_label = label("state")

    class Meta:
        model = Oversight
        fields = [
            "id",
            "superior",
            "superior_name",
            "member_name",
            "basis",
            "valid_from",
            "valid_to",
            "state",
            "state_label",
            "asked_by",
            "asked_at",
            "decided_by",
            "decided_at",
            "ended_by",
            "ended_at",
            "reason",
        ]
        read_only_fields = fields


class Oversights(Reading):
    """Quyền đọc của cấp trên: ở đơn vị này, và của đơn vị này ở nơi trực thuộc."""

    serializer_class = OversightSerializer
    action_required = Action.SEE_OVERSIGHT
    visible = of_both_sides
    lookup_url_kwarg = "oversight_id"
    filters = {"state": ("state", one_of(OversightState), "Trạng thái")}
    order = ("-id",)
