"""Rights to read across authorities in the API: superiors, support sessions, and the platform's list of authorities."""

from typing import Any

from rest_framework import serializers

from blocks.queries.access.oversight import of_both_sides
from blocks.queries.access.platform import visible_authorities
from blocks.queries.access.support import sessions_here
from thidua.access.kinds import DistrictKind, OversightState
from thidua.api.views import Reading, label, one_of, truth, words
from thidua.models import District, Oversight, SupportSession
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
            "asked_by_name",
            "asked_at",
            "decided_by_name",
            "decided_at",
            "ended_by_name",
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
            "agreed_by_name",
            "ended_at",
            "ended_by_name",
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


class RegisteredAuthoritySerializer(serializers.ModelSerializer):
    """An authority as the platform knows it: code, kind and days; its names stand behind its wall."""

    kind_label = label("kind")

    class Meta:
        model = District
        fields: Any = ["id", "code", "kind", "kind_label", "valid_from", "valid_to"]
        read_only_fields = fields


class Authorities(Reading):
    """Các đơn vị quản lý, cho quản trị nền tảng."""

    serializer_class = RegisteredAuthoritySerializer
    action_required = Action.RUN_PLATFORM
    visible = visible_authorities
    lookup_url_kwarg = "district_id"
    filters = {"code": ("code", words, "Mã"), "kind": ("kind", one_of(DistrictKind), "Loại")}
    orders = {"code": "code", "valid_from": "valid_from"}
    order = ("code",)
