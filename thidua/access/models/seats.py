"""Seats that people hold, and what is lent of them (ủy quyền)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models

from thidua.access.kinds import SignatureKind
from thidua.access.models.accounts import Account
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Role
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Period(models.Func):
    """The days a seat is held, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


OF_SCHOOL = [Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY]
_PERIOD = Period("valid_from", "valid_to", models.Value("[]"))


class Seat(TenantModel):
    """A role held in a unit from a day to a day; ended, never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="seats", verbose_name="người giữ")
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in SEAT_ROLES])
    block_id = models.BigIntegerField("khối", null=True, blank=True)  # keys: blocks.apps
    school_id = models.BigIntegerField("trường", null=True, blank=True)
    unit_name = models.CharField("đơn vị, như khi giao", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    # before the day of `valid_to` is over
    ended_account, ended_seat, ended_by, ended_at = stamp("kết thúc ngay", optional=True)

    class Meta:
        verbose_name = "vai trò"
        indexes = [
            models.Index(fields=["district", "role", "school_id"], name="seat_of_school"),
            models.Index(fields=["account", "district"], name="seat_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                name="seat_has_its_unit",
                condition=models.Q(role__in=[Role.OFFICER, Role.HEAD_OF_OFFICE], block_id=None, school_id=None)
                | models.Q(role=Role.BLOCK_LEADER, block_id__isnull=False, school_id=None)
                | models.Q(
                    role__in=[Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY], block_id=None, school_id__isnull=False
                )
                | models.Q(models.Q(block_id=None) | models.Q(school_id=None), role=Role.COUNCIL_MEMBER),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
            ExclusionConstraint(
                name="one_principal_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("school_id", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role=Role.PRINCIPAL, ended_at=None),
            ),
            ExclusionConstraint(
                name="one_block_leader_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("block_id", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role=Role.BLOCK_LEADER, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLE_LABELS[Role(self.role)]} · {self.unit_name}"


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
    block_id = models.BigIntegerField("khối", null=True, blank=True)  # keys: blocks.apps
    school_id = models.BigIntegerField("trường", null=True, blank=True)
    unit_name = models.CharField("đơn vị", max_length=200)
    for_name = models.CharField("người ủy quyền", max_length=120)
    powers = ArrayField(models.CharField(max_length=40), verbose_name="được làm")
    paper_number = models.CharField("số văn bản ủy quyền", max_length=60)
    paper_date = models.DateField("ngày văn bản")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    created_account, created_seat, created_by, created_at = stamp("lập")
    revoked_account, revoked_seat, revoked_by, revoked_at = stamp("thu hồi", optional=True)
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
