"""Works (công trình) and topics (chuyên đề) of the schools: several to a cell, one to a line."""

import re

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.facts import Severity, TopicsRow
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.reading.units import school_key
from blocks.rules.intake.weighing.columns import Column, Field
from thidua.text import squeeze

MAX_TEXT = 1000
_BULLET = re.compile(r"^\s*(?:[-–—+•*▪●○]+|\d{1,2}\s*[.)/](?!\d)|[a-z]\))\s*")
_NOTHING = {"", "khong", "khong co", "khong dang ky", "chua", "chua dang ky"}


def read_topics(book: Notebook, *, school: str) -> list[TopicsRow]:
    """One row a school, in the order of the sheet; `school` of the title lines serves a sheet without a column."""
    column = book.table.first(Field.SCHOOL)
    found: dict[str, TopicsRow] = {}
    name, start = school, 0
    section: Field | None = None
    for row in data_rows(book):
        section = max(((at, kind) for at, kind in book.sections.items() if at < row), default=(0, section))[1]
        typed = book.text(row, column)
        if typed:
            name, start = typed, row
        if not name:
            book.say(row, column, "school", "Chưa biết của trường nào. Ghi tên trường vào cột đơn vị.")
            continue
        works, topics = (_texts(book, row, each, section) for each in (Field.WORKS, Field.TOPICS))
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


def kind_said(text: str) -> Field | None:
    """Works or topics, where a cell or a line over rows names one of them alone."""
    key = words_key(text)
    works, topics = re.search(r"\bcong trinh\b|^ct\b", key), re.search(r"\bchuyen de\b|^cd\b", key)
    if bool(works) == bool(topics):
        return None
    return Field.WORKS if works else Field.TOPICS


def _texts(book: Notebook, row: int, field: Field, section: Field | None) -> list[str]:
    entries: list[str] = []
    content = book.table.first(Field.CONTENT)
    kind = book.table.first(Field.KIND)
    said = (kind_said(book.text(row, kind)) if kind else None) or section
    if content and said is None and field == Field.WORKS and not book.table.all(Field.WORKS, Field.TOPICS):
        book.say(row, kind or content, "kind", "Chưa biết là công trình hay chuyên đề: chưa lấy. Ghi loại ở cột riêng.")
    for column in [*book.table.all(field), *([content] if content and said == field else [])]:
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
