"""Support sessions in the API."""

from rest_framework import serializers

from blocks.queries.access.support import sessions_here
from thidua.api.views import Reading, truth
from thidua.models import SupportSession
from thidua.policy import Action


class SupportSessionSerializer(serializers.ModelSerializer):
    """An announced, timed session of a support person."""

    class Meta:
        model = SupportSession
        fields = [
            "id",
            "account_name",
            "reason",
            "asked_at",
            "opens_at",
            "ends_at",
            "agreed_by",
            "ended_at",
            "ended_by",
        ]
        read_only_fields = fields


class SupportSessions(Reading):
    """Các phiên hỗ trợ ở đơn vị này."""

    serializer_class = SupportSessionSerializer
    action_required = Action.SEE_SUPPORT
    visible = sessions_here
    lookup_url_kwarg = "support_id"
    filters = {"open": ("ended_at__isnull", truth, "Chưa được kết thúc bằng tay")}
    order = ("-id",)
