"""The regulations of a block (quy chế hoạt động khối) and the decision that issues them: parts, what they lack."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents.rules.heads import PaperHead
from documents.rules.sections import Gap, Section, empty_sections

_DATA = Path(__file__).resolve().parents[2] / "data" / "regulation.json"
_ROWS = json.loads(_DATA.read_text(encoding="utf-8"))["sections"]


def _hint(row: dict[str, str]) -> str:
    if row["form"] == "lines":
        return "Mỗi mục một dòng; dấu cuối dòng được đặt khi in."
    source = f"Lời có sẵn theo {row['basis']}. " if row["basis"] else ""
    return f"{source}[tên đơn vị], [năm], [các trường] được thay bằng số liệu khi in."


SECTIONS = tuple(
    Section(row["key"], row["label"], "lines" if row["form"] == "lines" else "words", _hint(row), row["text"])
    for row in _ROWS
)
CHAPTERS = tuple(section for section in SECTIONS if section.key.startswith("chapter_"))


@dataclass(frozen=True)
class RegulationFacts:
    """All that decision and regulations say; `agreed_on` is the day of the block's first meeting, None until held."""

    head: PaperHead
    schools: tuple[str, ...]
    bases: tuple[str, ...] = ()
    agreed_on: date | None = None


def gaps(facts: RegulationFacts) -> list[Gap]:
    """What is missing before the decision is issued."""
    lacking = empty_sections(SECTIONS, facts.head.texts)
    if not facts.head.signer:
        lacking.append(Gap("leader", "Chưa có khối trưởng giữ vai trò để ký quyết định."))
    if facts.agreed_on is None:
        told = "Chưa ghi sinh hoạt khối lần 1 đã họp; quy chế được thống nhất tại cuộc họp ấy rồi mới ban hành."
        lacking.append(Gap("meetings", told))
    return lacking
