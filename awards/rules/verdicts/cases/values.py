"""Values written in more than one way: a share, a cap, a way of rounding, an article, an organ of the state."""

import json
import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from awards.rules.verdicts.cases.reader import CaseError, as_number
from awards.rules.verdicts.cases.records import Cap
from thidua.text import nfc, squeeze

DATA = Path(__file__).resolve().parents[3] / "data"
_WRITTEN = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)(?:\s*/\s*(\d{1,6}))?\s*(%)?")
_SHARES, _PERCENTS = ("max_ratio", "ratio", "share", "value"), ("percent", "max_percent", "pct")
_HEADS = ("count", "max_count", "max", "number")
_ROUNDINGS = {
    **dict.fromkeys(("none", "exact", "floor", "down"), "floor"),
    **dict.fromkeys(("half_up", "nearest", "round", "round_half_up"), "half_up"),
    **dict.fromkeys(("up", "ceil", "ceiling"), "up"),
}
_ARTICLE = re.compile(r"Đ\.?\s*(\d+)(?:\.(\d+)?\.?([a-zđ])?)?(?![\w.])")


@cache
def words() -> dict[str, Any]:
    """The names a question may use for the judge's codes (`awards/data/question_words.json`)."""
    return dict(json.loads((DATA / "question_words.json").read_text(encoding="utf-8")))


@cache
def _codes(section: str) -> dict[str, str]:
    listed = words()[section].items()
    return {spelled.lower(): code for code, synonyms in listed for spelled in (code, *synonyms)}


def code_of(section: str, told: str) -> str:
    """The judge's code of a word of a question; "" for a word nobody knows."""
    return _codes(section).get(told.strip().lower(), "")


def name_key(name: str) -> str:
    """By what two entries of one work are known to be the same: its name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", " ", nfc(name).casefold()).strip()


def confirmed(given: Iterable[str]) -> frozenset[str]:
    """The judge's criteria that the confirmed ones answer: one confirmed criterion may answer several."""
    told = {word.lower() for word in given}
    return frozenset(code for code, synonyms in words()["attested"].items() if told & {code, *synonyms})


def read_share(value: Any, scale: int = 1) -> Fraction | None:
    """A share written as 0.1, 10 (percent), "10 %" or "1/10"; with `scale` 100 always percent."""
    if isinstance(value, str):
        written = _WRITTEN.fullmatch(value.strip())
        if not written or not Fraction(written[2] or 1):
            raise CaseError(f'local_cap: “{value[:60]}” không phải tỷ lệ; hãy ghi 0.1, "10 %" hoặc "1/10".')
        ratio = Fraction(written[1].replace(",", ".")) / Fraction(written[2] or 1)
        scale = 100 if written[3] else scale
    else:
        number = as_number(value, "local_cap")
        if number is None:
            return None
        ratio = number
    return ratio / (100 if scale == 1 and ratio > 1 else scale)


def read_cap(value: Any) -> Cap | None:
    """The authority's own limit, from 0.1, 10, "10 %", {"percent": 10} or {"count": 5}. Raises CaseError."""
    if value is None:
        return None
    if not isinstance(value, dict):
        return Cap(share=read_share(value))
    for names, scale in ((_PERCENTS, 100), (_SHARES, 1)):
        for name in names:
            if value.get(name) is not None:
                return Cap(share=read_share(value[name], scale))
    heads = next((value[name] for name in _HEADS if value.get(name) is not None), None)
    if heads is None:
        raise CaseError('local_cap: hãy ghi tỷ lệ (0.1 hoặc "10 %") hoặc số người {"count": 5}.')
    return Cap(heads=floor(as_number(heads, "local_cap") or 0))


def read_rounding(value: Any) -> str:
    """The way of rounding as one of floor, half_up, up; "" when not told. Raises CaseError for any other."""
    if value is None or value == "":
        return ""
    name = str(value).lower().replace("-", "_").replace(" ", "_")
    if name not in _ROUNDINGS:
        told = str(value)[:60]
        raise CaseError(f"rounding: không có cách làm tròn “{told}”; các cách là none, floor, half_up, up.")
    return _ROUNDINGS[name]


def read_article(text: str) -> tuple[str, str, str]:
    """(article, clause, letter) that a citation ends with: ("26", "2", "") of "Luật 06/2022/QH15 Đ.26.2"."""
    written = list(_ARTICLE.finditer(text.strip()))
    return (written[-1][1], written[-1][2] or "", written[-1][3] or "") if written else ("", "", "")


@cache
def _organs() -> tuple[list[tuple[str, list[re.Pattern[str]]]], list[re.Pattern[str]]]:
    told = json.loads((DATA / "organs.json").read_text(encoding="utf-8"))

    def patterns(spelled: list[str]) -> list[re.Pattern[str]]:
        return [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in spelled]

    return [(row["organ"], patterns(row["words"])) for row in told["organs"]], patterns(told["heads"])


@cache
def organ_of(name: str) -> str:
    """The code of an organ of the state from its written name: its level, with "_head" where its head is named.

    "" where no level can be told. Done once, where a name enters: the judge compares codes.
    """
    key = nfc(squeeze(name)).lower()
    levels, heads = _organs()
    level = next((code for code, spelled in levels if any(one.search(key) for one in spelled)), "")
    is_head = any(one.search(key) for one in heads)
    if not level:
        return "head" if is_head else ""
    return f"{level}_head" if is_head else level
