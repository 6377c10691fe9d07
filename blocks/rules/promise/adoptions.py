"""Documents an authority may adopt: guidelines and plans that were read, and how a question names one of them.

They are law for nobody but the authority that adopts them (`services/promise/adoptions.py`).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from blocks.rules.promise.targets import TOTAL, Column
from blocks.rules.promise.titles import Severity, Subject
from thidua.errors import RuleViolation
from thidua.text import plain_key

DATA = Path(__file__).resolve().parents[2] / "data" / "adopted"


@dataclass(frozen=True)
class RulePoint:
    """A rule with the point of the document that adopts it."""

    rule: str
    point: str = ""
    severity: str = ""


@dataclass(frozen=True)
class Adoptable:
    """A document with what it adopts: rules, and the columns of the two target tables by subject."""

    label: str
    issuer: str
    issued_on: date
    number: str = ""
    rules: tuple[RulePoint, ...] = ()
    columns: tuple[tuple[Subject, Column], ...] = ()
    spellings: tuple[str, ...] = ()

    def table(self, subject: Subject) -> tuple[Column, ...]:
        """Its columns of one of the two tables, in order; none where it does not set that table."""
        return tuple(column for of, column in self.columns if of == subject)


@cache
def read_document(name: str) -> Adoptable:
    """A document as shipped, by its file's name (`hd-1382`, `kh-khoi-29`)."""
    told = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    columns = tuple(
        (Subject(one["subject"]), Column(one["title"] or TOTAL, tuple(one["lines"]), one["label"]))
        for one in told["columns"]
    )
    rules = tuple(RulePoint(one["rule"], one["point"]) for one in told["rules"])
    day = date.fromisoformat(told["issued_on"])
    return Adoptable(
        told["label"], told["issuer"], day, told["number"], rules, columns, tuple(map(plain_key, told["spellings"]))
    )


@cache
def recognised(basis: str) -> Adoptable | None:
    """The shipped document that a basis names (its label, whatever follows); None for any other."""
    key = plain_key(basis)
    for path in sorted(DATA.glob("*.json")):
        document = read_document(path.stem)
        if any(key == spelled or key.startswith(f"{spelled} ") for spelled in document.spellings):
            return document
    return None


def check_adoption(document: Adoptable, *, rules: Iterable[str], titles: Iterable[str]) -> None:
    """The document names rules and titles the law knows, each once. Raises RuleViolation("adoption")."""
    if not document.label.strip() or not document.issuer.strip():
        raise RuleViolation("adoption", "Ghi cách dẫn và nơi ban hành của văn bản.", where="label")
    known = {*rules}
    for point in document.rules:
        if point.rule not in known:
            raise RuleViolation("adoption", f"Không có quy tắc “{point.rule}” trong dữ liệu luật.", where="rules")
        if point.severity and point.severity not in list(Severity):
            raise RuleViolation("adoption", f"Không có mức “{point.severity}”.", where="rules")
    if len({point.rule for point in document.rules}) < len(document.rules):
        raise RuleViolation("adoption", "Một quy tắc được ghi hai lần.", where="rules")
    known = {*titles, TOTAL}
    for subject in Subject:
        codes = [column.code for column in document.table(subject)]
        if strange := [code for code in codes if code not in known]:
            raise RuleViolation("adoption", f"Không có danh hiệu “{strange[0]}” trong dữ liệu luật.", where="columns")
        if len(set(codes)) < len(codes):
            raise RuleViolation("adoption", "Một danh hiệu có hai cột.", where="columns")
