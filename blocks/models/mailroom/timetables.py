"""The timetable of reminders, and the hour of the day at which an authority's reminders and mails go out."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models

from blocks.models.year.phases import Phase
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class TimetableRow(TenantModel):
    """One line: so many days before the last day of a phase (negative: after it) these roles are told this."""

    phase = TenantForeignKey(Phase, related_name="timetable")
    days = models.SmallIntegerField("số ngày trước hạn", help_text="0: ngày cuối; số âm: sau hạn")
    roles = ArrayField(models.CharField(max_length=20), verbose_name="nhắc ai", help_text="mã vai trò")
    text = models.TextField("lời nhắc")
    active = models.BooleanField("đang dùng", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "dòng lịch nhắc"
        constraints = [
            models.CheckConstraint(name="reminder_near_its_day", condition=models.Q(days__gte=-60, days__lte=60)),
            models.CheckConstraint(name="reminder_to_somebody", condition=models.Q(roles__len__gt=0)),
        ]
        indexes = [models.Index(fields=["district", "phase", "-days"], name="timetable_in_order")]

    def __str__(self) -> str:
        return f"{self.phase}: {self.days:+d} ngày"


class DailyRound(TenantModel):
    """When the authority's reminders and digests go out each day, and the last day on which they did."""

    at = models.TimeField("giờ gửi", default=time(7))
    done_on = models.DateField("đã chạy ngày", null=True, blank=True)
    done_at = models.DateTimeField("đã chạy lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "lượt nhắc hằng ngày"
        constraints = [models.UniqueConstraint(fields=["district"], name="one_round_an_authority")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"
