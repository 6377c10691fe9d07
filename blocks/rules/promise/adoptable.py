"""Documents that were read, ready to be adopted: `data/adopted`, and how a question names one of them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.adoptions import Adoptable, CapPoint, MeetingPoint, RulePoint, WordsPoint
from blocks.rules.promise.targets import TOTAL, Column
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phase_templates import read_rows
from blocks.rules.year.years import Cycle
from thidua.text import plain_key

DATA = Path(__file__).resolve().parents[2] / "data" / "adopted"


@cache
def read_document(name: str) -> Adoptable:
    """A document as shipped, by its file's name."""
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    columns = tuple(
        (Subject(row["subject"]), Column(row["title"] or TOTAL, tuple(row["lines"]), row["label"]))
        for row in data["columns"]
    )
    points = {row["point"] for row in data["columns"]}
    return Adoptable(
        label=data["label"],
        issuer=data["issuer"],
        issued_on=date.fromisoformat(data["issued_on"]),
        number=data["number"],
        rules=tuple(RulePoint(row["rule"], row["point"]) for row in data["rules"]),
        columns=columns,
        caps=tuple(CapPoint(**row) for row in data["caps"]),
        phases=_phases(data),
        words=words_of(data["words"]),
        meetings=tuple(_meeting(row, data["items"]) for row in data["meetings"]),
        column_point=", ".join(sorted(points)),
        spellings=tuple(map(plain_key, data["spellings"])),
    )


def _phases(data: Mapping[str, Any]) -> tuple[Any, ...]:
    cycles = dict.fromkeys(row["cycle"] for row in data["phases"])
    return tuple(
        (Cycle(cycle), read_rows([row for row in data["phases"] if row["cycle"] == cycle], data["reminders"]))
        for cycle in cycles
    )


def words_of(rows: Iterable[Mapping[str, str]]) -> tuple[WordsPoint, ...]:
    """Sections from their paragraphs, one a row: HTML is joined as it is, plain entries stand on lines of their own."""
    sections: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows:
        sections.setdefault((row["paper"], row["section"]), []).append(row)
    return tuple(
        WordsPoint(*key, _joined([row["text"] for row in listed]), listed[0].get("point", ""))
        for key, listed in sections.items()
    )


def _joined(texts: list[str]) -> str:
    return ("" if texts[0].startswith("<") else "\n").join(texts)


def _meeting(row: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> MeetingPoint:
    start = datetime.fromisoformat(row["starts_at"]) if row["starts_at"] else None
    facts = MeetingFacts(
        number=row["number"],
        month=date.min,
        starts_at=start,
        time_note=row["time_note"],
        place=row["place"],
        contents=tuple(item["text"] for item in items if item["meeting"] == row["number"]),
        review_heading=row["review_heading"],
        note=row["note"],
    )
    return MeetingPoint(row["month"], facts, row["point"])


@cache
def recognised(basis: str) -> Adoptable | None:
    """The shipped document that a basis names (its label, whatever follows); None for any other."""
    key = plain_key(basis)
    for path in sorted(DATA.glob("*.json")):
        document = read_document(path.stem)
        if any(key == spelled or key.startswith(f"{spelled} ") for spelled in document.spellings):
            return document
    return None
