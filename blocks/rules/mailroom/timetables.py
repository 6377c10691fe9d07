"""The timetable of reminders: who may be told in which phase, the blanks of a text, and on which day a row speaks.

A row speaks to the units themselves (a school's people, a block's leader) or to those above them (block leader,
office), who get one list instead of many lines; the two say different things, so one row never holds both.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from blocks.rules.year.phases import PhaseKind
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.policy import ROLE_LABELS, Role
from thidua.text import squeeze


class Unit(Choice):
    """Whose job a phase is."""

    SCHOOL = "TRUONG", "Trường"
    BLOCK = "KHOI", "Khối"
    OFFICE = "DON_VI", "Đơn vị quản lý"


UNIT_OF = {
    PhaseKind.REGISTRATION: Unit.SCHOOL,
    PhaseKind.BLOCK_FILE: Unit.BLOCK,
    PhaseKind.MID_YEAR: Unit.BLOCK,
    PhaseKind.SCHOOL_REVIEW: Unit.SCHOOL,
    PhaseKind.BLOCK_VOTE: Unit.BLOCK,
    PhaseKind.COLLATION: Unit.OFFICE,
    PhaseKind.REVIEW: Unit.OFFICE,
    PhaseKind.SUBMISSION: Unit.OFFICE,
}
SENDING_KNOWN = frozenset({PhaseKind.REGISTRATION})  # in the other phases the system is not told who has finished
_OFFICE = (Role.OFFICER, Role.HEAD_OF_OFFICE)
OWN = {Unit.SCHOOL: (Role.PRINCIPAL, Role.SECRETARY), Unit.BLOCK: (Role.BLOCK_LEADER,), Unit.OFFICE: _OFFICE}
ABOVE = {Unit.SCHOOL: (Role.BLOCK_LEADER, *_OFFICE), Unit.BLOCK: _OFFICE, Unit.OFFICE: ()}

BLANKS = {
    "truong": "tên trường",
    "khoi": "tên khối",
    "han": "ngày cuối, ví dụ thứ Sáu, 27/10/2023",
    "con_lai": "còn 3 ngày; hôm nay là ngày cuối; đã quá hạn 1 ngày",
    "nam": "năm thi đua",
    "viec": "tên mốc",
    "don_vi": "đơn vị quản lý",
    "so_luong": "số đơn vị chưa gửi",
    "danh_sach": "tên các đơn vị chưa gửi",
}
_ALWAYS = ("han", "con_lai", "nam", "viec", "don_vi")
MOST_DAYS, MOST_TEXT, MOST_NAMES = 60, 1000, 40
_BLANK = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Wanted:
    """One row as somebody wants it: `days` before the last day (negative: after), roles, text."""

    days: int
    roles: tuple[Role, ...]
    text: str
    active: bool = True


def roles_of(kind: PhaseKind) -> tuple[Role, ...]:
    """Whom a row of that phase may name."""
    unit = UNIT_OF[kind]
    return OWN[unit] + tuple(role for role in ABOVE[unit] if role not in OWN[unit])


def speaks_above(kind: PhaseKind, roles: Iterable[str]) -> bool:
    """Whether the row speaks to those above the units: one list each."""
    return not set(roles) & set(OWN[UNIT_OF[kind]])


def blanks_of(kind: PhaseKind, *, above: bool) -> tuple[str, ...]:
    """Which blanks a row's text may hold."""
    if above:
        return ("so_luong", "danh_sach", *_ALWAYS)
    own = {Unit.SCHOOL: ("truong", "khoi"), Unit.BLOCK: ("khoi",), Unit.OFFICE: ()}
    return (*own[UNIT_OF[kind]], *_ALWAYS)


def when_told(days: int) -> str:
    """`Trước hạn 3 ngày`, `Ngày cuối`, `Sau hạn 1 ngày`."""
    return f"Trước hạn {days} ngày" if days > 0 else f"Sau hạn {-days} ngày" if days else "Ngày cuối"


def day_of(last_day: date, days: int) -> date:
    """On which day a row speaks to a unit whose last day, an extension included, is `last_day`."""
    return last_day - timedelta(days=days)


def check_row(kind: PhaseKind, wanted: Wanted) -> Wanted:
    """The row, cleaned; RuleViolation says what is wrong and where."""
    if not -MOST_DAYS <= wanted.days <= MOST_DAYS:
        raise RuleViolation("days", f"Số ngày từ 0 đến {MOST_DAYS}.", where="days")
    known = roles_of(kind)
    if not wanted.roles or set(wanted.roles) - set(known):
        told = ", ".join(ROLE_LABELS[role] for role in known)
        raise RuleViolation("roles", f"Chọn ít nhất một vai trò được nhắc ở mốc này: {told}.", where="roles")
    above = speaks_above(kind, wanted.roles)
    if not above and set(wanted.roles) - set(OWN[UNIT_OF[kind]]):
        raise RuleViolation(
            "mixed",
            "Người làm và cấp trên nhận lời nhắc khác nhau (cấp trên nhận một danh sách). Tách thành hai dòng.",
            where="roles",
        )
    text = "\n".join(line for line in map(squeeze, wanted.text.splitlines()) if line)
    check_text(text, blanks_of(kind, above=above))
    return Wanted(wanted.days, tuple(role for role in known if role in wanted.roles), text, wanted.active)


def check_text(text: str, blanks: Iterable[str]) -> None:
    """Raise RuleViolation for an empty or too long text, an unknown blank, a lonely brace."""
    if not text:
        raise RuleViolation("text", "Ghi lời nhắc.", where="text")
    if len(text) > MOST_TEXT:
        raise RuleViolation("text", f"Lời nhắc dài {len(text)} ký tự; rút còn {MOST_TEXT}.", where="text")
    known = list(blanks)
    usable = ", ".join(f"{{{name}}}" for name in known)
    for name in _BLANK.findall(text):
        if name not in known:
            told = f"Dòng này không có ô chèn {{{name[:30]}}}. Dùng được: {usable}."
            raise RuleViolation("blank", told, where="text")
    if "{" in _BLANK.sub("", text) or "}" in _BLANK.sub("", text):
        raise RuleViolation("brace", f"Có dấu ngoặc nhọn lẻ. Ô chèn viết liền, ví dụ {usable}.", where="text")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled; a blank without a value stays empty, what is filled in is not read again."""
    return _BLANK.sub(lambda found: values.get(found[1], ""), text)


def listed(names: Iterable[str]) -> str:
    """`A; B; C và 12 đơn vị khác`."""
    all_names = list(names)
    rest = len(all_names) - MOST_NAMES
    return "; ".join(all_names[:MOST_NAMES]) + (f" và {rest} đơn vị khác" if rest > 0 else "")
