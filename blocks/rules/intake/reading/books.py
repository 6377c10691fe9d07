"""A whole workbook: every sheet recognised by its content, read, and nothing that cannot be read left unsaid."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace

from blocks.rules.intake.reading.cells import BROKEN, show
from blocks.rules.intake.reading.facts import Parsed, Problem, Row, Severity, SheetKind
from blocks.rules.intake.reading.figures.targets import read_targets
from blocks.rules.intake.reading.history import read_history
from blocks.rules.intake.reading.recognising import lines_over, recognise, told_subject
from blocks.rules.intake.reading.registrations import read_registrations
from blocks.rules.intake.reading.rows import Notebook, letter, note_ignored
from blocks.rules.intake.reading.topics import read_topics
from blocks.rules.intake.reading.understood import columns_of, said_once, sums_of
from blocks.rules.intake.reading.units import Lines, display_name, find_school, read_lines
from blocks.rules.intake.weighing.canvas import clean, decoded, on_its_side
from blocks.rules.intake.weighing.columns import KNOWN, Column, Field
from blocks.rules.intake.weighing.headings import Table, find_table
from blocks.rules.promise.titles import Subject
from thidua.gate.tables import Sheet

TARGET_KINDS = {Subject.COLLECTIVE: SheetKind.COLLECTIVE_TARGETS, Subject.PERSON: SheetKind.PERSON_TARGETS}
SURE = 30.0  # a reading worth more is not tried on its side
Learned = Mapping[str, str]
_GUIDE = re.compile(r"(?i)hướng dẫn|ví dụ|minh họa|huong dan|vi du|^hd$")


def read_book(
    sheets: list[Sheet], *, file_name: str, today: datetime.date, learned: Learned | None = None
) -> list[Parsed]:
    """All tables of a workbook. A workbook without any gives one entry of kind UNKNOWN that says what was looked for.

    `file_name` is the last resort for a school's name. Hidden sheets, and those of guidance, are read only when no
    other one holds a table. `learned` are answers to earlier questions: key of a heading → field, or field:title.
    """
    read = {at: _read_sheet(sheet, file_name, today, learned or {}) for at, sheet in enumerate(sheets)}
    told = {at: [table for table in tables if table.kind != SheetKind.UNKNOWN] for at, tables in read.items()}
    plain = [at for at, sheet in enumerate(sheets) if told[at] and not sheet.hidden and not _GUIDE.search(sheet.name)]
    rest = [at for at in told if told[at] and at not in plain]
    if not plain:
        known = [table for at in rest for table in told[at]]
        hidden = bool(rest) and sheets[rest[0]].hidden
        return (
            [_with_note(known[0], "Bảng nằm trong trang tính ẩn.") if hidden else known[0], *known[1:]]
            if known
            else [_nothing(sheets)]
        )
    known = [table for at in plain for table in told[at]]
    for state, names in (
        ("ẩn", [sheets[at].name for at in rest if sheets[at].hidden]),
        ("hướng dẫn", [sheets[at].name for at in rest if not sheets[at].hidden]),
    ):
        if names:
            severity = Severity.WARNING if state == "ẩn" else Severity.NOTE
            known[0] = _with_note(known[0], f"Trang tính {state} “{', '.join(names)}” không được đọc.", severity)
    return known


def _read_sheet(sheet: Sheet, file_name: str, today: datetime.date, learned: Learned) -> list[Parsed]:
    sheet, finding = decoded(clean(sheet))
    tables: list[Parsed] = []
    start, lines, upright = 0, Lines(), sheet
    while found := _find(upright, start, learned):
        sheet, table, turned = found
        over = lines_over(upright, start, len(upright.rows) if turned else table.top)
        here = read_lines([*over, sheet.name])
        lines = Lines(here.school or lines.school, here.block or lines.block, here.year or lines.year)
        book = Notebook(sheet, table, turned=turned)
        for parsed in _read_table(book, lines, over, file_name, today):
            tables.append(replace(parsed, encoding=finding.encoding, samples=finding.samples))
        if turned or book.end <= table.bottom or book.end >= len(sheet.rows):
            break
        start = book.end
    return tables


def _find(sheet: Sheet, start: int, learned: Learned) -> tuple[Sheet, Table, bool] | None:
    """The next table, upright or (only a whole sheet) on its side, whichever reads better."""
    table = find_table(sheet, start=start, learned=learned)
    side = on_its_side(sheet) if start == 0 and (table is None or table.worth < SURE) else None
    turned = find_table(side, learned=learned) if side else None
    if side and turned and not _repeats(turned) and recognise(turned) != SheetKind.UNKNOWN:
        plain = table.worth if table and recognise(table) != SheetKind.UNKNOWN else 0.0
        if turned.worth > plain + 3:
            return side, turned, True
    return (sheet, table, False) if table else None


def _repeats(table: Table) -> bool:
    """Whether most meanings stand again and again: rows of an upright table, taken for headings."""
    read = [(each.field, each.title, each.year) for each in table.columns if each.field in KNOWN]
    return len(set(read)) * 2 < len(read)


def _read_table(book: Notebook, lines: Lines, over: list[str], file_name: str, today: datetime.date) -> list[Parsed]:
    kind = recognise(book.table)
    if kind == SheetKind.UNKNOWN:
        book.end = len(book.sheet.rows)
        return []
    # A table of targets has one column a title: one called just “Danh hiệu …” is a title nobody knows.
    note_ignored(
        book, also=(Field.TITLES_TEXT,) if kind == SheetKind.COLLECTIVE_TARGETS and book.table.all(Field.TITLE) else ()
    )
    _tell_broken_text(book)
    _tell_ragged(book)
    parts: list[tuple[SheetKind, str, list[Row], tuple[str, ...]]] = []
    if kind == SheetKind.REGISTRATIONS:
        people = read_registrations(book, today=today)
        titles = tuple(column.title for column in book.table.all(Field.TITLE))
        parts = [(kind, school, rows, titles) for school, rows in _by_school(book, people, lines, file_name)]
    elif kind == SheetKind.HISTORY:
        parts = [(kind, lines.school, [*read_history(book, school=lines.school, today=today)], ())]
    elif kind == SheetKind.TOPICS:
        parts = [(kind, lines.school, [*read_topics(book, school=lines.school)], ())]
    else:
        told = told_subject([*over, book.sheet.name])
        parts = [(TARGET_KINDS[each.subject], "", [*each.rows], each.titles) for each in read_targets(book, told=told)]
    return [_parsed(book, lines, part, first=index == 0) for index, part in enumerate(parts)]


def _parsed(
    book: Notebook, lines: Lines, part: tuple[SheetKind, str, list[Row], tuple[str, ...]], *, first: bool
) -> Parsed:
    kind, school, rows, titles = part
    problems = sorted(book.problems, key=lambda each: (each.row, each.column)) if first else []
    if first and not rows:
        told = "Nhận ra bảng nhưng không có dòng nào đọc được. Kiểm tra các dòng dưới tiêu đề."
        problems.append(_whole(book.sheet.name, book.table.bottom + 1, "no_rows", told))
    if kind == SheetKind.REGISTRATIONS and not titles and not book.table.all(Field.TITLES_TEXT):
        told = "Danh sách không có cột danh hiệu nào: mọi người được ghi là không đăng ký. Kiểm tra lại các cột."
        problems.append(_whole(book.sheet.name, book.table.bottom + 1, "no_titles", told, Severity.WARNING))
    return Parsed(
        kind,
        book.sheet.name,
        book.table.bottom + 1,
        school,
        lines.block,
        lines.year,
        tuple(rows),
        tuple(said_once(problems)),
        titles,
        columns=columns_of(book),
        sums=sums_of(book, rows),
    )


def _by_school(book: Notebook, people: list, lines: Lines, file_name: str) -> list[tuple[str, list[Row]]]:
    """The people by school: from a column or rows of schools, the title lines, or at last the file's name."""
    column = _school_column(book)
    parts: dict[str, list[Row]] = {}
    named = ""
    for person in people:
        row = person.row - 1
        above = [start for start in book.schools if start < row]
        typed = book.text(row, column)
        named = (find_school(typed) or typed or named) if column else (book.schools[max(above)] if above else "")
        parts.setdefault(named or lines.school, []).append(person)
    if list(parts) in ([""], []):
        return [(_school_of_file(book, file_name), parts.get("", []))]
    if "" in parts:
        told = f"{len(parts[''])} người không rõ thuộc trường nào: chưa lấy. Ghi tên trường vào cột đơn vị."
        book.say(-1, column, "school", told)
    return [(school, rows) for school, rows in parts.items() if school]


def _school_column(book: Notebook) -> Column | None:
    """The column of schools; one of groups inside a school is none."""
    column = book.table.first(Field.SCHOOL)
    return None if column is None or book.table.profile(column)["group"] >= 0.4 else column


def _school_of_file(book: Notebook, file_name: str) -> str:
    stem = re.sub(r"^[\d\s._-]+", "", file_name.rpartition(".")[0])
    school = find_school(re.sub(r"[-_.]+", " ", stem)) or find_school(book.sheet.name)
    if school:
        told = f"Trong bảng không ghi tên trường; lấy theo tên tệp: “{display_name(school)}”. Kiểm tra lại."
        book.say(-1, None, "school_from_file", told, Severity.WARNING)
    else:
        told = "Không thấy tên trường trong các dòng tiêu đề. Ghi “Trường …” vào dòng đầu của bảng rồi tải lên lại."
        book.say(-1, None, "no_school", told)
    return school


def _tell_ragged(book: Notebook) -> None:
    """Lines of a text file with more cells than the heading: a sign too many between cells moves all behind it."""
    if book.sheet.name != "CSV":
        return
    width = max((column.index for column in book.table.columns if column.label), default=0) + 1
    for row, cells in enumerate(book.sheet.rows[book.table.bottom + 1 :], start=book.table.bottom + 1):
        if any(cell is not None for cell in cells[width:]):
            told = f"Dòng có {len(cells)} ô, tiêu đề có {width} cột: các ô có thể đã lệch. Kiểm tra dấu ngăn cột."
            book.say(row, None, "ragged", told)


def _tell_broken_text(book: Notebook) -> None:
    """UTF-8 that was read as Windows text once before: the letters are gone in part, nobody should store them."""
    for row, cells in enumerate(book.sheet.rows):
        for index, cell in enumerate(cells):
            if isinstance(cell, str) and BROKEN.search(cell):
                told = "Chữ bị vỡ do lưu sai bảng mã. Xuất lại tệp dạng .xlsx hoặc “CSV UTF-8” từ tệp gốc."
                book.problems.append(
                    Problem(book.sheet.name, row + 1, letter(index), "", show(cell)[:200], "broken_text", told)
                )
                return


def _nothing(sheets: list[Sheet]) -> Parsed:
    """What was looked for, and the row that looks most like a heading, as it was read."""
    name = next((sheet.name for sheet in sheets if sheet.rows), "")
    if not any(sheet.rows for sheet in sheets):
        return _unknown(name, 0, "Tệp không có dữ liệu.")
    sheet, row = max(
        ((sheet, row) for sheet in sheets for row in range(min(len(sheet.rows), 40))),
        key=lambda place: sum(isinstance(cell, str) and len(cell) < 60 for cell in place[0].rows[place[1]]),
    )
    seen = " | ".join(show(cell)[:30] for cell in sheet.rows[row] if cell is not None)[:240]
    told = (
        "Không nhận ra bảng nào. Cần một trong các bảng: danh sách đăng ký (họ tên, danh hiệu), bảng chỉ tiêu "
        "(đơn vị, danh hiệu), công trình - chuyên đề (đơn vị, công trình, chuyên đề), thành tích các năm (họ tên, "
        f"danh hiệu, năm học). Dòng giống tiêu đề nhất đọc được là dòng {row + 1}, trang “{sheet.name}”: {seen}."
    )
    return _unknown(sheet.name, row + 1, told)


def _unknown(name: str, row: int, told: str) -> Parsed:
    return Parsed(SheetKind.UNKNOWN, name, row, "", "", "", (), (_whole(name, 0, "unknown_sheet", told),))


def _with_note(parsed: Parsed, told: str, severity: Severity = Severity.WARNING) -> Parsed:
    return replace(parsed, problems=(*parsed.problems, _whole(parsed.sheet, 0, "hidden_sheet", told, severity)))


def _whole(sheet: str, row: int, code: str, told: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(sheet, row, "", "", "", code, told, severity)
