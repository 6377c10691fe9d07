"""The papers of movements and of schools' plans: their facts as plain values, the sections that are written in them."""

from dataclasses import dataclass, field

from documents.rules.heads import PaperHead
from documents.rules.sections import Gap, Section, empty_sections

_LINES = "Mỗi căn cứ một dòng; dấu chấm phẩy và dấu chấm cuối được đặt khi in."
_RECIPIENTS = "Mỗi nơi nhận một dòng, dòng cuối là nơi lưu."
_TITLE = "In dưới chữ KẾ HOẠCH, mỗi dòng một dòng in."

# Kế hoạch tổ chức thực hiện phong trào thi đua: its other parts are the movement's own (seed 003).
MOVEMENT_SECTIONS = (
    Section("subject", "Trích yếu", "lines", _TITLE, "Tổ chức thực hiện Phong trào thi đua\n“[tên phong trào]”"),
    Section("legal_bases", "Căn cứ", "lines", _LINES),
    Section(
        "intro", "Lời dẫn", default="<p>[tên đơn vị] tổ chức thực hiện Phong trào thi đua với nội dung như sau:</p>"
    ),
    Section(
        "closing",
        "Lời kết",
        hint="Dấu kết thúc “./.” được đặt khi in.",
        default="<p>Trên đây là Kế hoạch tổ chức thực hiện Phong trào thi đua “[tên phong trào]” của [tên đơn vị].</p>",
    ),
    Section("recipients", "Nơi nhận", "lines", _RECIPIENTS, "Các bộ phận liên quan (để thực hiện)\nLưu: VT"),
)
# Kế hoạch công tác thi đua, khen thưởng của trường (seed 004); the schedule is the plan's own.
PLAN_SECTIONS = (
    Section("subject", "Trích yếu", "lines", _TITLE, "Công tác thi đua, khen thưởng [kỳ kế hoạch]"),
    Section("legal_bases", "Căn cứ", "lines", _LINES),
    Section(
        "intro",
        "Lời dẫn",
        default="<p>[tên đơn vị] ban hành Kế hoạch công tác thi đua, khen thưởng [kỳ kế hoạch], cụ thể như sau:</p>",
    ),
    Section("aims", "I.1. Mục đích"),
    Section("demands", "I.2. Yêu cầu"),
    Section("work", "II. Nội dung, nhiệm vụ và giải pháp", hint="Đề mục 1., 2.1. dùng nút Đề mục."),
    Section("carrying_out", "III. Tổ chức thực hiện", hint="Biểu tiến độ in thành phụ lục sau chữ ký."),
    Section(
        "closing",
        "Lời kết",
        hint="Dấu kết thúc “./.” được đặt khi in.",
        default="<p>Trên đây là Kế hoạch công tác thi đua, khen thưởng [kỳ kế hoạch] của [tên đơn vị].</p>",
    ),
    Section("recipients", "Nơi nhận", "lines", _RECIPIENTS, "Cán bộ, giáo viên, nhân viên (để thực hiện)\nLưu: VT"),
)


@dataclass(frozen=True)
class CriterionFacts:
    """Criteria of one kind of participants; `text` holds a paragraph a line."""

    participants: str
    text: str


@dataclass(frozen=True)
class RewardFacts:
    """An occasion of praise, how, and in which forms (one a line)."""

    occasion: str
    text: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class PeriodFacts:
    """A part of the time: `Giai đoạn 1`, `năm 2023 - năm 2025`, what is done, what is due by whom on which day."""

    name: str
    span: str
    text: str
    due: tuple[str, ...] = ()


@dataclass(frozen=True)
class MovementPaper:
    """All that the plan of a movement says; `words` by the movement's own keys."""

    head: PaperHead
    name: str
    span: tuple[int, int]
    words: dict[str, str]
    criteria: tuple[CriterionFacts, ...] = ()
    rewards: tuple[RewardFacts, ...] = ()
    periods: tuple[PeriodFacts, ...] = ()
    due: tuple[str, ...] = ()  # what is due outside of every period
    board: tuple[str, ...] = ()  # `Phạm Minh Tâm, Hiệu trưởng: Trưởng ban`


@dataclass(frozen=True)
class ScheduleRow:
    """A line of the printed schedule."""

    period: str
    content: str
    unit: str
    leader: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanPaper:
    """All that a school's plan says; `span` is `năm 2024` or `năm học 2023 - 2024`."""

    head: PaperHead
    span: str
    rows: tuple[ScheduleRow, ...] = field(default_factory=tuple)


def movement_gaps(facts: MovementPaper) -> list[Gap]:
    """What the plan of a movement lacks before it can be issued."""
    lacking = empty_sections(MOVEMENT_SECTIONS, facts.head.texts)
    for key, label in (("purpose", "mục đích"), ("content", "nội dung"), ("solutions", "giải pháp")):
        if not facts.words.get(key):
            lacking.append(Gap("movement", f"Phong trào chưa ghi {label}."))
    if not facts.criteria:
        lacking.append(Gap("movement", "Phong trào chưa có tiêu chí thi đua."))
    return lacking


def plan_gaps(facts: PlanPaper) -> list[Gap]:
    """What a school's plan lacks before it can be issued."""
    lacking = empty_sections(PLAN_SECTIONS, facts.head.texts)
    if not facts.rows:
        lacking.append(Gap("schedule", "Biểu tiến độ chưa có việc nào."))
    return lacking
