"""Where a table begins: its heading is found by what it says, whatever stands above and however cells are merged."""

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.columns import KNOWN, Column, Field, classify, is_group, settle
from thidua.gate.tables import Sheet

MAX_HEADING_ROWS = 4
MAX_SEARCH_ROWS = 200
MAX_LABEL = 90
_NUMBER_CELL = re.compile(r"^\(?\d{1,2}\)?$|^\(?[a-zA-Z]\)?$|^\(?\d{1,2} ?= ?[\d+ ]+\)?$")
_SUB_FIELDS = {
    Field.TITLE,
    Field.MALE,
    Field.FEMALE,
    Field.BIRTH_MALE,
    Field.BIRTH_FEMALE,
    Field.TOTAL,
    Field.GIVEN,
    Field.SURNAME,
    Field.DECISION,
    Field.DECIDED_ON,
    Field.TITLES_TEXT,
    Field.STRANGE,
    Field.WORKS,
    Field.TOPICS,
    Field.ISSUER,
    Field.EARLIER,
}


@dataclass(frozen=True)
class Table:
    """A heading: rows `top`…`bottom` (from 0) are the heading, data follow below `bottom`."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @cached_property
    def _found(self) -> dict[tuple[Field, ...], list[Column]]:
        return {}  # asked again for every row

    def first(self, *fields: Field) -> Column | None:
        """The leftmost column of one of `fields`."""
        return next(iter(self.all(*fields)), None)

    def all(self, *fields: Field) -> list[Column]:
        """All columns of `fields`, left to right."""
        if fields not in self._found:
            self._found[fields] = [column for column in self.columns if column.field in fields]
        return self._found[fields]

    def has(self, *fields: Field) -> bool:
        """Whether each of `fields` has a column."""
        return all(self.first(field) for field in fields)


def find_table(sheet: Sheet, *, start: int = 0) -> Table | None:
    """The table with the most convincing heading from row `start` on, or None."""
    best, best_score = -1, 0.0
    for row in range(start, min(len(sheet.rows), start + MAX_SEARCH_ROWS)):
        here = score(sheet, row)
        if here > best_score:
            best, best_score = row, here
        if best >= 0 and best_score >= 3 and row > best + 15:
            break
    if best_score < 2:
        return None
    top, bottom = _extent(sheet, best)
    return Table(top, bottom, tuple(_columns(sheet, top, bottom)))


def is_number_row(cells: list[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3), or A B 1 2."""
    filled = [cell for cell in cells if cell]
    digits = [int(found[0]) for cell in filled if (found := re.search(r"\d+", cell))]
    steps = [after - before for before, after in itertools.pairwise(digits)]
    return len(filled) >= 3 and len(digits) >= 2 and set(steps) == {1} and all(map(_NUMBER_CELL.match, filled))


def repeats_heading(table: Table, sheet: Sheet, row: int) -> bool:
    """Whether `row` is the heading again, as on the second page of a print."""
    labels = {index: label for index, label in enumerate(_labels(sheet, row)) if label}
    same = 0
    for index, label in labels.items():
        same += label in {show(sheet.at(each, index)) for each in range(table.top, table.bottom + 1)}
    return (same >= 2 and same * 5 >= len(labels) * 4) or is_number_row(_plain(sheet, row))


def _labels(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row; what is no text is marked with a NUL, headings never hold it."""
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else []
    return [show(cell) if isinstance(cell, str) else ("" if cell is None else "\0" + show(cell)) for cell in cells]


def _plain(sheet: Sheet, row: int) -> list[str]:
    return [label.strip("\0") for label in _labels(sheet, row)]


def score(sheet: Sheet, row: int) -> float:
    """How many different kinds of known labels a row holds; a row with numbers or dates is data."""
    labels = [label for label in _labels(sheet, row) if label]
    if any(label.startswith("\0") for label in labels):
        return 0
    known: set[str] = set()
    for label in labels:
        if len(label) <= MAX_LABEL:
            field, title, _ = classify(label, [])
            if field in KNOWN:
                known.add(title or field.value)
    anchors = {Field.NAME, Field.SURNAME, Field.SCHOOL, Field.WORKS, Field.TOPICS}
    return len(known) + 1.5 * bool(known & {field.value for field in anchors}) if len(known) > 1 else 0


def _extent(sheet: Sheet, row: int) -> tuple[int, int]:
    """First and last row of the heading around its best row."""
    top = bottom = row
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.bottom - merge.top < MAX_HEADING_ROWS:
            top, bottom = min(top, merge.top), max(bottom, merge.bottom)
    while top > max(0, row - MAX_HEADING_ROWS) and _is_group_row(sheet, top - 1):
        top -= 1
    while bottom < row + MAX_HEADING_ROWS and _is_sub_heading(sheet, bottom + 1, top):
        bottom += 1
    while bottom + 1 < len(sheet.rows) and is_number_row(_plain(sheet, bottom + 1)):
        bottom += 1
    return top, bottom


def _is_group_row(sheet: Sheet, row: int) -> bool:
    """A row of group labels over the heading, not a title line across the sheet."""
    labels = _labels(sheet, row)
    filled = [label for label in labels if label]
    if not filled or any(label.startswith("\0") or len(label) > MAX_LABEL for label in filled):
        return False
    if any(merge.top == row and merge.left == 0 and merge.right > merge.left for merge in sheet.merges):
        return False
    known = sum(is_group(label) or classify(label, [])[0] in KNOWN for label in filled)
    return known * 2 > len(filled) and (len(filled) > 1 or (labels[0] == "" and is_group(filled[0])))


def _is_sub_heading(sheet: Sheet, row: int, top: int) -> bool:
    """A row of labels under the heading that say more about what stands over them; a row with a person is data."""
    filled = [(index, label) for index, label in enumerate(_labels(sheet, row)) if label]
    if not filled or any(label.startswith("\0") or len(label) > MAX_LABEL for _, label in filled):
        return False
    known = 0
    stacks = _stacks(sheet, top, row, max(index for index, _ in filled) + 1)
    for index, label in filled:
        over = [each for each in stacks[index] if each != label]
        if over and classify(over[-1], over[:-1])[0] in (Field.NAME, Field.SCHOOL, Field.SURNAME, Field.POSITION):
            merged_name = classify(label, [])[0] in (Field.GIVEN, Field.SURNAME)
            if not merged_name:
                return False
        known += classify(label, over)[0] in _SUB_FIELDS
    return known * 10 >= len(filled) * 7


def _columns(sheet: Sheet, top: int, bottom: int) -> list[Column]:
    width = max((len(sheet.rows[row]) for row in range(top, bottom + 1)), default=0)
    columns = []
    for index, stack in enumerate(_stacks(sheet, top, bottom, width)):
        if stack:
            field, title, subject = classify(stack[-1], stack[:-1])
            columns.append(Column(index, " ".join(stack), field, title, subject))
    return settle(columns)


def _stacks(sheet: Sheet, top: int, bottom: int, width: int) -> list[list[str]]:
    """The labels over each column, top to bottom; a group reaches over its merge, or to the right until the next."""
    stacks: list[list[str]] = [[] for _ in range(width)]
    for row in range(top, bottom + 1):
        if is_number_row(_plain(sheet, row)):
            continue
        spread = [*_plain(sheet, row), *[""] * width][:width]
        wide = [merge for merge in sheet.merges if merge.top == row and merge.right > merge.left]
        for merge in wide:
            stop = min(merge.right + 1, width)
            spread[merge.left : stop] = [spread[merge.left]] * max(stop - merge.left, 0) if merge.left < width else []
        if row < bottom and not wide:
            _carry(spread, _plain(sheet, row + 1))
        for index, label in enumerate(spread[:width]):
            if label and label not in stacks[index]:
                stacks[index].append(label)
    return stacks


def _carry(spread: list[str], below: list[str]) -> None:
    """Where heads were not merged, a group counts for the blank cells to its right that have a label below."""
    for index in range(1, min(len(spread), len(below))):
        if not spread[index] and below[index] and below[index - 1] and spread[index - 1]:
            spread[index] = spread[index - 1]
