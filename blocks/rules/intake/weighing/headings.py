"""Where a table begins: every place for its heading is tried, one to four rows high, and the best reading is taken."""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.weighing.assignment import assign
from blocks.rules.intake.weighing.columns import KNOWN, Column, Field, classify, is_group, year_head
from blocks.rules.intake.weighing.profiles import Profile, kinds_of, profiles
from blocks.rules.intake.weighing.settling import settle
from thidua.gate.tables import Sheet

MAX_HEADING_ROWS = 4
MAX_SEARCH_ROWS = 200
MAX_LABEL = 90
MAX_WIDTH = 120
LONGEST_KEY = 300
CANDIDATES = 4
LATER = 1.25  # a heading further down must say that much more, or it is the same one again
ROW_COST = 0.3  # a heading of fewer rows is preferred where it says as much
_NUMBER_CELL = re.compile(r"^\(?\d{1,2}\)?$|^\(?[a-zA-Z]\)?$|^\(?\d{1,2} ?= ?[\d+ ]+\)?$")
_DATA_KINDS = {"name", "date", "number", "mark", "school", "name_day", "job", "title"}
_ANCHORS = {Field.NAME, Field.SURNAME, Field.SCHOOL, Field.WORKS, Field.TOPICS}


@dataclass(frozen=True)
class Table:
    """A heading: rows `top`…`bottom` (from 0) are the heading, data follow below `bottom`.

    `worth` is how convincing the whole reading is; `found` what the cells of each column look like.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    worth: float = 0.0
    found: tuple[Profile, ...] = ()
    keys: Mapping[int, str] = field(default_factory=dict)  # column → the key by which an answer for it is remembered

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

    def profile(self, column: Column) -> Profile:
        """What its cells look like."""
        return self.found[column.index] if column.index < len(self.found) else Profile()


def find_table(sheet: Sheet, *, start: int = 0, learned: Mapping[str, str] | None = None) -> Table | None:
    """The table with the most convincing heading from row `start` on, or None."""
    best: Table | None = None
    for row in sorted(_candidates(sheet, start)):
        for top, bottom in _extents(sheet, row, start):
            for carry in (True, False):
                table = _reading(sheet, top, bottom, carry=carry, learned=learned or {})
                later = best is not None and table is not None and table.top > best.bottom
                if table and (best is None or table.worth > best.worth * (LATER if later else 1.0) + 1e-9):
                    best = table
    return best


def _candidates(sheet: Sheet, start: int) -> list[int]:
    scores: list[tuple[float, int]] = []
    for row in range(start, min(len(sheet.rows), start + MAX_SEARCH_ROWS)):
        here = score(sheet, row)
        if here >= 2:
            scores.append((here, row))
        if scores and max(scores)[0] >= 3 and row > max(scores, key=lambda pair: pair[0])[1] + 15:
            break
    scores.sort(key=lambda pair: (-pair[0], pair[1]))
    rows = [row for _, row in scores[:CANDIDATES]]
    window = range(start, min(len(sheet.rows), start + MAX_SEARCH_ROWS, rows[0] + 4 if rows else start + 40))
    return [*rows, *[row for row in window if row not in rows and _over_data(sheet, row)][:CANDIDATES]]


def _over_data(sheet: Sheet, row: int) -> bool:
    """Whether a row of words stands over rows that are plainly none, whatever the words say."""
    if sum(bool(show(cell)) for cell in sheet.rows[row]) < 3 or not _like_heading(sheet, row):
        return False
    below = [cell for at in range(row + 1, min(row + 4, len(sheet.rows))) for cell in sheet.rows[at]]
    return sum(bool(set(kinds_of(cell)) & _DATA_KINDS) for cell in below) >= 3


def _extents(sheet: Sheet, row: int, start: int) -> Iterator[tuple[int, int]]:
    tops = itertools.takewhile(lambda at: _like_heading(sheet, at), range(row, max(start, row - 3) - 1, -1))
    bottoms = itertools.takewhile(
        lambda at: at == row or _like_heading(sheet, at), range(row, min(row + MAX_HEADING_ROWS, len(sheet.rows)))
    )
    for top, bottom in itertools.product(list(tops), list(bottoms)):
        lone = bottom > top and sum(bool(show(cell)) for cell in sheet.rows[bottom]) < 2  # "I. CÔNG TRÌNH": a section
        if lone or bottom - top >= MAX_HEADING_ROWS or _cuts_merge(sheet, top, bottom):
            continue
        last = bottom
        while last + 1 < len(sheet.rows) and is_number_row(_plain(sheet, last + 1)):
            last += 1
        yield top, last


def _cuts_merge(sheet: Sheet, top: int, bottom: int) -> bool:
    """Whether a low merged cell stands half in the heading and half in the data."""
    return any(
        top <= merge.top <= bottom < merge.bottom and merge.bottom - merge.top < MAX_HEADING_ROWS
        for merge in sheet.merges
        if merge.top <= bottom and (sheet.at(merge.top, merge.left) is not None)
    )


def _like_heading(sheet: Sheet, row: int) -> bool:
    """Only words, none of them a person, a day, a number or a mark."""
    cells = [cell for cell in (sheet.rows[row] if row < len(sheet.rows) else []) if cell is not None and show(cell)]
    if not cells:
        return False
    known, strange = 0, 0
    for cell in cells:
        text = show(cell)
        if len(text) > MAX_LABEL:
            return False
        if year_head(text) or is_group(text) or (isinstance(cell, str) and classify(text, [])[0] in KNOWN):
            known += 1
            continue
        kinds = set(kinds_of(cell))
        if not isinstance(cell, str) or kinds & {"date", "number", "mark", "name_day", "decision"}:
            return False
        strange += bool(kinds & {"name", "school"})
    return strange == 0 or strange * 3 <= known


def _reading(sheet: Sheet, top: int, bottom: int, *, carry: bool, learned: Mapping[str, str]) -> Table | None:
    sample = sheet.rows[top : bottom + 40]
    width = min(max((_filled_width(row) for row in sample), default=0), MAX_WIDTH)
    stacks = _stacks(sheet, top, bottom, width, carry=carry)
    found = profiles(sheet, bottom, width)
    keys = {at: heading_key(stacks, at) for at in range(width)}
    answers = {at: learned[key] for at, key in keys.items() if key in learned}
    worth, columns = assign(stacks, found, answers)
    columns = settle(columns, found, sheet, bottom)
    worth -= ROW_COST * (bottom - top)
    if worth < 4 or not any(column.field in _ANCHORS for column in columns):
        return None
    return Table(top, bottom, tuple(columns), worth, tuple(found), keys)


def heading_key(stacks: list[list[str]], at: int) -> str:
    """What an answer about a column is remembered by: its own words, else its place in the whole heading."""
    own = words_key(" ".join(stacks[at]))
    key = own or f"{at}|" + "|".join(words_key(" ".join(stack)) for stack in stacks)
    return key if len(key) <= LONGEST_KEY else f"{key[:200]}#{hashlib.sha256(key.encode()).hexdigest()[:40]}"


def _filled_width(row: list) -> int:
    return next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at] is not None), 0)


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
    if any(label.startswith("\0") and not year_head(label.strip("\0")) for label in labels):
        return 0
    return _worth_of(label for label in labels if len(label) <= MAX_LABEL)


def _worth_of(labels: Iterable[str]) -> float:
    known: set[str] = set()
    anchored = False
    for label in labels:
        found, title, _ = classify(label.strip("\0"), [])
        if found in KNOWN:
            known.add(title or found.value)
            anchored = anchored or found in _ANCHORS
        elif is_group(label):
            known.add(label)
    return len(known) + 1.5 * anchored if len(known) > 1 else 0


def _stacks(sheet: Sheet, top: int, bottom: int, width: int, *, carry: bool) -> list[list[str]]:
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
        if row < bottom and not wide and carry and not is_number_row(_plain(sheet, row + 1)):
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
