"""A superior authority reads its members: which kinds may, and the moves from asking to the end of the right."""

from datetime import date

from thidua.access.kinds import DistrictKind, OversightState
from thidua.errors import RuleViolation

LOOKED = "cấp trên mở hồ sơ để đọc"  # the line in the trail, once a day and person

_S = OversightState
MOVES = {
    "agree": ({_S.ASKED}, _S.IN_FORCE),
    "refuse": ({_S.ASKED}, _S.REFUSED),
    "withdraw": ({_S.ASKED}, _S.WITHDRAWN),
    "end": ({_S.IN_FORCE}, _S.ENDED),
}
# Sở Giáo dục và Đào tạo leads the work of the authorities below it (Luật Thi đua, khen thưởng 2022, Điều 90).
SUPERIOR_KINDS = frozenset({DistrictKind.SO_GDDT})


def step(state: str, move: str) -> OversightState:
    """The state after `move`; raises RuleViolation("state") where it has been answered or ended already."""
    starts, after = MOVES[move]
    if _S(state) not in starts:
        raise RuleViolation("state", f"Việc này không làm được nữa: hiện “{_S(state).label}”. Tải lại trang để xem.")
    return after


def check_ask(*, superior_kind: str, member_kind: str, same: bool, open_already: bool) -> None:
    """Only a Sở asks, only an authority below it is asked, and once at a time."""
    if superior_kind not in SUPERIOR_KINDS:
        raise RuleViolation("kind", "Chỉ Sở Giáo dục và Đào tạo xin được quyền đọc của cấp trên.", where="code")
    if same or member_kind in SUPERIOR_KINDS:
        raise RuleViolation("kind", "Đơn vị trực thuộc phải là đơn vị cấp dưới của Sở.", where="code")
    if open_already:
        raise RuleViolation("twice", "Đã có quyền đọc hoặc lời xin đang chờ với đơn vị này.", where="code")


def check_days(valid_from: date, valid_to: date | None, *, today: date) -> None:
    """From today on, to a later day or without an end."""
    if valid_from < today:
        raise RuleViolation("dates", "Không xin lùi ngày; chọn từ hôm nay trở đi.", where="valid_from")
    if valid_to is not None and valid_to < valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
