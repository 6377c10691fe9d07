"""The emulation year: what its code says."""

import re
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation

_SCHOOL_YEAR = re.compile(r"^(20\d\d)-(20\d\d)$")


class Cycle(Choice):
    """A year of emulation is a school year or a calendar year, by the authority's own custom."""

    SCHOOL_YEAR = "NAM_HOC", "Năm học"
    CALENDAR_YEAR = "NAM", "Năm dương lịch"


def cycle_of(code: str) -> Cycle | None:
    """`2023-2024` is a school year, `2024` a calendar year, anything else None."""
    match = _SCHOOL_YEAR.match(code)
    if match and int(match[2]) == int(match[1]) + 1:
        return Cycle.SCHOOL_YEAR
    return Cycle.CALENDAR_YEAR if re.fullmatch(r"20\d\d", code) else None


def year_name(code: str) -> str:
    """`Năm học 2023 - 2024` or `Năm 2024`."""
    return f"Năm học {code.replace('-', ' - ')}" if cycle_of(code) == Cycle.SCHOOL_YEAR else f"Năm {code}"


def usual_days(code: str) -> tuple[date, date]:
    """First and last day proposed for a year: 01/8 to 31/7, or the calendar year. RuleViolation for what is no code."""
    cycle = cycle_of(code)
    if cycle is None:
        raise RuleViolation("code", f"Mã năm “{code}” chưa đúng; viết 2023-2024 hoặc 2024.", where="code")
    first = int(code[:4])
    if cycle == Cycle.SCHOOL_YEAR:
        return date(first, 8, 1), date(first + 1, 7, 31)
    return date(first, 1, 1), date(first, 12, 31)
