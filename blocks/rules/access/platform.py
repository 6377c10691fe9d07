"""What the platform's staff may do for an authority: its first head, and the way back for a head who is alone."""

from collections.abc import Collection
from dataclasses import dataclass

from blocks.rules.access.invitations import GIVES
from thidua.access.kinds import RecoveryState
from thidua.errors import Denied, RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action, Role


def check_first_head(*, held: bool) -> None:
    """The platform gives a head's seat only where nobody of the office is left to give it."""
    if held:
        raise Denied("Đơn vị đã có người của đơn vị quản lý; trưởng phòng của đơn vị tự mời người.")


def check_alone(*, roles: Collection[Role], others: Collection[Role], elsewhere: bool, staff: bool = False) -> None:
    """Only who nobody in the authority can help: no other holder gives all of `roles`, or seats in two authorities.

    An account of the platform's own `staff` is helped by the platform alone.
    """
    if staff:
        return
    if not any(role in (Role.HEAD_OF_OFFICE, Role.OFFICER) for role in roles):
        told = "Người này không giữ vai trò của đơn vị quản lý; trưởng phòng hoặc chuyên viên của đơn vị đặt lại được."
        raise RuleViolation("role", told, where="username")
    helped = any(set(roles) <= GIVES.get(role, frozenset()) for role in others)
    if helped and not elsewhere:
        told = "Đơn vị còn người khác đặt lại được cho người này (mục Người và vai trò)."
        raise RuleViolation("not_alone", told, where="username")


@dataclass(frozen=True, kw_only=True)
class RecoveryFacts(Facts):
    """What a recovery of sign-in depends on: who asked is who confirms, with what paper, and for whom."""

    same_person: bool = False
    paper: str = ""
    for_oneself: bool = False


def _two_people_or_a_paper(facts: RecoveryFacts) -> No | None:
    told = "Người xin không tự xác nhận khi chưa có số văn bản của đơn vị. Nhờ một quản trị khác xác nhận."
    return No(told, code="denied") if facts.same_person and not facts.paper else None


def _not_for_oneself(facts: RecoveryFacts) -> No | None:
    return No("Không ai tự đặt lại cho mình.", code="denied") if facts.for_oneself else None


RECOVERIES: Flow[RecoveryFacts] = Flow(
    "Yêu cầu khôi phục đăng nhập",
    RecoveryState,
    (
        Move(  # two members of the staff, or one with the number of a paper that the authority has signed
            code="confirm",
            label="Đặt lại bước xác minh thứ hai",
            starts=frozenset({RecoveryState.ASKED}),
            to=RecoveryState.DONE,
            action=Action.RUN_PLATFORM,
            guards=(_two_people_or_a_paper, _not_for_oneself),
        ),
        Move(
            code="drop",
            label="Bỏ yêu cầu đặt lại bước xác minh",
            starts=frozenset({RecoveryState.ASKED}),
            to=RecoveryState.DROPPED,
            action=Action.RUN_PLATFORM,
        ),
    ),
    stands={str(state): f"Yêu cầu này {state.label.lower()}." for state in RecoveryState},
)
