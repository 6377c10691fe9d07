"""The parts of a movement that are rows: what each row holds, read from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from blocks.rules.movements.movements import BoardStanding, HonourSubject, MilestoneKind, clean_words
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze


@dataclass(frozen=True)
class PartField:
    """One field of a row: a line, paragraphs, a day, one of a list. `required`: what is said where it is empty."""

    name: str
    label: str
    kind: Literal["line", "words", "day", "choice"] = "line"
    required: str = ""
    hint: str = ""
    longest: int = 300
    choices: type[Choice] | None = None


@dataclass(frozen=True)
class Part:
    """One kind of rows. `slug` stands in addresses, `noun` in sentences; `during`: written while the movement runs."""

    slug: str
    label: str
    noun: str
    fields: tuple[PartField, ...]
    during: bool = False
    hint: str = ""

    def field(self, name: str) -> PartField:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)


_LIST = "Mỗi dòng một đoạn; dòng bắt đầu bằng “- ” in thành gạch đầu dòng."
CRITERIA = Part(
    "tieu-chi",
    "Tiêu chí thi đua",
    "tiêu chí",
    (
        PartField("participants", "Đối tượng", required="Ghi đối tượng, ví dụ Giáo viên, nhân viên."),
        PartField("text", "Tiêu chí", "words", "Ghi tiêu chí của đối tượng này.", _LIST),
    ),
    hint="Tiêu chí riêng cho từng đối tượng tham gia.",
)
REWARDS = Part(
    "khen-thuong",
    "Hình thức và thời gian khen thưởng",
    "đợt khen thưởng",
    (
        PartField("occasion", "Đợt khen thưởng", required="Ghi đợt khen thưởng, ví dụ Khen thưởng hằng năm."),
        PartField("text", "Cách khen thưởng", "words", hint=_LIST),
        PartField(
            "forms", "Hình thức khen thưởng", "words", hint="Mỗi dòng một hình thức, ví dụ Giấy khen của Hiệu trưởng."
        ),
    ),
)
PERIODS = Part(
    "giai-doan",
    "Giai đoạn",
    "giai đoạn",
    (
        PartField("name", "Tên giai đoạn", required="Ghi tên, ví dụ Giai đoạn 1."),
        PartField("starts_on", "Từ ngày", "day", "Ghi ngày bắt đầu của giai đoạn."),
        PartField("ends_on", "Đến ngày", "day", "Ghi ngày kết thúc của giai đoạn."),
        PartField("text", "Nội dung", "words", hint=_LIST),
    ),
)
MILESTONES = Part(
    "ky-bao-cao",
    "Kỳ báo cáo, sơ kết, tổng kết",
    "kỳ",
    (
        PartField("kind", "Loại", "choice", "Chọn báo cáo, sơ kết hay tổng kết.", choices=MilestoneKind),
        PartField("due", "Hạn", "day", "Ghi ngày đến hạn."),
        PartField("to_whom", "Báo cáo với ai", hint="Ví dụ Phòng Giáo dục và Đào tạo."),
        PartField("note", "Ghi chú", longest=500),
    ),
)
BOARD = Part(
    "ban-chi-dao",
    "Ban Chỉ đạo",
    "thành viên",
    (
        PartField("full_name", "Họ và tên", required="Ghi họ và tên.", longest=120),
        PartField("post", "Chức vụ, nơi công tác"),
        PartField("standing", "Vị trí", "choice", "Chọn vị trí trong ban.", choices=BoardStanding),
    ),
)
HONOURS = Part(
    "de-nghi-khen",
    "Danh sách đề nghị khen thưởng",
    "người, tập thể",
    (
        PartField("subject", "Cá nhân hay tập thể", "choice", "Chọn cá nhân hay tập thể.", choices=HonourSubject),
        PartField("name", "Họ và tên, tên tập thể", required="Ghi họ và tên, hoặc tên tập thể.", longest=200),
        PartField("unit", "Chức vụ, đơn vị"),
        PartField("form", "Hình thức đề nghị", required="Ghi hình thức, ví dụ Giấy khen của Hiệu trưởng."),
        PartField("occasion", "Dịp", hint="Ví dụ Sơ kết giai đoạn 2023 - 2025."),
        PartField("reason", "Thành tích", "words", hint="Một đến vài câu."),
    ),
    during=True,
    hint="Danh sách này làm căn cứ lập tờ trình đề nghị khen thưởng.",
)
PARTS = {part.slug: part for part in (CRITERIA, REWARDS, PERIODS, MILESTONES, BOARD, HONOURS)}


def part_of(slug: str) -> Part:
    """The part with that slug; RuleViolation where there is none."""
    if slug not in PARTS:
        known = ", ".join(f"{part.slug} ({part.label})" for part in PARTS.values())
        raise RuleViolation("part", f"Phong trào không có phần “{slug[:40]}”. Các phần: {known}.")
    return PARTS[slug]


def clean_row(part: Part, typed: Mapping[str, Any], span: tuple[date, date]) -> dict[str, Any]:
    """The row's fields as they are kept; RuleViolation names the field. `span` are the movement's days."""
    row = {field.name: _clean(field, typed.get(field.name)) for field in part.fields}
    days = [row[field.name] for field in part.fields if field.kind == "day"]
    if len(days) == 2 and days[1] < days[0]:
        told = f"Ngày kết thúc {short_date(days[1])} đứng trước ngày bắt đầu {short_date(days[0])}; xem lại hai ngày."
        raise RuleViolation("days", told, where="ends_on")
    for field in part.fields:
        if field.kind == "day" and not span[0] <= row[field.name] <= span[1]:
            told = f"Phong trào từ {short_date(span[0])} đến {short_date(span[1])}; ghi ngày trong khoảng ấy."
            raise RuleViolation("days", told, where=field.name)
    return row


def _clean(field: PartField, value: Any) -> Any:
    if field.kind == "day":
        if not isinstance(value, date):
            raise RuleViolation("empty", field.required, where=field.name)
        return value
    text = str(value or "").replace("\x00", "")
    if field.kind == "words":
        text = clean_words(text, field.label, field.name)
    else:
        text = squeeze(text)
        if len(text) > field.longest:
            told = f"{field.label} dài {len(text)} chữ, nhiều nhất {field.longest}; rút gọn lại."
            raise RuleViolation("long", told, where=field.name)
    if field.required and not text:
        raise RuleViolation("empty", field.required, where=field.name)
    if field.choices is not None and text not in list(field.choices):
        raise RuleViolation("choice", field.required, where=field.name)
    return text
