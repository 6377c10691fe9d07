"""A batch of files as a whole: what it would change in both wings, and taking it in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from awards.queries.history import known_awards
from awards.rules.history import History, compare_history
from awards.services.history import write_history
from blocks.models import IntakeBatch, IntakeFile, School
from blocks.queries.intake.batches import block_by_code, files_of, sender_of, standing_for, wish_of
from blocks.queries.year.phases import block_of
from blocks.rules.intake.changes import CHANGED, NEW, SAME, Changes, compare
from blocks.rules.intake.facts import Parsed, Problem, Severity, SheetKind
from blocks.rules.intake.records import from_json, problems_from_json, problems_to_json
from blocks.rules.intake.states import step
from blocks.rules.intake.units import school_key
from blocks.services.intake.batches import choose, keep_review, locked, mark_accepted
from blocks.services.intake.writing import write
from blocks.services.year.phases import check_deed
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action

MOST_LINES = 300


@dataclass
class Review:
    """What a batch would change now."""

    files: list[IntakeFile]
    tables: list[list[Parsed]]
    changes: Changes
    history: History

    def counts(self, file: int | None = None) -> dict[str, int]:
        """new, changed, same in both wings, of one file or of all."""
        ours, theirs = self.changes.counts(file), self.history.counts(file)
        return {state: ours[state] + theirs[state] for state in (NEW, CHANGED, SAME)}

    @property
    def empty(self) -> bool:
        """Whether accepting would write nothing."""
        counts = self.history.counts()
        return self.changes.empty and not (counts[NEW] or counts[CHANGED])

    def digest(self) -> str:
        """Names what is shown, so that exactly that is written."""
        return f"{self.changes.digest()}-{'-'.join(str(number) for number in self.counts().values())}"


def review(batch: IntakeBatch) -> Review:
    """Compare what was read with what stands. The number of queries does not grow with the rows."""
    files = files_of(batch)
    tables = [from_json(file.parsed) for file in files]
    sender = sender_of(batch)
    standing = standing_for([table for each in tables for table in each], batch.year, sender)
    changes = compare(tables, standing, wish_of(batch), sender)
    if changes.new_block and (known_block := block_by_code(changes.new_block[0])):
        batch.block = known_block  # the files name a block that stands already
        changes = compare(tables, standing, wish_of(batch), sender)
    schools = {school_key(school.name): school.id for school in standing.schools}
    staff = {person.id for person in standing.people}
    known = known_awards(staff, schools.values()) if changes.history else {}
    return Review(files, tables, changes, compare_history(changes, standing.people, schools, known))


@transaction.atomic
def keep(batch: IntakeBatch) -> Review:
    """Compare and keep the result with the batch, for the page and the API."""
    found = review(batch)
    for number, file in enumerate(found.files):
        file.changes = _of_file(found, number)
    keep_review(batch=batch, files=found.files, summary=_summary(found))
    return found


@transaction.atomic
def accept_batch(
    *,
    batch: IntakeBatch,
    by: Actor,
    digest: str = "",
    levels: Mapping[str, str] | None = None,
    ownerships: Mapping[str, str] | None = None,
    block: Mapping[str, str] | None = None,
) -> IntakeBatch:
    """Take the whole batch: every file, or nothing.

    `digest` names what the person saw; where the rows have changed since, Conflict is raised and nothing is written.
    """
    batch = locked(batch)
    step(batch.state, "accept")
    if levels or ownerships or block:
        chosen = {"levels": dict(levels or {}), "ownerships": dict(ownerships or {}), "block": dict(block or {})}
        choose(batch=batch, by=by, **chosen)
    found = review(batch)
    if digest and digest != found.digest():
        raise Conflict("Dữ liệu đã thay đổi từ lúc xem trước nên chưa ghi gì. Xem lại bản so sánh mới rồi chấp nhận.")
    if found.empty:
        raise RuleViolation("nothing", "Các tệp không có gì mới so với dữ liệu đang có; không cần chấp nhận.")
    _check_phase(found, batch, by)
    written = write(changes=found.changes, year=batch.year, block=batch.block, sender=sender_of(batch), by=by)
    schools = written.schools | _other_schools(found, written.schools)
    awards = write_history(history=found.history, people=written.people, schools=schools)
    if written.block and batch.block_id is None:
        batch.block = written.block
        batch.save(update_fields=["block"])
    mark_accepted(batch=batch, by=by, counts=found.counts() | {"khen thưởng": awards, "lần ghi": _told(found)})
    return batch


def _check_phase(found: Review, batch: IntakeBatch, by: Actor) -> None:
    """Tables of the block's file come in its phase; the office takes files at any time: they are their own reason."""
    if by.is_office:
        return
    wanted: list[tuple[Action, list[Any]]] = [
        (Action.EDIT_TARGETS, found.changes.targets),
        (Action.EDIT_TOPICS, found.changes.topics),
    ]
    for deed, changes in wanted:
        if any(one.state != SAME for one in changes):
            block_id = batch.block_id or (block_of(batch.year, by.school_id) if by.school_id else None)
            check_deed(deed=deed, year=batch.year, block_id=block_id, school_id=by.school_id, by=by)


def _other_schools(found: Review, known: Mapping[str, School]) -> dict[str, School]:
    """Schools that only the history names."""
    wanted = {award.whom[0] for award in found.history.awards} - set(known)
    return {school_key(school.name): school for school in School.objects.all()} if wanted else {}


def _told(found: Review) -> list[str]:
    """What changed, for the trail: values before and after, up to a number of lines."""
    return [line for number in range(len(found.files)) for line in _lines(found, number)][:MOST_LINES]


def _summary(found: Review) -> dict[str, Any]:
    changes = found.changes
    new = [
        {"key": each.key, "name": each.name, "level": each.level, "ownership": each.ownership}
        for each in sorted(changes.schools.values(), key=lambda each: each.position)
        if each.id is None
    ]
    problems = [problem for number in range(len(found.files)) for problem in _problems(found, number)]
    return {
        "readable": any(found.tables),
        "empty": found.empty,
        "digest": found.digest(),
        "counts": found.counts(),
        "new_block": changes.new_block,
        "new_schools": new,
        "placed": sum(each.to_place for each in changes.schools.values()),
        "errors": sum(problem.severity == Severity.ERROR for problem in problems)
        + sum(bool(file.refusal) for file in found.files),
        "warnings": sum(problem.severity == Severity.WARNING for problem in problems),
    }


def _of_file(found: Review, number: int) -> dict[str, Any]:
    told = found.changes.problems.get(number, []) + found.history.problems.get(number, [])
    schools = {each.school for each in found.changes.people if each.file == number}
    return {
        "counts": found.counts(number),
        "tables": [_of_table(table) for table in found.tables[number]],
        "problems": problems_to_json(told),
        "lines": _lines(found, number)[:MOST_LINES],
        "kept": {found.changes.schools[key].name: found.changes.kept[key] for key in schools & set(found.changes.kept)},
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


def _lines(found: Review, number: int) -> list[str]:
    """What changes in rows that stand already, one line a row."""
    lines = []
    for person in found.changes.people:
        if person.file == number and person.state == CHANGED:
            told = "; ".join(f"{what}: “{old}” → “{new}”" for what, old, new in person.differences)
            lines.append(f"{person.row.full_name}: {told}")
    for cell in found.changes.targets:
        if cell.file == number and cell.state == CHANGED:
            school = found.changes.schools[cell.school].name
            lines.append(f"{school}, {cell.title or 'tổng số'}: {cell.before} → {cell.sent}")
    for each in found.changes.topics:
        if each.file == number and each.state == CHANGED:
            lines.append(f"{found.changes.schools[each.school].name}, {each.kind.label}: thay {len(each.before)} mục")
    for award in found.history.awards:
        if award.file == number and award.state == CHANGED:
            lines.append(f"{award.name}, {award.title} {award.year_code}: quyết định {award.decision[0]}")
    return lines


def _problems(found: Review, number: int) -> list[Problem]:
    read = problems_from_json(found.files[number].problems)
    return read + found.changes.problems.get(number, []) + found.history.problems.get(number, [])
