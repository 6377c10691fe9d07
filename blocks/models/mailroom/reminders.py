"""Reminders: what was said to which school and when."""

from django.db import models

from blocks.models.mailroom.timetables import TimetableRow
from blocks.models.units.units import School
from blocks.models.year.phases import Phase
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Reminder(TenantModel):
    """One call to one school about one phase; `text` is what was said. One by the timetable names its row and day."""

    phase = TenantForeignKey(Phase, related_name="reminders")
    school = TenantForeignKey(School, related_name="reminders")
    text = models.TextField("nội dung")
    made_account, made_seat, made_by, made_at = stamp("nhắc")
    row = TenantForeignKey(
        TimetableRow, models.SET_NULL, null=True, blank=True, related_name="reminders", verbose_name="dòng lịch nhắc"
    )
    on = models.DateField("ngày theo lịch", null=True, blank=True)
    heard = models.PositiveSmallIntegerField("số hộp thư đã nhận", default=1)  # 0: waits for who comes

    class Meta:
        verbose_name = "lần nhắc"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "row", "school", "on"],
                condition=models.Q(row__isnull=False),
                name="one_reminder_a_row_and_day",
            )
        ]
        indexes = [models.Index(fields=["district", "phase", "school", "-id"], name="reminder_newest_first")]

    def __str__(self) -> str:
        return f"{self.school} {self.made_at}"
