"""Attendance (điểm danh): what each member answered before a meeting and whether they came."""

from django.db import models

from blocks.models.meetings.councils import Membership
from blocks.models.meetings.meetings import Meeting
from blocks.rules.meetings.attendance import Answer, Presence
from thidua.trail.stamps import stamp
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Attendance(TenantModel):
    """One member at one meeting; both parts are empty until somebody says them."""

    meeting = TenantForeignKey(Meeting, related_name="attendances", verbose_name="cuộc họp")
    membership = TenantForeignKey(Membership, related_name="attendances", verbose_name="thành viên")
    answer = models.CharField("trả lời giấy mời", max_length=12, choices=Answer.choices, blank=True)
    presence = models.CharField("điểm danh", max_length=12, choices=Presence.choices, blank=True)
    reason = models.CharField("lý do vắng", max_length=500, blank=True)
    substitute_name = models.CharField("người dự thay", max_length=120, blank=True)
    excused = models.BooleanField("vắng có lý do chính đáng", null=True, blank=True)
    delegated = models.BooleanField("có văn bản ủy quyền", null=True, blank=True)
    by_code = models.BooleanField("tự điểm danh bằng mã", default=False)
    marked_account, marked_seat, marked_by, marked_at = stamp("điểm danh", optional=True)

    class Meta:
        verbose_name = "điểm danh"
        constraints = [
            models.UniqueConstraint(fields=["district", "meeting", "membership"], name="one_attendance_a_member"),
            models.CheckConstraint(
                name="who_is_replaced_names_the_other",
                condition=~models.Q(presence=Presence.SUBSTITUTED) | ~models.Q(substitute_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_presence_display() or self.get_answer_display()}"
