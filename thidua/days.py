"""Days, months and hours as people here type them: 27/10/2023, 27.10.2023, 27-10-2023, 27102023; 14:00, 14 giờ 30.

The order is always day, month, year, whatever the browser's language; ISO (2023-10-27) is read too, since programs and
cells of spreadsheets write it. What is no day is refused with a sentence that says why.
"""

import re
from calendar import monthrange
from datetime import date, time

from thidua.errors import RuleViolation
from thidua.text import nfc

EXAMPLE = "ghi ngày/tháng/năm, ví dụ 27/10/2023"
EARLIEST, LATEST = 1900, 2100  # years that a person or a paper may bear
_WEEKDAY = re.compile(r"^(thứ\s+\w+|chủ nhật)\s*,?\s*", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
_WORDS = re.compile(r"(?:ngày\s+)?([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})", re.IGNORECASE)
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2}")
_NO_YEAR = re.compile(r"[0-9]{1,2}[/.\-][0-9]{1,2}")
_MONTH = re.compile(r"(?:tháng\s+)?([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})(?:\s*(?::|h|g|giờ|\.)\s*([0-9]{2})?)?(?:\s*phút)?", re.IGNORECASE)


def read_day(text: str) -> date:
    """The day that `text` names; RuleViolation("day") says what is wrong with it and how to write it."""
    typed = _WEEKDAY.sub("", nfc(text).strip())
    if iso := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in iso.groups())
    elif parts := _DAY.fullmatch(typed) or _WORDS.fullmatch(typed) or _DIGITS.fullmatch(typed):
        day, month, year = (int(part) for part in parts.groups())
    else:
        raise RuleViolation("day", f"“{text.strip()[:40]}” {_why_none(typed)}; {EXAMPLE}.")
    return _day(year, month, day, text)


def _why_none(typed: str) -> str:
    if _SHORT_YEAR.fullmatch(typed):
        return "có năm chưa đủ bốn chữ số"
    return "thiếu năm" if _NO_YEAR.fullmatch(typed) else "không phải là ngày"


def _day(year: int, month: int, day: int, text: str) -> date:
    named = f"“{text.strip()[:40]}”"
    if not EARLIEST <= year <= LATEST:
        raise RuleViolation("day", f"{named} có năm ngoài khoảng {EARLIEST} đến {LATEST}; {EXAMPLE}.")
    if not 1 <= month <= 12:
        raise RuleViolation("day", f"{named}: không có tháng {month}; {EXAMPLE}.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise RuleViolation("day", f"{named}: tháng {month}/{year} chỉ có từ ngày 1 đến ngày {last}; {EXAMPLE}.")
    return date(year, month, day)


def read_month(text: str) -> date:
    """The first day of the month that `text` names (12/2023); a whole day gives its month."""
    typed = nfc(text).strip()
    try:
        if parts := _MONTH.fullmatch(typed):
            return _day(int(parts[2]), int(parts[1]), 1, text)
        if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", typed):
            return _day(int(iso[1]), int(iso[2]), 1, text)
        return read_day(typed).replace(day=1)
    except RuleViolation:
        wrong = f"“{typed[:40]}” không phải là tháng; ghi tháng/năm, ví dụ 12/2023."
        raise RuleViolation("month", wrong) from None


def read_time(text: str) -> time:
    """The hour of a day of 24 hours that `text` names: 14:00, 14h30, 7 giờ."""
    parts = _TIME.fullmatch(nfc(text).strip())
    hour, minute = (int(parts[1]), int(parts[2] or 0)) if parts else (24, 0)
    if hour > 23 or minute > 59:
        wrong = f"“{text.strip()[:40]}” không phải là giờ; ghi giờ:phút theo 24 giờ, ví dụ 14:00."
        raise RuleViolation("time", wrong)
    return time(hour, minute)
