"""Which title does a label or a cell mean? Spellings are data (blocks/data/title_spellings.json), not code."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from blocks.rules.promise.titles import Subject
from thidua.text import plain_key

_DATA = Path(__file__).resolve().parents[3] / "data" / "title_spellings.json"
_SIGNS = re.compile(r"[^a-z0-9]+")
_JOINTS = re.compile(r"[-/|]")
_BRACKETS = re.compile(r"\([^()]*\)")
_SPLIT = re.compile(r"[,;\n/+&]|\s[-–—]\s|\bvà\b|(?:^|\n)\s*[-–•*]\s*", re.IGNORECASE)


@lru_cache(maxsize=16384)
def words_key(text: str) -> str:
    """Lower case words without marks and signs: `TS\\nCB,\\nGV` → `ts cb gv`."""
    return _SIGNS.sub(" ", plain_key(text)).strip()


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    data = _data()
    pairs = [(long, short) for long, short in data["phrases"]] + [(word, "") for word in data["fillers"]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"\b{long}\b"), short) for long, short in pairs]


@lru_cache(maxsize=1)
def _spellings() -> dict[str, dict[str, str | None]]:
    return {spelling: entry for entry in _data()["titles"] for spelling in entry["spellings"]}


@lru_cache(maxsize=4096)
def _compact(key: str) -> str:
    for pattern, short in _phrases():
        key = pattern.sub(short, key)
    return key.replace(" ", "")


def find_title(text: str, subject: Subject | None = None) -> str | None:
    """The code `text` names, for persons, for collectives, or (subject None) whichever exists; else None."""
    for label in (text, _BRACKETS.sub(" ", text)):
        entry = _entry(label)
        if entry:
            person, collective = entry["person"], entry["collective"]
            if subject == Subject.COLLECTIVE:
                return collective
            return person if subject == Subject.PERSON else person or collective
    return None


@lru_cache(maxsize=8192)
def _entry(label: str) -> dict[str, str | None] | None:
    key = words_key(label)
    for spelling in (key.replace(" ", ""), _compact(key)):
        if spelling in _spellings():
            return _spellings()[spelling]
        for start, entry in _spellings().items():
            if "any_issuer" in entry and spelling.startswith(start):
                return entry
    return None


def counterpart(code: str, subject: Subject) -> str | None:
    """The same title for `subject`: LDTT → TTLDTT, BKTP_TT → BKTP_CN; None where it does not exist."""
    for entry in _data()["titles"]:
        if code in (entry["person"], entry["collective"]):
            found: str | None = entry["collective" if subject == Subject.COLLECTIVE else "person"]
            if found is not None or entry["person"] is None:
                return found
    return None


def subjects_of(code: str) -> set[Subject]:
    """For whom the title behind `code` exists in any form."""
    return {subject for subject in Subject if counterpart(code, subject)}


def find_titles(text: str, subject: Subject, begun: str = "") -> tuple[list[str], list[str]]:
    """Titles written as text in one cell: (codes, parts that were not understood).

    `begun` is how the heading begins each of them: "bk" over cells that only say whose it is (TP, Thủ tướng).
    """
    whole = (find_title(f"{begun} {text}", subject) if begun else None) or find_title(text, subject)
    if whole:
        return [whole], []
    codes: list[str] = []
    strange: list[str] = []
    for part in filter(None, (part.strip(" .:-–") for part in _SPLIT.split(text) if part)):
        code = (find_title(f"{begun} {part}", subject) if begun else None) or find_title(part, subject)
        found = [code] if code else _by_words(part, subject) or _by_words(_JOINTS.sub(" ", part), subject)
        if found:
            codes += [each for each in found if each not in codes]
        elif words_key(part):
            strange.append(part)
    return codes, strange


def _by_words(text: str, subject: Subject) -> list[str]:
    """Titles with nothing but blanks between them: the longest run of words that names one, again and again."""
    words, codes, start = text.split(), [], 0
    while start < len(words):
        for stop in range(len(words), start, -1):
            code = find_title(" ".join(words[start:stop]), subject)
            if code:
                codes.append(code)
                start = stop
                break
        else:
            return []
    return codes


def looks_like_title(text: str) -> bool:
    """Whether an unknown heading probably names a title, so that leaving it out must be said aloud."""
    key = f" {words_key(text)} "
    compact = _compact(key.strip())
    if any(f" {word}" in key for word in _data()["ratings"]):
        return False
    return any(f" {word}" in key or compact.startswith(word.replace(" ", "")) for word in _data()["looks_like_title"])
