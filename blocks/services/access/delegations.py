"""Deeds on delegations: lend powers of one's seat, take them back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from blocks.queries.access.seats import possible_delegates
from blocks.rules.access.delegations import check_days, check_delegate, check_own_seat, check_powers
from blocks.rules.mailroom import mails as letters
from blocks.rules.mailroom.mails import MailKind
from blocks.services.mailroom.mails import tell_of_access
from blocks.services.mailroom.notices import tell_delegate
from thidua import clock
from thidua.access.demands import demand
from thidua.access.kinds import SignatureKind
from thidua.access.seats import held_on
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Account, Delegation, Seat
from thidua.policy import ACTION_LABELS, Action, Role
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped


@transaction.atomic
def delegate(
    *,
    seat: Seat,
    to: Account,
    title: str,
    signs: SignatureKind,
    powers: Iterable[str],
    paper_number: str,
    paper_date: date,
    valid_from: date,
    valid_to: date,
    by: Actor,
) -> Delegation:
    """Lend `powers` of the own seat to a person of the same unit, by a paper, for some days."""
    check_own_seat(by_delegation=by.delegation_id is not None)
    demand(by, Action.DELEGATE)
    if by.seat_id != seat.pk:
        raise Denied("Chỉ người đang giữ vai trò mới ủy quyền được vai trò đó.")
    role, today = Role(seat.role), clock.today()
    listed = check_powers(role, powers)
    check_days(valid_from, valid_to, today=today, paper_date=paper_date, seat_to=seat.valid_to)
    roles = Seat.objects.filter(held_on(today), account=to).values_list("role", flat=True)
    check_delegate(holder=seat.account_id, delegate=to.pk, roles=roles)
    if to not in possible_delegates(seat, today):
        raise RuleViolation("stranger", "Chỉ ủy quyền được cho người đang giữ vai trò trong cùng đơn vị.", where="to")
    title, paper_number = squeeze(title), squeeze(paper_number)
    if not title or not paper_number:
        told = "Ghi chức vụ của người được ủy quyền và số văn bản ủy quyền."
        raise RuleViolation("paper", told, where="paper_number")
    made = Delegation.objects.create(
        seat=seat,
        account=to,
        title=title,
        signs=signs,
        role=role,
        block_id=seat.block_id,
        school_id=seat.school_id,
        unit_name=seat.unit_name,
        for_name=seat.account.full_name,
        powers=[str(power) for power in listed],
        paper_number=paper_number,
        paper_date=paper_date,
        valid_from=valid_from,
        valid_to=valid_to,
        **stamped("created", by),
    )
    facts = {"account": to.full_name, "powers": made.powers, "valid_from": str(valid_from), "valid_to": str(valid_to)}
    facts |= {"paper_number": paper_number, "paper_date": str(paper_date)}
    audit.record(by=by, verb="ủy quyền", target=made, new=facts)
    days = f"từ {short_date(valid_from)} đến hết {short_date(valid_to)}"
    what = "; ".join(ACTION_LABELS[power] for power in listed)
    letter = letters.lent(seat=str(made), paper=paper_number, since=valid_from, until=valid_to)
    mailed = tell_of_access(kind=MailKind.LENT, account=to, letter=letter, by=by)
    told = f"Theo văn bản {paper_number}, {days}. Được làm: {what}. Đổi vai trò để làm thay."
    tell_delegate(made=made, text=told, letter=mailed)
    return made


def check_wish(
    seat: Seat, powers: Iterable[str], paper_number: str, paper_date: date, valid_from: date, valid_to: date
) -> None:
    """What of a delegation can be said before it is known which account takes it."""
    check_powers(Role(seat.role), powers)
    check_days(valid_from, valid_to, today=clock.today(), paper_date=paper_date, seat_to=seat.valid_to)
    if not squeeze(paper_number):
        raise RuleViolation("paper", "Ghi số văn bản ủy quyền.", where="paper_number")


def lend_as_offered(*, account: Account, lends: dict[str, Any], by: Actor) -> Delegation | None:
    """What an invitation promised beside the seat; only who holds the lending seat can lend it, so by another: nothing.

    Part of the deed that confirms the invitation. A first day that is over by then becomes today.
    """
    seat = Seat.objects.filter(pk=lends.get("seat")).select_related("account").first() if lends else None
    if seat is None or by.seat_id != seat.pk or by.delegation_id is not None:
        return None
    until, today = date.fromisoformat(lends["valid_to"]), clock.today()
    if until < today:
        return None
    return delegate(
        seat=seat,
        to=account,
        title=lends["title"],
        signs=SignatureKind(lends["signs"]),
        powers=lends["powers"],
        paper_number=lends["paper_number"],
        paper_date=date.fromisoformat(lends["paper_date"]),
        valid_from=max(date.fromisoformat(lends["valid_from"]), today),
        valid_to=until,
        by=by,
    )


@transaction.atomic
def revoke(*, delegation: Delegation, by: Actor, reason: str = "") -> Delegation:
    """Take a delegation back at once; the holder may, and the office."""
    check_own_seat(by_delegation=by.delegation_id is not None)
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if by.seat_id != row.seat_id and not by.may(Action.EDIT_SEATS):
        raise Denied("Chỉ người đã ủy quyền hoặc đơn vị quản lý mới thu hồi được.")
    if row.revoked_at is not None:
        raise RuleViolation("state", "Ủy quyền này đã được thu hồi.")
    row.reason = squeeze(reason)
    row.save(update_fields=["reason", *put_stamp(row, "revoked", by)])
    audit.record(by=by, verb="thu hồi ủy quyền", target=row, old={"account": row.account.full_name}, reason=row.reason)
    letter = letters.lent_back(seat=str(row))
    tell_of_access(kind=MailKind.LENT_BACK, account=row.account, letter=letter, by=by)
    return row
