"""What a batch would change: each row of the files against what stands, as new, changed or unchanged.

Nothing is written here. A person is recognised inside the school by name and birth date; people of the list whom the
file does not name are kept and told.
"""

import datetime
from collections import defaultdict

from blocks.rules.intake.placing.absent import losses, tell_absent, without_losses
from blocks.rules.intake.placing.places import Places, say
from blocks.rules.intake.placing.placing import settle_schools
from blocks.rules.intake.placing.planned import CHANGED, NEW, SAME, Changes, PlannedPerson, PlannedTarget, PlannedTopics
from blocks.rules.intake.placing.refusals import may_correct, sent_refusal
from blocks.rules.intake.placing.standing import KnownPerson, KnownRow, KnownSchool, KnownTarget, Sender, Standing, Wish
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

SUBJECTS = {SheetKind.COLLECTIVE_TARGETS: Subject.COLLECTIVE, SheetKind.PERSON_TARGETS: Subject.PERSON}


def compare(files: list[list[Parsed]], standing: Standing, wish: Wish, sender: Sender) -> Changes:
    """What taking `files` would change. Tables that cannot be taken are named in `problems` by file."""
    changes = Changes()
    places = settle_schools(files, standing, wish, sender)
    changes.schools, changes.new_block, changes.problems = places.schools, places.new_block, places.problems
    changes.meant = places.meant
    people = _People(standing, sender)
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            if (number, place) not in places.taken:
                continue
            if table.kind == SheetKind.REGISTRATIONS:
                _compare_people(changes, number, table, places, people, wish)
            elif table.kind in SUBJECTS:
                _compare_targets(changes, number, table, places, standing)
            elif table.kind == SheetKind.TOPICS:
                _compare_topics(changes, number, table, places, standing)
            elif table.kind == SheetKind.HISTORY:
                changes.history.append((number, table))
    _tell_kept(changes, standing)
    tell_absent(changes, files, places, standing, wish, sender)
    return changes


class _People:
    """Finds who is meant by a name and a birth date."""

    def __init__(self, standing: Standing, sender: Sender) -> None:
        self.sent = {school.id: school for school in standing.schools if not may_correct(school, sender)}
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


def _compare_people(changes: Changes, file: int, table: Parsed, places: Places, people: _People, wish: Wish) -> None:
    key = places.key_of(table.school_name)
    school, before = changes.schools[key], len(changes.people)
    for row in table.rows:
        assert isinstance(row, RegistrationRow)
        told = (row.titles, row.job_title, row.initiative, row.note)
        if not changes.is_first(
            file, table, (key, plain_key(row.full_name), row.birth_date), told, row.full_name, row.row
        ):
            continue
        _tell_double(changes, file, table, key, row)
        person = people.find(school.id, row.full_name, row.birth_date)
        known = people.rows.get((school.id or 0, person.id)) if person else None
        if known:
            lost = losses(file, key, row, known)
            changes.losses += lost
            row = row if wish.erase or not lost else without_losses(row, known)
        differences = _differences(row, person, known)
        state = NEW if known is None else CHANGED if differences else SAME
        changes.people.append(
            PlannedPerson(
                file, key, row, person.id if person else None, known.id if known else None, state, differences
            )
        )
    _refuse_sent(changes, places, file, table, before, people.sent.get(school.id or 0))


def _refuse_sent(
    changes: Changes, places: Places, file: int, table: Parsed, before: int, school: KnownSchool | None
) -> None:
    """Rows of a list that the school has sent are not changed by a file; unchanged ones do no harm."""
    different = [each.row.full_name for each in changes.people[before:] if each.state != SAME]
    if school is not None and different:
        key = changes.people[before].school
        del changes.people[before:]
        changes.losses = [loss for loss in changes.losses if (loss.file, loss.school) != (file, key)]
        say(places, file, table, *sent_refusal(school, different))


def _tell_double(changes: Changes, file: int, table: Parsed, key: str, row: RegistrationRow) -> None:
    """The same name and birth date in the list of another school of the batch."""
    if row.birth_date is None:
        return
    place = (plain_key(row.full_name), row.birth_date)
    before = changes.named.setdefault(place, key)
    if before != key:
        told = (
            f"{row.full_name}, sinh {short_date(row.birth_date)}, có trong danh sách của "
            f"{changes.schools[before].name} và của {changes.schools[key].name}. "
            "Kiểm tra: nếu là một người thì bỏ ở một trường."
        )
        problem = Problem(table.sheet, row.row, "", "", row.full_name, "two_schools", told, Severity.WARNING)
        changes.problems[file].append(problem)


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
