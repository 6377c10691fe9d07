"""People: accounts that sign in, the seats they hold, and the staff of schools with their postings."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.crypto import salted_hmac

from blocks.models.units import Block, School
from blocks.rules.people import Gender
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Role
from thidua.tenancy import TenantForeignKey, TenantModel


class Account(AbstractUser):
    """A person who signs in. Global: one person may hold seats in several authorities."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    platform_staff = models.BooleanField("quản trị nền tảng", default=False, db_default=False)
    session_epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # one more ends all sessions

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Django's mark of a session, bound to the epoch beside the password: see services.sessions."""
        words = f"{self.password}:{self.session_epoch}"
        return salted_hmac("blocks.Account.session", words, secret=secret, algorithm="sha256").hexdigest()


class _Period(models.Func):
    """The days a seat is held, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


_PERIOD = _Period("valid_from", "valid_to", models.Value("[]"))


class Seat(TenantModel):
    """A role held in a unit from a day to a day; ended, never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="seats", verbose_name="người giữ")
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in SEAT_ROLES])
    block = TenantForeignKey(Block, null=True, blank=True, related_name="seats", verbose_name="khối")
    school = TenantForeignKey(School, null=True, blank=True, related_name="seats", verbose_name="trường")
    unit_name = models.CharField("đơn vị, như khi giao", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc ngay lúc", null=True, blank=True)  # before the day of `valid_to` is over

    class Meta:
        verbose_name = "vai trò"
        indexes = [
            models.Index(fields=["district", "role", "school"], name="seat_of_school"),
            models.Index(fields=["account", "district"], name="seat_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                name="seat_has_its_unit",
                condition=models.Q(role__in=[Role.OFFICER, Role.HEAD_OF_OFFICE], block=None, school=None)
                | models.Q(role=Role.BLOCK_LEADER, block__isnull=False, school=None)
                | models.Q(
                    role__in=[Role.PRINCIPAL, Role.SECRETARY, Role.COUNCIL_MEMBER], block=None, school__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
            ExclusionConstraint(
                name="one_principal_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("school", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role=Role.PRINCIPAL, ended_at=None),
            ),
            ExclusionConstraint(
                name="one_block_leader_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("block", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role=Role.BLOCK_LEADER, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLE_LABELS[Role(self.role)]} · {self.unit_name}"


class StaffMember(TenantModel):
    """A person who works in schools (cán bộ, giáo viên, nhân viên); history follows the person across schools."""

    full_name = models.CharField("họ và tên", max_length=120)
    name_key = models.CharField(max_length=120, db_collation="C", editable=False)
    sort_key = models.CharField(max_length=400, db_collation="C", editable=False)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=3, choices=Gender.choices, blank=True)
    erased_at = models.DateTimeField("đã xóa dữ liệu cá nhân lúc", null=True, blank=True, editable=False)
    recruited_on = models.DateField("ngày tuyển dụng", null=True, blank=True)

    class Meta:
        verbose_name = "cán bộ, giáo viên, nhân viên"
        indexes = [
            models.Index(fields=["district", "name_key", "birth_date"], name="staff_by_name"),
            models.Index(fields=["district", "sort_key"], name="staff_in_order"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Posting(TenantModel):
    """Where a person works and as what; `valid_from` is unknown for people first seen in a list."""

    staff = TenantForeignKey(StaffMember, related_name="postings")
    school = TenantForeignKey(School, related_name="postings")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "quá trình công tác"
        indexes = [models.Index(fields=["district", "school", "staff"], name="posting_of_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "staff", "school"],
                condition=models.Q(valid_to=None),
                name="one_open_posting_a_school",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.school}"
