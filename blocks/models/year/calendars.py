"""The secret address of a person's calendar."""

from django.db import models

from thidua.models import Seat
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class CalendarLink(TenantModel):
    """The secret address of a person's calendar feed for one seat; only its hash is kept, a new one ends the old."""

    seat = TenantForeignKey(Seat, related_name="calendars")
    token_hash = models.CharField(max_length=64)
    made_account, made_seat, made_by, made_at = stamp("lập")

    class Meta:
        verbose_name = "liên kết lịch"
        constraints = [models.UniqueConstraint(fields=["district", "seat"], name="one_calendar_a_seat")]

    def __str__(self) -> str:
        return f"{self.seat}"
