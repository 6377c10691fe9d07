"""The plan of a block: its facts as plain values, its sections of words, and what it still lacks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.adoptable import words_of
from blocks.rules.promise.targets import TargetTable
from documents.rules.heads import PaperHead
from documents.rules.papers.blanks import blanks_in
from documents.rules.sections import Gap, Section, empty_sections
from documents.rules.sections import words_of as bare_words

_DATA = Path(__file__).resolve().parents[2] / "data" / "plan.json"


def _shipped() -> dict[str, str]:
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["words"]
    return {words.section: words.text for words in words_of(rows)}


_WORDS = _shipped()

# what the plan of a cluster (cụm) begins with: a form with blanks to fill
CLUSTER: Mapping[str, str] = json.loads((_DATA.parent / "plan-cluster.json").read_text(encoding="utf-8"))["texts"]


def _section(key: str, label: str, form: str, hint: str) -> Section:
    return Section(key, label, "lines" if form == "lines" else "words", hint, _WORDS.get(key, ""))


SECTIONS = (
    _section("legal_bases", "Căn cứ", "lines", "Mỗi căn cứ một dòng; dấu chấm phẩy và dấu chấm cuối được đặt khi in."),
    _section("intro", "Lời dẫn", "words", "[các trường] và [tên khối] được thay bằng tên trong danh sách khi in."),
    _section("purpose", "I. Mục đích yêu cầu", "words", ""),
    _section("principles", "II. Nguyên tắc thi đua, khen thưởng", "words", "Dùng danh sách đánh số cho nguyên tắc."),
    _section("content", "III. Nội dung", "words", ""),
    _section("organisation", "IV. Tổ chức thực hiện", "words", "Các bảng đứng sau phần này, luôn lấy từ số liệu."),
    _section("closing", "Lời kết", "words", "Dấu kết thúc “./.” được đặt khi in."),
    _section("recipients", "Nơi nhận", "lines", "Mỗi nơi nhận một dòng, dòng cuối là nơi lưu."),
)


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
    """All the plan says, its words in `head.texts`; `month` is (year, month) of the expected issue."""

    head: PaperHead
    tables: tuple[TargetTable, ...]
    year: str
    next_year: str
    schools: tuple[SchoolFacts, ...]
    meetings: tuple[MeetingFacts, ...]
    month: tuple[int, int] | None = None
    cluster: bool = False  # of a cụm: its meetings are called so


_OPEN = "...."  # dots that wait for a pen


def _blank_places(texts: Mapping[str, str]) -> list[Gap]:
    """Dots of a form that nobody has filled, one gap a section."""
    found = []
    for section in SECTIONS:
        blanks = blanks_in(bare_words(section, texts.get(section.key, "")))
        if blanks:
            told = "; ".join(f"“{blank}”" for blank in blanks[:3]) + ("…" if len(blanks) > 3 else "")
            message = f"Phần “{section.label}” còn {len(blanks)} chỗ trống chờ điền: {told}"
            found.append(Gap(section.key, message))
    return found


def gaps(facts: PlanFacts) -> list[Gap]:
    """What is still missing before the plan can be issued; a draft can be printed all the same."""
    lacking = empty_sections(SECTIONS, facts.head.texts)
    lacking += _blank_places(facts.head.texts)
    if not facts.head.signer:
        school = facts.head.below[-1] if facts.head.below else ""
        lacking.append(Gap("leader", f"Chưa có khối trưởng giữ vai trò tại {school or 'khối'} để ký."))
    if not facts.meetings:
        lacking.append(Gap("meetings", "Chưa có lịch sinh hoạt khối."))
    for meeting in facts.meetings:
        if meeting.starts_at is None and not meeting.time_note:
            lacking.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: chưa có thời gian."))
        if not meeting.place or _OPEN in meeting.place:
            lacking.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: địa điểm chưa đủ."))
        if not meeting.contents:
            lacking.append(Gap("meetings", f"Sinh hoạt lần {meeting.number}: chưa có nội dung."))
    lacking += [
        Gap("topics", f"{school.name}: chưa đăng ký công trình thi đua và chuyên đề.")
        for school in facts.schools
        if not school.works and not school.topics
    ]
    return lacking
