"""What was understood of a table, for a person to check: each column's meaning, and sums beside the file's own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from blocks.rules.intake.reading.cells import read_count
from blocks.rules.intake.reading.facts import ColumnRead, Problem, RegistrationRow, Row, TargetRow
from blocks.rules.intake.reading.rows import Notebook, letter
from blocks.rules.intake.reading.spellings import counterpart
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.promise.titles import Subject

MOST_ALIKE = 100  # faults of one kind in one column that are told one by one
DOUBTFUL = 4.0  # a column read with fewer points is asked about
_FREE = {Field.IGNORED, Field.NOTE, Field.POSITION}


def columns_of(book: Notebook) -> tuple[ColumnRead, ...]:
    """Every column with a heading or with cells, left to right."""
    read = {column.index: column for column in book.table.columns}
    told = []
    for at, found in enumerate(book.table.found):
        column = read.get(at) or Column(at, "", Field.IGNORED)
        if not column.label and not found.filled:
            continue
        place = f"dòng {at + 1}" if book.turned else letter(at)
        doubtful = found.filled > 0 and (
            column.field == Field.STRANGE or (column.field not in _FREE and column.score < DOUBTFUL)
        )
        key = book.table.keys.get(at, "")
        told.append(ColumnRead(place, column.label, key, column.field.value, column.title, doubtful, found.samples))
    return tuple(told)


def sums_of(book: Notebook, rows: Sequence[Row]) -> tuple[tuple[str, int, int | None], ...]:
    """(title, what was counted, what the file's own last total row says) for each title with a column."""
    total = book.totals[-1] if book.totals else None
    told = []
    for column in book.table.all(Field.TITLE):
        typed = read_count(book.value(total, column)).value if total is not None and book.text(total, column) else None
        codes = {counterpart(column.title, subject) for subject in Subject} | {column.title}
        counted = sum(_counted(row, codes) for row in rows)
        told.append((column.title, counted, typed))
    return tuple(told)


def _counted(row: Row, codes: set[str | None]) -> int:
    if isinstance(row, RegistrationRow):
        return len(codes & set(row.titles))
    return sum(number for code, number in row.values.items() if code in codes) if isinstance(row, TargetRow) else 0


def said_once(problems: list[Problem]) -> list[Problem]:
    """The first hundred faults of one kind in one column, then how many more there are."""
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for problem in problems:
        seen[problem.code, problem.column] += 1
        if seen[problem.code, problem.column] <= MOST_ALIKE:
            told.append(problem)
    for (code, column), number in seen.items():
        if number > MOST_ALIKE:
            first = next(each for each in told if (each.code, each.column) == (code, column))
            more = f"Còn {number - MOST_ALIKE} chỗ nữa cùng loại với dòng {first.row}: “{first.message[:120]}”."
            told.append(replace(first, row=0, value="", message=more))
    return told
