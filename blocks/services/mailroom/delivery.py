"""Deeds of the worker that hands mails to the mail server: claim one, send it, write how it went.

Each step is a transaction of its own. A claim pushes `next_at` ahead as a lease, so a worker that dies in between loses
nothing: another one tries later, with the same Message-ID. `attempts` fences a worker that comes back late.
"""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse

from blocks.models import Mail, MailWish
from blocks.rules.access.invitations import InvitationState
from blocks.rules.mailroom.mails import OF_NOTICES, MailKind, MailState, wait_after
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.services.access.invitations import token_hash
from thidua import clock
from thidua.queue import mail
from thidua.queue.mail import Message, Postbox, Undelivered
from thidua.registries.addresses import address
from thidua.wall.tenancy import tenant

LEASE = timedelta(minutes=3)  # longer than one mail can take (EMAIL_TIMEOUT for each step of the talk)
MOST_AT_ONCE = 100  # a round of one authority; the others have their turn


def deliver_due(*, district_id: int, box: Postbox) -> int:
    """Send what is due in this authority through `box`; returns how many the server took.

    Stops at the first sign that the server itself is not there: Undelivered("broken") is raised on.
    """
    sent = 0
    for _ in range(MOST_AT_ONCE):
        with tenant(district_id):
            claimed = _claim(district_id)
        if claimed is None:
            break
        row, message = claimed
        if message is None:
            continue
        try:
            box.send(message)
        except Undelivered as no:
            with tenant(district_id):
                _failed(row, no)
            if no.broken:
                raise
        else:
            with tenant(district_id):
                _sent(row)
            sent += 1
    return sent


def _claim(district_id: int) -> tuple[Mail, Message | None] | None:
    """The next mail that is due, ours for the length of the lease; its message is None where it is dropped."""
    now = clock.real_now()
    due = Mail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("invitation")
    row = due.filter(state=MailState.WAITING, next_at__lte=now).order_by("next_at", "pk").first()
    if row is None:
        return None
    why = _needless(row)
    if why:
        Mail.objects.filter(pk=row.pk).update(state=MailState.DROPPED, seed="", error=why, next_at=None)
        return row, None
    row.attempts, row.next_at = row.attempts + 1, now + LEASE
    row.save(update_fields=["attempts", "next_at"])
    return row, _message(row, district_id)


def _needless(row: Mail) -> str:
    """Why this mail need not leave any more, "" where it must."""
    if row.kind in OF_NOTICES:
        if not row.notices.filter(read_at=None).exists():
            return "Tin đã được đọc trước khi gửi thư."
        if MailWish.objects.filter(account=row.account_id, wish=Wish.OFF).exists():
            return "Người nhận đã tắt thư báo tin."
    if row.kind == MailKind.INVITATION:
        offer = row.invitation
        if offer is None or offer.state != InvitationState.OPEN or offer.expires_at <= clock.now():
            return "Lời mời đã có người nhận, đã thu hồi hoặc hết hạn."
        if offer.token_hash != token_hash(mail.secret_of(row.seed)):
            return "Đường dẫn trong thư này đã được thay; gửi lại lời mời nếu vẫn cần."
    return ""


def _message(row: Mail, district_id: int) -> Message:
    url, off = address(row.path) or reverse("home"), ""
    if row.kind == MailKind.INVITATION:
        url = reverse("invitation", args=[f"{district_id}-{mail.secret_of(row.seed)}"])
    if row.kind in OF_NOTICES and row.account_id:
        off = mail.absolute(reverse("mails_off", args=[mail.off_token(district_id, row.account_id)]))
    return Message(row.address, row.subject, row.text, mail.absolute(url), row.label, row.message_id, off)


def _mine(row: Mail) -> QuerySet[Mail]:
    return Mail.objects.filter(pk=row.pk, state=MailState.WAITING, attempts=row.attempts)


def _sent(row: Mail) -> None:
    _mine(row).update(state=MailState.SENT, sent_at=clock.now(), next_at=None, seed="", error="")


def _failed(row: Mail, no: Undelivered) -> None:
    wait = None if no.final else wait_after(row.attempts)
    if wait is None:
        _mine(row).update(state=MailState.FAILED, next_at=None, seed="", error=no.reason)
    else:
        _mine(row).update(next_at=clock.real_now() + wait, error=no.reason)
