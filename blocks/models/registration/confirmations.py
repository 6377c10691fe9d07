"""Links by which people confirm their own registration, and what they answered."""

from datetime import date, timedelta

from django.db import models

from blocks.models.registration.registrations import Registration
from blocks.rules.registration.confirmations import ConfirmationState
from thidua import clock
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Confirmation(TenantModel):
    """One link to one person's row; the newest counts. `token_hash` is the SHA-256 of the link's secret.

    `seen` is the row as it stood when the person answered, `wishes` what they want changed: cell → [seen, wanted].
    """

    registration = TenantForeignKey(Registration, models.CASCADE, related_name="confirmations")
    token_hash = models.CharField(max_length=64, editable=False)
    state = models.CharField(
        "trạng thái", max_length=12, choices=ConfirmationState.choices, default=ConfirmationState.WAITING
    )
    made_account, made_seat, made_by, made_at = stamp("lập")
    ends_at = models.DateTimeField("hết hạn lúc")
    opened_at = models.DateTimeField("mở lần đầu lúc", null=True, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    seen = models.JSONField("dòng lúc trả lời", default=dict)
    wishes = models.JSONField("muốn sửa", default=dict)
    why = models.CharField("lý do", max_length=500, blank=True)
    decided_account, decided_seat, decided_by, decided_at = stamp("giải quyết", optional=True)
    answer = models.CharField("trả lời của trường", max_length=500, blank=True)

    class Meta:
        verbose_name = "xác nhận của cá nhân"
        constraints = [
            models.UniqueConstraint(fields=["district", "token_hash"], name="one_confirmation_a_token"),
            models.UniqueConstraint(
                fields=["district", "registration"],
                condition=models.Q(state=ConfirmationState.WAITING),
                name="one_waiting_link_a_row",
            ),
        ]
        indexes = [models.Index(fields=["district", "registration", "-id"], name="confirmation_newest_first")]

    @property
    def last_day(self) -> date:
        """The last whole day on which the link can be answered."""
        return (self.ends_at - timedelta(seconds=1)).astimezone(clock.ZONE).date()

    def __str__(self) -> str:
        return f"{self.registration}: {ConfirmationState(self.state).label}"
