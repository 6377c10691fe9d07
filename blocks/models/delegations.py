"""Delegations (ủy quyền): someone acts for the holder of a seat."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from blocks.models.people import Account, Seat
from blocks.models.units import Block, School
from blocks.rules.delegations import SignatureKind
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Role
from thidua.tenancy import TenantForeignKey, TenantModel


class Delegation(TenantModel):
    """Listed powers of one seat, lent to a person for some days by a deciding paper.

    Role, unit and the holder's name stand here too, because a person reads their own delegations before a district is
    known, when the database shows them nothing of anybody else's seat.
    """

    seat = TenantForeignKey(Seat, related_name="delegations", verbose_name="vai trò ủy quyền")
    account = models.ForeignKey(Account, models.PROTECT, related_name="delegations", verbose_name="người được ủy quyền")
    title = models.CharField("chức vụ của người được ủy quyền", max_length=120)
    signs = models.CharField("cách ký", max_length=5, choices=SignatureKind.choices)
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in SEAT_ROLES])
    block = TenantForeignKey(Block, null=True, blank=True, related_name="+", verbose_name="khối")
    school = TenantForeignKey(School, null=True, blank=True, related_name="+", verbose_name="trường")
    unit_name = models.CharField("đơn vị", max_length=200)
    for_name = models.CharField("người ủy quyền", max_length=120)
    powers = ArrayField(models.CharField(max_length=40), verbose_name="được làm")
    paper_number = models.CharField("số văn bản ủy quyền", max_length=60)
    paper_date = models.DateField("ngày văn bản")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    created_by_name = models.CharField("người lập", max_length=120)
    created_at = models.DateTimeField("lập lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by_name = models.CharField("người thu hồi", max_length=120, blank=True)
    reason = models.CharField("lý do thu hồi", max_length=500, blank=True)

    class Meta:
        verbose_name = "ủy quyền"
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=models.Q(valid_to__gte=models.F("valid_from"))
            )
        ]
        indexes = [
            models.Index(fields=["district", "seat", "-id"], name="delegation_of_seat"),
            models.Index(fields=["account", "district"], name="delegation_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.title} thay {ROLE_LABELS[Role(self.role)]} {self.for_name} · {self.unit_name}"
