"""What proposes a year's phases: shipped rows without days that hold for every authority, or rows of its own."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from blocks.rules.mailroom.timetables import Wanted, check_row
from blocks.rules.year.phase_specs import LawDay, PhaseSpec, Unit, check_spec
from thidua.errors import RuleViolation
from thidua.policy import Role

_DATA = Path(__file__).resolve().parents[2] / "data" / "phase_templates.json"
_DAY = re.compile(r"(\+?)(\d\d-\d\d)")


@dataclass(frozen=True)
class TemplateRow:
    """A phase as a template proposes it: days without a year, `+` for the year after the first one, "" for the officer
    to set; `reminders` are the rows its timetable begins with."""

    spec: PhaseSpec
    opens: str = ""
    closes: str = ""
    basis: str = ""
    reminders: tuple[Wanted, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether days are proposed."""
        return bool(self.opens and self.closes)

    def days(self, first_year: int) -> tuple[date, date]:
        """First and last day in the year that begins in `first_year`; RuleViolation where they are none."""
        return day_of_year(self.opens, first_year), day_of_year(self.closes, first_year)


def day_of_year(text: str, first_year: int) -> date:
    """`10-27` in the year that begins in `first_year`, `+05-28` in the next one; RuleViolation for anything else."""
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        return date.fromisoformat(f"{first_year + bool(match[1])}-{match[2]}")
    except ValueError:
        shown = "Ghi tháng-ngày, ví dụ 10-27; năm sau thêm dấu cộng: +05-28."
        raise RuleViolation("dates", f"“{text}” không phải ngày của mẫu mốc. {shown}", where="days") from None


@cache
def shipped_rows() -> tuple[TemplateRow, ...]:
    """The phases that any year of any authority has, in their order, without days."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return read_rows(data["phases"], data["reminders"])


def read_rows(phases: Iterable[Mapping[str, Any]], reminders: Iterable[Mapping[str, Any]]) -> tuple[TemplateRow, ...]:
    """Rows as the data files write them, checked; a reminder names its phase by code."""
    usual: dict[str, list[Wanted]] = {}
    for row in reminders:
        roles = tuple(Role(role) for role in row["roles"])
        usual.setdefault(row["phase"], []).append(Wanted(row["days"], roles, row["text"]))
    return tuple(_row(row, place, usual.get(row["code"], ())) for place, row in enumerate(phases, start=1))


def _row(data: Mapping[str, Any], position: int, reminders: Iterable[Wanted]) -> TemplateRow:
    spec = PhaseSpec(
        code=data["code"],
        name=data["name"],
        text=data["text"],
        unit=Unit(data["unit"]),
        roles=tuple(Role(role) for role in data["roles"]),
        deeds=tuple(data["deeds"]),
        deeds_before=tuple(data["deeds_before"]),
        law_day=LawDay(data["law_day"]) if "law_day" in data else "",
        position=position,
    )
    usual = tuple(check_row(spec, wanted) for wanted in reminders)
    return TemplateRow(check_spec(spec), data.get("opens", ""), data.get("closes", ""), data.get("point", ""), usual)
