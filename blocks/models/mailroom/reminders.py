"""Reminders: what was said to whom and when, inboxes, and the secret address of the calendar."""

from django.db import models

from blocks.models.mailroom.mails import Mail
from blocks.models.mailroom.timetables import TimetableRow
from blocks.models.units.units import School
from blocks.models.year.phases import Phase
from blocks.rules.units.units import Level
from thidua.models import Seat
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Reminder(TenantModel):
    """One call to one school about one phase; `text` is what was said. One by the timetable names its row and day."""

    phase = TenantForeignKey(Phase, related_name="reminders")
    school = TenantForeignKey(School, related_name="reminders")
    text = models.TextField("nội dung")
    made_by = models.CharField("người nhắc", max_length=120)
    made_at = models.DateTimeField("lúc")
    row = TenantForeignKey(
        TimetableRow, models.SET_NULL, null=True, blank=True, related_name="reminders", verbose_name="dòng lịch nhắc"
    )
    on = models.DateField("ngày theo lịch", null=True, blank=True)

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


class Notice(TenantModel):
    """A line in one person's inbox for one seat; `letter` is the e-mail that told of it, if one did.

    `key` makes a line of the timetable unique for its seat, and says that its text may be mailed along.
    """

    seat = TenantForeignKey(Seat, related_name="notices")
    title = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung", blank=True)
    path = models.CharField("trang", max_length=200, blank=True)
    made_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    key = models.CharField(max_length=60, blank=True)
    letter = TenantForeignKey(
        Mail, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name="thư đã báo"
    )

    class Meta:
        verbose_name = "tin trong hộp"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "seat", "key"], condition=~models.Q(key=""), name="one_timed_line_a_seat"
            )
        ]
        indexes = [
            models.Index(fields=["district", "seat", "-id"], name="notice_newest_first"),
            models.Index(
                fields=["district", "made_at"], condition=models.Q(read_at=None, letter=None), name="notice_to_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CalendarLink(TenantModel):
    """The secret address of a person's calendar feed for one seat; only its hash is kept, a new one ends the old."""

    seat = TenantForeignKey(Seat, related_name="calendars")
    token_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "liên kết lịch"
        constraints = [models.UniqueConstraint(fields=["district", "seat"], name="one_calendar_a_seat")]

    def __str__(self) -> str:
        return f"{self.seat}"


class Duty(TenantModel):
    """An officer looks after one level of schooling (hướng dẫn năm học, mục V); without a duty, after all."""

    seat = TenantForeignKey(Seat, related_name="duties")
    level = models.CharField("cấp học", max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = "phân công theo cấp học"
        constraints = [models.UniqueConstraint(fields=["district", "seat", "level"], name="one_duty_a_level")]

    def __str__(self) -> str:
        return f"{self.seat}: {Level(self.level).label}"
