"""What the platform's staff may do for an authority: its first head, and the way back for a head who is alone."""

from collections.abc import Collection

from blocks.rules.access.invitations import GIVES
from thidua.access.kinds import RecoveryState
from thidua.errors import Denied, RuleViolation
from thidua.policy import Role


def check_first_head(*, held: bool) -> None:
    """The platform gives a head's seat only where nobody of the office is left to give it."""
    if held:
        raise Denied("Đơn vị đã có người của đơn vị quản lý; trưởng phòng của đơn vị tự mời người.")


def check_alone(*, roles: Collection[Role], others: Collection[Role], elsewhere: bool) -> None:
    """Only who nobody in the authority can help: no other holder gives all of `roles`, or seats in two authorities."""
    if not any(role in (Role.HEAD_OF_OFFICE, Role.OFFICER) for role in roles):
        told = "Người này không giữ vai trò của đơn vị quản lý; trưởng phòng hoặc chuyên viên của đơn vị đặt lại được."
        raise RuleViolation("role", told, where="username")
    helped = any(set(roles) <= GIVES.get(role, frozenset()) for role in others)
    if helped and not elsewhere:
        told = "Đơn vị còn người khác đặt lại được cho người này (mục Người và vai trò)."
        raise RuleViolation("not_alone", told, where="username")


def check_second(*, state: str, same_person: bool, paper: str) -> None:
    """Two members of the staff, or one with the number of a paper that the authority has signed."""
    if state != RecoveryState.ASKED:
        raise RuleViolation("state", f"Yêu cầu này {RecoveryState(state).label.lower()}.")
    if same_person and not paper:
        raise Denied("Người xin không tự xác nhận khi chưa có số văn bản của đơn vị. Nhờ một quản trị khác xác nhận.")
