"""Councils and who sits in them in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action as extra
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import Council, EmulationYear, Membership
from blocks.queries import visible
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing
from blocks.services.meetings.councils import found_council, seat_member
from thidua.api.base import actor_of
from thidua.api.views import Reading, label, number, one_of
from thidua.api.writing import RowField
from thidua.policy import Action


class MembershipSerializer(serializers.ModelSerializer):
    """A place in a council."""

    standing_label = label("standing")

    class Meta:
        model = Membership
        fields = ["id", "school", "full_name", "post", "standing", "standing_label", "votes", "valid_from", "valid_to"]


class CouncilSerializer(serializers.ModelSerializer):
    """A council with all its places, ended ones too."""

    kind_label = label("kind")
    year = RowField(lambda _actor: EmulationYear.objects.all(), told="năm thi đua", allow_null=True, required=False)
    block = RowField(visible.blocks, told="khối", allow_null=True, required=False)
    school = RowField(visible.schools, told="trường", allow_null=True, required=False)
    members = MembershipSerializer(source="memberships", many=True, read_only=True)

    class Meta:
        model = Council
        fields = ["id", "kind", "kind_label", "name", "year", "block", "school", "valid_from", "valid_to"]
        fields += ["decision_number", "decision_date", "members"]
        validators: list[Any] = []


class NewMemberSerializer(serializers.Serializer):
    """A place to be given."""

    full_name = serializers.CharField(max_length=120)
    post = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")
    standing = serializers.ChoiceField(choices=Standing.choices)
    votes = serializers.BooleanField(default=True)
    valid_from = serializers.DateField()


class Councils(Reading):
    """Hội đồng và thành viên."""

    serializer_class = CouncilSerializer
    action_required = Action.SEE_MEETINGS
    action_to_write = Action.FOUND_COUNCILS
    visible = visible.councils
    lookup_url_kwarg = "council_id"
    fetched = ("memberships",)
    filters = {
        "kind": ("kind", one_of(CouncilKind), "Loại"),
        "block": ("block", number, "Khối"),
        "school": ("school", number, "Trường"),
    }

    def create(self, request: Request) -> Response:
        """Lập hội đồng."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = dict(form.validated_data)
        made = found_council(kind=CouncilKind(facts.pop("kind")), by=actor_of(request), **facts)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=NewMemberSerializer, responses=MembershipSerializer)
    @extra(detail=True, methods=["post"])
    def members(self, request: Request, council_id: str) -> Response:
        """Cử một thành viên."""
        council = self.get_object()
        typed = NewMemberSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        data = typed.validated_data
        facts = MemberFacts(
            data["full_name"], Standing(data["standing"]), data["valid_from"], post=data["post"], votes=data["votes"]
        )
        made = seat_member(council=council, facts=facts, by=actor_of(request))
        return Response(MembershipSerializer(made).data, status=status.HTTP_201_CREATED)
