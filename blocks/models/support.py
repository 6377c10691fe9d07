"""Support sessions of the platform's staff, and whether an authority allows them."""

from django.db import models

from blocks.models.people import Account
from thidua.tenancy import TenantModel


class SupportRule(TenantModel):
    """Whether the authority lets support staff read; without a row it does, with announcement."""

    allowed = models.BooleanField("cho phép hỗ trợ viên đọc", default=True)
    changed_by_name = models.CharField("người đổi", max_length=120)
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "cho phép hỗ trợ"
        constraints = [models.UniqueConstraint(fields=["district"], name="one_support_rule")]

    def __str__(self) -> str:
        return "Cho phép hỗ trợ viên đọc" if self.allowed else "Không cho hỗ trợ viên đọc"


class SupportSession(TenantModel):
    """One announced, timed session in which a member of the platform's staff reads this authority."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="hỗ trợ viên")
    account_name = models.CharField("họ tên hỗ trợ viên", max_length=120)
    unit_name = models.CharField("đơn vị", max_length=200)
    reason = models.CharField("lý do", max_length=500)
    asked_at = models.DateTimeField("báo lúc")
    opens_at = models.DateTimeField("mở lúc")
    ends_at = models.DateTimeField("tự đóng lúc")
    agreed_by_name = models.CharField("người cho mở ngay", max_length=120, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    ended_by_name = models.CharField("người kết thúc", max_length=120, blank=True)

    class Meta:
        verbose_name = "phiên hỗ trợ"
        constraints = [
            models.CheckConstraint(name="support_is_timed", condition=models.Q(ends_at__gt=models.F("opens_at")))
        ]
        indexes = [
            models.Index(fields=["district", "-id"], name="support_newest_first"),
            models.Index(fields=["account", "ends_at"], name="support_of_account"),
        ]

    def __str__(self) -> str:
        return f"Phiên hỗ trợ của {self.account_name}"
