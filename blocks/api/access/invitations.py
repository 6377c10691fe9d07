"""Invitations in the API, and their moves from the table."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from blocks.models import Invitation
from blocks.queries.access.seats import invitations_of
from blocks.rules.access.invitations import InvitationFacts, InvitationState
from blocks.services.access.invitations import INVITATIONS
from thidua.actors import Actor
from thidua.api.views import BIG, Reading, label, one_of
from thidua.flow.api import MoveApi
from thidua.policy import Action, Role


class InvitationSerializer(serializers.ModelSerializer):
    """An offer of a seat, who took it, and what became of it; the link itself is shown once and kept nowhere."""

    role_label = label("role")
    state_label = label("state")
    account_name = serializers.CharField(source="account.full_name", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Invitation
        fields = [
            "id",
            "full_name",
            "role",
            "role_label",
            "unit_name",
            "block",
            "school",
            "valid_from",
            "valid_to",
            "state",
            "state_label",
            "account_name",
            "expires_at",
            "seat",
        ]
        read_only_fields = fields


class Invitations(Reading):
    """Lời mời giữ vai trò mà người dùng được xác nhận hoặc thu hồi."""

    serializer_class = InvitationSerializer
    action_required = Action.INVITE
    visible = invitations_of
    lookup_url_kwarg = "invitation_id"
    related = ("account",)
    filters = {
        "state": ("state", one_of(InvitationState), "Trạng thái"),
        "role": ("role", one_of(Role), "Vai trò"),
    }
    order = ("-pk",)


def _invitation(actor: Actor, invitation_id: int) -> Invitation:
    return get_object_or_404(invitations_of(actor).select_related("account"), pk=min(invitation_id, BIG))


MOVES: MoveApi[Invitation, InvitationFacts] = MoveApi(
    INVITATIONS,
    fetch=_invitation,
    serializer=InvitationSerializer,
    name="invitation",
    key="invitation_id",
    sees=Action.INVITE,
)
