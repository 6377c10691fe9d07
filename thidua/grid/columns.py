"""What may stand in the cells of a column, and how it is read and told."""

import datetime
import re
from dataclasses import dataclass
from enum import Enum

from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze, whole_number

TICK = "x"
_MARKS = frozenset({TICK, "v", "✓", "✔", "1", "có", "co", "on"})
_NO_MARKS = frozenset({"", "0", "-", "không"})
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Kind(Enum):
    """Kinds of value."""

    TICK = "tick"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column: `code` in addresses and in the trail, `label` read aloud.

    `most` is the longest text or the largest number, `blank` what an emptied cell holds, `choices` the codes of a
    CHOICE with their words, `ticked` how a tick is told. `width` is a class of the table's styles, `hint` one sentence.
    """

    code: str
    label: str
    kind: Kind = Kind.TEXT
    most: int = 500
    blank: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    ticked: str = "có đánh dấu"
    width: str = ""
    editable: bool = True
    hint: str = ""

    def clean(self, text: str) -> str:
        """The text as it is kept and compared; RuleViolation (a sentence without the cell's name) for what is none."""
        return _READ[self.kind](self, squeeze(text)) or self.blank

    def as_seen(self, text: str) -> str:
        """What the person had before them, in the form in which cells are compared."""
        return (TICK if text else "") if self.kind is Kind.TICK else text

    def told(self, value: str) -> str:
        """A value within a sentence: `có đăng ký`, `“12”`, `để trống`."""
        if not value:
            return "để trống"
        return self.ticked if self.kind is Kind.TICK else f"“{dict(self.choices).get(value, value)}”"


def _tick(column: Column, text: str) -> str:
    if text.lower() in _MARKS:
        return TICK
    if text.lower() in _NO_MARKS:
        return ""
    raise RuleViolation("mark", f"“{text[:20]}” không phải dấu {TICK}; ghi {TICK} để chọn, để trống nếu không.")


def _number(column: Column, text: str) -> str:
    digits = text.replace(".", "").replace(" ", "")
    if not digits:
        return ""
    if whole_number(digits, 999_999_999) is None:
        raise RuleViolation("number", f"“{text[:20]}” không phải số nguyên; ghi số như 0, 1, 12.")
    if int(digits) > column.most:
        raise RuleViolation("number", f"ghi số nguyên từ 0 đến {column.most}, đang ghi {int(digits)}.")
    return str(int(digits))


def _text(column: Column, text: str) -> str:
    if len(text) > column.most:
        raise RuleViolation("long", f"dài {len(text)} chữ, nhiều nhất {column.most}; rút gọn lại.")
    return text.replace("\x00", "")


def _choice(column: Column, text: str) -> str:
    for code, words in column.choices:
        if text.lower() in (code.lower(), words.lower()):
            return code
    if text:
        known = ", ".join(words for _, words in column.choices)
        raise RuleViolation("choice", f"“{text[:40]}” không có trong danh sách; chọn một trong: {known}.")
    return ""


def _date(column: Column, text: str) -> str:
    if not text:
        return ""
    try:
        day, month, year = map(int, _DAY.fullmatch(text).groups())  # type: ignore[union-attr]
        return short_date(datetime.date(year, month, day))
    except (AttributeError, ValueError):
        raise RuleViolation("day", f"“{text[:30]}” chưa đúng ngày; ghi ngày/tháng/năm, ví dụ 15/08/2010.") from None


_READ = {Kind.TICK: _tick, Kind.NUMBER: _number, Kind.TEXT: _text, Kind.CHOICE: _choice, Kind.DATE: _date}
