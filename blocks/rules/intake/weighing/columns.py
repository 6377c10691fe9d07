"""What the words over a column say it holds. The usual spellings are data (blocks/data/column_spellings.json)."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from blocks.rules.intake.reading.spellings import find_title, looks_like_title, words_key
from blocks.rules.intake.reading.units import find_year
from blocks.rules.promise.titles import Subject
from thidua.choices import Choice
from thidua.text import nfc

_DATA = Path(__file__).resolve().parents[3] / "data" / "column_spellings.json"
MOST_OF_SUBJECT = 40  # letters of a group label that tells for whom the columns are
EXACT, STRANGE_WORDS, LEARNED = 6.0, 3.5, 20.0


class Field(Choice):
    """What a column holds."""

    POSITION = "STT", "STT"
    NAME = "HO_TEN", "Họ và tên"
    SURNAME = "HO_DEM", "Họ và tên đệm"
    GIVEN = "TEN", "Tên"
    BIRTH = "NGAY_SINH", "Ngày sinh"
    BIRTH_MALE = "NS_NAM", "Ngày sinh (nam)"
    BIRTH_FEMALE = "NS_NU", "Ngày sinh (nữ)"
    BIRTH_DAY = "NS_NGAY", "Ngày sinh: ngày"
    BIRTH_MONTH = "NS_THANG", "Ngày sinh: tháng"
    BIRTH_YEAR = "NS_NAM_SINH", "Ngày sinh: năm"
    GENDER = "GIOI_TINH", "Nam/Nữ"
    MALE = "NAM", "Nam"
    FEMALE = "NU", "Nữ"
    JOB = "CHUC_VU", "Chức vụ"
    SCHOOL = "DON_VI", "Đơn vị"
    INITIATIVE = "SANG_KIEN", "Sáng kiến"
    NOTE = "GHI_CHU", "Ghi chú"
    TITLE = "DANH_HIEU", "Danh hiệu"
    TITLES_TEXT = "DH_CHU", "Danh hiệu ghi bằng chữ"
    KIND = "LOAI", "Loại"
    CONTENT = "NOI_DUNG", "Nội dung"
    YEAR = "NAM_HOC", "Năm học"
    DECISION = "SO_QD", "Số quyết định"
    DECIDED_ON = "NGAY_QD", "Ngày quyết định"
    ISSUER = "CO_QUAN", "Cơ quan ban hành"
    WORKS = "CONG_TRINH", "Công trình"
    TOPICS = "CHUYEN_DE", "Chuyên đề"
    EARLIER = "NAM_TRUOC", "Danh hiệu của một năm trước"
    TOTAL = "TONG", "Tổng số"
    IGNORED = "BO_QUA", "Không dùng"
    STRANGE = "LA", "Chưa nhận ra"


BY_CODE = {field.value: field for field in Field}
KNOWN = frozenset(Field) - {Field.IGNORED, Field.STRANGE}
SINGLE = (
    Field.POSITION,
    Field.NAME,
    Field.SURNAME,
    Field.GIVEN,
    Field.BIRTH,
    Field.GENDER,
    Field.JOB,
    Field.SCHOOL,
    Field.INITIATIVE,
    Field.KIND,
    Field.CONTENT,
    Field.YEAR,
)
UNDER_YEARS = {Field.TITLES_TEXT, Field.TITLE, Field.DECISION, Field.DECIDED_ON, Field.ISSUER}


@dataclass(frozen=True)
class Said:
    """One thing that a heading may mean, and how plainly it says so."""

    field: Field
    weight: float
    title: str = ""
    subject: Subject | None = None
    year: str = ""


@dataclass(frozen=True)
class Column:
    """One column: `label` as read; `title` a code for TITLE, a year for EARLIER, a beginning ("bk") for TITLES_TEXT.

    `subject` is that of the group over it, `year` the year that heads it. `score` tells how sure the reading is.
    """

    index: int
    label: str
    field: Field
    title: str = ""
    subject: Subject | None = None
    year: str = ""
    score: float = 0.0


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The spellings of columns."""
    told: dict[str, Any] = json.loads(_DATA.read_text("utf-8"))
    return told


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Field, re.Pattern[str]]]:
    return [(BY_CODE[code], re.compile("|".join(patterns))) for code, patterns in data()["fields"]]


@lru_cache(maxsize=1)
def _soft() -> list[tuple[Field, float, re.Pattern[str]]]:
    return [(BY_CODE[code], weight, re.compile(pattern)) for code, weight, pattern in data()["soft"]]


def says(what: str, key: str) -> bool:
    """Whether the whole label is one of those words: birth, decision, earlier, subject, group."""
    return re.fullmatch(data()[what], key) is not None


def is_group(label: str) -> bool:
    """A label that only gathers columns under it: CÁ NHÂN, Danh hiệu thi đua, Hình thức khen thưởng."""
    key = words_key(label)
    return says("group", key) or subject_of([label]) is not None


def subject_of(labels: Iterable[str]) -> Subject | None:
    """CÁ NHÂN or TẬP THỂ among the labels over a column."""
    for key in map(words_key, labels):
        person, collective = "ca nhan" in key, "tap the" in key
        if says("subject", key) or (person != collective and len(key) < MOST_OF_SUBJECT and not find_title(key)):
            return Subject.COLLECTIVE if collective else Subject.PERSON
    return None


@lru_cache(maxsize=4096)
def _field(key: str) -> Field | None:
    return next((field for field, pattern in _patterns() if pattern.fullmatch(key)), None)


def classify(label: str, parents: list[str]) -> tuple[Field, str, Subject | None]:
    """(field, title code, subject) that the words alone say, from a column's lowest label and those over it."""
    best = max(said(label, tuple(parents)), key=lambda each: each.weight, default=None)
    if best is None or best.weight < STRANGE_WORDS:
        return Field.IGNORED, "", None
    return best.field, best.title, best.subject


@lru_cache(maxsize=16384)
def said(label: str, parents: tuple[str, ...]) -> tuple[Said, ...]:
    """Everything the heading may mean, the plain meaning first."""
    exact = _exact(label, parents)
    key = words_key(label)
    found = {exact.field: exact} if exact else {}
    year = exact.year if exact else _year_over(parents)
    subject = subject_of(parents)
    for field, weight, pattern in _soft():
        known = found.get(field)
        if pattern.search(key) and (known is None or known.weight < weight):
            found[field] = Said(field, weight, "", subject, year)
    return tuple(found.values())


def _year_over(parents: tuple[str, ...]) -> str:
    return next((year for text in reversed(parents) if (year := year_head(text))), "")


def year_head(label: str) -> str:
    """The year of a label that is nothing but a year: `2021-2022`, `Năm học 2021-2022`, `NH 21-22`, `Năm 2022`."""
    key = words_key(label)
    bare = re.sub(r"[\d ]+", " ", key).strip()
    if bare not in ("", "nam hoc", "nam", "nh", "n hoc"):
        return ""
    year = find_year(label)
    if year:
        return year
    pair = re.fullmatch(r"(?:nam hoc|nh|nam)? ?(\d\d) (\d\d)", key)
    if pair and int(pair[2]) == int(pair[1]) + 1:
        return f"20{pair[1]}-20{pair[2]}"
    return key if re.fullmatch(r"20\d\d", key) else ""


def _exact(label: str, parents: tuple[str, ...]) -> Said | None:
    keys, key = [words_key(parent) for parent in parents], words_key(label)
    year = _year_over(parents)
    subject = subject_of(parents)
    if own := year_head(label):
        return Said(Field.EARLIER, EXACT, own)
    if any(says("earlier", each) for each in keys) and not year:
        return Said(Field.IGNORED, EXACT)
    title = _title(label, parents, subject)
    if title:
        return Said(Field.TITLE, EXACT, title, subject, year)
    if (special := _special(label, key, keys, parents)) is not None:
        return Said(special, EXACT, "", subject, year)
    if re.search(r"\bcong trinh\b", key) and re.search(r"\bchuyen de\b", key):
        return Said(Field.CONTENT, EXACT)
    begun = data()["titled_below"].get(re.sub(r" (ghi|cua|cap)\b.*", "", key))
    if begun:
        return Said(Field.TITLES_TEXT, 4.5, begun, subject, year)
    field = _field(key)
    if field and not (field == Field.TITLES_TEXT and looks_strange(key)):
        return Said(field, 5.0 if field == Field.IGNORED else EXACT, "", subject, year)
    over = [text for text in parents if not is_group(text)]
    if looks_like_title(" ".join([*over, label])):
        return Said(Field.STRANGE, STRANGE_WORDS + 0.5, "", subject, year)
    return None


def _title(label: str, parents: tuple[str, ...], subject: Subject | None) -> str:
    over = [text for text in parents if not is_group(text) and not year_head(text)]
    for text in dict.fromkeys((" ".join([*over[-1:], label]), " ".join([*over, label]), label)):
        collective = words_key(text).startswith(("tt ", "tap the", "ttld", "co ", "t the"))
        title = find_title(text, subject or (Subject.COLLECTIVE if collective else None))
        if title:
            return title
    return ""


def _special(label: str, key: str, keys: list[str], parents: tuple[str, ...]) -> Field | None:
    """What a label means only under what stands over it."""
    born = any(says("birth", each) for each in keys)
    if key in ("nam", "nu", "ngay", "thang") and born:
        if nfc(label).strip().lower() == "năm":
            return Field.BIRTH_YEAR
        return {"nam": Field.BIRTH_MALE, "nu": Field.BIRTH_FEMALE, "ngay": Field.BIRTH_DAY}.get(key, Field.BIRTH_MONTH)
    if nfc(label).strip().lower() == "năm":
        return Field.YEAR
    if label.strip() in ("#", "№", "N°"):
        return Field.POSITION
    if any(says("decision", each) for each in keys) and re.match(r"(so|ngay)\b", key):
        return Field.DECISION if key.startswith("so") else Field.DECIDED_ON
    if key == "nu" and keys and not is_group(parents[-1]) and _field(keys[-1]) == Field.TOTAL:
        return Field.IGNORED  # "trong đó nữ" of a target table
    return Field.IGNORED if key.startswith("trong do") else None


def looks_strange(key: str) -> bool:
    """A label that begins like a list of titles but names one of its own: "Danh hiệu Anh hùng Lao động"."""
    return bool(re.search(r"\b(anh hung|huy chuong|kien tap|lao dong sang tao)\b", key))
