"""Deeds on people: accounts and the seats they hold."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from blocks.models import Account, Block, DistrictName, School, Seat
from thidua import audit, clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import ROLE_LABELS, Role
from thidua.text import short_date, squeeze

_OF_BLOCK = {Role.BLOCK_LEADER}
_OF_SCHOOL = {Role.PRINCIPAL, Role.SECRETARY, Role.COUNCIL_MEMBER}


@transaction.atomic
def create_account(*, username: str, full_name: str, email: str = "", password: str | None = None) -> Account:
    """A person who can sign in; without a password the account waits for one to be set."""
    username = squeeze(username)
    if Account.objects.filter(username__iexact=username).exists():
        raise RuleViolation("duplicate", f"Tên đăng nhập “{username}” đã có người dùng.", where="username")
    if email and Account.objects.filter(email__iexact=email).exists():
        raise RuleViolation("duplicate", f"Thư điện tử “{email}” đã có tài khoản.", where="email")
    return Account.objects.create_user(
        username=username, email=email, password=password, full_name=squeeze(full_name)
    )


def _unit_name(role: Role, block: Block | None, school: School | None) -> str:
    if role in _OF_BLOCK and block is not None:
        return block.name
    if role in _OF_SCHOOL and school is not None:
        return school.name
    if block is None and school is None and role not in _OF_BLOCK | _OF_SCHOOL:
        named = DistrictName.objects.order_by("-valid_from").first()
        return named.short_name if named else ""
    raise RuleViolation("unit", f"Vai trò {ROLE_LABELS[role]} cần chọn đúng khối hoặc trường.", where="role")


@transaction.atomic
def give_seat(
    *, account: Account, role: Role, by: Actor, valid_from: date, valid_to: date | None = None,
    block: Block | None = None, school: School | None = None,
) -> Seat:  # fmt: skip
    """Give a person a role in a unit from a day on. One principal a school, one leader a block at any moment."""
    unit_name = _unit_name(role, block, school)
    if valid_to is not None and valid_to < valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                account=account, role=role, block=block, school=school, unit_name=unit_name, valid_from=valid_from,
                valid_to=valid_to,
            )  # fmt: skip
    except IntegrityError:
        raise RuleViolation(
            "held", f"{unit_name} đã có {ROLE_LABELS[role]} trong thời gian này; kết thúc vai trò cũ trước."
        ) from None
    audit.record(by=by, verb="giao vai trò", target=seat, new={"account": account.full_name, "from": str(valid_from)})
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, last_day: date, by: Actor, reason: str = "") -> Seat:
    """End a seat after `last_day`; nothing is deleted."""
    if last_day < seat.valid_from:
        raise RuleViolation("dates", f"Vai trò bắt đầu từ {short_date(seat.valid_from)}; chọn ngày từ đó trở đi.")
    old = seat.valid_to
    seat.valid_to = last_day
    seat.save(update_fields=["valid_to"])
    audit.record(
        by=by, verb="kết thúc vai trò", target=seat, old=old and str(old), new=str(last_day), reason=squeeze(reason)
    )
    return seat


@transaction.atomic
def hand_over(*, seat: Seat, to: Account, on: date, by: Actor, reason: str = "") -> Seat:
    """The seat passes to another person from `on`: the old one ends the day before, in one deed."""
    end_seat(seat=seat, last_day=on - timedelta(days=1), by=by, reason=reason)
    return give_seat(account=to, role=Role(seat.role), block=seat.block, school=seat.school, valid_from=on, by=by)


def is_held(seat: Seat) -> bool:
    """Whether the seat is valid today."""
    today = clock.today()
    return seat.valid_from <= today and (seat.valid_to is None or today <= seat.valid_to)
