"""The block's meetings as planned: what may be written into them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze

LONGEST_LINE = 600
MOST_LINES = 40


@dataclass(frozen=True)
class MeetingFacts:
    """What a meeting is planned as; `month` is the first day of its month, `starts_at` is aware, in Vietnam's time."""

    number: int
    month: date
    starts_at: datetime | None = None
    time_note: str = ""
    place: str = ""
    contents: tuple[str, ...] = ()
    review_heading: str = ""
    note: str = ""


def clean_contents(lines: Iterable[str]) -> list[str]:
    """One item a line, squeezed, without the dash somebody typed before it; blanks left out."""
    cleaned = [squeeze(line).removeprefix("- ").strip() for line in lines]
    kept = [line for line in cleaned if line]
    if len(kept) > MOST_LINES:
        raise RuleViolation("lines", f"Nội dung có {len(kept)} dòng; gộp còn {MOST_LINES} dòng.", where="contents")
    for place, line in enumerate(kept, start=1):
        if len(line) > LONGEST_LINE:
            told = f"Dòng {place} của nội dung dài {len(line)} ký tự; rút còn {LONGEST_LINE}."
            raise RuleViolation("length", told, where="contents")
    return kept


def check_days(*, month: date, starts_at: datetime | None, year_from: date, year_to: date) -> None:
    """A meeting lies in its emulation year; `starts_at` in Vietnamese time."""
    day, where = (starts_at.date(), "starts_at") if starts_at else (month, "month")
    first = year_from.replace(day=1)
    if not first <= day <= year_to:
        told = f"Ngày {short_date(day)} nằm ngoài năm thi đua ({short_date(year_from)} đến {short_date(year_to)})"
        raise RuleViolation("outside_year", f"{told}; kiểm tra lại tháng và năm.", where=where)
