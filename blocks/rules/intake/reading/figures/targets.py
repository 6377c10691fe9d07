"""A block's table of targets: schools down, titles across, for collectives, for persons or for both side by side."""

from dataclasses import replace

from blocks.rules.intake.reading.cells import read_count, read_mark, show
from blocks.rules.intake.reading.facts import Severity, TargetRow
from blocks.rules.intake.reading.figures.long_targets import TargetTable, read_long_targets
from blocks.rules.intake.reading.figures.totals import check_totals
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import counterpart, subjects_of, words_key
from blocks.rules.intake.reading.units import school_key
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.promise.titles import Subject


def read_targets(book: Notebook, *, told: Subject | None) -> list[TargetTable]:
    """One table per subject found; `told` is what the title lines say (TẬP THỂ, CÁ NHÂN), None if nothing."""
    if book.table.first(Field.TITLES_TEXT) and not book.table.all(Field.TITLE):
        return read_long_targets(book, told=told)
    columns = _assign(book, told)
    rows = list(data_rows(book))
    tables = []
    for subject in Subject:
        mine = [column for column in columns if column.subject == subject]
        if any(column.field == Field.TITLE for column in mine):
            read = _read(book, mine, rows)
            _compare_totals(book, mine, read)
            titles = tuple(column.title for column in mine if column.field == Field.TITLE)
            tables.append(TargetTable(subject, titles, read))
    return tables


def _assign(book: Notebook, told: Subject | None) -> list[Column]:
    """Every number column gets its subject: from its group, its title, the lines over the table, its neighbour."""
    decided: list[Column] = []
    sure = {subject for column in book.table.all(Field.TITLE) if (subject := _own(column))}
    default = told or (next(iter(sure)) if len(sure) == 1 else None)
    last = default
    for column in book.table.columns:
        if column.field not in (Field.TITLE, Field.TOTAL):
            continue
        subject = column.subject or told or _own(column) or default or last or Subject.PERSON
        last = subject
        if column.field == Field.TITLE:
            code = counterpart(column.title, subject)
            if code is None:
                wrong = f"Cột “{column.label}” không phải danh hiệu của {subject.label.lower()}: chưa lấy số liệu."
                book.say(book.table.bottom, column, "subject", wrong)
                continue
            column = replace(column, title=code)
        decided.append(replace(column, subject=subject))
    return _without_repeats(book, decided)


def _own(column: Column) -> Subject | None:
    """The subject that the column itself tells."""
    if column.subject:
        return column.subject
    if column.field == Field.TOTAL:
        key = words_key(column.label)
        if any(word in key.split() for word in ("cb", "gv", "nv", "cbgv", "cbgvnv", "nguoi", "vien", "nhan")):
            return Subject.PERSON
        return Subject.COLLECTIVE if "don vi" in key or "tap the" in key else None
    possible = subjects_of(column.title)
    if column.title.startswith("TTLD") and words_key(column.label).startswith(("tt", "tap the")):
        return Subject.COLLECTIVE
    return possible.pop() if len(possible) == 1 else None


def _without_repeats(book: Notebook, columns: list[Column]) -> list[Column]:
    kept: dict[tuple[str, Subject | None], Column] = {}
    for column in columns:
        key = (column.title, column.subject)
        if key in kept:
            told = f"Cột “{column.label}” trùng với cột “{kept[key].label}”: chỉ lấy cột đầu."
            book.say(book.table.bottom, column, "repeated_column", told, Severity.WARNING)
        else:
            kept[key] = column
    return list(kept.values())


def _read(book: Notebook, columns: list[Column], rows: list[int]) -> list[TargetRow]:
    name_column = book.table.first(Field.SCHOOL, Field.NAME)
    read: list[TargetRow] = []
    seen: dict[str, int] = {}
    for row in rows:
        name = book.text(row, name_column)
        if not name:
            book.say(row, name_column, "school", "Dòng có số liệu mà thiếu tên đơn vị. Ghi tên trường hoặc xóa dòng.")
            continue
        key = school_key(name)
        if row in book.sheet.hidden_rows:
            told = f"Dòng của {name} bị ẩn trong tệp, vẫn được lấy. Nếu không dùng thì xóa dòng này."
            book.say(row, name_column, "hidden_row", told, Severity.WARNING)
        if key in seen:
            told = f"“{name}” đã có ở dòng {seen[key]}: chỉ lấy dòng đầu. Xóa một trong hai dòng."
            book.say(row, name_column, "duplicate", told)
            continue
        seen[key] = row + 1
        read.append(_row(book, row, name, columns))
    return read


def _row(book: Notebook, row: int, name: str, columns: list[Column]) -> TargetRow:
    total: int | None = None
    values: dict[str, int] = {}
    for column in columns:
        if book.fault(row, column):
            continue
        value = book.value(row, column)
        if column.subject == Subject.COLLECTIVE and column.field == Field.TITLE and read_mark(value).value:
            value = value if show(value).isdigit() else 1  # a mark stands for the one unit of the row
        number = read_count(value)
        if number.fault:
            book.say(row, column, "count", number.fault)
        elif column.field == Field.TOTAL:
            total = number.value
        elif number.value is not None:
            values[column.title] = number.value
    for column in columns:
        if total is not None and values.get(column.title, 0) > total:
            told = f"{name}: chỉ tiêu {values[column.title]} ở cột “{column.label}” lớn hơn tổng số {total}."
            book.say(row, column, "over_total", told, Severity.WARNING)
    return TargetRow(row + 1, name, total, values)


def _compare_totals(book: Notebook, columns: list[Column], read: list[TargetRow]) -> None:
    taken = {row.row - 1: row for row in read}

    def figure(row: int, column: Column) -> int:
        number = taken[row].total if column.field == Field.TOTAL else taken[row].values.get(column.title)
        return number or 0

    check_totals(book, columns, list(taken), figure)
