"""Recovery of sign-in by the platform's staff, for a person whom nobody in the own authority can help."""

from django.db import models

from blocks.models.people import Account
from blocks.models.units import District
from blocks.rules.platform import RecoveryState


class AccountRecovery(models.Model):
    """Global as the account is: asked for by one member of the staff, done by another or by a paper's number.

    `authority` is where the person works; the trail and the announcement stand there, behind its wall.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="tài khoản")
    authority = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý")
    reason = models.CharField("lý do", max_length=300)
    paper = models.CharField("số văn bản của đơn vị", max_length=60, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=RecoveryState.choices, default=RecoveryState.ASKED)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="người xin")
    asked_at = models.DateTimeField("xin lúc")
    decided_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    decided_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "khôi phục đăng nhập"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(state=RecoveryState.ASKED), name="one_recovery_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Khôi phục đăng nhập của {self.account}"
