"""How long a signed-in page lives: half an hour (office) or eight hours (schools) without use, twelve hours at all."""

import time
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from thidua.actors import Actor
from thidua.models import Account
from thidua.policy import SHORT_IDLE_ROLES

IDLE_OFFICE, IDLE_SCHOOL, LONGEST = 30 * 60, 8 * 3600, 12 * 3600
_NOTE_EVERY = 60  # seconds between two writes of the last use


def over(session: Any, seats: Iterable[Actor]) -> str | None:
    """The sentence of why this session has ended, or None; notes its first and last use in the session.

    By real time, also where a demo's day stands still. Who holds a seat of the office has the short end in every seat.
    """
    moment = int(time.time())
    began, seen = session.get("began"), session.get("seen")
    if began is None or seen is None:
        session["began"] = session["seen"] = moment
        return None
    idle = IDLE_OFFICE if any(seat.role in SHORT_IDLE_ROLES for seat in seats) else IDLE_SCHOOL
    if moment - began >= LONGEST:
        return "Phiên làm việc đã quá 12 giờ. Đăng nhập lại để làm tiếp."
    if moment - seen >= idle:
        told = "30 phút" if idle == IDLE_OFFICE else "8 giờ"
        return f"Phiên làm việc đã kết thúc vì {told} không thao tác. Đăng nhập lại để làm tiếp."
    if moment - seen >= _NOTE_EVERY:
        session["seen"] = moment
    return None


def end_sessions(account: Account) -> None:
    """Sign the person out everywhere, from the next request on; part of the deed that calls it and of its audit line.

    A changed password does the same by itself: both are in the mark that every session carries.
    """
    Account.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
