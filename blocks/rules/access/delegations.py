"""Delegation (ủy quyền): what may be lent, to whom, for how long.

Luật Tổ chức chính quyền địa phương and Nghị định 30/2020, Điều 13: written, for a time, for listed matters, never
passed on; a deputy signs KT. (ký thay), another official TUQ. (thừa ủy quyền). A secret ballot is never lent.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from thidua.errors import Denied, RuleViolation
from thidua.policy import ACTION_LABELS, Action, Role, delegable
from thidua.text import short_date

LONGEST = timedelta(days=366)


def check_own_seat(*, by_delegation: bool) -> None:
    """A delegate lends nothing on."""
    if by_delegation:
        raise Denied("Người được ủy quyền không ủy quyền lại cho người khác. Việc này chỉ người giữ vai trò làm được.")


def check_powers(role: Role, powers: Iterable[str]) -> list[Action]:
    """The powers in the order of the policy page; refuses none at all and what is never lent."""
    asked = set(powers)
    if not asked:
        raise RuleViolation("powers", "Chọn ít nhất một việc được ủy quyền.", where="powers")
    open_to = delegable(role)
    for code in sorted(asked):
        if code not in open_to:
            label = ACTION_LABELS.get(Action(code), code) if code in set(Action) else code
            raise RuleViolation("powers", f"Việc “{label}” không ủy quyền được cho người khác.", where="powers")
    return [action for action in open_to if action in asked]


def check_delegate(*, holder: int, delegate: int, roles: Iterable[str]) -> None:
    """Nobody delegates to themself; who holds only a secretary's seat prepares and never decides."""
    if holder == delegate:
        raise RuleViolation("self", "Người ủy quyền và người được ủy quyền phải là hai người.", where="account")
    if set(roles) <= {Role.SECRETARY}:
        told = "Thư ký chuẩn bị hồ sơ, không duyệt và không ký thay"
        raise RuleViolation("secretary", f"{told}; hãy chọn cấp phó hoặc ủy viên hội đồng.", where="account")


def check_days(valid_from: date, valid_to: date, *, today: date, paper_date: date, seat_to: date | None) -> None:
    """From today on at the earliest, a year at the most, never longer than the holder's own seat."""
    if valid_to < valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    if valid_from < today:
        told = f"Không ủy quyền lùi ngày; chọn từ {short_date(today)} trở đi."
        raise RuleViolation("dates", told, where="valid_from")
    if valid_to - valid_from > LONGEST:
        raise RuleViolation("dates", "Mỗi lần ủy quyền không quá một năm.", where="valid_to")
    if paper_date > valid_from:
        raise RuleViolation("dates", "Văn bản ủy quyền phải có trước hoặc đúng ngày bắt đầu.", where="paper_date")
    if seat_to is not None and valid_to > seat_to:
        told = f"Vai trò của người ủy quyền kết thúc ngày {short_date(seat_to)}"
        raise RuleViolation("dates", f"{told}; chọn ngày không muộn hơn.", where="valid_to")
