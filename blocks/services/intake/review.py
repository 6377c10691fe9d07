"""A batch of files as a whole: what it would change now, in this wing and in those that take part (`parts`)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from blocks.models import IntakeBatch, IntakeFile
from blocks.queries.intake.batches import block_by_code, files_of, sender_of, standing_for, wish_of
from blocks.queries.intake.learned import title_labels
from blocks.rules.intake.placing.changes import compare
from blocks.rules.intake.placing.planned import CHANGED, NEW, SAME, Changes, Loss
from blocks.rules.intake.reading.facts import Parsed, Problem, Severity, SheetKind
from blocks.rules.intake.reading.records import from_json, problems_from_json, problems_to_json
from blocks.rules.intake.reading.units import school_key
from blocks.services.intake.batches import keep_review
from blocks.services.intake.first_rows import shown
from blocks.services.intake.parts import Comparison, IntakePart, parts

MOST_LINES = 300
TICKS = "Đăng ký"


@dataclass
class Review:
    """What a batch would change now."""

    files: list[IntakeFile]
    tables: list[list[Parsed]]
    changes: Changes
    others: list[tuple[IntakePart, Comparison]]  # what the parts of other wings found
    batch: IntakeBatch

    def counts(self, file: int | None = None) -> dict[str, int]:
        """new, changed, same in all wings, of one file or of all."""
        told = [self.changes.counts(file), *(other.counts(file) for _, other in self.others)]
        return {state: sum(counts[state] for counts in told) for state in (NEW, CHANGED, SAME)}

    def problems(self, file: int) -> list[Problem]:
        """What comparing found wrong in one file."""
        told = [self.changes.problems, *(other.problems for _, other in self.others)]
        return [problem for problems in told for problem in problems.get(file, [])]

    @property
    def empty(self) -> bool:
        """Whether accepting would write nothing."""
        counts = [other.counts() for _, other in self.others]
        return self.changes.empty and not any(told[NEW] or told[CHANGED] for told in counts)

    @property
    def taken(self) -> bool:
        """Whether any row of the files can be taken, new or not."""
        return bool(sum(self.counts().values()))

    def digest(self) -> str:
        """Names what is shown, so that exactly that is written."""
        return f"{self.changes.digest()}-{'-'.join(str(number) for number in self.counts().values())}"


def review(batch: IntakeBatch) -> Review:
    """Compare what was read with what stands. The number of queries does not grow with the rows."""
    files = files_of(batch)
    tables = [from_json(file.parsed) for file in files]
    sender = sender_of(batch)
    wish = wish_of(batch)
    every = [table for of_file in tables for table in of_file]
    standing = standing_for(every, batch.year, sender, wish.schools.values())
    changes = compare(tables, standing, wish, sender)
    if changes.new_block and (known_block := block_by_code(changes.new_block[0])):
        batch.block = known_block  # the files name a block that stands already
        changes = compare(tables, standing, wish_of(batch), sender)
    schools = {school_key(school.name): school.id for school in standing.schools}
    others = [(part, part.compare(changes, standing, schools)) for part in parts()]
    return Review(files, tables, changes, others, batch)


@transaction.atomic
def keep(batch: IntakeBatch) -> Review:
    """Compare and keep the result with the batch, for the page and the API."""
    reviewed = review(batch)
    for number, file in enumerate(reviewed.files):
        file.changes = _of_file(reviewed, number)
    keep_review(batch=batch, files=reviewed.files, summary=_summary(reviewed))
    return reviewed


def _loss(loss: Loss, labels: dict[str, str]) -> dict[str, str]:
    before = (
        ", ".join(labels.get(code, code) for code in loss.before.split(", ")) if loss.what == TICKS else loss.before
    )
    return {"name": loss.name, "what": loss.what, "before": before}


def _summary(reviewed: Review) -> dict[str, Any]:
    changes, labels = reviewed.changes, title_labels()
    new = [
        {"key": school.key, "name": school.name, "level": school.level, "ownership": school.ownership}
        for school in sorted(changes.schools.values(), key=lambda school: school.position)
        if school.id is None
    ]
    problems = [problem for number in range(len(reviewed.files)) for problem in all_problems(reviewed, number)]
    return {
        "readable": any(reviewed.tables),
        "empty": reviewed.empty,
        "taken": reviewed.taken,
        "digest": reviewed.digest(),
        "counts": reviewed.counts(),
        "new_block": changes.new_block,
        "new_schools": new,
        "people": sum(person.state != SAME for person in changes.people),
        "ticks": sum(len(person.row.titles) for person in changes.people if person.state != SAME),
        "erase": wish_of(reviewed.batch).erase,
        "losses": [_loss(loss, labels) for loss in changes.losses[:MOST_LINES]],
        "lost": len(changes.losses),
        "placed": sum(school.to_place for school in changes.schools.values()),
        "errors": sum(problem.severity == Severity.ERROR for problem in problems)
        + sum(bool(file.refusal) for file in reviewed.files),
        "warnings": sum(problem.severity == Severity.WARNING for problem in problems),
    }


def _of_file(reviewed: Review, number: int) -> dict[str, Any]:
    changes, labels = reviewed.changes, title_labels()
    kept = {person.school for person in changes.people if person.file == number} & set(changes.kept)
    return {
        "counts": reviewed.counts(number),
        "tables": [{**_of_table(table), **shown(table, labels)} for table in reviewed.tables[number]],
        "problems": problems_to_json(reviewed.problems(number)),
        "lines": lines_of(reviewed, number)[:MOST_LINES],
        "kept": {changes.schools[key].name: changes.kept[key] for key in kept},
    }


def _of_table(table: Parsed) -> dict[str, Any]:
    return {
        "kind": table.kind.value,
        "label": table.kind.label,
        "sheet": table.sheet,
        "rows": len(table.rows),
        "header_row": table.header_row,
        "school": table.school_name,
        "block": table.block_label,
        "year": table.year_code,
        "encoding": table.encoding,
        "samples": [list(pair) for pair in table.samples],
        "known": table.kind != SheetKind.UNKNOWN,
    }


def _difference(told: tuple[str, str, str], labels: dict[str, str]) -> str:
    what, old, new = told
    if what == TICKS:
        old, new = (", ".join(labels.get(code, code) for code in codes.split(", ") if code) for codes in (old, new))
    return f"{what}: “{old}” → “{new}”"


def lines_of(reviewed: Review, number: int) -> list[str]:
    """What changes in rows that stand already, one line a row."""
    lines, labels = [], title_labels()
    for person in reviewed.changes.people:
        if person.file == number and person.state == CHANGED:
            told = "; ".join(_difference(each, labels) for each in person.differences)
            lines.append(f"{person.row.full_name}: {told}")
    for cell in reviewed.changes.targets:
        if cell.file == number and cell.state == CHANGED:
            school = reviewed.changes.schools[cell.school].name
            lines.append(f"{school}, {labels.get(cell.title, 'tổng số')}: {cell.before} → {cell.sent}")
    for topics in reviewed.changes.topics:
        if topics.file == number and topics.state == CHANGED:
            school = reviewed.changes.schools[topics.school].name
            lines.append(f"{school}, {topics.kind.label}: thay {len(topics.before)} mục")
    return lines + [line for _, other in reviewed.others for line in other.lines(number)]


def all_problems(reviewed: Review, number: int) -> list[Problem]:
    """What reading and comparing found wrong in one file."""
    return problems_from_json(reviewed.files[number].problems) + reviewed.problems(number)
