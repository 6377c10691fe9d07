"""The plan of a block: its facts as plain values, its sections of words, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.targets import TargetTable
from documents.rules.narrative import INVISIBLE, MAX_CHARS, clean, parse, plain
from thidua.errors import RuleViolation
from thidua.text import squeeze


@dataclass(frozen=True)
class Section:
    """One editable part. `form` is `words` (headings, lists, bold, italic) or `lines` (one entry a line)."""

    key: str
    label: str
    form: Literal["words", "lines"]
    hint: str


SECTIONS = (
    Section("legal_bases", "Căn cứ", "lines", "Mỗi căn cứ một dòng; dấu chấm phẩy và dấu chấm cuối được đặt khi in."),
    Section("intro", "Lời dẫn", "words", "[các trường] và [tên khối] được thay bằng tên trong danh sách khi in."),
    Section("purpose", "I. Mục đích yêu cầu", "words", ""),
    Section("principles", "II. Nguyên tắc thi đua, khen thưởng", "words", "Dùng danh sách đánh số cho các nguyên tắc."),
    Section("content", "III. Nội dung", "words", ""),
    Section("organisation", "IV. Tổ chức thực hiện", "words", "Các bảng đứng sau phần này, luôn lấy từ số liệu."),
    Section("closing", "Lời kết", "words", "Dấu kết thúc “./.” được đặt khi in."),
    Section("recipients", "Nơi nhận", "lines", "Mỗi nơi nhận một dòng, dòng cuối là nơi lưu."),
)
BY_KEY = {section.key: section for section in SECTIONS}


def clean_section(key: str, typed: str) -> str:
    """What is stored of a section: canonical HTML, or one squeezed entry a line.

    Raises RuleViolation for a section that does not exist or words that cannot be kept.
    """
    section = BY_KEY.get(key)
    if section is None:
        raise RuleViolation("section", "Kế hoạch không có phần này; tải lại trang rồi chọn lại.", where=key)
    if section.form == "words":
        return clean(typed)
    if len(typed) > MAX_CHARS:
        raise RuleViolation("length", f"Phần “{section.label}” dài quá {MAX_CHARS} ký tự; rút gọn lại.", where=key)
    lines = [squeeze(INVISIBLE.sub("", line)) for line in typed.splitlines()]
    return "\n".join(line for line in lines if line)


def words_of(key: str, stored: str) -> str:
    """The bare words of a stored section, for comparing and for what cannot be printed."""
    return plain(parse(stored)) if BY_KEY[key].form == "words" else stored


@dataclass(frozen=True)
class TopicFacts:
    """One topic; `meeting` is the number of the meeting at which it is presented."""

    text: str
    meeting: int | None = None


@dataclass(frozen=True)
class SchoolFacts:
    """A school of the block: its works and topics, and per table its figures by code of the title (and `total`)."""

    name: str
    works: tuple[str, ...] = ()
    topics: tuple[TopicFacts, ...] = ()
    targets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanFacts:
    """All the plan says. `texts` holds the words by section; `month` is (year, month) of the issue."""

    tables: tuple[TargetTable, ...]
    block: str
    year_name: str
    year: str
    next_year: str
    superior: str
    place: str
    leader_school: str
    leader_post: str
    leader_name: str
    symbol: str
    schools: tuple[SchoolFacts, ...]
    meetings: tuple[MeetingFacts, ...]
    texts: Mapping[str, str]
    number: int | None = None
    issued_on: date | None = None
    month: tuple[int, int] | None = None
    signs: str = ""  # KT or TUQ where a delegate signed, whose own office is `own_title`
    own_title: str = ""


@dataclass(frozen=True)
class Gap:
    """Something the plan still lacks: `place` is the section's key, `meetings`, `topics` or `leader`."""

    place: str
    message: str


_OPEN = "...."  # dots that wait for a pen


def gaps(facts: PlanFacts) -> list[Gap]:
    """What is still missing before the plan can be issued; a draft can be printed all the same."""
    found = [
        Gap(section.key, f"Phần “{section.label}” còn trống.")
        for section in SECTIONS
        if not facts.texts.get(section.key, "").strip()
    ]
    if not facts.leader_name:
        found.append(Gap("leader", f"Chưa có khối trưởng giữ vai trò tại {facts.leader_school or 'khối'} để ký."))
    if not facts.meetings:
        found.append(Gap("meetings", "Chưa có lịch sinh hoạt khối."))
    for meeting in facts.meetings:
        if meeting.starts_at is None and not meeting.time_note:
            found.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: chưa có thời gian."))
        if not meeting.place or _OPEN in meeting.place:
            found.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: địa điểm chưa đủ."))
        if not meeting.contents:
            found.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: chưa có nội dung."))
    found += [
        Gap("topics", f"{school.name}: chưa đăng ký công trình thi đua và chuyên đề.")
        for school in facts.schools
        if not school.works and not school.topics
    ]
    return found
