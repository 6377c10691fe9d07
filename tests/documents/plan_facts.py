"""The plan of Khối 29 as plain facts, from the demo's own data: what the papers' tests print."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.adoptable import read_document
from blocks.rules.promise.adoptions import MeetingPoint
from blocks.rules.promise.targets import table_of
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phase_templates import day_of_year
from documents.rules.heads import PaperHead
from documents.rules.papers.plans import PlanFacts, SchoolFacts, TopicFacts

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = json.loads((ROOT / "thidua/management/stages/data/khoi29.json").read_text(encoding="utf-8"))
PLAN = read_document("kh-khoi-29")
WORDS = {words.section: words.text for words in PLAN.words}
# mục V of the plan: at which meeting a school presents (its first topic)
PRESENTED = {1: 2, 2: 2, 3: 2, 11: 2, 12: 2, 4: 3, 5: 3, 6: 3, 8: 3, 9: 3}
EVERY_LETTER = "Nguyễn Thị Quỳnh Như, Đặng Ưu Đạt"


def _school(row: dict[str, Any]) -> SchoolFacts:
    topics = tuple(
        TopicFacts(text, PRESENTED.get(row["position"]) if place == 0 else None)
        for place, text in enumerate(row["topics"])
    )
    targets = {"collective": row["collective"], "individual": row["individual"]}
    return SchoolFacts(row["name"], tuple(row["works"]), topics, targets)


def _meeting(point: MeetingPoint) -> MeetingFacts:
    return replace(point.facts, month=day_of_year(point.month, 2023))


def plan_facts(**changes: Any) -> PlanFacts:
    """The facts of the plan; `changes` replace single ones, of the head too."""
    head: dict[str, Any] = {
        "issuer": BLOCK["block"]["name"],
        "year_name": "Năm học 2023 - 2024",
        "superior": BLOCK["district"]["parent"],
        "place": BLOCK["district"]["place"],
        "post": "Khối trưởng",
        "signer": EVERY_LETTER,
        "below": ("Hiệu trưởng", "Trường Mầm non Phường 3"),
        "symbol": "KH-KTĐ29-MNP3",
        "texts": WORDS,
    }
    own: dict[str, Any] = {
        "tables": tuple(table_of(subject, PLAN.table(subject)) for subject in Subject),
        "year": "2023 - 2024",
        "next_year": "2024 - 2025",
        "schools": tuple(_school(row) for row in BLOCK["schools"]),
        "meetings": tuple(_meeting(point) for point in PLAN.meetings),
        "month": (2023, 12),
    }
    names = {field.name for field in fields(PaperHead)}
    head |= {name: value for name, value in changes.items() if name in names}
    own |= {name: value for name, value in changes.items() if name not in names}
    return PlanFacts(head=PaperHead(**head), **own)
