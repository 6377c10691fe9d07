"""A person confirms their own registration by a link: the states of an answer, and why a link leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from blocks.rules.registration.sheet_states import SheetState
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action
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
# While the list is the school's own; once it is with the office a wish would come to nothing.
ANSWERABLE = frozenset({SheetState.DRAFT, SheetState.RETURNED, SheetState.WITH_PRINCIPAL})
_USED = "Đường dẫn này đã dùng để trả lời. Muốn đổi câu trả lời, xin thư ký trường đường dẫn mới."


@dataclass(frozen=True, kw_only=True)
class ConfirmationFacts(Facts):
    """What the moves of a link depend on. `wanted`: the school asks for confirmations this year at all; `over`: the
    link's last day is past; `sent`: the list is with the office; `cells`: the wish names cells to be changed.
    """

    wanted: bool = True
    over: bool = False
    sent: bool = False
    cells: bool = True


def _asked_for(facts: ConfirmationFacts) -> No | None:
    told = No("Trường không còn dùng đường dẫn xác nhận. Cần gì, liên hệ thư ký trường.", code="off")
    return None if facts.wanted else told


def _in_time(facts: ConfirmationFacts) -> No | None:
    told = "Đường dẫn đã hết hạn cùng hạn đăng ký. Cần sửa gì, liên hệ thư ký trường."
    return No(told, code="expired") if facts.over else None


def _not_sent(facts: ConfirmationFacts) -> No | None:
    told = "Danh sách của trường đã gửi nên không xác nhận được nữa. Liên hệ thư ký trường."
    return No(told, code="sent") if facts.sent else None


def _names_cells(facts: ConfirmationFacts) -> No | None:
    told = "Người này chỉ ghi bằng lời; sửa ngay trong danh sách rồi ghi “Đã trả lời”."
    return None if facts.cells else No(told, code="words")


_OPEN = (_asked_for, _in_time, _not_sent)
_ANSWERED: dict[str, str] = {_S.TAKEN: _USED, _S.DECLINED: _USED}
FLOW: Flow[ConfirmationFacts] = Flow(
    "Xác nhận của cá nhân",
    ConfirmationState,
    (
        Move(  # by who holds the link, as the next
            code="confirm",
            label="Xác nhận",
            verb="xác nhận đăng ký của mình",
            starts=frozenset({_S.WAITING}),
            to=_S.CONFIRMED,
            action=None,
            guards=_OPEN,
            elsewhere=_ANSWERED,
        ),
        Move(
            code="ask",
            label="Xin sửa",
            verb="xin sửa đăng ký của mình",
            starts=frozenset({_S.WAITING}),
            to=_S.ASKED,
            action=None,
            guards=_OPEN,
            elsewhere=_ANSWERED,
        ),
        Move(
            code="take",
            label="Sửa theo ý",
            verb="sửa theo ý người đăng ký",
            starts=frozenset({_S.ASKED}),
            to=_S.TAKEN,
            action=Action.EDIT_REGISTRATION,
            guards=(_names_cells,),
        ),
        Move(
            code="decline",
            label="Giữ như cũ",
            verb="trả lời yêu cầu sửa",
            starts=frozenset({_S.ASKED}),
            to=_S.DECLINED,
            action=Action.EDIT_REGISTRATION,
            needs_reason=No("Ghi câu trả lời cho người đăng ký.", code="answer", where="answer"),
        ),
        Move(
            code="end",
            label="Thu hồi đường dẫn",
            verb="thu hồi đường dẫn xác nhận",
            starts=frozenset({_S.WAITING}),
            to=_S.ENDED,
            action=Action.EDIT_REGISTRATION,
        ),
    ),
    stands={
        _S.WAITING: "Người này chưa trả lời.",
        _S.CONFIRMED: _USED,
        _S.ASKED: _USED,
        _S.TAKEN: "Yêu cầu này đã được sửa theo.",
        _S.DECLINED: "Yêu cầu này đã được trả lời là giữ như cũ.",
        _S.ENDED: "Đường dẫn này đã được thu hồi hoặc thay bằng đường dẫn mới hơn.",
    },
)


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
