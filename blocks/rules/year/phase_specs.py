"""What a phase is, apart from its days: whose it is, whom it asks, which deeds it shuts.

Phases are rows of a year. Code never asks for a phase by its name: it asks which phase of the year shuts a deed, or
which one's last day the law reads.
"""

import re
from dataclasses import dataclass

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.policy import ROLE_LABELS, Action, Role

_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,23}")


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
