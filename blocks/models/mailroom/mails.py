"""E-mails on their way out and how they fared, and how a person wants to be written to."""

from django.db import models

from blocks.models.access.invitations import Invitation
from blocks.rules.mailroom.mails import MailKind, MailState
from blocks.rules.mailroom.mails import MailWish as Wish
from thidua.models import Account
from thidua.wall.tenancy import TenantForeignKey, TenantModel


class Mail(TenantModel):
    """One e-mail to one person: the outbox and the log of deliveries in one. `key` makes it unique ("once a day").

    A link with a secret never stands here: `seed` is random, and only together with the installation's own key it gives
    the secret; it is erased once the mail has left or failed. `next_at` is real time, also where a demo's day stands.
    """

    kind = models.CharField("loại", max_length=16, choices=MailKind.choices)
    key = models.CharField(max_length=80)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="người nhận")
    invitation = TenantForeignKey(Invitation, null=True, related_name="mails", verbose_name="lời mời")
    address = models.EmailField("địa chỉ")
    to_name = models.CharField("người nhận", max_length=120)
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung", blank=True)
    path = models.CharField("trang", max_length=200, blank=True)
    label = models.CharField("chữ của đường dẫn", max_length=80, blank=True)
    seed = models.CharField(max_length=64, blank=True, editable=False)
    message_id = models.CharField(max_length=120, editable=False)
    state = models.CharField("tình trạng", max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    made_at = models.DateTimeField("lập lúc")
    next_at = models.DateTimeField("lần thử sau", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        verbose_name = "thư"
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="one_mail_a_key"),
            models.CheckConstraint(
                name="sent_mail_has_its_time",
                condition=~models.Q(state=MailState.SENT) | models.Q(sent_at__isnull=False, seed=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "next_at"], condition=models.Q(state=MailState.WAITING), name="mail_that_waits"
            ),
            models.Index(fields=["district", "state", "-id"], name="mail_by_state"),
            models.Index(fields=["district", "invitation"], name="mail_of_invitation"),
        ]

    def __str__(self) -> str:
        return f"{self.to_name}: {self.subject}"


class MailWish(TenantModel):
    """How one person wants the lines of the inbox by e-mail in this authority; without a row: one mail a day."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="người nhận")
    wish = models.CharField("cách nhận thư", max_length=10, choices=Wish.choices, default=Wish.DAILY)
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "cách nhận thư"
        constraints = [models.UniqueConstraint(fields=["district", "account"], name="one_wish_a_person")]

    def __str__(self) -> str:
        return f"{self.account}: {Wish(self.wish).label}"
