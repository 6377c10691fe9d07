"""Deeds on calendar links: a secret address for one seat; making a new one ends the old."""

import hashlib
import secrets

from django.db import transaction

from blocks.models import CalendarLink
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import Seat
from thidua.trail import audit
from thidua.trail.stamps import stamped

NOT_LENT = "Liên kết lịch chỉ người giữ vai trò lập hoặc bỏ được. Đổi sang vai trò của mình để lập lịch riêng."


def token_hash(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_link(*, by: Actor) -> str:
    """A new link for the acting seat: `<district>-<secret>`, shown only now; an older link stops working."""
    if by.delegation_id is not None:
        raise Denied(NOT_LENT)
    seat = Seat.objects.select_for_update(of=("self",)).filter(pk=by.seat_id).first()
    if seat is None:
        raise RuleViolation("seat", "Vai trò đang dùng không còn hiệu lực nên không lập được liên kết lịch.")
    secret = secrets.token_urlsafe(32)
    CalendarLink.objects.filter(seat=seat).delete()
    link = CalendarLink.objects.create(seat=seat, token_hash=token_hash(secret), **stamped("made", by))
    audit.record(by=by, verb="lập liên kết lịch", target=link)
    return f"{by.district_id}-{secret}"


@transaction.atomic
def end_link(*, by: Actor) -> bool:
    """End the acting seat's link; whether there was one."""
    if by.delegation_id is not None:
        raise Denied(NOT_LENT)
    link = CalendarLink.objects.filter(seat=by.seat_id).first()
    if link is None:
        return False
    audit.record(by=by, verb="bỏ liên kết lịch", target=link)
    link.delete()
    return True
