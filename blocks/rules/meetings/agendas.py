"""The usual agenda of each meeting (`blocks/data/agendas.json`): by kind of council and number, dated, with source."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parents[2] / "data" / "agendas.json"


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_DATA.read_text(encoding="utf-8"))["agendas"])


def usual_agenda(council: str, number: int, day: date) -> tuple[tuple[str, ...], str]:
    """(points, where they are from) of meeting `number` of a council of that kind; ((), "") where none is known.

    Points that came from one authority's guidance (standing SEED) are usual for all and cited to none.
    A number without a row of its own takes row 0, the meetings called as needed.
    """
    rows = [row for row in _rows() if row["council"] == council and row["from"] <= day.isoformat()]
    own = [row for row in rows if row["number"] == number] or [row for row in rows if row["number"] == 0]
    if not own:
        return (), ""
    row = own[-1]
    return tuple(row["contents"]), "" if row["standing"] == "SEED" else str(row["basis"])
