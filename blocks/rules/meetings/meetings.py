"""Meetings of a council: what may be written into the plan of one, and beside it what was held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze

LONGEST_LINE = 600
MOST_LINES = 40
USUAL = 3  # meetings of a block in every year (HD 1382/HD-GDĐT, IV.2)


class MeetingKind(Choice):
    """A meeting of the year's plan, or one that was called beside it."""

    REGULAR = "REGULAR", "Thường kỳ"
    EXTRAORDINARY = "EXTRAORDINARY", "Đột xuất"


class ItemOrigin(Choice):
    """Whether a point stood in the plan or was added when the meeting was held."""

    PLANNED = "PLANNED", "Theo kế hoạch"
    ADDED = "ADDED", "Bổ sung"


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


@dataclass(frozen=True)
class HeldFacts:
    """How a meeting was held, beside its plan: `left_out` are positions of points not held, `added` new points."""

    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    left_out: frozenset[int] = frozenset()
    added: tuple[str, ...] = ()


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


def check_held(facts: HeldFacts, *, now: datetime, positions: Iterable[int]) -> None:
    """Raise RuleViolation unless the meeting can have been held so; `positions` are those of the planned points."""
    if facts.starts_at > now:
        raise RuleViolation("future", "Chưa đến giờ họp nên chưa ghi được cuộc họp đã diễn ra.", where="starts_at")
    if facts.ends_at is not None and facts.ends_at <= facts.starts_at:
        raise RuleViolation("dates", "Giờ kết thúc phải sau giờ bắt đầu.", where="ends_at")
    if facts.left_out - set(positions):
        raise RuleViolation("item", "Có nội dung không nằm trong chương trình của cuộc họp.", where="left_out")
