"""The inbox: what was told to one person in one seat."""

from django.db import models

from blocks.models.mailroom.mails import Mail
from thidua.models import Delegation, Seat
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Notice(TenantModel):
    """A line in one person's inbox for one seat; `letter` is the e-mail that told of it, if one did.

    With `delegation` it was told to who was lent the seat, and its holder does not see it. `key` makes a line of the
    timetable unique for its seat, and says that its text may be mailed along.
    """

    seat = TenantForeignKey(Seat, related_name="notices")
    delegation = TenantForeignKey(
        Delegation, null=True, blank=True, related_name="+", verbose_name="báo cho người được ủy quyền"
    )
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
