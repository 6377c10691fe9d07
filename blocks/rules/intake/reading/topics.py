"""Works (công trình) and topics (chuyên đề) of the schools: several to a cell, one to a line."""

import re

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.columns import Column, Field
from blocks.rules.intake.reading.facts import Severity, TopicsRow
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.reading.units import school_key
from thidua.text import squeeze

MAX_TEXT = 1000
_BULLET = re.compile(r"^\s*(?:[-–—+•*▪●○]+|\d{1,2}\s*[.)/](?!\d)|[a-z]\))\s*")
_NOTHING = {"", "khong", "khong co", "khong dang ky", "chua", "chua dang ky"}


def read_topics(book: Notebook, *, school: str) -> list[TopicsRow]:
    """One row a school, in the order of the sheet; `school` of the title lines serves a sheet without a column."""
    column = book.table.first(Field.SCHOOL)
    found: dict[str, TopicsRow] = {}
    name, start = school, 0
    for row in data_rows(book):
        typed = book.text(row, column)
        if typed:
            name, start = typed, row
        if not name:
            book.say(row, column, "school", "Chưa biết của trường nào. Ghi tên trường vào cột đơn vị.")
            continue
        works, topics = (_texts(book, row, each) for each in (Field.WORKS, Field.TOPICS))
        key = school_key(name)
        if key in found and typed and book.origin(row, column) == row and start == row and found[key].row != row + 1:
            told = f"“{name}” đã có ở dòng {found[key].row}: nội dung được gộp lại."
            book.say(row, column, "duplicate", told, Severity.WARNING)
        earlier = found.get(key, TopicsRow(row + 1, name, (), ()))
        found[key] = TopicsRow(
            earlier.row,
            earlier.school_name,
            tuple(dict.fromkeys([*earlier.works, *works])),
            tuple(dict.fromkeys([*earlier.topics, *topics])),
        )
    return list(found.values())


def split_lines(text: str) -> list[str]:
    """The entries of a cell: one a line; where lines have bullets, a line without one goes on the line before."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    bulleted = any(_BULLET.match(line) for line in lines)
    entries: list[str] = []
    for line in lines:
        stripped = squeeze(_BULLET.sub("", line, count=1))
        if bulleted and entries and not _BULLET.match(line):
            entries[-1] = f"{entries[-1]} {stripped}"
        elif words_key(stripped) not in _NOTHING:
            entries.append(stripped)
    return entries


def _texts(book: Notebook, row: int, field: Field) -> list[str]:
    entries: list[str] = []
    for column in book.table.all(field):
        if book.fault(row, column) or book.origin(row, column) != row:
            continue
        value = book.value(row, column)
        entries += _checked(book, row, column, split_lines(value if isinstance(value, str) else show(value)))
    return entries


def _checked(book: Notebook, row: int, column: Column, entries: list[str]) -> list[str]:
    kept = []
    for entry in entries:
        if len(entry) > MAX_TEXT:
            book.say(row, column, "long", f"Nội dung dài {len(entry)} ký tự, quá {MAX_TEXT}: chưa lấy. Rút gọn lại.")
        elif len(entry) < 4:
            book.say(row, column, "short", f"“{entry}” quá ngắn để là một công trình hay chuyên đề: chưa lấy.")
        else:
            kept.append(entry)
    return kept
