"""The timetable of reminders: who may be told in which phase, the blanks of a text, and on which day a row speaks.

A row speaks to the units themselves (a school's people, a block's leader) or to those above them (block leader,
office), who get one list instead of many lines; the two say different things, so one row never holds both.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from blocks.rules.year.phase_specs import PhaseSpec, Unit
from thidua.errors import RuleViolation
from thidua.policy import ROLE_LABELS, Role
from thidua.text import squeeze

_OFFICE = (Role.OFFICER, Role.HEAD_OF_OFFICE)
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


def roles_of(spec: PhaseSpec) -> tuple[Role, ...]:
    """Whom a row of that phase may name: those whom it asks, and those above them."""
    return spec.roles + tuple(role for role in ABOVE[spec.unit] if role not in spec.roles)


def speaks_above(spec: PhaseSpec, roles: Iterable[str]) -> bool:
    """Whether the row speaks to those above the units: one list each."""
    return not set(roles) & set(spec.roles)


def blanks_of(spec: PhaseSpec, *, above: bool) -> tuple[str, ...]:
    """Which blanks a row's text may hold."""
    if above:
        return ("so_luong", "danh_sach", *_ALWAYS)
    own = {Unit.SCHOOL: ("truong", "khoi"), Unit.BLOCK: ("khoi",), Unit.OFFICE: ()}
    return (*own[spec.unit], *_ALWAYS)


def when_told(days: int) -> str:
    """`Trước hạn 3 ngày`, `Ngày cuối`, `Sau hạn 1 ngày`."""
    return f"Trước hạn {days} ngày" if days > 0 else f"Sau hạn {-days} ngày" if days else "Ngày cuối"


def day_of(last_day: date, days: int) -> date:
    """On which day a row speaks to a unit whose last day, an extension included, is `last_day`."""
    return last_day - timedelta(days=days)


def check_row(spec: PhaseSpec, wanted: Wanted) -> Wanted:
    """The row, cleaned; RuleViolation says what is wrong and where."""
    if not -MOST_DAYS <= wanted.days <= MOST_DAYS:
        raise RuleViolation("days", f"Số ngày từ 0 đến {MOST_DAYS}.", where="days")
    known = roles_of(spec)
    if not wanted.roles or set(wanted.roles) - set(known):
        told = ", ".join(ROLE_LABELS[role] for role in known)
        raise RuleViolation("roles", f"Chọn ít nhất một vai trò được nhắc ở mốc này: {told}.", where="roles")
    above = speaks_above(spec, wanted.roles)
    if not above and set(wanted.roles) - set(spec.roles):
        raise RuleViolation(
            "mixed",
            "Người làm và cấp trên nhận lời nhắc khác nhau (cấp trên nhận một danh sách). Tách thành hai dòng.",
            where="roles",
        )
    text = "\n".join(line for line in map(squeeze, wanted.text.splitlines()) if line)
    check_text(text, blanks_of(spec, above=above))
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
