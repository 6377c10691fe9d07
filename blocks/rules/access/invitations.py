"""Invitations: who may offer which seat, how long a link lives, and the moves from offer to seat."""

from datetime import datetime, timedelta

from thidua.choices import Choice
from thidua.errors import Denied, RuleViolation
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Role

LIFE = timedelta(hours=72)


class InvitationState(Choice):
    """An invitation's life; one whose time has run out stays open in the row and is shown as expired."""

    OPEN = "MOI", "Chờ người được mời"
    ACCEPTED = "DA_NHAN", "Chờ xác nhận"
    CONFIRMED = "XAC_NHAN", "Đã thành vai trò"
    WITHDRAWN = "THU_HOI", "Đã thu hồi"


_S = InvitationState
MOVES = {
    "accept": ({_S.OPEN}, _S.ACCEPTED),
    "confirm": ({_S.ACCEPTED}, _S.CONFIRMED),
    "withdraw": ({_S.OPEN, _S.ACCEPTED}, _S.WITHDRAWN),
}
_SCHOOL_HELP = frozenset({Role.SECRETARY, Role.COUNCIL_MEMBER})
GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD_OF_OFFICE: frozenset(SEAT_ROLES),
    Role.OFFICER: frozenset(SEAT_ROLES) - {Role.HEAD_OF_OFFICE},
    Role.PRINCIPAL: _SCHOOL_HELP,
    Role.PLATFORM: frozenset({Role.HEAD_OF_OFFICE}),  # the first one of an authority: rules/platform.py
}


def check_may_give(giver: Role, role: Role, *, own_unit: bool) -> None:
    """Raise Denied unless a seat of `giver` may give a seat of `role`; `own_unit`: it is in the giver's school."""
    if role not in GIVES.get(giver, frozenset()):
        given = ", ".join(ROLE_LABELS[one] for one in Role if one in GIVES.get(giver, ()))
        told = f"chỉ được mời: {given}" if given else "không được mời người giữ vai trò"
        raise Denied(f"{ROLE_LABELS[giver]} {told}.")
    if giver is Role.PRINCIPAL and not own_unit:
        raise Denied("Hiệu trưởng chỉ được mời người vào vai trò của trường mình.")


def step(state: str, move: str, *, expires_at: datetime, now: datetime) -> InvitationState:
    """The state after `move`, or RuleViolation with the sentence of why not."""
    starts, after = MOVES[move]
    if _S(state) not in starts:
        raise RuleViolation("state", _NO_LONGER[_S(state)])
    if move == "accept" and now >= expires_at:
        raise RuleViolation("expired", "Lời mời đã quá 72 giờ nên hết hiệu lực. Hãy xin người mời gửi lời mời mới.")
    return after


_NO_LONGER = {
    _S.OPEN: "Người được mời chưa nhận lời, nên chưa xác nhận được.",
    _S.ACCEPTED: "Lời mời này đã có người nhận. Mỗi đường dẫn chỉ dùng được một lần.",
    _S.CONFIRMED: "Lời mời này đã thành vai trò. Mỗi đường dẫn chỉ dùng được một lần.",
    _S.WITHDRAWN: "Lời mời này đã được thu hồi. Nếu vẫn cần, hãy xin người mời gửi lời mời mới.",
}
