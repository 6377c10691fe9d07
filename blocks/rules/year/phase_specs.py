"""What a phase is, apart from its days: whose it is, whom it asks, which deeds it shuts; and the shipped templates.

Phases are rows of a year. Code never asks for a phase by its name: it asks which phase of the year shuts a deed, or
which one's last day the law reads.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.policy import ROLE_LABELS, Action, Role

_DATA = Path(__file__).resolve().parents[2] / "data" / "phase_templates.json"
_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,23}")
_DAY = re.compile(r"(\+?)(\d\d-\d\d)")


class Unit(Choice):
    """Who owes what a phase asks."""

    SCHOOL = "TRUONG", "Trường"
    BLOCK = "KHOI", "Khối"
    OFFICE = "DON_VI", "Đơn vị quản lý"


_OWE = {
    Unit.SCHOOL: {Role.PRINCIPAL, Role.SECRETARY, Role.COUNCIL_MEMBER},
    Unit.BLOCK: {Role.BLOCK_LEADER},
    Unit.OFFICE: {Role.OFFICER, Role.HEAD_OF_OFFICE},
}


class PhaseSubject(Choice):
    """What a phase belongs to; without an id, the year itself. Movements and a school's calendar come here."""

    YEAR = "NAM", "Năm thi đua"


class LawDay(Choice):
    """What the last day of a phase means to the conditions."""

    REGISTERED = "DANG_KY", "Ngày hết hạn đăng ký"
    RECEIVED = "NHAN_HO_SO", "Ngày nhận hồ sơ"


def deed_code(deed: Action, part: int | None = None) -> str:
    """A deed as a phase names it: `edit_plan`; of the second meeting alone `edit_meetings:2`."""
    return str(deed) if part is None else f"{deed}:{part}"


@dataclass(frozen=True)
class PhaseSpec:
    """A phase without its days. `deeds` are shut once it is over, those in `deeds_before` until it opens, too."""

    code: str
    name: str
    text: str
    unit: Unit
    roles: tuple[Role, ...]
    deeds: tuple[str, ...] = ()
    deeds_before: tuple[str, ...] = ()
    law_day: str = ""
    position: int = 0

    @property
    def sending_known(self) -> bool:
        """Whether the system is told who has finished: the phase in which schools send."""
        return deed_code(Action.APPROVE_REGISTRATION) in self.deeds


@dataclass(frozen=True)
class TemplateRow:
    """A phase as a template proposes it: days without a year, `+` for the year after the first one."""

    spec: PhaseSpec
    opens: str
    closes: str
    basis: str = ""

    def days(self, first_year: int) -> tuple[date, date]:
        """First and last day in the year that begins in `first_year`."""
        return _day(self.opens, first_year), _day(self.closes, first_year)


def _day(text: str, first_year: int) -> date:
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        return date.fromisoformat(f"{first_year + bool(match[1])}-{match[2]}")
    except ValueError:
        shown = "Ghi tháng-ngày, ví dụ 10-27; năm sau thêm dấu cộng: +05-28."
        raise RuleViolation("dates", f"“{text}” không phải ngày của mẫu mốc. {shown}", where="days") from None


def check_spec(spec: PhaseSpec) -> PhaseSpec:
    """The phase as it is; RuleViolation says what is wrong and where."""
    if not _CODE.fullmatch(spec.code):
        raise RuleViolation("code", f"Mã mốc “{spec.code}” chưa đúng; viết hoa không dấu, ví dụ DANG_KY.", where="code")
    if not spec.name or len(spec.name) > 120:
        raise RuleViolation("name", f"Mốc {spec.code}: ghi tên, không quá 120 ký tự.", where="name")
    if len(spec.text) > 300:
        raise RuleViolation("text", f"“{spec.name}”: ai làm gì viết không quá 300 ký tự.", where="text")
    if not spec.roles or set(spec.roles) - _OWE[spec.unit]:
        told = ", ".join(ROLE_LABELS[role] for role in Role if role in _OWE[spec.unit])
        raise RuleViolation("roles", f"“{spec.name}”: chọn ít nhất một vai trò phải làm: {told}.", where="roles")
    known = set(Action)
    for deed in spec.deeds:
        action, _, part = deed.partition(":")
        if action not in known or (":" in deed and not part.isdigit()):
            raise RuleViolation("deeds", f"“{spec.name}”: không có việc “{deed}”.", where="deeds")
    if set(spec.deeds_before) - set(spec.deeds):
        told = f"“{spec.name}”: việc khóa khi chưa đến mốc phải là việc của mốc."
        raise RuleViolation("deeds", told, where="deeds_before")
    return spec


@lru_cache(maxsize=8)
def shipped_rows(cycle: str, year_ends_on: date) -> tuple[TemplateRow, ...]:
    """The template in force for a year of that cycle, the oldest one for years before it; () where there is none."""
    templates = [row for row in json.loads(_DATA.read_text(encoding="utf-8"))["templates"] if row["cycle"] == cycle]
    templates.sort(key=lambda row: row["from"])
    begun = [row for row in templates if row["from"] <= year_ends_on.isoformat()] or templates[:1]
    return tuple(_row(row, place) for place, row in enumerate(begun[-1]["phases"], start=1)) if begun else ()


def _row(data: dict[str, Any], position: int) -> TemplateRow:
    deeds = [(deed_code(Action(deed["deed"]), deed.get("part")), deed["before"]) for deed in data["deeds"]]
    spec = PhaseSpec(
        code=data["code"],
        name=data["name"],
        text=data["text"],
        unit=Unit(data["unit"]),
        roles=tuple(Role(role) for role in data["roles"]),
        deeds=tuple(code for code, _ in deeds),
        deeds_before=tuple(code for code, before in deeds if before),
        law_day=LawDay(data["law_day"]) if "law_day" in data else "",
        position=position,
    )
    return TemplateRow(check_spec(spec), data["opens"], data["closes"], data["basis"])
