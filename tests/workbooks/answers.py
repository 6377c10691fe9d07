"""What is right for a workbook: facts by school, and the cells where a fault must be named."""

import datetime
import io
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Born = datetime.date | None
TODAY = datetime.date(2023, 12, 1)


@dataclass(frozen=True)
class Person:
    """Somebody of a list; `titles` are codes."""

    name: str
    born: datetime.date
    female: bool
    job: str
    titles: tuple[str, ...]
    idea: str

    @property
    def parts(self) -> tuple[str, str]:
        """Surname and middle names, and the given name."""
        before, _, given = self.name.rpartition(" ")
        return before, given

    @property
    def day(self) -> str:
        """The birth date as typed."""
        return f"{self.born:%d/%m/%Y}"


@dataclass
class Answer:
    """Facts as plain keys: people (school, name, born) → titles; targets (school, subject, title) → number."""

    people: dict[tuple[str, str, Born], frozenset[str]] = field(default_factory=dict)
    targets: dict[tuple[str, str, str], int] = field(default_factory=dict)
    topics: set[tuple[str, str, str]] = field(default_factory=set)  # school, CONG_TRINH or CHUYEN_DE, text
    history: set[tuple[str, str, str, str]] = field(default_factory=set)  # name or school, title, year, number
    faults: set[tuple[str, int, str]] = field(default_factory=set)  # sheet, row, column ("" the row)


@dataclass
class Case:
    """One file as sent."""

    name: str
    content: bytes
    answer: Answer
    layout: str


class Page:
    """A sheet that is written from the top, row by row; rows and columns count from 1 as in Excel."""

    def __init__(self, book: Workbook, title: str = "", *, first: bool = False) -> None:
        self.sheet: Worksheet = book.worksheets[0] if first else book.create_sheet()
        if title:
            self.sheet.title = title
        self.row = 0

    def line(self, *values: object) -> int:
        """Write the next row; its number."""
        self.row += 1
        for column, value in enumerate(values, start=1):
            if value is not None and value != "":
                self.sheet.cell(self.row, column).value = value  # type: ignore[assignment]
        return self.row

    def heading(self, stacks: list[tuple[str, ...]], *, merge: bool = True) -> None:
        """One or more heading rows: a stack of labels a column; equal neighbours are one merged cell."""
        height, top = max(map(len, stacks)), self.row + 1
        for level in range(height):
            labels = [stack[level] if level < len(stack) else "" for stack in stacks]
            over = [stack[level - 1 : level] for stack in stacks]
            shown = [
                ""
                if at and label and label == labels[at - 1] and level < height - 1 and over[at] == over[at - 1]
                else label
                for at, label in enumerate(labels)
            ]
            self.line(*shown)
            if merge:
                self._across(labels, shown)
        for at, stack in enumerate(stacks, start=1):
            if merge and len(stack) < height:
                self.sheet.merge_cells(
                    start_row=top + len(stack) - 1, end_row=top + height - 1, start_column=at, end_column=at
                )

    def _across(self, labels: list[str], shown: list[str]) -> None:
        for at, label in enumerate(shown):
            last = at
            while last + 1 < len(labels) and labels[last + 1] == label and not shown[last + 1]:
                last += 1
            if label and last > at:
                self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=at + 1, end_column=last + 1)

    def place(self, column: int, row: int = 0) -> tuple[str, int, str]:
        """(sheet, row, letter) of a cell, as answers name it."""
        return self.sheet.title, row or self.row, get_column_letter(column)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
