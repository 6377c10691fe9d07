"""What a column holds, by its heading. The usual spellings are data (blocks/data/column_spellings.json)."""

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


class Field(Choice):
    """What a column holds."""

    POSITION = "STT", "STT"
    NAME = "HO_TEN", "Họ và tên"
    SURNAME = "HO_DEM", "Họ và tên đệm"
    GIVEN = "TEN", "Tên"
    BIRTH = "NGAY_SINH", "Ngày sinh"
    BIRTH_MALE = "NS_NAM", "Ngày sinh (nam)"
    BIRTH_FEMALE = "NS_NU", "Ngày sinh (nữ)"
    GENDER = "GIOI_TINH", "Nam/Nữ"
    MALE = "NAM", "Nam"
    FEMALE = "NU", "Nữ"
    JOB = "CHUC_VU", "Chức vụ"
    SCHOOL = "DON_VI", "Đơn vị"
    INITIATIVE = "SANG_KIEN", "Sáng kiến"
    NOTE = "GHI_CHU", "Ghi chú"
    TITLE = "DANH_HIEU", "Danh hiệu"
    TITLES_TEXT = "DH_CHU", "Danh hiệu ghi bằng chữ"
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


_BY_CODE = {field.value: field for field in Field}
KNOWN = frozenset(Field) - {Field.IGNORED, Field.STRANGE}


@dataclass(frozen=True)
class Column:
    """One column: `label` as read; `title` a code for TITLE, a year for EARLIER; `subject` of the group over it."""

    index: int
    label: str
    field: Field
    title: str = ""
    subject: Subject | None = None


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Field, re.Pattern[str]]]:
    return [(_BY_CODE[code], re.compile("|".join(patterns))) for code, patterns in _data()["fields"]]


def _says(what: str, key: str) -> bool:
    return re.fullmatch(_data()[what], key) is not None


def is_group(label: str) -> bool:
    """A label that only gathers columns under it: CÁ NHÂN, Danh hiệu thi đua, Hình thức khen thưởng."""
    key = words_key(label)
    return _says("subject", key) or _says("group", key)


def subject_of(labels: Iterable[str]) -> Subject | None:
    """CÁ NHÂN or TẬP THỂ among the labels over a column."""
    for key in map(words_key, labels):
        if _says("subject", key):
            return Subject.COLLECTIVE if "tap the" in key else Subject.PERSON
    return None


@lru_cache(maxsize=4096)
def _field(key: str) -> Field | None:
    return next((field for field, pattern in _patterns() if pattern.fullmatch(key)), None)


def classify(label: str, parents: list[str]) -> tuple[Field, str, Subject | None]:
    """(field, title code, subject) of one column, from its lowest label and the labels over it (nearest last)."""
    return _classify(label, tuple(parents))


@lru_cache(maxsize=16384)
def _classify(label: str, parents: tuple[str, ...]) -> tuple[Field, str, Subject | None]:
    keys = [words_key(parent) for parent in parents]
    key = words_key(label)
    if any(_says("earlier", each) for each in keys) and not find_year(label):
        return Field.IGNORED, "", None
    subject = subject_of(parents)
    over = [text for text in parents if not is_group(text)]
    for text in dict.fromkeys((" ".join([*over[-1:], label]), " ".join([*over, label]), label)):
        collective = words_key(text).startswith(("tt ", "tap the")) or words_key(text).startswith(("ttld", "co "))
        title = find_title(text, subject or (Subject.COLLECTIVE if collective else None))
        if title:
            return Field.TITLE, title, subject
    if find_year(label) and re.sub(r"[\d ]+", " ", key).strip() in ("", "nam hoc", "nam"):
        return Field.EARLIER, find_year(label), None
    if nfc(label).strip().lower() == "năm":
        return Field.YEAR, "", None
    if key in ("nam", "nu") and any(_says("birth", each) for each in keys):
        return (Field.BIRTH_MALE if key == "nam" else Field.BIRTH_FEMALE), "", None
    if any(_says("decision", each) for each in keys) and re.match(r"(so|ngay)\b", key):
        return (Field.DECISION if key.startswith("so") else Field.DECIDED_ON), "", None
    if key == "nu" and keys and not is_group(parents[-1]) and _field(keys[-1]) == Field.TOTAL:
        return Field.IGNORED, "", None  # "trong đó nữ" of a target table
    if key.startswith("trong do"):
        return Field.IGNORED, "", None
    field = _field(key)
    if field and not (field == Field.TITLES_TEXT and looks_strange(key)):
        return field, "", subject
    strange = looks_like_title(" ".join([*over, label]))
    return (Field.STRANGE if strange else Field.IGNORED), "", subject


def looks_strange(key: str) -> bool:
    """A label that begins like a list of titles but names one of its own: "Danh hiệu Anh hùng Lao động"."""
    return bool(re.search(r"\b(anh hung|huy chuong|kien tap|lao dong sang tao)\b", key))


def settle(columns: list[Column]) -> list[Column]:
    """What only the whole heading tells: Tên beside Họ đệm, Nam without Nữ as a year, a lone Tên as the full name."""
    fields = {column.field for column in columns}
    change: dict[Field, Field] = {}
    if Field.GIVEN in fields and Field.SURNAME not in fields:
        change = {Field.NAME: Field.SURNAME} if Field.NAME in fields else {Field.GIVEN: Field.NAME}
    if Field.MALE in fields and Field.FEMALE not in fields:
        change[Field.MALE] = Field.YEAR
    columns = [_as(each, change.get(each.field, each.field)) for each in columns]
    listed = {Field.TITLES_TEXT, Field.TITLE} & fields
    if not listed and fields & {Field.DECISION, Field.YEAR, Field.DECIDED_ON}:  # a list of what was reached before
        told = [each.index for each in columns if _says("earlier", words_key(each.label))]
        columns = [_as(each, Field.TITLES_TEXT) if each.index in told else each for each in columns]
    return _split_name(columns)


def _as(column: Column, field: Field) -> Column:
    return Column(column.index, column.label, field, column.title, column.subject)


def _split_name(columns: list[Column]) -> list[Column]:
    """One head "Họ và tên" merged over two columns: the first holds surname and middle names, the second the name."""
    names = [column for column in columns if column.field == Field.NAME]
    if len(names) != 2 or names[1].index != names[0].index + 1 or names[0].label != names[1].label:
        return columns
    parts = {names[0].index: Field.SURNAME, names[1].index: Field.GIVEN}
    return [_as(each, parts.get(each.index, each.field)) for each in columns]
