"""Support sessions: announced before they open, an hour at the most, never against the authority's word."""

from datetime import datetime, timedelta

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move
from thidua.policy import Action

NOTICE = timedelta(minutes=10)  # between the announcement and the opening, unless the head lets it open at once
LONGEST = 60  # minutes
VIEWED = "hỗ trợ viên mở trang"  # the line in the trail, one a page


class SupportState(Choice):
    """Where a session stands at a moment; told from its times, stored nowhere."""

    WAITING = "CHO", "Đã báo, chưa mở"
    OPEN = "MO", "Đang mở"
    OVER = "XONG", "Đã kết thúc"


def state_at(now: datetime, *, opens_at: datetime, ends_at: datetime, ended_at: datetime | None) -> SupportState:
    """The state at `now`; the last moment is no longer open."""
    if ended_at is not None or now >= ends_at:
        return SupportState.OVER
    return SupportState.WAITING if now < opens_at else SupportState.OPEN


def check_request(*, reason: str, minutes: int, allowed: bool, running: bool) -> None:
    """A reason, between one minute and an hour, an authority that allows it, one session at a time."""
    if not allowed:
        raise RuleViolation("forbidden", "Đơn vị này không cho hỗ trợ viên đọc. Hãy liên hệ trưởng phòng của đơn vị.")
    if len(reason) < 10:
        told = "Ghi rõ lý do, ít nhất 10 ký tự: ai nhờ, việc gì, ở trang nào."
        raise RuleViolation("reason", told, where="reason")
    if not 1 <= minutes <= LONGEST:
        raise RuleViolation("minutes", f"Mỗi phiên từ 1 đến {LONGEST} phút.", where="minutes")
    if running:
        raise RuleViolation("twice", "Bạn đang có một phiên chưa kết thúc ở đơn vị này; hãy kết thúc phiên đó trước.")


# A session's state is told by the clock: what a move writes are times (services), and the state follows from them.
FLOW: Flow[Facts] = Flow(
    "Phiên hỗ trợ",
    SupportState,
    (
        Move(
            code="open_now",
            label="Cho mở ngay phiên hỗ trợ",
            starts=frozenset({SupportState.WAITING}),
            to=SupportState.OPEN,
            action=Action.RULE_SUPPORT,
        ),
        Move(
            code="end",
            label="Kết thúc phiên hỗ trợ",
            starts=frozenset({SupportState.WAITING, SupportState.OPEN}),
            to=SupportState.OVER,
            action=Action.SEE_SUPPORT,
            also=frozenset({Action.RUN_PLATFORM}),
        ),
    ),
    stands={
        SupportState.WAITING: "Phiên hỗ trợ này chưa mở.",
        SupportState.OPEN: "Phiên hỗ trợ này đã mở.",
        SupportState.OVER: "Phiên hỗ trợ này đã kết thúc.",
    },
)
