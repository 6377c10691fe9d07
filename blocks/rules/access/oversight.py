"""A superior authority reads its members: which kinds may, and the moves from asking to the end of the right."""

from datetime import date

from thidua.access.kinds import DistrictKind, OversightState
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action

LOOKED = "cấp trên mở hồ sơ để đọc"  # the line in the trail, once a day and person

_S = OversightState
FLOW: Flow[Facts] = Flow(
    "Quyền đọc của cấp trên",
    OversightState,
    (
        Move(
            code="agree",
            label="Đồng ý",
            starts=frozenset({_S.ASKED}),
            to=_S.IN_FORCE,
            action=Action.EDIT_OVERSIGHT,
        ),
        Move(
            code="refuse",
            label="Không đồng ý",
            starts=frozenset({_S.ASKED}),
            to=_S.REFUSED,
            action=Action.EDIT_OVERSIGHT,
            needs_reason=No("Ghi lý do không đồng ý.", code="reason", where="reason"),
        ),
        Move(
            code="withdraw",
            label="Thôi xin",
            starts=frozenset({_S.ASKED}),
            to=_S.WITHDRAWN,
            action=Action.EDIT_OVERSIGHT,
            needs_reason=No("Ghi lý do kết thúc.", code="reason", where="reason"),
        ),
        Move(
            code="end",
            label="Kết thúc",
            starts=frozenset({_S.IN_FORCE}),
            to=_S.ENDED,
            action=Action.EDIT_OVERSIGHT,
            needs_reason=No("Ghi lý do kết thúc.", code="reason", where="reason"),
        ),
    ),
    stands={str(state): f"Việc này không làm được nữa: hiện “{state.label}”. Tải lại trang để xem." for state in _S},
)
# Sở Giáo dục và Đào tạo leads the work of the authorities below it (Luật Thi đua, khen thưởng 2022, Điều 90).
SUPERIOR_KINDS = frozenset({DistrictKind.SO_GDDT})


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
