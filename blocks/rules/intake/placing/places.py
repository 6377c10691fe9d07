"""The schools and the block that files mean, as far as it is settled."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from blocks.rules.intake.reading.facts import HistoryRow, Parsed, Problem, Severity, SheetKind, TargetRow, TopicsRow
from blocks.rules.intake.reading.units import (
    school_key,
)


@dataclass(frozen=True)
class PlannedSchool:
    """A school that the files name: `id` None where it is to be made; `to_place` where it joins the block."""

    key: str
    name: str
    id: int | None
    level: str = ""
    ownership: str = ""
    position: int = 0
    to_place: bool = False


@dataclass
class Places:
    """Schools by key, the tables (file, number) that may be taken, and the reasons why others may not."""

    schools: dict[str, PlannedSchool] = field(default_factory=dict)
    new_block: tuple[str, str, str] | None = None
    taken: set[tuple[int, int]] = field(default_factory=set)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    meant: dict[str, str] = field(default_factory=dict)  # key of a written name → key of the school

    def key_of(self, name: str) -> str:
        """The key of the school that a written name means; "" when it means none."""
        return self.meant.get(school_key(name), "")


def names_in(table: Parsed) -> Iterator[str]:
    """Every school name that a table writes, in order."""
    if table.kind == SheetKind.REGISTRATIONS:
        yield table.school_name
    for row in table.rows:
        if isinstance(row, TargetRow | TopicsRow | HistoryRow):
            yield row.school_name


def say(
    places: Places,
    number: int,
    table: Parsed,
    code: str,
    told: str,
    severity: Severity = Severity.ERROR,
    value: str = "",
) -> None:
    places.problems[number].append(Problem(table.sheet, 0, "", "", value, code, told, severity))
