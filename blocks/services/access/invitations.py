"""Deeds on invitations: offer a seat, take it, confirm it, take the offer back."""

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from blocks.models import Block, Invitation, School
from blocks.queries.access.seats import unit_of
from blocks.rules.access.invitations import FLOW, LIFE, InvitationFacts, InvitationState
from blocks.rules.mailroom import mails as letters
from blocks.rules.mailroom.mails import MailKind
from blocks.services.access.delegations import lend_as_offered
from blocks.services.access.seats import check_gives, check_hand_over, give_seat, hand_over, unit_name
from blocks.services.mailroom.mails import drop_mails_of, post
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.flow.deeds import Mover, Taken, step_of
from thidua.models import Account, Seat, Step
from thidua.policy import ROLE_LABELS, Role
from thidua.queue import mail
from thidua.text import short_date, squeeze, weekday_date
from thidua.trail import audit
from thidua.trail.stamps import stamped
from thidua.wall.tenancy import tenant_id


def token_hash(secret: str) -> str:
    """What is kept of a link's secret; the secret itself is shown once and stored nowhere."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    full_name: str,
    role: Role,
    valid_from: date,
    by: Actor,
    email: str = "",
    valid_to: date | None = None,
    block: Block | None = None,
    school: School | None = None,
    replaces: Seat | None = None,
    meant_for: Account | None = None,
    reason: str = "",
    lends: dict[str, Any] | None = None,
) -> tuple[Invitation, str]:
    """Offer a seat; the answer's second part is the token for the link, `<district>-<secret>`, seen only now.

    `meant_for`: only that account may take it. `lends`: see `delegations.lend_as_offered`.
    """
    check_gives(by, role, school.pk if school else None)
    named, full_name = unit_name(role, block, school), squeeze(full_name)
    if not full_name:
        raise RuleViolation("name", "Ghi họ và tên người được mời.", where="full_name")
    if valid_to is not None and valid_to < valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    (seed, secret), now = _new_secret(), clock.now()
    made = Invitation.objects.create(
        token_hash=token_hash(secret),
        full_name=full_name,
        email=email.strip(),
        role=role,
        block=block,
        school=school,
        unit_name=named,
        valid_from=valid_from,
        valid_to=valid_to,
        replaces=replaces,
        meant_for=meant_for,
        reason=squeeze(reason),
        lends=lends or {},
        **stamped("created", by, now),
        expires_at=now + LIFE,
    )
    audit.record(by=by, verb="mời giữ vai trò", target=made, new={"valid_from": str(valid_from), "role": role})
    _mail_link(made, seed, by)
    return made, f"{tenant_id()}-{secret}"


@transaction.atomic
def offer_hand_over(*, seat: Seat, to: Account, on: date, by: Actor, reason: str = "") -> tuple[Invitation, str]:
    """Offer a held seat to somebody with an account; it passes once that person has taken it and it was confirmed."""
    check_gives(by, Role(seat.role), seat.school_id)
    check_hand_over(seat, to, on)
    block, school = unit_of(seat)
    return invite(
        full_name=to.full_name,
        email=to.email,
        role=Role(seat.role),
        block=block,
        school=school,
        valid_from=on,
        replaces=seat,
        meant_for=to,
        reason=reason,
        by=by,
    )


def _new_secret() -> tuple[str, str]:
    """A seed and the link's secret that only this installation can make of it."""
    seed = secrets.token_urlsafe(32)
    return seed, mail.secret_of(seed)


def _mail_link(made: Invitation, seed: str, by: Actor) -> None:
    """Put the link into the outbox where an address was given; it carries the seed, never the secret."""
    if not made.email:
        return
    until = made.expires_at.astimezone(clock.ZONE)
    letter = letters.invitation(
        name=made.full_name,
        role=ROLE_LABELS[Role(made.role)],
        unit=made.unit_name,
        by=by.account_name,
        until=f"{until:%H:%M}, {weekday_date(until.date())}",
    )
    post(
        kind=MailKind.INVITATION, letter=letter, address=made.email, to_name=made.full_name, invitation=made, seed=seed
    )


@transaction.atomic
def send_again(*, invitation: Invitation, by: Actor) -> tuple[Invitation, str]:
    """A new link for an open offer, by mail where an address was given: the old link is dead, 72 hours begin anew."""
    row, now = _locked(invitation), clock.now()
    check_gives(by, Role(row.role), row.school_id)
    if no := FLOW.wrong_state("accept", row.state):
        raise RuleViolation(no.code, no.sentence)
    seed, secret = _new_secret()
    drop_mails_of(row, "Đã lập đường dẫn mới; thư sau thay thư này.")
    row.token_hash, row.expires_at = token_hash(secret), now + LIFE
    row.save(update_fields=["token_hash", "expires_at"])
    audit.record(by=by, verb="gửi lại lời mời", target=row, new={"expires_at": str(row.expires_at)})
    _mail_link(row, seed, by)
    return row, f"{tenant_id()}-{secret}"


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


def check_open(invitation: Invitation) -> None:
    """RuleViolation with the sentence of why where the link leads nowhere any more."""
    FLOW.step("accept", invitation.state, _facts(invitation, None))


def _facts(row: Invitation, by: Actor | None, move: str = "") -> InvitationFacts:
    not_theirs, taking = "", by is not None and move == "accept"
    if by is not None and not taking:
        try:
            check_gives(by, Role(row.role), row.school_id)
        except Denied as no:
            not_theirs = no.message
    return InvitationFacts(
        expired=clock.now() >= row.expires_at,
        not_theirs=not_theirs,
        for_oneself=by is not None and row.account_id == by.account_id,
        for_another=by is not None and taking and row.meant_for_id not in (None, by.account_id),
    )


def answers_of(row: Invitation) -> list[tuple[str, str]]:
    """What an invitation says, line by line: what who confirms answers for."""
    account = row.account
    until = f" đến hết {short_date(row.valid_to)}" if row.valid_to else ""
    told = [
        ("Người được mời", row.full_name),
        ("Vai trò", f"{ROLE_LABELS[Role(row.role)]}, {row.unit_name}"),
        ("Giữ vai trò", f"từ {short_date(row.valid_from)}{until}"),
        ("Người nhận lời", f"{account.full_name} (tên đăng nhập {account.username})" if account else "chưa có ai"),
    ]
    if row.replaces is not None:
        told.append(("Nhận bàn giao từ", str(row.replaces.account)))
    return told


InvitationTaken = Taken[Invitation, InvitationFacts]


def _accepted(taken: InvitationTaken) -> dict[str, str]:
    account = taken.given["account"]
    taken.set(account=account)
    return {"account": account.username}


def _confirmed(taken: InvitationTaken) -> dict[str, str]:
    """The seat begins, or passes from the one whom the invited person follows."""
    row = taken.row
    assert row.account is not None  # the database holds it: accepted_by_someone
    if row.replaces is not None:
        seat = hand_over(
            seat=row.replaces,
            to=row.account,
            on=row.valid_from,
            by=taken.by,
            reason=row.reason or "bàn giao qua lời mời",
            consented=True,
        )
    else:
        seat = give_seat(
            account=row.account,
            role=Role(row.role),
            block=row.block,
            school=row.school,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            by=taken.by,
            consented=True,
        )
    taken.set(seat=seat)
    lend_as_offered(account=row.account, lends=row.lends, by=taken.by)
    return {"account": row.account.full_name}


def _withdrawn(taken: InvitationTaken) -> None:
    """The link is dead from now on."""
    drop_mails_of(taken.row, "Lời mời đã được thu hồi.")


INVITATIONS: Mover[Invitation, InvitationFacts] = Mover(
    flow=FLOW,
    lock=_locked,
    gather=_facts,
    leads_to={"accept": _accepted, "confirm": _confirmed, "withdraw": _withdrawn},
    shows=lambda row: dict(answers_of(row)),
)


def accept(*, invitation: Invitation, account: Account) -> Invitation:
    """The invited person takes the offer; it becomes a seat only when somebody who knows them confirms."""
    guest = Actor(
        account_id=account.pk,
        account_name=account.full_name,
        seat_id=None,
        role=Role(invitation.role),
        district_id=tenant_id(),
        unit_name="người được mời",
    )
    return INVITATIONS.make(invitation, "accept", by=guest, account=account)


def confirm(*, invitation: Invitation, by: Actor) -> Seat:
    """The office, or the principal for the school's helpers, says that this is the right person: the seat begins."""
    seat = INVITATIONS.make(invitation, "confirm", by=by).seat
    assert seat is not None  # written by the move
    return seat


def withdraw(*, invitation: Invitation, by: Actor, reason: str = "") -> Invitation:
    """Take an offer back, before or after it was accepted; the link is dead from now on."""
    return INVITATIONS.make(invitation, "withdraw", by=by, reason=reason)


def withdrawals(offers: QuerySet[Invitation], why: str, by: Actor) -> list[Step]:
    """The steps of offers that a unit change takes back; written through its undo_log, so that they can be undone."""
    move, new = FLOW["withdraw"], InvitationState.WITHDRAWN
    return [step_of(row, move, by=by, old=row.state, new=new, reason=why[:500]) for row in offers]
