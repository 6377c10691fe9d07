"""Days, months and cycles. A cycle is a school year ("2023-2024") or a calendar year ("2023"); windows are data."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_SCHOOL = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_CALENDAR = re.compile(r"\d{4}")


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day `years` later (29/02 becomes 28/02)."""
    return add_months(day, 12 * years)


def full_months(first: date, last: date, *, first_day_counts: bool) -> int:
    """Whole months worked from `first` to the end of `last`; never below 0."""
    end = last + timedelta(days=1) if first_day_counts else last
    months = (end.year - first.year) * 12 + end.month - first.month
    if months > 0 and add_months(first, months) > end:
        months -= 1
    return max(months, 0)


def full_years(first: date, last: date) -> int:
    """Anniversaries of `first` reached on `last`; never below 0."""
    years = last.year - first.year
    if years > 0 and add_years(first, years) > last:
        years -= 1
    return max(years, 0)


def spoken(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


@dataclass(frozen=True)
class Windows:
    """First and last day of a cycle as (month, day): a school year runs 01/6 - 31/5, a calendar year 01/01 - 31/12."""

    school: tuple[tuple[int, int], tuple[int, int]] = ((6, 1), (5, 31))
    calendar: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (12, 31))


@dataclass(frozen=True, order=True)
class Cycle:
    """One emulation year."""

    year: int
    school: bool
    windows: Windows = Windows()

    def __str__(self) -> str:
        return f"{self.year}-{self.year + 1}" if self.school else f"{self.year}"

    @property
    def first(self) -> date:
        """First day of the cycle."""
        month, day = (self.windows.school if self.school else self.windows.calendar)[0]
        return date(self.year, month, day)

    @property
    def last(self) -> date:
        """Last day of the cycle."""
        month, day = (self.windows.school if self.school else self.windows.calendar)[1]
        return date(self.year + 1 if self.school else self.year, month, day)

    def back(self, count: int = 1) -> "Cycle":
        """The cycle `count` years before."""
        return Cycle(self.year - count, self.school, self.windows)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the cycle, both ends included."""
        return self.first <= day <= self.last


@lru_cache(maxsize=4096)
def read_cycle(text: str, windows: Windows = Windows()) -> Cycle | None:
    """ "2023-2024" or "2023" as a Cycle; None for anything else, also for "2023-2025"."""
    if match := _SCHOOL.fullmatch(text.strip()):
        first, second = int(match[1]), int(match[2])
        return Cycle(first, True, windows) if second == first + 1 and first > 0 else None
    if _CALENDAR.fullmatch(text.strip()) and int(text) > 0:
        return Cycle(int(text), False, windows)
    return None
