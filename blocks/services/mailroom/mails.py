"""Deeds on e-mails: put one into the outbox, let one go again, and how a person wants to be written to.

A mail is part of another deed's transaction and leaves later, by a worker (`delivery`).
"""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from blocks.models import Invitation, Mail, MailWish
from blocks.rules.mailroom.mails import NOT_CONFIGURED, Letter, MailKind, MailState, check_again, one_line
from blocks.rules.mailroom.mails import MailWish as Wish
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import Account
from thidua.policy import Action
from thidua.queue import mail
from thidua.registries.addresses import kept_as
from thidua.trail import audit


def post(
    *,
    kind: MailKind,
    letter: Letter,
    address: str,
    to_name: str,
    key: str = "",
    account: Account | None = None,
    invitation: Invitation | None = None,
    seed: str = "",
) -> Mail | None:
    """Put a mail into the outbox; None where one with that `key` stands there already.

    Without a mail server it is kept as what it is: not sent.
    """
    ready, number = mail.is_configured(), uuid.uuid4()
    key = key or f"{kind}:{number}"
    if Mail.objects.filter(key=key).exists():
        return None
    return Mail.objects.create(
        kind=kind,
        key=key,
        account=account,
        invitation=invitation,
        address=address,
        to_name=to_name,
        subject=one_line(letter.subject),
        text=letter.text,
        path=kept_as(letter.path),
        label=letter.label,
        seed=seed if ready else "",
        message_id=f"<{number}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>",
        state=MailState.WAITING if ready else MailState.NONE,
        error="" if ready else NOT_CONFIGURED,
        made_at=clock.now(),
        next_at=clock.real_now() if ready else None,
    )


def tell_of_access(*, kind: MailKind, account: Account, letter: Letter, by: Actor) -> Mail | None:
    """Write to a person whose access somebody else changed; commands and the demo write to nobody."""
    if by.account_id is None or by.account_id == account.pk or not account.email:
        return None
    return post(kind=kind, letter=letter, address=account.email, to_name=account.full_name, account=account)


@transaction.atomic
def send_again(*, letter: Mail, by: Actor) -> Mail:
    """Let a mail that failed, or that no server was there for, go once more. An invitation gets a new link instead."""
    demand(by, Action.SEE_MAIL)
    row = Mail.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    check_again(row.state)
    if row.kind == MailKind.INVITATION:
        raise RuleViolation("invitation", "Lời mời cần đường dẫn mới: dùng “Gửi lại” ở trang Người và vai trò.")
    if not mail.is_configured():
        raise RuleViolation("mail", f"{NOT_CONFIGURED} Nhờ người quản trị hệ thống đặt máy chủ thư, rồi gửi lại.")
    old = row.state
    row.state, row.attempts, row.next_at, row.error = MailState.WAITING, 0, clock.real_now(), ""
    row.save(update_fields=["state", "attempts", "next_at", "error"])
    audit.record(by=by, verb="gửi lại thư", target=row, old={"state": old}, new={"state": row.state})
    return row


def drop_mails_of(invitation: Invitation, why: str) -> int:
    """Mails of this invitation that have not left do not leave any more; part of another deed."""
    waiting = Mail.objects.filter(invitation=invitation, state=MailState.WAITING)
    return waiting.update(state=MailState.DROPPED, seed="", error=why)


@transaction.atomic
def set_wish(*, account_id: int, wish: Wish, by: Actor) -> MailWish:
    """How a person wants the lines of the inbox by e-mail in this authority from now on."""
    row = MailWish.objects.select_for_update(of=("self",)).filter(account=account_id).first()
    old = row.wish if row else Wish.DAILY
    if row is None:
        row = MailWish(account_id=account_id)
    row.wish, row.changed_at = wish, clock.now()
    row.save()
    if old != wish:
        audit.record(by=by, verb="chọn cách nhận thư", target=row, old={"wish": old}, new={"wish": wish})
    return row
