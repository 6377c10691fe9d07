"""The parts of a paper that people write: what each is called, what it starts from, how its words are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from documents.rules.narrative import INVISIBLE, MAX_CHARS, clean, parse, plain
from thidua.errors import RuleViolation
from thidua.text import squeeze


@dataclass(frozen=True)
class Section:
    """One editable part. `form` is `words` (headings, lists, bold, italic) or `lines` (one entry a line).

    `default` is what the first paper starts from, before the office has chosen words of its own.
    """

    key: str
    label: str
    form: Literal["words", "lines"] = "words"
    hint: str = ""
    default: str = ""


@dataclass(frozen=True)
class Gap:
    """Something a paper still lacks: `place` is a section's key or a word of the kind's own (`meetings`, `signer`)."""

    place: str
    message: str


def section_of(sections: Iterable[Section], key: str) -> Section:
    """The section with that key; RuleViolation where the paper has no such part."""
    for section in sections:
        if section.key == key:
            return section
    raise RuleViolation("section", "Văn bản không có phần này; tải lại trang rồi chọn lại.", where=key)


def clean_section(section: Section, typed: str) -> str:
    """What is stored of a section: canonical HTML, or one squeezed entry a line.

    Raises RuleViolation for words that cannot be kept.
    """
    if section.form == "words":
        return clean(typed)
    if len(typed) > MAX_CHARS:
        too_long = f"Phần “{section.label}” dài quá {MAX_CHARS} ký tự; rút gọn lại."
        raise RuleViolation("length", too_long, where=section.key)
    lines = [squeeze(INVISIBLE.sub("", line)) for line in typed.splitlines()]
    return "\n".join(line for line in lines if line)


def words_of(section: Section, stored: str) -> str:
    """The bare words of a stored section, for comparing and for what cannot be printed."""
    return plain(parse(stored)) if section.form == "words" else stored


def empty_sections(sections: Iterable[Section], texts: Mapping[str, str]) -> list[Gap]:
    """A gap for each section nothing was written in."""
    return [
        Gap(section.key, f"Phần “{section.label}” còn trống.")
        for section in sections
        if not texts.get(section.key, "").strip()
    ]
