"""Reminders: what was said to whom and when, inboxes, how e-mails fared, and the secret address of the calendar."""

from django.db import models

from blocks.models.people import Seat
from blocks.models.phases import Phase
from blocks.models.units import School
from blocks.rules.reminders import MailState
from blocks.rules.units import Level
from thidua.tenancy import TenantForeignKey, TenantModel


class Reminder(TenantModel):
    """One call to one school about one phase; `text` is what was said."""

    phase = TenantForeignKey(Phase, related_name="reminders")
    school = TenantForeignKey(School, related_name="reminders")
    text = models.TextField("nội dung")
    made_by = models.CharField("người nhắc", max_length=120)
    made_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần nhắc"
        indexes = [models.Index(fields=["district", "phase", "school", "-id"], name="reminder_newest_first")]

    def __str__(self) -> str:
        return f"{self.school} {self.made_at}"


class Notice(TenantModel):
    """A line in one person's inbox for one seat; `mail` tells how its e-mail fared."""

    seat = TenantForeignKey(Seat, related_name="notices")
    title = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung", blank=True)
    path = models.CharField("trang", max_length=200, blank=True)
    made_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    mail = models.CharField("thư điện tử", max_length=10, choices=MailState.choices, default=MailState.NONE)
    mailed_at = models.DateTimeField("gửi thư lúc", null=True, blank=True)
    mail_error = models.CharField("lý do không gửi được", max_length=300, blank=True)

    class Meta:
        verbose_name = "tin trong hộp"
        indexes = [models.Index(fields=["district", "seat", "-id"], name="notice_newest_first")]

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
