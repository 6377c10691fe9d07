"""The platform's list of authorities in the API."""

from typing import Any

from rest_framework import serializers

from blocks.queries.access.platform import visible_authorities
from thidua.access.kinds import DistrictKind
from thidua.api.views import Reading, label, one_of, words
from thidua.models import District
from thidua.policy import Action


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
