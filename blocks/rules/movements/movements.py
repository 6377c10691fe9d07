"""A movement (phong trào thi đua): its words, its states, what its moves depend on."""

from dataclasses import dataclass
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action
from thidua.text import nfc, short_date, squeeze

# The parts in words, in the order of the plan of a movement (seed 003, sections I to VII).
WORDS = {
    "purpose": "Mục đích",
    "requirements": "Yêu cầu",
    "content": "Nội dung tổng quát",
    "details": "Nội dung cụ thể",
    "solutions": "Giải pháp thực hiện",
    "funds": "Kinh phí thực hiện",
    "organisation": "Tổ chức thực hiện",
}
LONGEST_WORDS = 20_000
LONGEST_NAME, LONGEST_AIM = 300, 1000
SPAN = 30  # years: a longer movement is a slip of the keyboard


class MovementState(Choice):
    """A movement is written, launched, summed up, closed."""

    DRAFT = "SOAN", "Đang soạn"
    LAUNCHED = "PHAT_DONG", "Đã phát động"
    REVIEWED = "TONG_KET", "Đã tổng kết"
    CLOSED = "KET_THUC", "Đã kết thúc"


RUNNING = frozenset({MovementState.LAUNCHED, MovementState.REVIEWED})


class MilestoneKind(Choice):
    """What is due on a day of the movement."""

    REPORT = "BAO_CAO", "Báo cáo"
    REVIEW = "SO_KET", "Sơ kết"
    SUMMARY = "TONG_KET", "Tổng kết"


class BoardStanding(Choice):
    """Places in the steering board (ban chỉ đạo)."""

    HEAD = "TRUONG", "Trưởng ban"
    DEPUTY = "PHO", "Phó Trưởng ban"
    MEMBER = "UY_VIEN", "Ủy viên"
    CLERK = "THU_KY", "Thư ký"


class HonourSubject(Choice):
    """Whom a line of the reward list praises."""

    PERSON = "CA_NHAN", "Cá nhân"
    COLLECTIVE = "TAP_THE", "Tập thể"


def clean_words(text: str, label: str, where: str) -> str:
    """Paragraphs as typed, one a line, squeezed, without blank ones; RuleViolation where they are too long."""
    lines = [squeeze(line) for line in nfc(text).replace("\x00", "").splitlines()]
    kept = "\n".join(line for line in lines if line)
    if len(kept) > LONGEST_WORDS:
        told = f"{label} dài {len(kept)} chữ, nhiều nhất {LONGEST_WORDS}; rút gọn lại."
        raise RuleViolation("long", told, where=where)
    return kept


def check_heading(name: str, aim: str, starts_on: date, ends_on: date) -> tuple[str, str]:
    """Name and aim as they are kept; RuleViolation for an empty name, a text too long, days that cannot be."""
    name, aim = squeeze(name), squeeze(aim)
    if not name:
        raise RuleViolation("name", "Ghi tên phong trào thi đua.", where="name")
    for text, most, where in ((name, LONGEST_NAME, "name"), (aim, LONGEST_AIM, "aim")):
        if len(text) > most:
            raise RuleViolation("long", f"Dài {len(text)} chữ, nhiều nhất {most}; rút gọn lại.", where=where)
    if ends_on < starts_on:
        told = f"Ngày kết thúc {short_date(ends_on)} đứng trước ngày bắt đầu {short_date(starts_on)}; xem lại hai ngày."
        raise RuleViolation("days", told, where="ends_on")
    if ends_on.year - starts_on.year > SPAN:
        raise RuleViolation("days", f"Phong trào kéo dài quá {SPAN} năm; xem lại năm kết thúc.", where="ends_on")
    return name, aim


def yearly(first: date, until: date) -> list[date]:
    """The same day of each year from `first` to `until`; 29/02 stands on 28/02 in other years."""
    days = []
    for year in range(first.year, until.year + 1):
        day = 28 if (first.month, first.day) == (2, 29) and year % 4 else first.day
        if (on := date(year, first.month, day)) <= until:
            days.append(on)
    return days


def span_words(starts_on: date, ends_on: date) -> str:
    """`năm 2024`, `năm 2023 - năm 2025`."""
    if starts_on.year == ends_on.year:
        return f"năm {starts_on.year}"
    return f"năm {starts_on.year} - năm {ends_on.year}"


@dataclass(frozen=True, kw_only=True)
class MovementFacts(Facts):
    """What the moves depend on: what is still missing before launch, milestones without a report, who takes part."""

    lacks: tuple[str, ...] = ()
    unreported: int = 0
    participants: int = 0


def _is_whole(facts: MovementFacts) -> No | None:
    if not facts.lacks:
        return None
    return No(f"Phong trào còn thiếu: {', '.join(facts.lacks)}.", "Ghi các phần ấy trước khi phát động.")


def _is_reported(facts: MovementFacts) -> No | None:
    told = f"Còn {facts.unreported} kỳ báo cáo, sơ kết, tổng kết chưa ghi kết quả."
    return No(told, "Ghi kết quả từng kỳ ở phần Tiến độ, hoặc bỏ kỳ không còn dùng.") if facts.unreported else None


def _nobody_joined(facts: MovementFacts) -> No | None:
    told = f"Đã có {facts.participants} trường tham gia nên không thu hồi phát động được."
    return No(told, "Sửa nội dung phong trào, hoặc kết thúc phong trào.") if facts.participants else None


def _why(told: str) -> No:
    return No(told, code="reason", where="reason")


_S = MovementState
FLOW: Flow[MovementFacts] = Flow(
    "Phong trào thi đua",
    MovementState,
    (
        Move(
            code="launch",
            label="Phát động",
            verb="phát động phong trào thi đua",
            slug="phat-dong",
            icon="flag",
            done="Đã phát động phong trào.",
            question="Phát động phong trào {of}?",
            primary=True,
            starts=frozenset({_S.DRAFT}),
            to=_S.LAUNCHED,
            action=Action.LAUNCH_MOVEMENT,
            guards=(_is_whole,),
            effects=("Các đơn vị thuộc phạm vi phong trào thấy phong trào, được báo tin và đăng ký tham gia.",),
        ),
        Move(
            code="review",
            label="Ghi đã tổng kết",
            verb="tổng kết phong trào thi đua",
            slug="tong-ket",
            icon="clipboard-check",
            done="Phong trào đã tổng kết.",
            question="Ghi đã tổng kết phong trào {of}?",
            primary=True,
            starts=frozenset({_S.LAUNCHED}),
            to=_S.REVIEWED,
            action=Action.LAUNCH_MOVEMENT,
            guards=(_is_reported,),
            effects=("Danh sách đề nghị khen thưởng vẫn sửa được cho đến khi kết thúc.",),
        ),
        Move(
            code="close",
            label="Kết thúc",
            verb="kết thúc phong trào thi đua",
            slug="ket-thuc",
            icon="archive",
            done="Phong trào đã kết thúc.",
            question="Kết thúc phong trào {of}?",
            primary=True,
            starts=frozenset({_S.REVIEWED}),
            to=_S.CLOSED,
            action=Action.LAUNCH_MOVEMENT,
            effects=("Không phần nào của phong trào sửa được nữa.",),
        ),
        Move(
            code="reopen",
            label="Mở lại",
            verb="mở lại phong trào thi đua",
            slug="mo-lai",
            icon="undo-2",
            done="Phong trào được mở lại.",
            question="Mở lại phong trào {of}?",
            starts=frozenset({_S.REVIEWED, _S.CLOSED}),
            to=_S.LAUNCHED,
            action=Action.LAUNCH_MOVEMENT,
            needs_reason=_why("Ghi lý do mở lại phong trào."),
            undoes=frozenset({"review", "close"}),
        ),
        Move(
            code="withdraw",
            label="Thu hồi phát động",
            verb="thu hồi phát động phong trào",
            slug="thu-hoi",
            icon="undo-2",
            done="Đã thu hồi; phong trào trở lại bản soạn.",
            question="Thu hồi phát động phong trào {of}?",
            starts=frozenset({_S.LAUNCHED}),
            to=_S.DRAFT,
            action=Action.LAUNCH_MOVEMENT,
            guards=(_nobody_joined,),
            needs_reason=_why("Ghi lý do thu hồi phát động."),
            undoes=frozenset({"launch"}),
        ),
    ),
    stands={
        _S.DRAFT: "Phong trào đang soạn.",
        _S.LAUNCHED: "Phong trào đã phát động.",
        _S.REVIEWED: "Phong trào đã tổng kết.",
        _S.CLOSED: "Phong trào đã kết thúc.",
    },
)


def shut(state: str, *, during: bool = False) -> str:
    """Why a part cannot be written; "" where it can. `during`: what is written while it runs (results, rewards)."""
    if state == MovementState.CLOSED:
        return "Phong trào đã kết thúc; mở lại phong trào rồi sửa."
    if during and state == MovementState.DRAFT:
        return "Phong trào chưa phát động; phát động rồi ghi phần này."
    if not during and state == MovementState.REVIEWED:
        return "Phong trào đã tổng kết; mở lại phong trào rồi sửa."
    return ""
