"""What the authority's rows say before a batch is taken: plain values for the comparison."""

import datetime
from dataclasses import dataclass, field

from blocks.rules.units.units import Level


@dataclass(frozen=True)
class KnownSchool:
    """A school of the authority; `block_id` is where it stands in the year, None where it stands nowhere.

    `sent_by` is the move by which its list came to the office: the principal's, or one for the school (`bring_…`).
    """

    id: int
    name: str
    block_id: int | None = None
    sheet_state: str = ""
    sheet_rows: int = 0
    sent_by: str = ""


@dataclass(frozen=True)
class KnownPerson:
    """A person who may be meant by a row: posted at `school_id` now, or (None) nowhere now."""

    id: int
    school_id: int | None
    name_key: str
    full_name: str
    birth_date: datetime.date | None
    gender: str


@dataclass(frozen=True)
class KnownRow:
    """A row of a school's registration list."""

    id: int
    school_id: int
    staff_id: int
    full_name: str
    position: int
    job_title: str
    initiative: str
    note: str
    titles: frozenset[str]


@dataclass(frozen=True)
class KnownTarget:
    """A cell of the target tables; title "" is the first number column."""

    id: int
    sent: int | None
    value: int | None


@dataclass(frozen=True)
class Standing:
    """Everything the comparison needs. Keys: targets (school id, subject, title), topics (school id, kind)."""

    schools: tuple[KnownSchool, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    rows: tuple[KnownRow, ...] = ()
    targets: dict[tuple[int, str, str], KnownTarget] = field(default_factory=dict)
    topics: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sender:
    """Whose batch it is: the unit that binds the sender (both None for the authority itself)."""

    block_id: int | None = None
    school_id: int | None = None

    @property
    def is_office(self) -> bool:
        """Whether the sender sits in the authority."""
        return self.block_id is None and self.school_id is None


@dataclass(frozen=True)
class Wish:
    """What the person chose: the year, the block (`block_id`, or a new one by code), and facts of new schools.

    `levels` and `ownerships` are chosen by the new school's key; what is missing is guessed from its name.
    """

    year_code: str
    block_id: int | None = None
    block_code: str = ""
    block_name: str = ""
    block_level: str = Level.OTHER.value
    levels: dict[str, str] = field(default_factory=dict)
    ownerships: dict[str, str] = field(default_factory=dict)
    schools: dict[str, int] = field(default_factory=dict)  # key of a written name → the school that is meant
    erase: bool = False  # blank cells of the files take away what stands
