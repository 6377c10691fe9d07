"""The dated phases of an emulation year: when each is open, for whom, and when a deadline has passed.

A phase runs from the first moment of its first day to the last moment of its last day in Asia/Ho_Chi_Minh; the deadline
is therefore the midnight after the last day, and that moment itself is too late.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze, weekday_date

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Stand(Choice):
    """Where a moment stands against a phase."""

    BEFORE = "CHUA_DEN", "Chưa đến"
    OPEN = "DANG_MO", "Đang mở"
    EXTENDED = "GIA_HAN", "Đang gia hạn"
    OVER = "DA_QUA", "Đã hết hạn"


@dataclass(frozen=True)
class Window:
    """A phase as one unit sees it: its days, the last day after an extension, and where the moment asked stands."""

    name: str
    opens_on: date
    closes_on: date
    last_day: date
    stand: Stand
    days_left: int

    @property
    def is_open(self) -> bool:
        """Whether the unit may act now."""
        return self.stand in (Stand.OPEN, Stand.EXTENDED)

    @property
    def extended(self) -> bool:
        """Whether the unit's last day lies after the common one: `days_left` counts to it."""
        return self.last_day > self.closes_on

    @property
    def late(self) -> bool:
        """Whether what is sent now is late: after the common deadline, extension or not."""
        return self.stand in (Stand.EXTENDED, Stand.OVER)


def opening(day: date) -> datetime:
    """The first moment of `day` in Vietnam."""
    return datetime.combine(day, time(), ZONE)


def deadline(last_day: date) -> datetime:
    """The first moment that is too late: midnight after `last_day` in Vietnam."""
    return opening(last_day + timedelta(days=1))


def window(*, name: str, opens_on: date, closes_on: date, at: datetime, extended_to: date | None = None) -> Window:
    """Where the aware moment `at` stands for a unit whose deadline was moved to `extended_to` (None: not moved)."""
    last_day = max(closes_on, extended_to) if extended_to else closes_on
    if at < opening(opens_on):
        stand = Stand.BEFORE
    elif at < deadline(closes_on):
        stand = Stand.OPEN
    else:
        stand = Stand.EXTENDED if at < deadline(last_day) else Stand.OVER
    return Window(name, opens_on, closes_on, last_day, stand, (last_day - at.astimezone(ZONE).date()).days)


def closed_reason(found: Window | None) -> str:
    """Why nothing can be done in this phase now, and the way out; "" where it is open or the year has none."""
    if found is None or found.is_open:
        return ""
    if found.stand == Stand.BEFORE:
        return f"“{found.name}” mở từ {weekday_date(found.opens_on)}."
    return (
        f"“{found.name}” đã hết hạn lúc 24 giờ {weekday_date(found.last_day)}. "
        "Đề nghị đơn vị quản lý gia hạn, nêu lý do."
    )


def deed_closed(found: Window | None, *, before: bool) -> str:
    """Why a deed of the phase is shut now for the unit whose window is `found`; "" where it is open or has no phase.

    `before`: the deed waits for the phase's first day.
    """
    if found is None or (found.stand == Stand.BEFORE and not before):
        return ""
    return closed_reason(found)


def nearness(found: Window) -> tuple[int, int]:
    """Order of several phases for one deed: the open one speaks, else the next to come, else the last that is over."""
    days = found.last_day if found.stand != Stand.BEFORE else found.opens_on
    place = [Stand.OPEN, Stand.EXTENDED, Stand.BEFORE, Stand.OVER].index(found.stand)
    return place, -days.toordinal() if found.stand == Stand.OVER else days.toordinal()


def check_open(found: Window | None) -> None:
    """Raise RuleViolation("phase") where the phase is not open; a year without dated phases is open."""
    reason = closed_reason(found)
    if reason:
        raise RuleViolation("phase", reason)


def check_dates(*, code: str, name: str, opens_on: date, closes_on: date, starts_on: date, ends_on: date) -> None:
    """A phase ends on or after the day it begins, and begins inside the year."""
    if closes_on < opens_on:
        raise RuleViolation(
            "dates",
            f"“{name}”: ngày cuối {short_date(closes_on)} đứng trước ngày đầu {short_date(opens_on)}.",
            where=code,
        )
    if not starts_on <= opens_on <= ends_on:
        raise RuleViolation(
            "dates",
            f"“{name}”: ngày đầu {short_date(opens_on)} nằm ngoài năm ({short_date(starts_on)} đến "
            f"{short_date(ends_on)}); chọn ngày trong năm.",
            where=code,
        )


def check_extension(*, closes_on: date, until: date, reason: str, now: datetime) -> str:
    """The reason, squeezed. An extension ends after the common last day, not in the past, and gives a reason."""
    reason = squeeze(reason)
    if not reason:
        raise RuleViolation("reason", "Ghi lý do gia hạn; lý do được lưu cùng hồ sơ của trường.", where="reason")
    if until <= closes_on:
        common = short_date(closes_on)
        raise RuleViolation("dates", f"Hạn chung là {common}; chọn ngày gia hạn sau ngày đó.", where="until")
    if deadline(until) <= now:
        raise RuleViolation("dates", "Ngày gia hạn đã qua; chọn từ hôm nay trở đi.", where="until")
    return reason


def check_correction(*, shut: str, is_office: bool, reason: str) -> str:
    """The reason that the trail keeps with a deed: what the office corrects after a phase, it says why; "" in time.

    `shut` is why the deed is closed now. Everybody but the office is refused with it.
    """
    reason = squeeze(reason)
    if not shut:
        return reason
    if not is_office:
        raise RuleViolation("phase", shut)
    if not reason:
        raise RuleViolation("correction", f"{shut} Đơn vị quản lý sửa được khi ghi lý do.", where="reason")
    return reason[:500]
