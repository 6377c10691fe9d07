"""Who a row of a list is: name, birth date, gender; in one column or in several."""

import datetime
import re

from blocks.rules.intake.reading.cells import read_birth_date, read_gender, read_mark, read_name, show, split_day
from blocks.rules.intake.reading.facts import Severity
from blocks.rules.intake.reading.rows import Notebook
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.units.staff import Gender
from thidua.text import squeeze


def name_of(book: Notebook, row: int, first: Column | None, tidied: list[tuple[int, str]]) -> str:
    if book.fault(row, first):
        return ""
    parts = [book.value(row, column) for column in book.table.all(Field.NAME, Field.SURNAME, Field.GIVEN)]
    typed, _ = split_day(" ".join(str(part) for part in parts if part is not None))
    read = read_name(typed)
    if read.value is None:
        told = read.fault if typed.strip() else "Dòng có số liệu nhưng thiếu họ và tên. Ghi họ tên hoặc xóa dòng này."
        book.say(row, first, "name", told)
        return ""
    if " " not in read.value:
        book.say(row, first, "short_name", "Họ tên chỉ có một chữ. Kiểm tra lại họ, tên đệm, tên.", Severity.WARNING)
    if read.note:
        book.say(row, first, "tidied", f"Họ tên {read.note}.", Severity.NOTE)
    elif typed != read.value:
        tidied.append((row, "NFD" if squeeze(typed) != re.sub(r"\s+", " ", typed).strip() else "blank"))
    return read.value


def birth_of(book: Notebook, row: int, today: datetime.date) -> tuple[datetime.date | None, str, str]:
    """(birth date, gender told by the column, remark kept in the note); a year alone is kept as a remark."""
    joined = _joined_birth(book, row)
    for column in [*book.table.all(Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE), *joined]:
        if book.fault(row, column):
            continue
        value = joined.get(column) or book.value(row, column)
        if not show(value):
            continue
        gender = {Field.BIRTH_MALE: Gender.MALE.value, Field.BIRTH_FEMALE: Gender.FEMALE.value}.get(column.field, "")
        read = read_birth_date(value, today=today)
        if read.fault:
            book.say(row, column, "birth_date", read.fault)
        elif read.value is None and read.note:
            book.say(row, column, "birth_year", f"Ngày sinh {read.note}; ghi vào ghi chú.", Severity.WARNING)
            return None, gender, f"Năm sinh {show(value)}"
        elif read.note:
            book.say(row, column, "birth_date_read", f"Ngày sinh: {read.note}.", Severity.NOTE)
        return read.value, gender, ""
    return None, "", ""


def _joined_birth(book: Notebook, row: int) -> dict[Column, str]:
    """The birth date where it stands in three columns, or behind the name; by the column to name."""
    parts = [book.table.first(field) for field in (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)]
    if all(parts):
        typed = [book.text(row, part) for part in parts]
        return {parts[2]: "/".join(filter(None, typed))} if parts[2] and any(typed) else {}
    name = book.table.first(Field.NAME)
    day = split_day(str(book.value(row, name) or ""))[1] if name else ""
    return {name: day} if name and day else {}


def gender_of(book: Notebook, row: int) -> str:
    column = book.table.first(Field.GENDER)
    if column:
        read = read_gender(book.value(row, column))
        if read.fault:
            book.say(row, column, "gender", read.fault)
        return read.value or ""
    male, female = book.table.first(Field.MALE), book.table.first(Field.FEMALE)
    if female and read_mark(book.value(row, female)).value:
        return Gender.FEMALE.value
    if male and read_mark(book.value(row, male)).value:
        return Gender.MALE.value
    return Gender.MALE.value if female and not male else ""
