"""The emulation year: what its code says."""

import re

from thidua.choices import Choice

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
