"""What a batch would change, row by row: people, targets, topics; each new, changed or unchanged."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from blocks.rules.intake.placing.places import PlannedSchool
from blocks.rules.intake.reading.facts import (
    Parsed,
    Problem,
    RegistrationRow,
    Severity,
)
from blocks.rules.promise.titles import Subject
from blocks.rules.promise.topics import TopicKind

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class PlannedPerson:
    """A row of a list: `staff_id`, `row_id` None where there is none yet; `differences` (what, before, after)."""

    file: int
    school: str
    row: RegistrationRow
    staff_id: int | None
    row_id: int | None
    state: str
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class PlannedTarget:
    """A cell of a target table; `value` is the collective target that counts from now on, None for persons."""

    file: int
    school: str
    subject: Subject
    title: str
    sent: int
    value: int | None
    state: str
    before: int | None
    target_id: int | None


@dataclass(frozen=True)
class PlannedTopics:
    """A school's whole list of works or of topics."""

    file: int
    school: str
    kind: TopicKind
    texts: tuple[str, ...]
    before: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Loss:
    """What stands and is blank in the file: kept, unless the person lets blanks take away."""

    file: int
    school: str
    name: str
    what: str
    before: str


@dataclass
class Changes:
    """The whole of it; schools by their key. `kept` are people of a list whom its file does not name."""

    schools: dict[str, PlannedSchool] = field(default_factory=dict)
    new_block: tuple[str, str, str] | None = None  # code, name, level
    meant: dict[str, str] = field(default_factory=dict)  # key of a written name → key of the school
    people: list[PlannedPerson] = field(default_factory=list)
    targets: list[PlannedTarget] = field(default_factory=list)
    topics: list[PlannedTopics] = field(default_factory=list)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    history: list[tuple[int, Parsed]] = field(default_factory=list)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    losses: list[Loss] = field(default_factory=list)
    named: dict[tuple[str, Any], str] = field(default_factory=dict)  # name and birth date → the school that says it
    first: dict[tuple[Any, ...], tuple[int, Any]] = field(default_factory=dict)  # what → the file that said it first

    def is_first(self, file: int, table: Parsed, what: tuple[Any, ...], value: Any, name: str, row: int) -> bool:
        """Whether no table before said something about `what`; a later one is left out and, if it differs, named."""
        if what not in self.first:
            self.first[what] = (file, value)
            return True
        before, said = self.first[what]
        same = said == value
        told = f"{name}: đã có trong tệp thứ {before + 1} của đợt này" + (
            ", nội dung giống nhau: bỏ qua."
            if same
            else ", nội dung khác: chỉ lấy tệp trước. Bỏ bớt một tệp rồi gửi lại."
        )
        severity = Severity.NOTE if same else Severity.ERROR
        self.problems[file].append(Problem(table.sheet, row, "", "", "", "said_twice", told, severity))
        return False

    def counts(self, file: int | None = None) -> dict[str, int]:
        """new, changed, same over all planned rows, of one file or of all."""
        planned: Iterable[Any] = [*self.people, *self.targets, *self.topics]
        found = Counter(each.state for each in planned if file is None or each.file == file)
        return {state: found[state] for state in (NEW, CHANGED, SAME)}

    @property
    def empty(self) -> bool:
        """Whether accepting would write nothing."""
        counts = self.counts()
        placed = any(school.id is None or school.to_place for school in self.schools.values())
        return not (counts[NEW] or counts[CHANGED] or placed or self.new_block)

    def digest(self) -> str:
        """Names exactly these changes: what a person saw and what is written must be the same."""
        told = [
            bool(self.new_block),
            [(key, each.id, each.to_place, each.position) for key, each in sorted(self.schools.items())],
            [(each.school, each.row.full_name, each.state, each.differences) for each in self.people],
            [
                (each.school, each.title, each.subject.value, each.sent, each.value, each.before)
                for each in self.targets
            ],
            [(each.school, each.kind.value, each.texts, each.before) for each in self.topics],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()[:20]
