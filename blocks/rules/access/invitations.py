"""Invitations: who may offer which seat, how long a link lives, and the moves from offer to seat."""

from dataclasses import dataclass
from datetime import timedelta

from thidua.choices import Choice
from thidua.errors import Denied
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import ROLE_LABELS, SEAT_ROLES, Action, Role

LIFE = timedelta(hours=72)


class InvitationState(Choice):
    """An invitation's life; one whose time has run out stays open in the row and is shown as expired."""

    OPEN = "MOI", "Chờ người được mời"
    ACCEPTED = "DA_NHAN", "Chờ xác nhận"
    CONFIRMED = "XAC_NHAN", "Đã thành vai trò"
    WITHDRAWN = "THU_HOI", "Đã thu hồi"


@dataclass(frozen=True, kw_only=True)
class InvitationFacts(Facts):
    """What the moves of an invitation depend on. `not_theirs`: why the actor may not give this seat."""

    expired: bool = False
    not_theirs: str = ""
    for_oneself: bool = False
    for_another: bool = False  # the offer names an account, and this is not the one


def _in_time(facts: InvitationFacts) -> No | None:
    told = "Lời mời đã quá 72 giờ nên hết hiệu lực. Hãy xin người mời gửi lời mời mới."
    return No(told, code="expired") if facts.expired else None


def _named(facts: InvitationFacts) -> No | None:
    told = "Lời mời này dành cho một tài khoản khác. Đăng xuất rồi đăng nhập đúng tài khoản được mời."
    return No(told, code="denied") if facts.for_another else None


def _may_give(facts: InvitationFacts) -> No | None:
    return No(facts.not_theirs, code="denied") if facts.not_theirs else None


def _by_another(facts: InvitationFacts) -> No | None:
    told = "Không ai tự xác nhận vai trò cho mình. Nhờ người khác của đơn vị quản lý xác nhận."
    return No(told, code="denied") if facts.for_oneself else None


_S = InvitationState
_PLATFORM = frozenset({Action.RUN_PLATFORM})  # the first head of an authority
FLOW: Flow[InvitationFacts] = Flow(
    "Lời mời giữ vai trò",
    InvitationState,
    (
        Move(
            code="accept",
            label="Nhận lời mời",
            starts=frozenset({_S.OPEN}),
            to=_S.ACCEPTED,
            action=None,
            guards=(_in_time, _named),
        ),
        Move(
            code="confirm",
            label="Xác nhận",
            verb="xác nhận lời mời",
            slug="xac-nhan",
            icon="user-check",
            done="Đã xác nhận; vai trò có hiệu lực.",
            question="Xác nhận đúng người: {of}?",
            primary=True,
            fresh=True,
            starts=frozenset({_S.ACCEPTED}),
            to=_S.CONFIRMED,
            action=Action.INVITE,
            also=_PLATFORM,
            guards=(_may_give, _by_another),
        ),
        Move(
            code="withdraw",
            label="Thu hồi",
            verb="thu hồi lời mời",
            slug="thu-hoi",
            icon="undo-2",
            done="Đã thu hồi lời mời. Đường dẫn không còn dùng được.",
            question="Thu hồi lời mời {of}?",
            fresh=True,
            effects=("Đường dẫn đã gửi không dùng được nữa.",),
            starts=frozenset({_S.OPEN, _S.ACCEPTED}),
            to=_S.WITHDRAWN,
            action=Action.INVITE,
            also=_PLATFORM,
            guards=(_may_give,),
        ),
    ),
    stands={
        _S.OPEN: "Người được mời chưa nhận lời, nên chưa xác nhận được.",
        _S.ACCEPTED: "Lời mời này đã có người nhận. Mỗi đường dẫn chỉ dùng được một lần.",
        _S.CONFIRMED: "Lời mời này đã thành vai trò. Mỗi đường dẫn chỉ dùng được một lần.",
        _S.WITHDRAWN: "Lời mời này đã được thu hồi. Nếu vẫn cần, hãy xin người mời gửi lời mời mới.",
    },
)
_SCHOOL_HELP = frozenset({Role.DEPUTY, Role.SECRETARY, Role.COUNCIL_MEMBER})
GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD_OF_OFFICE: frozenset(SEAT_ROLES),
    Role.OFFICER: frozenset(SEAT_ROLES) - {Role.HEAD_OF_OFFICE},
    Role.PRINCIPAL: _SCHOOL_HELP,
    Role.PLATFORM: frozenset({Role.HEAD_OF_OFFICE}),  # the first one of an authority: rules/access/platform.py
}


def check_may_give(giver: Role, role: Role, *, own_unit: bool) -> None:
    """Raise Denied unless a seat of `giver` may give a seat of `role`; `own_unit`: it is in the giver's school."""
    if role not in GIVES.get(giver, frozenset()):
        given = ", ".join(ROLE_LABELS[one] for one in Role if one in GIVES.get(giver, ()))
        told = f"chỉ được mời: {given}" if given else "không được mời người giữ vai trò"
        raise Denied(f"{ROLE_LABELS[giver]} {told}.")
    if giver is Role.PRINCIPAL and not own_unit:
        raise Denied("Hiệu trưởng chỉ được mời người vào vai trò của trường mình.")
