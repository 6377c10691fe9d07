"""The moves of a meeting: planned, invited to, open, held, its minutes closed; put off or called off with a reason."""

from dataclasses import dataclass

from thidua.choices import Choice
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action


class MeetingState(Choice):
    """Where a meeting stands."""

    PLANNED = "PLANNED", "Đã lên lịch"
    INVITED = "INVITED", "Đã mời"
    OPEN = "OPEN", "Đang họp"
    HELD = "HELD", "Đã họp, chờ khép biên bản"
    CLOSED = "CLOSED", "Đã khép biên bản"
    POSTPONED = "POSTPONED", "Hoãn"
    CANCELLED = "CANCELLED", "Hủy"


PLANNABLE = frozenset({MeetingState.PLANNED, MeetingState.INVITED, MeetingState.POSTPONED})
NOTED = frozenset({MeetingState.OPEN, MeetingState.HELD})  # discussion and resolutions are written
OFF = frozenset({MeetingState.CANCELLED, MeetingState.POSTPONED})  # struck out in people's calendars
_S = MeetingState
SHOWN = 3  # names in one sentence


@dataclass(frozen=True, kw_only=True)
class MeetingMoveFacts(Facts):
    """What the moves ask of a meeting.

    `voters` who may vote, `unmarked` of them the roll-call has not named, `counted` and `least` the quorum;
    `unresolved` points held without a resolution, `unheard` absentees without an opinion, `undirected` points escalated
    without a direction, `upset` points whose absentees' opinions take away what was agreed.
    """

    timed: bool = True
    placed: bool = True
    has_agenda: bool = True
    begun: bool = True
    voters: int = 0
    unmarked: tuple[str, ...] = ()
    counted: int = 0
    least: int = 0
    article: str = ""
    unresolved: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    undirected: tuple[str, ...] = ()
    upset: tuple[str, ...] = ()


def named(names: tuple[str, ...]) -> str:
    """`An, Bình và 3 người khác`-like: the first ones, and how many more."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" và {more} mục nữa" if more > 0 else "")


def _fit_to_invite(facts: MeetingMoveFacts) -> No | None:
    if not facts.timed or not facts.placed:
        missing = "ngày, giờ họp" if not facts.timed else "địa điểm"
        return No(f"Chưa ghi {missing}.", "Sửa lịch họp rồi mời.", code="plan")
    if not facts.has_agenda:
        return No("Chưa có nội dung họp.", "Sửa lịch họp rồi mời.", code="plan")
    if not facts.voters:
        return No("Hội đồng chưa có thành viên biểu quyết.", "Cử thành viên ở trang hội đồng.", code="members")
    return None


def _on_its_day(facts: MeetingMoveFacts) -> No | None:
    return None if facts.begun else No("Chưa đến ngày họp.", "Mở điểm danh từ ngày họp.", code="future")


def _roll_called(facts: MeetingMoveFacts) -> No | None:
    if facts.unmarked:
        return No(f"Chưa điểm danh: {named(facts.unmarked)}.", "Điểm danh đủ rồi kết thúc.", code="roll")
    if facts.counted < facts.least:
        told = f"Có mặt {facts.counted}/{facts.voters}, cần ít nhất {facts.least} ({facts.article})"
        return No(f"{told}; cuộc họp không hợp lệ.", "Hoãn cuộc họp và mời lại.", code="quorum")
    return None


def _all_resolved(facts: MeetingMoveFacts) -> No | None:
    if facts.unresolved:
        told = f"Chưa ghi kết luận: {named(facts.unresolved)}."
        return No(told, "Ghi kết luận, hoặc ghi là không thực hiện.", code="resolutions")
    return None


def _all_heard(facts: MeetingMoveFacts) -> No | None:
    if facts.unheard:
        return No(f"Chưa có ý kiến của người vắng: {named(facts.unheard)}.", "Lấy đủ ý kiến rồi khép.", code="opinions")
    if facts.upset:
        told = f"Ý kiến người vắng làm đổi kết quả: {named(facts.upset)}."
        return No(told, "Ghi lại kết luận của nội dung đó, hoặc báo cáo trưởng phòng.", code="upset")
    return None


def _all_directed(facts: MeetingMoveFacts) -> No | None:
    if facts.undirected:
        told = f"Chưa có ý kiến chỉ đạo: {named(facts.undirected)}."
        return No(told, "Trưởng phòng cho ý kiến ở trang cuộc họp.", code="direction")
    return None


def _why(told: str) -> No:
    return No(told, code="reason", where="reason")


FLOW: Flow[MeetingMoveFacts] = Flow(
    "Cuộc họp",
    MeetingState,
    (
        Move(
            code="invite",
            label="Gửi giấy mời",
            starts=frozenset({_S.PLANNED, _S.POSTPONED}),
            to=_S.INVITED,
            action=Action.RUN_MEETINGS,
            slug="moi",
            icon="send",
            primary=True,
            done="Đã gửi lời mời đến các thành viên.",
            verb="mời họp",
            question="Gửi giấy mời {of}?",
            guards=(_fit_to_invite,),
            effects=("Mỗi thành viên có tài khoản nhận một tin trong hộp thư và trả lời có dự hay không.",),
        ),
        Move(
            code="open",
            label="Mở cuộc họp, điểm danh",
            starts=frozenset({_S.INVITED}),
            to=_S.OPEN,
            action=Action.RUN_MEETINGS,
            slug="mo",
            icon="door-open",
            primary=True,
            done="Cuộc họp đã mở. Điểm danh rồi ghi từng nội dung.",
            verb="mở cuộc họp",
            guards=(_on_its_day,),
            closed={_S.PLANNED: "Gửi giấy mời trước.", _S.POSTPONED: "Sửa lịch và mời lại trước."},
        ),
        Move(
            code="hold",
            label="Kết thúc cuộc họp",
            starts=frozenset({_S.OPEN}),
            to=_S.HELD,
            action=Action.RUN_MEETINGS,
            slug="ket-thuc",
            icon="flag",
            primary=True,
            done="Cuộc họp đã kết thúc. Lấy ý kiến người vắng, hoàn thiện biên bản rồi khép.",
            verb="kết thúc cuộc họp",
            guards=(_roll_called,),
            effects=("Thành viên vắng được hỏi ý kiến về từng nội dung, có hạn trả lời.",),
        ),
        Move(
            code="close",
            label="Khép biên bản",
            starts=frozenset({_S.HELD}),
            to=_S.CLOSED,
            action=Action.CLOSE_MINUTES,
            slug="khep",
            icon="lock",
            primary=True,
            done="Biên bản đã khép. In, ký và ban hành ở trang văn bản.",
            verb="khép biên bản",
            guards=(_all_resolved, _all_heard, _all_directed),
            closed={_S.OPEN: "Kết thúc cuộc họp trước."},
            waits_for=frozenset({_S.HELD}),
        ),
        Move(
            code="reopen",
            label="Mở lại biên bản",
            starts=frozenset({_S.CLOSED}),
            to=_S.HELD,
            action=Action.CLOSE_MINUTES,
            slug="mo-lai",
            icon="lock-open",
            done="Biên bản đã mở lại.",
            needs_reason=_why("Ghi lý do mở lại biên bản."),
            undoes=frozenset({"close"}),
        ),
        Move(
            code="postpone",
            label="Hoãn cuộc họp",
            starts=frozenset({_S.INVITED, _S.OPEN}),
            to=_S.POSTPONED,
            action=Action.RUN_MEETINGS,
            slug="hoan",
            icon="calendar-clock",
            done="Cuộc họp đã hoãn; sửa lịch rồi mời lại.",
            needs_reason=_why("Ghi lý do hoãn, người được mời sẽ đọc."),
            effects=("Người được mời nhận tin hoãn; điểm danh đã ghi được bỏ.",),
        ),
        Move(
            code="cancel",
            label="Hủy cuộc họp",
            starts=frozenset({_S.PLANNED, _S.INVITED, _S.POSTPONED}),
            to=_S.CANCELLED,
            action=Action.RUN_MEETINGS,
            slug="huy",
            icon="calendar-x",
            done="Cuộc họp đã hủy.",
            needs_reason=_why("Ghi lý do hủy, người được mời sẽ đọc."),
            effects=("Người được mời nhận tin hủy; tệp lịch gửi lần sau hủy sự kiện trong lịch của họ.",),
        ),
    ),
    stands={
        _S.PLANNED: "Cuộc họp mới được lên lịch.",
        _S.INVITED: "Đã gửi giấy mời.",
        _S.OPEN: "Cuộc họp đang diễn ra.",
        _S.HELD: "Cuộc họp đã kết thúc, biên bản chưa khép.",
        _S.CLOSED: "Biên bản đã khép.",
        _S.POSTPONED: "Cuộc họp đã hoãn.",
        _S.CANCELLED: "Cuộc họp đã hủy.",
    },
)
