"""Documents an authority may adopt, and what one may set.

A document is law for nobody but the authority that adopts it (`services/promise/adoptions.py`); those that were read
come from files (`adoptable`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from blocks.rules.law import Law
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.caps import Rounding, read_limit
from blocks.rules.promise.targets import TOTAL, Column
from blocks.rules.promise.titles import Severity, Subject
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.years import Cycle
from thidua.errors import RuleViolation

# Kinds of guidance by the letters of their number; how one is cited, how it is named in a sentence.
KINDS = {"HD": "Hướng dẫn", "KH": "Kế hoạch", "QĐ": "Quyết định", "CV": "Công văn", "QC": "Quy chế"}
_LETTERS = re.compile(r"/([A-ZĐ]{2})(?![A-ZĐ])")


@dataclass(frozen=True)
class RulePoint:
    """A rule with the point of the document that adopts it."""

    rule: str
    point: str = ""
    severity: str = ""


@dataclass(frozen=True)
class CapPoint:
    """A limit on a title: a share (`1/10`) or a number of people, with the point that sets it."""

    title: str
    share: str = ""
    heads: int | None = None
    rounding: str = ""
    point: str = ""


@dataclass(frozen=True)
class WordsPoint:
    """What a section of a kind of paper begins with."""

    paper: str
    section: str
    text: str
    point: str = ""


@dataclass(frozen=True)
class MeetingPoint:
    """A meeting of blocks as planned: `month` is told as `+01-01`; the month of the facts is not read."""

    month: str
    facts: MeetingFacts
    point: str = ""


@dataclass(frozen=True)
class Adoptable:
    """A document with what it adopts; `columns` are those of the two target tables by subject, with their point."""

    label: str
    issuer: str
    issued_on: date
    number: str = ""
    rules: tuple[RulePoint, ...] = ()
    columns: tuple[tuple[Subject, Column], ...] = ()
    caps: tuple[CapPoint, ...] = ()
    phases: tuple[tuple[Cycle, tuple[TemplateRow, ...]], ...] = ()
    words: tuple[WordsPoint, ...] = ()
    meetings: tuple[MeetingPoint, ...] = ()
    column_point: str = ""
    spellings: tuple[str, ...] = ()

    def table(self, subject: Subject) -> tuple[Column, ...]:
        """Its columns of one of the two tables, in order; none where it does not set that table."""
        return tuple(column for of, column in self.columns if of == subject)


def label_of(number: str, issued_on: date) -> str:
    """How guidance known by number and day alone is cited: `HD 05/HD-UBND (05/09/2023)`."""
    letters = _LETTERS.search(number)
    kind = letters[1] if letters and letters[1] in KINDS else "Văn bản"
    return f"{kind} {number} ({issued_on:%d/%m/%Y})"


def named(number: str) -> str:
    """What kind of paper a number is of, in a sentence: `Hướng dẫn`."""
    letters = _LETTERS.search(number)
    return KINDS.get(letters[1] if letters else "", "Văn bản")


def cited(label: str, point: str) -> str:
    """A point of a document: `HD 05/HD-UBND III.1`."""
    return f"{label} {point}".strip()


def adoptable_rules(law: Law, day: date) -> set[str]:
    """The rules that guidance may adopt on `day`: those on which the law then leaves room for it."""
    return {str(row.local.get("rule") or row.condition) for row in law.rules_on(day) if row.local}


def check_adoption(document: Adoptable, *, rules: Iterable[str], titles: Iterable[str]) -> None:
    """The document names rules and titles the law knows, each once. Raises RuleViolation("adoption")."""
    if not document.label.strip() or not document.issuer.strip():
        raise RuleViolation("adoption", "Ghi cách dẫn và nơi ban hành của văn bản.", where="label")
    _check_rules(document, {*rules})
    known = {*titles, TOTAL}
    for subject in Subject:
        codes = [column.code for column in document.table(subject)]
        _once(codes, known, "columns", "Một danh hiệu có hai cột.")
    _once([cap.title for cap in document.caps], known - {TOTAL}, "caps", "Một danh hiệu có hai mức tối đa.")
    for cap in document.caps:
        _check_cap(cap)
    _once([f"{words.paper} {words.section}" for words in document.words], None, "words", "Một phần có hai lời.")
    numbers = [str(meeting.facts.number) for meeting in document.meetings]
    _once(numbers, None, "meetings", "Một lần sinh hoạt được ghi hai lần.")


def _check_rules(document: Adoptable, known: set[str]) -> None:
    for point in document.rules:
        if point.rule not in known:
            raise RuleViolation("adoption", f"Không có quy tắc “{point.rule}” trong dữ liệu luật.", where="rules")
        if point.severity and point.severity not in list(Severity):
            raise RuleViolation("adoption", f"Không có mức “{point.severity}”.", where="rules")
    _once([point.rule for point in document.rules], None, "rules", "Một quy tắc được ghi hai lần.")


def _once(codes: list[str], known: set[str] | None, where: str, twice: str) -> None:
    if known is not None and (strange := [code for code in codes if code not in known]):
        raise RuleViolation("adoption", f"Không có danh hiệu “{strange[0]}” trong dữ liệu luật.", where=where)
    if len(set(codes)) < len(codes):
        raise RuleViolation("adoption", twice, where=where)


def _check_cap(cap: CapPoint) -> None:
    if bool(cap.share) == (cap.heads is not None):
        raise RuleViolation("adoption", f"{cap.title}: mức tối đa ghi tỷ lệ hoặc số người.", where="caps")
    if cap.share:
        read_limit(cap.share)
    if cap.rounding and cap.rounding not in list(Rounding):
        raise RuleViolation("adoption", f"Không có cách làm tròn “{cap.rounding}”.", where="caps")
