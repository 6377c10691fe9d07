"""Deeds that turn unread lines of inboxes into e-mails: once a day, or at once for who wants that."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from blocks.models import MailWish, Notice
from blocks.rules.mailroom.mails import OLDEST_NOTICE, Line, MailKind, digest
from blocks.rules.mailroom.mails import MailWish as Wish
from blocks.services.mailroom.mails import post
from thidua import clock
from thidua.access.authorities import authority_on, short_name_on
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.models import Account, Seat
from thidua.trail import audit


def _unread() -> QuerySet[Notice]:
    """Lines that no mail has told of: unread, of the last days, of people who hold the seat and have an address."""
    found = Notice.objects.filter(
        seat__in=Seat.objects.filter(held_on(clock.today())),
        seat__account__is_active=True,
        read_at=None,
        letter=None,
        delegation=None,
        made_at__gt=clock.now() - OLDEST_NOTICE,
    )
    return found.exclude(seat__account__email="").select_related("seat__account").order_by("-pk")


def _wishing(wish: Wish) -> list[int]:
    return list(MailWish.objects.filter(wish=wish).values_list("account", flat=True))


@transaction.atomic
def write_digests(*, by: Actor) -> int:
    """One mail for everybody with unread lines, at most one a person and day; returns how many were written."""
    kind, today = MailKind.DIGEST, clock.today()
    waiting = _unread().exclude(seat__account__in=_wishing(Wish.OFF))
    written = _write(waiting, kind, {notice.pk: f"{kind}:{notice.seat.account_id}:{today}" for notice in waiting})
    if written:
        authority = authority_on(today)
        if authority.pk:
            audit.record(by=by, verb="lập thư tin trong ngày", target=authority, new={"mails": written})
    return written


@transaction.atomic
def write_at_once(*, by: Actor) -> int:
    """A mail for those who want to know at once; returns how many were written."""
    who = _wishing(Wish.AT_ONCE)
    if not who:
        return 0
    kind, waiting = MailKind.NOTICE, list(_unread().filter(seat__account__in=who))
    newest: dict[int, int] = {}
    for notice in waiting:
        newest.setdefault(notice.seat.account_id, notice.pk)
    keys = {one.pk: f"{kind}:{one.seat.account_id}:{newest[one.seat.account_id]}" for one in waiting}
    return _write(waiting, kind, keys)


def _write(notices: Iterable[Notice], kind: MailKind, keys: dict[int, str]) -> int:
    """A mail for each key; the lines it tells of point at it."""
    by_key: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_key[keys[notice.pk]].append(notice)
    authority = short_name_on(clock.today(), "đơn vị") if by_key else ""
    written = 0
    for key, lines in by_key.items():
        account: Account = lines[0].seat.account
        told = [Line(str(one.seat), one.title, one.text if one.key else "") for one in lines]
        letter = digest(told, authority=authority)
        mail = post(
            kind=kind, key=key, letter=letter, address=account.email, to_name=account.full_name, account=account
        )
        if mail is not None:
            Notice.objects.filter(pk__in=[one.pk for one in lines]).update(letter=mail)
            written += 1
    return written
