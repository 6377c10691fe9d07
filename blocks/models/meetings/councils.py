"""Councils (hội đồng) of a block, a school or the authority itself, and who sits in them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from blocks.models.units.staff import StaffMember
from blocks.models.units.units import Block, School
from blocks.models.year.years import EmulationYear
from blocks.rules.meetings.councils import CouncilKind, Standing
from thidua.access.models.seats import Period
from thidua.models import Account
from thidua.wall.tenancy import TenantForeignKey, TenantModel

_DAYS = Period("valid_from", "valid_to", models.Value("[]"))


class Council(TenantModel):
    """A council of one unit: a block's, a school's, or the authority's own where both are empty.

    It lasts for its year, or from a day on; a block's own (kind BLOCK) is always that of one year.
    """

    kind = models.CharField("loại", max_length=12, choices=CouncilKind.choices)
    block = TenantForeignKey(Block, null=True, blank=True, related_name="councils", verbose_name="khối")
    school = TenantForeignKey(School, null=True, blank=True, related_name="councils", verbose_name="trường")
    year = TenantForeignKey(EmulationYear, null=True, blank=True, related_name="councils", verbose_name="năm thi đua")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    name = models.CharField("tên hội đồng", max_length=200)
    decision_number = models.CharField("số quyết định thành lập", max_length=60, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    homeroom_teachers = models.PositiveSmallIntegerField("số giáo viên chủ nhiệm của trường", null=True, blank=True)
    homeroom_members = models.PositiveSmallIntegerField("số giáo viên chủ nhiệm là thành viên", null=True, blank=True)

    class Meta:
        verbose_name = "hội đồng"
        constraints = [
            models.CheckConstraint(name="council_of_one_unit", condition=models.Q(block=None) | models.Q(school=None)),
            models.CheckConstraint(
                name="council_has_its_time",
                condition=models.Q(year__isnull=False) | models.Q(valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="council_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="block_meets_by_the_year",
                condition=~models.Q(kind=CouncilKind.BLOCK) | models.Q(block__isnull=False, year__isnull=False),
            ),
            models.CheckConstraint(
                name="council_decision_has_a_number",
                condition=models.Q(decision_date=None) | ~models.Q(decision_number=""),
            ),
            models.UniqueConstraint(
                fields=["district", "year", "block"],
                condition=models.Q(kind=CouncilKind.BLOCK),
                name="one_meeting_block_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person's place in a council from a day to a day: ended, never deleted.

    In a block's own council a member stands for the `school` they lead. `full_name` and `post` are as they were then;
    `account` and `staff` say who it is, where that is known here.
    """

    council = TenantForeignKey(Council, related_name="memberships")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="tài khoản"
    )
    staff = TenantForeignKey(
        StaffMember, null=True, blank=True, related_name="memberships", verbose_name="hồ sơ nhân sự"
    )
    school = TenantForeignKey(
        School, null=True, blank=True, related_name="memberships", verbose_name="trường mà thành viên đứng đầu"
    )
    full_name = models.CharField("họ và tên, như khi cử", max_length=120)
    post = models.CharField("chức vụ, nơi công tác, như khi cử", max_length=300, blank=True)
    standing = models.CharField("vị trí", max_length=12, choices=Standing.choices)
    votes = models.BooleanField("biểu quyết", default=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên hội đồng"
        indexes = [models.Index(fields=["district", "council", "valid_from"], name="membership_of_council")]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="guests_do_not_vote", condition=~models.Q(standing=Standing.INVITED, votes=True)
            ),
            ExclusionConstraint(
                name="one_chair_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("council", RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(standing=Standing.CHAIR),
            ),
            *(
                ExclusionConstraint(
                    name=f"one_place_a_{who}_at_a_time",
                    expressions=[
                        ("district", RangeOperators.EQUAL),
                        ("council", RangeOperators.EQUAL),
                        (who, RangeOperators.EQUAL),
                        (_DAYS, RangeOperators.OVERLAPS),
                    ],
                    condition=models.Q(**{f"{who}__isnull": False}),
                )
                for who in ("account", "staff", "school")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {Standing(self.standing).label}"
