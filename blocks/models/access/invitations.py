"""Invitations: how a person comes to a seat."""

from django.db import models

from blocks.models.units.units import Block, School
from blocks.rules.access.invitations import InvitationState
from thidua.models import Account, Seat
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Role
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Invitation(TenantModel):
    """A seat offered to one person by a link that works once; `token_hash` is the SHA-256 of the link's secret."""

    token_hash = models.CharField(max_length=64, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in SEAT_ROLES])
    block = TenantForeignKey(Block, null=True, blank=True, related_name="+", verbose_name="khối")
    school = TenantForeignKey(School, null=True, blank=True, related_name="+", verbose_name="trường")
    unit_name = models.CharField("đơn vị", max_length=200)
    valid_from = models.DateField("giữ vai trò từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    replaces = TenantForeignKey(Seat, null=True, blank=True, related_name="+", verbose_name="nhận bàn giao từ")
    meant_for = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chỉ dành cho"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    lends = models.JSONField("ủy quyền kèm theo", default=dict, blank=True)  # lent once it is confirmed
    state = models.CharField("trạng thái", max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN)
    created_account, created_seat, created_by, created_at = stamp("mời")
    expires_at = models.DateTimeField("hết hạn lúc")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhận"
    )
    seat = TenantForeignKey(Seat, null=True, blank=True, related_name="+", verbose_name="vai trò đã giao")

    class Meta:
        verbose_name = "lời mời"
        constraints = [
            models.UniqueConstraint(fields=["district", "token_hash"], name="one_invitation_a_token"),
            models.CheckConstraint(
                name="accepted_by_someone",
                condition=models.Q(state__in=[InvitationState.OPEN, InvitationState.WITHDRAWN])
                | models.Q(account__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["district", "state", "-id"], name="invitation_by_state")]

    def __str__(self) -> str:
        return f"{self.full_name}: {ROLE_LABELS[Role(self.role)]} · {self.unit_name}"
