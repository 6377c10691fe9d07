"""The dated rows on sittings, councils and dossiers (`blocks/data/law/sittings.json`): which one speaks on a day."""

import json
from datetime import date
from functools import cache
from typing import Any

from blocks.rules.law.reading import DATA

Row = dict[str, Any]


@cache
def _rows() -> dict[str, list[Row]]:
    told = json.loads((DATA / "sittings.json").read_text(encoding="utf-8"))
    return {name: rows for name, rows in told.items() if name != "note"}


def sitting_rows(section: str, day: date | None) -> list[Row]:
    """The rows of a section in force on `day`, the latest first; without a day those in force at all."""
    found = [
        row
        for row in _rows()[section]
        if day is None or (row["from"] <= day.isoformat() and (row["to"] is None or day.isoformat() <= row["to"]))
    ]
    return sorted(found, key=lambda row: str(row["from"]), reverse=True)


def sitting_row(section: str, day: date | None = None) -> Row:
    """The row of a section that speaks on `day`; of several the oldest where no day is told. Raises LookupError."""
    rows = sitting_rows(section, day)
    if not rows:
        raise LookupError(f"sittings.json: không có dòng {section} của ngày {day}.")
    return rows[0] if day else rows[-1]
