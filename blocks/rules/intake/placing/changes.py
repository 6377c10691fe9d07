"""What a batch would change: each row of the files against what stands, as new, changed or unchanged.

Nothing is written here. A person is recognised inside the school by name and birth date; people of the list whom the
file does not name are kept and told.
"""

import datetime
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from blocks.rules.intake.placing.placing import Places, PlannedSchool, settle_schools
from blocks.rules.intake.placing.standing import KnownPerson, KnownRow, KnownTarget, Sender, Standing, Wish
from blocks.rules.intake.reading.facts import (
    Parsed,
    Problem,
    RegistrationRow,
    Severity,
    SheetKind,
    TargetRow,
    TopicsRow,
)
from blocks.rules.promise.titles import Subject
from blocks.rules.promise.topics import TopicKind
from thidua.text import plain_key, short_date

NEW, CHANGED, SAME = "new", "changed", "same"
SUBJECTS = {SheetKind.COLLECTIVE_TARGETS: Subject.COLLECTIVE, SheetKind.PERSON_TARGETS: Subject.PERSON}


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


@dataclass
class Changes:
    """The whole of it; schools by their key. `kept` are people of a list whom its file does not name."""

    schools: dict[str, PlannedSchool] = field(default_factory=dict)
    new_block: tuple[str, str, str] | None = None  # code, name, level
    people: list[PlannedPerson] = field(default_factory=list)
    targets: list[PlannedTarget] = field(default_factory=list)
    topics: list[PlannedTopics] = field(default_factory=list)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    history: list[tuple[int, Parsed]] = field(default_factory=list)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
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


def compare(files: list[list[Parsed]], standing: Standing, wish: Wish, sender: Sender) -> Changes:
    """What taking `files` would change. Tables that cannot be taken are named in `problems` by file."""
    changes = Changes()
    places = settle_schools(files, standing, wish, sender)
    changes.schools, changes.new_block, changes.problems = places.schools, places.new_block, places.problems
    people = _People(standing)
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            if (number, place) not in places.taken:
                continue
            if table.kind == SheetKind.REGISTRATIONS:
                _compare_people(changes, number, table, places, people)
            elif table.kind in SUBJECTS:
                _compare_targets(changes, number, table, places, standing)
            elif table.kind == SheetKind.TOPICS:
                _compare_topics(changes, number, table, places, standing)
            elif table.kind == SheetKind.HISTORY:
                changes.history.append((number, table))
    _tell_kept(changes, standing)
    return changes


class _People:
    """Finds who is meant by a name and a birth date."""

    def __init__(self, standing: Standing) -> None:
        self.by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in standing.people:
            self.by_name[person.name_key].append(person)
        self.rows = {(row.school_id, row.staff_id): row for row in standing.rows}

    def find(self, school_id: int | None, name: str, born: datetime.date | None) -> KnownPerson | None:
        """The same name and birth date in the school, or someone who works nowhere now; never a mere namesake."""
        same = self.by_name.get(plain_key(name), [])
        here = [person for person in same if school_id is not None and person.school_id == school_id]
        if born is None:
            return here[0] if len(here) == 1 else None
        for found in ([p for p in here if p.birth_date == born], [p for p in same if p.school_id is None]):
            exact = [person for person in found if person.birth_date == born]
            if exact:
                return exact[0]
        unknown = [person for person in here if person.birth_date is None]
        return unknown[0] if len(unknown) == 1 else None


def _compare_people(changes: Changes, file: int, table: Parsed, places: Places, people: _People) -> None:
    key = places.key_of(table.school_name)
    school = changes.schools[key]
    for row in table.rows:
        assert isinstance(row, RegistrationRow)
        told = (row.titles, row.job_title, row.initiative, row.note)
        if not changes.is_first(
            file, table, (key, plain_key(row.full_name), row.birth_date), told, row.full_name, row.row
        ):
            continue
        person = people.find(school.id, row.full_name, row.birth_date)
        known = people.rows.get((school.id or 0, person.id)) if person else None
        differences = _differences(row, person, known)
        state = NEW if known is None else CHANGED if differences else SAME
        changes.people.append(
            PlannedPerson(
                file, key, row, person.id if person else None, known.id if known else None, state, differences
            )
        )


def _differences(
    row: RegistrationRow, person: KnownPerson | None, known: KnownRow | None
) -> tuple[tuple[str, str, str], ...]:
    if person is None or known is None:
        return ()
    titles = ", ".join(sorted(known.titles)), ", ".join(sorted(row.titles))
    born = short_date(person.birth_date) if person.birth_date else ""
    pairs = [
        ("Họ tên", person.full_name, row.full_name),
        ("Ngày sinh", born, short_date(row.birth_date) if row.birth_date else born),
        ("Giới tính", person.gender, row.gender or person.gender),
        ("STT", str(known.position), str(row.position)),
        ("Chức vụ", known.job_title, row.job_title),
        ("Đăng ký", *titles),
        ("Sáng kiến", known.initiative, row.initiative),
        ("Ghi chú", known.note, row.note),
    ]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _compare_targets(changes: Changes, file: int, table: Parsed, places: Places, standing: Standing) -> None:
    subject = SUBJECTS[table.kind]
    for row in table.rows:
        assert isinstance(row, TargetRow)
        key = places.key_of(row.school_name)
        if key not in changes.schools:
            continue
        cells = {**({"": row.total} if row.total is not None else {}), **row.values}
        if not changes.is_first(file, table, (key, subject), cells, row.school_name, row.row):
            continue
        for title, sent in cells.items():
            old = standing.targets.get((changes.schools[key].id or 0, subject.value, title))
            value = _counting(old, sent) if subject == Subject.COLLECTIVE else None
            state = NEW if old is None else SAME if (old.sent, old.value) == (sent, value) else CHANGED
            before, target_id = (old.sent, old.id) if old else (None, None)
            changes.targets.append(PlannedTarget(file, key, subject, title, sent, value, state, before, target_id))


def _counting(old: KnownTarget | None, sent: int) -> int:
    """What the block sends counts, unless the office has set another number by hand since: that one stays."""
    edited = old is not None and old.value is not None and old.value != old.sent
    return old.value if old is not None and old.value is not None and edited else sent


def _compare_topics(changes: Changes, file: int, table: Parsed, places: Places, standing: Standing) -> None:
    for row in table.rows:
        assert isinstance(row, TopicsRow)
        key = places.key_of(row.school_name)
        if key not in changes.schools:
            continue
        for kind, texts in ((TopicKind.WORK, row.works), (TopicKind.TOPIC, row.topics)):
            before = standing.topics.get((changes.schools[key].id or 0, kind.value), ())
            if texts and changes.is_first(file, table, (key, kind), texts, f"{row.school_name}, {kind.label}", row.row):
                # an empty cell takes nothing away
                state = SAME if before == texts else CHANGED if before else NEW
                changes.topics.append(PlannedTopics(file, key, kind, texts, before, state))


def _tell_kept(changes: Changes, standing: Standing) -> None:
    named: dict[str, set[int]] = defaultdict(set)
    for each in changes.people:
        named[each.school].add(each.row_id or 0)
    for key, rows in named.items():
        missing = [r for r in standing.rows if r.school_id == changes.schools[key].id and r.id not in rows]
        if missing:
            changes.kept[key] = tuple(row.full_name for row in missing)
