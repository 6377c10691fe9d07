"""Deeds on people: accounts and the seats they hold."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from blocks.models import Block, School
from blocks.queries.access.seats import unit_of
from blocks.rules.access.invitations import check_may_give
from blocks.rules.mailroom import mails as letters
from blocks.rules.mailroom.mails import MailKind
from blocks.services.mailroom.mails import tell_of_access
from blocks.services.mailroom.reminders import hand_on_calls
from thidua import clock
from thidua.access.authorities import short_name_on
from thidua.access.demands import demand
from thidua.access.seats import is_held
from thidua.access.sessions import end_sessions
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Account, Delegation, Seat
from thidua.policy import ROLE_LABELS, Action, Role
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped

_OF_OFFICE = {Role.OFFICER, Role.HEAD_OF_OFFICE}
_OF_BLOCK = {Role.BLOCK_LEADER}
_OF_SCHOOL = {Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY}
_OF_ANY = {Role.COUNCIL_MEMBER}  # of a block's council, a school's or the authority's own


def unit_name(role: Role, block: Block | None, school: School | None, on: date | None = None) -> str:
    """The unit as a seat that begins `on` (None: today) names it.

    Raises RuleViolation where role and unit do not belong together.
    """
    if role in _OF_BLOCK | _OF_ANY and block is not None and school is None:
        return block.name
    if role in _OF_SCHOOL | _OF_ANY and school is not None and block is None:
        return school.name
    if block is None and school is None and role not in _OF_BLOCK | _OF_SCHOOL:
        return short_name_on(on or clock.today())
    raise RuleViolation("unit", *_missing(role, block, school))


def _missing(role: Role, block: Block | None, school: School | None) -> tuple[str, str, str]:
    """What is wrong with the units of a role, and the field in which it is."""
    named = ROLE_LABELS[role]
    if role in _OF_SCHOOL and school is None:
        return f"Chọn trường: vai trò {named} thuộc về một trường.", "", "school"
    if role in _OF_BLOCK and block is None:
        return f"Chọn khối: vai trò {named} thuộc về một khối.", "", "block"
    if role in _OF_ANY:
        return f"Vai trò {named} thuộc một khối hoặc một trường, không cả hai.", "", "school"
    extra, word = ("block", "khối") if block is not None and role not in _OF_BLOCK else ("school", "trường")
    return f"Vai trò {named} không thuộc {word} nào; bỏ chọn {word}.", "", extra


def check_gives(by: Actor, role: Role, school_id: int | None) -> None:
    """Raise Denied unless `by` may give a seat of `role` in this school."""
    if by.delegation_id:
        raise Denied("Người được ủy quyền không giao vai trò cho người khác.")
    check_may_give(by.role, role, own_unit=school_id is not None and school_id == by.school_id)


def _demand(by: Actor, role: Role, school_id: int | None) -> None:
    """Who gives a seat also ends it and hands it over; the platform's staff give an authority its first head only."""
    if by.account_id is None:
        return
    if by.role is not Role.PLATFORM:
        demand(by, Action.INVITE)
    check_gives(by, role, school_id)


def _check_consent(by: Actor, consented: bool) -> None:
    """Nobody is put into a seat unasked: who gives it also gains a say over the account that holds it."""
    if not consented and by.account_id is not None:
        raise Denied("Vai trò chỉ có sau khi người nhận tự nhận lời mời.")


@transaction.atomic
def give_seat(
    *,
    account: Account,
    role: Role,
    by: Actor,
    valid_from: date,
    valid_to: date | None = None,
    block: Block | None = None,
    school: School | None = None,
    consented: bool = False,
) -> Seat:
    """Give a person a role in a unit from a day on. One principal a school, one leader a block at any moment."""
    _demand(by, role, school.pk if school else None)
    _check_consent(by, consented)
    named = unit_name(role, block, school, max(valid_from, clock.today()))
    if valid_to is not None and valid_to < valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    if school is not None and school.closed_on is not None:
        raise RuleViolation("closed", f"{school.name} đã ngừng hoạt động; không giao vai trò ở trường này nữa.")
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                account=account,
                role=role,
                block_id=block and block.pk,
                school_id=school and school.pk,
                unit_name=named,
                valid_from=valid_from,
                valid_to=valid_to,
            )
    except IntegrityError:
        raise RuleViolation(
            "held", f"{named} đã có {ROLE_LABELS[role]} trong thời gian này; kết thúc vai trò cũ trước."
        ) from None
    audit.record(
        by=by, verb="giao vai trò", target=seat, new={"account": account.full_name, "valid_from": str(valid_from)}
    )
    hand_on_calls(seat)
    letter = letters.seat_given(seat=str(seat), since=valid_from, until=valid_to)
    tell_of_access(kind=MailKind.SEAT_GIVEN, account=account, letter=letter, by=by)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, last_day: date, by: Actor, reason: str = "", at_once: bool = False) -> Seat:
    """End a seat after `last_day`, or this moment with `at_once`; nothing is deleted, its delegations end with it."""
    _demand(by, Role(seat.role), seat.school_id)
    if last_day < seat.valid_from:
        raise RuleViolation("dates", f"Vai trò bắt đầu từ {short_date(seat.valid_from)}; chọn ngày từ đó trở đi.")
    _keep_someone(seat)
    old, moment = seat.valid_to, clock.now()
    seat.valid_to, seat.ended_at = last_day, None
    ended = put_stamp(seat, "ended", by, moment) if at_once else ["ended_at"]
    seat.save(update_fields=["valid_to", *ended])
    lent = Delegation.objects.filter(seat=seat, revoked_at=None)
    over = lent if at_once else lent.filter(valid_from__gt=last_day)
    over.update(reason="Vai trò của người ủy quyền kết thúc", **stamped("revoked", by, moment))
    lent.filter(valid_to__gt=last_day).update(valid_to=last_day)
    if not is_held(seat):
        end_sessions(seat.account)
    audit.record(
        by=by,
        verb="kết thúc vai trò",
        target=seat,
        old={"valid_to": old and str(old)},
        new={"valid_to": str(last_day), "at_once": at_once},
        reason=squeeze(reason),
    )
    letter = letters.seat_ended(seat=str(seat), last_day=last_day, at_once=at_once)
    tell_of_access(kind=MailKind.SEAT_ENDED, account=seat.account, letter=letter, by=by)
    return seat


def _keep_someone(seat: Seat) -> None:
    """An authority without anybody who can give seats could not be opened again."""
    if seat.role not in _OF_OFFICE:
        return
    today = clock.today()
    others = Seat.objects.filter(role__in=_OF_OFFICE, ended_at=None, valid_from__lte=today).exclude(pk=seat.pk)
    if not others.filter(Q(valid_to=None) | Q(valid_to__gt=today)).exists():
        raise RuleViolation(
            "last", "Đây là người cuối cùng của đơn vị quản lý; hãy giao vai trò cho người khác trước khi kết thúc."
        )


def check_hand_over(seat: Seat, to: Account, on: date) -> None:
    """Never back in time, never to who holds the seat."""
    if on < clock.today():
        raise RuleViolation("dates", "Không bàn giao lùi ngày; chọn từ hôm nay trở đi.", where="on")
    if seat.account_id == to.pk:
        raise RuleViolation("same", f"{to.full_name} đang giữ vai trò này; chọn người khác để bàn giao.", where="to")


@transaction.atomic
def hand_over(*, seat: Seat, to: Account, on: date, by: Actor, reason: str = "", consented: bool = False) -> Seat:
    """The seat passes to another person from `on`: the old one ends, the new one begins, in one deed.

    `consented`: the person took an invitation, whose day may be over by the time it is confirmed.
    """
    _demand(by, Role(seat.role), seat.school_id)
    _check_consent(by, consented)
    if not consented:
        check_hand_over(seat, to, on)
    role, day_before = Role(seat.role), on - timedelta(days=1)
    last: Any = {"last_day": max(day_before, seat.valid_from), "at_once": day_before < seat.valid_from}
    if role in _OF_OFFICE:  # the new one first, so that the office is never empty
        made = give_seat(account=to, role=role, valid_from=on, by=by, consented=consented)
        end_seat(seat=seat, by=by, reason=reason, **last)
        return made
    end_seat(seat=seat, by=by, reason=reason, **last)
    block, school = unit_of(seat)
    return give_seat(account=to, role=role, block=block, school=school, valid_from=on, by=by, consented=consented)
