"""Rights to read another authority (a superior's, a support session's), and recoveries of sign-in by the platform."""

from django.db import models

from thidua.access.kinds import OversightState, RecoveryState
from thidua.access.models.accounts import Account
from thidua.access.models.authorities import District
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantModel


class Oversight(TenantModel):
    """Stands in the authority that is read (`district`), which agrees and ends it; `superior` only reads.

    Both names as at the asking: they are shown where the other side's walled names cannot be read.
    """

    superior = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="cấp trên")
    superior_name = models.CharField("cấp trên, như lúc xin", max_length=200)
    member_name = models.CharField("đơn vị trực thuộc, như lúc xin", max_length=200)
    basis = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=OversightState.choices, default=OversightState.ASKED)
    asked_account, asked_seat, asked_by, asked_at = stamp("xin")
    decided_account, decided_seat, decided_by, decided_at = stamp("trả lời", optional=True)
    ended_account, ended_seat, ended_by, ended_at = stamp("kết thúc", optional=True)
    reason = models.CharField("lý do", max_length=500, blank=True)

    class Meta:
        verbose_name = "quyền đọc của cấp trên"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "superior"],
                name="one_open_oversight",
                condition=models.Q(state__in=[OversightState.ASKED, OversightState.IN_FORCE]),
            ),
            models.CheckConstraint(
                name="oversight_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]
        indexes = [models.Index(fields=["superior", "state"], name="oversight_of_superior")]

    def __str__(self) -> str:
        return f"{self.superior_name} đọc {self.member_name}"


class SupportRule(TenantModel):
    """Whether the authority lets support staff read; without a row it does, with announcement."""

    allowed = models.BooleanField("cho phép hỗ trợ viên đọc", default=True)
    changed_account, changed_seat, changed_by, changed_at = stamp("đổi")

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
    agreed_account, agreed_seat, agreed_by, agreed_at = stamp("cho mở ngay", optional=True)
    ended_account, ended_seat, ended_by, ended_at = stamp("kết thúc", optional=True)

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


class AccountRecovery(models.Model):
    """Global as the account is: asked for by one member of the staff, done by another or by a paper's number.

    `authority` is where the person works; the trail and the announcement stand there, behind its wall.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="tài khoản")
    authority = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý")
    reason = models.CharField("lý do", max_length=300)
    paper = models.CharField("số văn bản của đơn vị", max_length=60, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=RecoveryState.choices, default=RecoveryState.ASKED)
    asked_account, asked_seat, asked_by, asked_at = stamp("xin")
    decided_account, decided_seat, decided_by, decided_at = stamp("xác nhận", optional=True)

    class Meta:
        verbose_name = "khôi phục đăng nhập"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(state=RecoveryState.ASKED), name="one_recovery_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Khôi phục đăng nhập của {self.account}"
