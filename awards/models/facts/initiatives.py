"""Initiatives and research of people."""

from django.db import models

from awards.models.facts.facts import Entered
from awards.rules.facts.initiatives import WorkKind, WorkLevel, WorkState
from blocks.models import School, StaffMember
from thidua.wall.tenancy import TenantForeignKey


class Initiative(Entered):
    """An initiative or a research (sáng kiến, đề tài) with its level, who recognised it, and what it was used for."""

    staff = TenantForeignKey(StaffMember, related_name="initiatives")
    school = TenantForeignKey(School, related_name="+", verbose_name="đơn vị lúc nộp")
    kind = models.CharField("loại", max_length=2, choices=WorkKind.choices, default=WorkKind.INITIATIVE)
    year_code = models.CharField("năm", max_length=9)
    name = models.CharField("tên", max_length=500)
    level = models.CharField("cấp", max_length=10, choices=WorkLevel.choices, default=WorkLevel.GRASSROOTS)
    state = models.CharField("trạng thái", max_length=10, choices=WorkState.choices, default=WorkState.SUBMITTED)
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    recognised_by = models.CharField("người, cơ quan công nhận", max_length=200, blank=True)
    organ = models.CharField("mã cấp của người công nhận", max_length=20, blank=True, editable=False)
    paper = models.CharField("số quyết định", max_length=60, blank=True)
    used_for = models.JSONField("đã dùng cho", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "sáng kiến, đề tài"
        constraints = [
            models.UniqueConstraint(fields=["district", "staff", "year_code", "name"], name="one_initiative_a_name"),
            models.CheckConstraint(
                name="recognised_on_a_day",
                condition=models.Q(state=WorkState.RECOGNISED, recognised_on__isnull=False)
                | (~models.Q(state=WorkState.RECOGNISED) & models.Q(recognised_on=None)),
            ),
        ]
        indexes = [models.Index(fields=["district", "school", "year_code"], name="initiative_of_school")]

    def __str__(self) -> str:
        return self.name
