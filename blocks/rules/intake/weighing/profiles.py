"""What the cells of a column look like: names, dates, marks, titles, numbers; each as its share of the filled cells."""

import datetime
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from blocks.rules.intake.reading.cells import MARKS, NO_MARKS, is_sign, show
from blocks.rules.intake.reading.spellings import find_titles, words_key
from blocks.rules.intake.weighing.columns import data
from blocks.rules.promise.titles import Subject
from thidua.gate.tables import Sheet, Value
from thidua.text import nfc

SAMPLE = 60  # rows under a heading that are looked at
_DAY = re.compile(r"(?:ngày )?\d{1,4} ?(?:/|-|\.| tháng ?) ?\d{1,2} ?(?:/|-|\.| năm ?) ?\d{2,4}")
_SCHOOL_YEAR = re.compile(r"(?:năm học|nh)?[ .:]*20\d\d ?[-–—/] ?(?:20)?\d\d")
_DECISION = re.compile(r"\d+\s*/\s*(?:\d+\s*/\s*)?(?:qđ|qd|ttr|bk|gk|qn)|\bqđ\b|\bquyết định\b", re.IGNORECASE)
_NAME_DAY = re.compile(r"^[^\d]{5,}[\s,;(–-]+\(?(?:\d{1,2}[/.-]){0,2}(?:19|20)?\d\d\)?$")
_SCHOOL = re.compile(
    r"^(?:truong |tr )?(?:mam non|mau giao|mn|mg|tieu hoc|th|thcs|thpt|trung hoc|ptcs|pho thong|trth|trmn|trthcs"
    r"|truong)\b"
)
_TITLE_LIKE = re.compile(
    r"\b(?:l ?d ?t ?t|ldxs|lao dong t|ld t|ld x|cstd|chien s|c s[iy] |bk|b khen|bang khen|giay khen|gk|hcld|huan chuong"
    r"|ky niem|knc|nha giao|ngut|ttld|tap the l|co td|co thi dua|co tp|co ubnd)"
)
_WORK = re.compile(r"^(?:cong trinh|chuyen de|ctrinh|cd|ct)\b")
_SUBJECT = re.compile(r"^(?:ca nhan|tap the|don vi)$")
_GROUP = re.compile(r"^(?:tổ|khối lớp|khối [1-9]|ban giám hiệu|bgh|bộ phận|nhóm|lớp)\b")


@dataclass(frozen=True)
class Profile:
    """`filled` cells of the sample, and the share of each kind among them; marks of nothing count as blank."""

    filled: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    samples: tuple[str, ...] = ()

    def __getitem__(self, kind: str) -> float:
        return self.shares.get(kind, 0.0)


@lru_cache(maxsize=65536)
def _of_text(text: str) -> tuple[str, ...]:
    key = words_key(text)
    lower = text.lower()
    if lower in MARKS or key in MARKS or is_sign(text):
        return ("mark",) if lower != "1" else ("mark", "number")
    if lower in NO_MARKS or key in NO_MARKS:
        return ("mark_none", "number") if lower.isdigit() else ("mark_none",)
    if _DAY.fullmatch(lower.lstrip("'’`")):
        return ("date",)
    if _SCHOOL_YEAR.fullmatch(lower):
        return ("school_year",)
    if key.replace(" ", "").isdigit():
        return _of_number(int(key.replace(" ", "")[:12]))
    if _DECISION.search(text) and any(char.isdigit() for char in text):
        return ("decision", "award") if _TITLE_LIKE.search(key) else ("decision",)
    return _of_words(text, key)


def _of_words(text: str, key: str) -> tuple[str, ...]:
    kinds = [kind for kind, pattern in _BY_PATTERN.items() if pattern.search(key)]
    kinds += ["group"] if _GROUP.match(text.lower()) else []
    if "school" in kinds or "subject" in kinds:
        return tuple(kinds)
    if _TITLE_LIKE.search(key) and len(text) < 160:
        codes, strange = find_titles(text, Subject.PERSON)
        more, _ = find_titles(text, Subject.COLLECTIVE) if not codes else ([], [])
        kinds.append("title" if (codes or more) and len(strange) <= 1 else "title_like")
    elif not kinds:
        kinds += _of_name(text, key)
    return tuple(kinds or ["words"])


_BY_PATTERN = {
    "job": re.compile(rf"^(?:{'|'.join(data()['jobs'].split('|'))})\b"),
    "school": _SCHOOL,
    "work_kind": _WORK,
    "subject": _SUBJECT,
    "gender": re.compile(r"^(?:nam|nu|male|female)$"),
    "organ": re.compile(rf"^(?:{data()['organs']})\b"),
}
_SURNAMES = frozenset(data()["surnames"].split())


def _of_name(text: str, key: str) -> list[str]:
    if _NAME_DAY.match(text):
        return ["name_day"] if key.split()[0] in _SURNAMES else ["text"]
    words = nfc(text).split()
    if len(words) > 7 or any(char.isdigit() for char in text):
        return ["text"]
    letters = all(word.replace("-", "").replace("'", "").replace(".", "").isalpha() for word in words)
    capital = all(word[0].isupper() for word in words) or text.islower()
    if letters and not capital and 2 <= len(words) <= 5 and text[0].isupper() and key.split()[0] in _SURNAMES:
        return ["name_like"]
    if not letters or not capital:
        return ["text"] if len(words) > 3 else ["words"]
    surname = key.split()[0] in _SURNAMES or text.lower().startswith(("cô ", "thầy ", "ông ", "bà "))
    if len(words) == 1:
        return ["given", "surname"] if surname else ["given"]
    return ["name", *(["surname"] if len(words) < 4 else [])] if surname else ["name_like"]


def _of_number(number: float) -> tuple[str, ...]:
    if 1940 <= number <= 2012:
        return "year", "number"
    if 3_650 <= number <= 60_000:
        return "serial_day", "number"
    return ("number",)


def kinds_of(value: Value) -> tuple[str, ...]:
    """The kinds of one cell."""
    if value is None:
        return ("blank",)
    if isinstance(value, bool):
        return ("mark",)
    if isinstance(value, datetime.date):
        return ("date",)
    if isinstance(value, int | float):
        return (
            ("mark", *_of_number(value)) if value == 1 else ("mark_none", "number") if not value else _of_number(value)
        )
    return _of_text(show(value)) if len(value) < 400 else ("text",)


def profiles(sheet: Sheet, bottom: int, width: int) -> list[Profile]:
    """The profile of each column from the rows below `bottom`."""
    rows = sheet.rows[bottom + 1 : bottom + 1 + SAMPLE]
    return [_profile([row[index] if index < len(row) else None for row in rows]) for index in range(width)]


def _profile(values: list[Value]) -> Profile:
    told = [kinds_of(value) for value in values]
    full = [kinds for kinds in told if not {"blank", "mark_none"} & set(kinds)]
    counts = Counter(kind for kinds in full for kind in kinds)
    shares = {kind: number / len(full) for kind, number in counts.items()}
    numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    texts = [value.strip(" .)") for value in values if isinstance(value, str) and len(value) < 9]
    numbers += [int(text) for text in texts if text.isascii() and text.isdigit()]
    rising = sum(after == before + 1 for before, after in itertools.pairwise(numbers))
    if len(full) > 1 and rising >= 0.6 * (len(full) - 1):
        shares["serial"] = 1.0
    samples = dict.fromkeys(show(value) for value in values if value is not None)
    return Profile(len(full), shares, tuple(samples)[:3])
