"""A schedule as people write it: the last day behind “Tháng 5/2024”, and rows pasted from Word or Excel."""

import csv
import io
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from blocks.rules.movements.school_plans import LABELS, LONGEST, MOST_TASKS
from thidua.errors import RuleViolation
from thidua.text import plain_key, squeeze

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})")
_QUARTER = re.compile(r"quy\s*(\d|i{1,3}|iv)\s*(?:[/.-]|nam)?\s*(\d{4})")
_YEAR = re.compile(r"\bnam\s*(\d{4})")
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
COLUMNS = ("period", "content", "unit", "leader", "note")  # as the printed annex orders them
_HEADS = {"thoi gian", "noi dung", "bo phan thuc hien", "lanh dao phu trach", "luu y"}


@dataclass(frozen=True)
class TaskLine:
    """One row of a schedule as it was written."""

    period: str = ""
    content: str = ""
    unit: str = ""
    leader: str = ""
    note: str = ""


def last_day(words: str) -> date | None:
    """The last day that a time in words means; None where it means none.

    `Tháng 03/2024` ends on 31/03, `Trước tháng 6/2024` on 31/05, `Trước ngày 25/11/2024` on 24/11, `Quý III/2025` on
    30/09, `năm 2030` on 31/12. Of a span (`Tháng 3 - 5/2024`, two days) the last one counts.
    """
    text = plain_key(words)
    before = text.startswith("truoc")
    try:
        if days := _DAY.findall(text):
            day, month, year = map(int, days[-1])
            return date(year, month, day) - timedelta(days=int(before))
        if quarter := _QUARTER.search(text):
            last = 3 * _QUARTERS[quarter[1]]
            return _end_of(int(quarter[2]), last - 3 * before)
        if months := _MONTH.findall(text):
            return _end_of(int(months[-1][1]), int(months[-1][0]) - before)
        if year_only := _YEAR.search(text):
            return _end_of(int(year_only[1]), 0 if before else 12)
    except (ValueError, KeyError):
        return None
    return None


def _end_of(year: int, month: int) -> date:
    if month < 1:
        year, month = year - 1, month + 12
    return date(year, month, monthrange(year, month)[1])


def read_pasted(text: str) -> list[TaskLine]:
    """Rows pasted from Excel or Word, one a line, columns by tabs in the order of the printed annex.

    A row without a time takes the one above it, as merged cells do; heads and blank rows are left out; a row with one
    column alone is a content. RuleViolation `paste` says which row cannot be kept and why; nothing is kept then.
    """
    rows = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter="\t")
    lines: list[TaskLine] = []
    try:
        for number, row in enumerate(rows, start=1):
            if (line := _line(number, [squeeze(cell) for cell in row], lines)) is not None:
                lines.append(line)
    except csv.Error:
        raise RuleViolation(
            "paste", "Chỗ dán có dấu ngoặc kép chưa đóng; chép lại bảng rồi dán.", where="text"
        ) from None
    if not lines:
        raise RuleViolation("paste", "Chưa có dòng nào; chép các dòng của biểu tiến độ rồi dán vào ô.", where="text")
    if len(lines) > MOST_TASKS:
        raise RuleViolation("paste", f"Một lần dán nhiều nhất {MOST_TASKS} dòng; chia làm nhiều lần.", where="text")
    return lines


def _line(number: int, cells: list[str], above: list[TaskLine]) -> TaskLine | None:
    while cells and not cells[-1]:
        cells.pop()
    if not cells or sum(plain_key(cell).split(" (")[0] in _HEADS for cell in cells) >= 2:
        return None
    if len(cells) == 1:
        cells = ["", cells[0]]
    if len(cells) > len(COLUMNS):
        told = f"Dòng {number} có {len(cells)} cột; biểu tiến độ có {len(COLUMNS)} cột: {', '.join(_names())}."
        raise RuleViolation("paste", told, where="text")
    given = dict(zip(COLUMNS, cells, strict=False))
    if not given.get("content"):
        raise RuleViolation("paste", f"Dòng {number} chưa có nội dung ở cột thứ hai; ghi nội dung.", where="text")
    for code, words in given.items():
        if len(words) > LONGEST[code]:
            told = f"Dòng {number}: {LABELS[code].lower()} dài {len(words)} chữ, nhiều nhất {LONGEST[code]}; rút gọn."
            raise RuleViolation("long", told, where="text")
    if not given["period"] and above:
        given["period"] = above[-1].period
    return TaskLine(**given)


def _names() -> list[str]:
    return [LABELS[code].lower() for code in COLUMNS]
