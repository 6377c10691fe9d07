"""Who did it, on the row itself: account, seat, name as it was, time. Four columns with one beginning.

A model says `given_account, given_seat, given_by, given_at = stamp("gia hạn")`, its deed `**stamped("given", by)`. Seat
and name stay as they were then; the account says for ever which person it was.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from thidua import clock
from thidua.actors import Actor

if TYPE_CHECKING:
    Account = models.BigIntegerField[float | int | str | None, int | None]
    Words = models.CharField[str | int, str]
    Moment = models.DateTimeField[str | datetime | date | None, Any]


def stamp(done: str, *, optional: bool = False) -> "tuple[Account, Words, Words, Moment]":
    """The columns account, seat, name and time of a deed called `done`; `optional`: it may not have been done yet."""
    return (
        models.BigIntegerField(f"{done}: tài khoản", null=True, blank=True),
        models.CharField(f"{done}: vai trò khi làm", max_length=300, blank=True, default=""),
        models.CharField(f"người {done}", max_length=200, blank=optional, default=""),
        models.DateTimeField(f"{done} lúc", null=optional, blank=optional),
    )


def stamped(name: str, by: Actor, at: datetime | None = None) -> dict[str, Any]:
    """The values of the four columns that begin with `name`, for a deed done by `by` (now, or at that moment)."""
    return {
        f"{name}_account": by.account_id,
        f"{name}_seat": by.seat_name[:300],
        f"{name}_by": by.account_name,
        f"{name}_at": at or clock.now(),
    }


def put_stamp(row: models.Model, name: str, by: Actor, at: datetime | None = None) -> Iterable[str]:
    """Stamp a row in memory; returns the columns to be saved."""
    values = stamped(name, by, at)
    for column, value in values.items():
        setattr(row, column, value)
    return list(values)


def mark_of(by: Actor, at: datetime | None = None) -> dict[str, Any]:
    """The same four for a cell that keeps them in JSON beside others of its row (`Registration.touched`)."""
    moment = (at or clock.now()).isoformat(timespec="seconds")
    return {"account": by.account_id, "seat": by.seat_name[:300], "by": by.account_name, "at": moment}


def marked_by(mark: Mapping[str, Any] | None) -> str:
    """The name in a mark; "" where nobody touched the cell."""
    return str(mark["by"]) if mark else ""
