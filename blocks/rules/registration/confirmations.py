"""A person confirms their own registration by a link: the states of an answer, and why a link leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from blocks.rules.registration.registrations import SheetState
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import squeeze

LIFE_WITHOUT_PHASE = timedelta(days=14)  # where the year has no dated phase, a link lives this long
MOST_WHY = 500


class ConfirmationState(Choice):
    """From the link to what became of the answer."""

    WAITING = "CHO", "Chưa trả lời"
    CONFIRMED = "XAC_NHAN", "Đã xác nhận"
    ASKED = "XIN_SUA", "Xin sửa"
    TAKEN = "DA_SUA", "Đã sửa theo ý"
    DECLINED = "GIU_NGUYEN", "Giữ như cũ"
    ENDED = "THU_HOI", "Đã thu hồi"


_S = ConfirmationState
MOVES: dict[str, tuple[frozenset[ConfirmationState], ConfirmationState]] = {
    "confirm": (frozenset({_S.WAITING}), _S.CONFIRMED),
    "ask": (frozenset({_S.WAITING}), _S.ASKED),
    "take": (frozenset({_S.ASKED}), _S.TAKEN),
    "decline": (frozenset({_S.ASKED}), _S.DECLINED),
    "end": (frozenset({_S.WAITING}), _S.ENDED),
}
ANSWERS = frozenset({"confirm", "ask"})
# While the list is the school's own; once it is with the office a wish would come to nothing.
ANSWERABLE = frozenset({SheetState.DRAFT, SheetState.RETURNED, SheetState.WITH_PRINCIPAL})

_USED = "Đường dẫn này đã dùng để trả lời. Muốn đổi câu trả lời, xin thư ký trường đường dẫn mới."
_NO_LONGER = {
    _S.WAITING: "Người này chưa trả lời.",
    _S.CONFIRMED: _USED,
    _S.ASKED: _USED,
    _S.TAKEN: "Yêu cầu này đã được sửa theo.",
    _S.DECLINED: "Yêu cầu này đã được trả lời là giữ như cũ.",
    _S.ENDED: "Đường dẫn này đã được thu hồi hoặc thay bằng đường dẫn mới hơn.",
}


def step(state: str, move: str) -> ConfirmationState:
    """The state after `move`; raises RuleViolation("state") with the sentence of why not."""
    starts, after = MOVES[move]
    here = _S(state)
    if here in starts:
        return after
    answered = move in ANSWERS and here in (_S.TAKEN, _S.DECLINED)
    raise RuleViolation("state", _USED if answered else _NO_LONGER[here])


def check_answerable(*, state: str, ends_at: datetime, now: datetime, wanted: bool, sheet_state: str) -> None:
    """Raise RuleViolation where the link can no longer be answered: used, taken back, ended, or the list is sent.

    `wanted` is whether the school asks for confirmations this year at all.
    """
    step(state, "confirm")
    if not wanted:
        raise RuleViolation("off", "Trường không còn dùng đường dẫn xác nhận. Cần gì, liên hệ thư ký trường.")
    if now >= ends_at:
        raise RuleViolation("expired", "Đường dẫn đã hết hạn cùng hạn đăng ký. Cần sửa gì, liên hệ thư ký trường.")
    if SheetState(sheet_state) not in ANSWERABLE:
        raise RuleViolation("sent", "Danh sách của trường đã gửi nên không xác nhận được nữa. Liên hệ thư ký trường.")


@dataclass(frozen=True)
class OwnRow:
    """What a person is shown of their registration: codes of the ticked titles in order, and the texts."""

    ticks: tuple[str, ...]
    job_title: str
    initiative: str
    note: str

    def to_json(self) -> dict[str, object]:
        """As kept beside an answer."""
        return {
            "ticks": list(self.ticks),
            "job_title": self.job_title,
            "initiative": self.initiative,
            "note": self.note,
        }


def wishes(seen: OwnRow, wanted: OwnRow, known: frozenset[str]) -> dict[str, tuple[str, str]]:
    """What should be changed, as cell → (seen, wanted); "x" and "" for a tick. `known` are the titles on the list.

    Raises RuleViolation where nothing differs or a title is none of the list's.
    """
    if set(wanted.ticks) - known:
        raise RuleViolation("title", "Có danh hiệu không thuộc danh sách đăng ký; tải lại trang rồi chọn lại.")
    found: dict[str, tuple[str, str]] = {}
    for code in sorted(set(seen.ticks) ^ set(wanted.ticks)):
        found[code] = ("x", "") if code in seen.ticks else ("", "x")
    for cell in ("job_title", "initiative", "note"):
        before, after = getattr(seen, cell), squeeze(getattr(wanted, cell))
        if before != after:
            found[cell] = (before, after)
    return found


def check_wishes(found: Mapping[str, tuple[str, str]], why: str) -> str:
    """The reason, squeezed: a wish names a change or at least says in words what is wrong."""
    why = squeeze(why)
    if len(why) > MOST_WHY:
        raise RuleViolation("long", f"Lý do dài {len(why)} chữ; rút còn {MOST_WHY} chữ.", where="why")
    if not why:
        told = "Ghi vì sao cần sửa." if found else "Sửa mục cần sửa ở dưới, hoặc ghi bằng lời điều cần sửa."
        raise RuleViolation("why", told, where="why")
    return why
