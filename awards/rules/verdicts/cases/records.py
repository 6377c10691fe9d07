"""Records inside a case. None is unknown everywhere; an empty tuple is known to be none."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.dates import Cycle

Edge = Cycle | date | None  # where a period begins or ends


class Record:
    """What all records can: be told again in the answer's `facts`."""

    def as_json(self) -> dict[str, Any]:
        """Its known fields as JSON values."""
        names = [field.name for field in fields(self)]  # type: ignore[arg-type]
        return {name: plain(value) for name in names if (value := getattr(self, name)) not in (None, "")}


def plain(value: Any) -> Any:
    """A value of a record as JSON: days and cycles as text, whole numbers as numbers."""
    if isinstance(value, Record):
        return value.as_json()
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, date | Cycle):
        return str(value)
    return value


def told(records: Iterable[Any] | None) -> list[Any] | None:
    """A list of records as JSON; None where the list is unknown."""
    return None if records is None else [plain(record) for record in records]


@dataclass(frozen=True)
class Period(Record):
    """The time of an achievement as a decision writes it; `event` names a single deed."""

    first: Edge = None
    last: Edge = None
    event: str = ""


@dataclass(frozen=True)
class Registered(Record):
    """A title registered for a cycle."""

    title: str = ""
    cycle: Cycle | None = None
    held_by: str = ""


@dataclass(frozen=True)
class Given(Record):
    """A title or award of an earlier year; `is_title` says in which of the two lists it stands."""

    title: str = ""
    cycle: Cycle | None = None
    decision: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    status: str = ""
    revoked_on: date | None = None
    merit: str = ""
    period: Period | None = None
    is_title: bool = False
    held_by: str = ""

    @property
    def event(self) -> str:
        """The single deed that the decision names; "" where it names none."""
        return self.period.event if self.period else ""


@dataclass(frozen=True)
class Use(Record):
    """For which title, in which cycle, a work was counted before."""

    title: str = ""
    cycle: Cycle | None = None


@dataclass(frozen=True)
class Work(Record):
    """An initiative, or accepted research. `organ` is the code of who recognised it; `day` when it was."""

    name: str = ""
    cycle: Cycle | None = None
    level: str = ""
    status: str = ""
    day: date | None = None
    recognised_by: str = ""
    organ: str = ""
    used_for: tuple[Use, ...] | None = None
    is_research: bool = False
    held_by: str = ""


@dataclass(frozen=True)
class Disciplined(Record):
    """A discipline decided against a person (or somebody of a collective)."""

    form: str = ""
    decided_on: date | None = None
    ends_on: date | None = None
    related_to_duty: bool | None = None
    moral_decay: bool | None = None
    unit: str = ""
    at_old_unit: bool | None = None


@dataclass(frozen=True)
class Matter(Record):
    """Something being looked into; `kind` is a code of the law's scales, "" where it is not known."""

    kind: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Away(Record):
    """A leave inside the cycle: by its days, or by its length."""

    kind: str = ""
    first: date | None = None
    last: date | None = None
    months: Fraction | None = None
    days: Fraction | None = None
    working_days: Fraction | None = None


@dataclass(frozen=True)
class Study(Record):
    """A time of study; `good` says whether the result is khá or better."""

    first: date | None = None
    last: date | None = None
    months: Fraction | None = None
    result: str = ""
    good: bool | None = None


@dataclass(frozen=True)
class Move(Record):
    """A move between units: `kind` is "", "seconded" or "waiting"."""

    kind: str = ""
    on: date | None = None
    from_unit: str = ""
    to_unit: str = ""
    months_at_old: Fraction | None = None
    old_unit_comment: bool | None = None
    confirmed: bool | None = None


@dataclass(frozen=True)
class Merit(Record):
    """Another achievement: `kind` of merit, and the letter of the provision it falls under."""

    kind: str = ""
    option: str = ""


@dataclass(frozen=True)
class Proposed(Record):
    """Another proposal beside this one."""

    title: str = ""
    cycle: Cycle | None = None
    merit: str = ""
    period: Period | None = None
    same_achievement: bool | None = None


@dataclass(frozen=True)
class BlockPlace(Record):
    """The unit's place in its block; `organ` is the code of the level that runs the block."""

    name: str = ""
    organised_by: str = ""
    organ: str = ""
    rank_in_block: Fraction | None = None
    votes_first: bool | None = None
    chosen_among_leaders: bool | None = None


@dataclass(frozen=True)
class Theme(Record):
    """A thematic movement; `organ` is the code of who launched it."""

    name: str = ""
    years: Fraction | None = None
    leads: bool | None = None
    final_review: bool | None = None
    launched_by: str = ""
    organ: str = ""
    first: Edge = None
    last: Edge = None


@dataclass(frozen=True)
class UnitFacts(Record):
    """What a head's own unit achieved: its ranking of the cycle, its titles of the cycle, and who owns it."""

    rank: str = ""
    ownership: str = ""
    titles: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Cap(Record):
    """An authority's own limit: a share of LĐTT, or a number of persons; `article` is the point that sets it."""

    share: Fraction | None = None
    heads: int | None = None
    rounding: str = ""
    article: str = ""
    first: date | None = None
    last: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the authority goes by it on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Served(Record):
    """Years of service of one kind: told as a number, or since a day."""

    years: Fraction | None = None
    since: date | None = None
