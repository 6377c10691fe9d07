"""Targets with a row for each figure: school, for whom, which title, how many."""

from dataclasses import dataclass

from blocks.rules.intake.reading.cells import read_count
from blocks.rules.intake.reading.facts import TargetRow
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import find_title, subjects_of, words_key
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.promise.titles import Subject


@dataclass(frozen=True)
class TargetTable:
    """The rows for one subject and the title codes that have a column."""

    subject: Subject
    titles: tuple[str, ...]
    rows: list[TargetRow]


def read_long_targets(book: Notebook, *, told: Subject | None) -> list[TargetTable]:
    """One table per subject found, as if each title had a column."""
    table = book.table
    unit, number = table.first(Field.SCHOOL), table.first(Field.TOTAL)
    found: dict[Subject, dict[str, TargetRow]] = {subject: {} for subject in Subject}
    name = ""
    for row in data_rows(book):
        name = book.text(row, unit) or name
        place = _title(book, row, told)
        if not name or place is None or book.fault(row, number):
            continue
        figure = read_count(book.value(row, number))
        if figure.value is None:
            book.say(row, number, "count", figure.fault)
            continue
        subject, code = place
        line = found[subject].setdefault(name, TargetRow(row + 1, name, None, {}))
        line.values[code] = line.values.get(code, 0) + figure.value
    return [
        TargetTable(
            subject, tuple(dict.fromkeys(code for line in lines.values() for code in line.values)), [*lines.values()]
        )
        for subject, lines in found.items()
        if lines
    ]


def _title(book: Notebook, row: int, told: Subject | None) -> tuple[Subject, str] | None:
    column = book.table.first(Field.TITLES_TEXT)
    text = book.text(row, column)
    subject = _subject(book, row, book.table.first(Field.KIND)) or told
    code = find_title(text, subject)
    if code is None:
        book.say(row, column, "title", f"Không nhận ra danh hiệu “{text[:80]}”. Ghi tên viết tắt thường dùng.")
        return None
    if subject is None:
        collective = words_key(text).startswith(("tap the", "tt ", "co "))
        possible = subjects_of(code)
        subject = Subject.COLLECTIVE if collective or possible == {Subject.COLLECTIVE} else Subject.PERSON
    return subject, code


def _subject(book: Notebook, row: int, column: Column | None) -> Subject | None:
    key = words_key(book.text(row, column))
    return Subject.PERSON if "ca nhan" in key else Subject.COLLECTIVE if "tap the" in key or "don vi" in key else None
