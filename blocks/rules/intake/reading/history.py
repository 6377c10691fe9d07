"""Titles and commendations of earlier years, one or more to a row, with their decisions."""

import datetime
import re

from blocks.rules.intake.reading.cells import (
    read_birth_date,
    read_date,
    read_mark,
    read_name,
    read_year,
    show,
    split_day,
)
from blocks.rules.intake.reading.facts import HistoryRow, Severity
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import counterpart, find_titles
from blocks.rules.intake.reading.units import school_key
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.promise.titles import Subject
from thidua.text import nfc, squeeze

_NUMBER_AND_DAY = re.compile(
    r"^(.*?)[\s,;]*(?:ngày|ký ngày|,)\s*(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}.*)$", re.IGNORECASE
)

_PARTS = re.compile(r"[\n\r;]+|(?<=\)),\s*")
_CITED = re.compile(
    r"\(?\s*(?:theo\s+)?(?:QĐ|Quyết định|Q\.Đ)?\s*(?:số)?\s*[:.]?\s*(?P<number>\d+\s*/\s*[\w.&/-]+)"
    r"(?:[\s,]*(?:ngày|ký ngày|,)?\s*(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}))?\s*\)?",
    re.IGNORECASE,
)

Who = tuple[str, datetime.date | None, str]  # name, birth date, school


def read_history(book: Notebook, *, school: str, today: datetime.date) -> list[HistoryRow]:
    """The awards of the sheet; a blank or merged name goes on the person above; the same line twice counts once."""
    awards: list[HistoryRow] = []
    seen: dict[tuple[object, ...], int] = {}
    before: Who = ("", None, "")
    for row in data_rows(book):
        who = _who(book, row, before, school, today)
        before = who or ("", None, "")
        if who is None:
            continue
        name, born, unit = who
        subject = Subject.PERSON if name else Subject.COLLECTIVE
        for title, year, number, decided, issuer in _awards(book, row, subject, today):
            award = HistoryRow(row + 1, name, born, unit, title, year, number, decided, issuer)
            key = (name.lower(), born, school_key(unit) if not name else "", title, year, number)
            if key in seen:
                told = f"Khen thưởng này đã có ở dòng {seen[key]}: bỏ qua dòng trùng."
                book.say(row, None, "duplicate", told, Severity.NOTE)
            else:
                seen[key] = row + 1
                awards.append(award)
    return awards


Told = tuple[str, str, str, datetime.date | None, str]  # title, year, decision's number, its day, its issuer


def _awards(book: Notebook, row: int, subject: Subject, today: datetime.date) -> list[Told]:
    """The awards of one row: one year with its decision, or a column for each year."""
    by_year = [column for column in book.table.columns if column.field == Field.EARLIER or column.year]
    if by_year:
        return [told for column in by_year for told in _of_year(book, row, column, subject, today)]
    year = _year(book, row)
    if not year:
        return []
    number, decided = _decision(book, row, year, today)
    issuer = book.text(row, book.table.first(Field.ISSUER))[:200]
    return [(title, year, number, decided, issuer) for title in _titles(book, row, subject)]


def _of_year(book: Notebook, row: int, column: Column, subject: Subject, today: datetime.date) -> list[Told]:
    """The awards that stand under one year: in one cell, or as title, number and day side by side."""
    if column.field not in (Field.EARLIER, Field.TITLES_TEXT, Field.TITLE) or book.fault(row, column):
        return []
    year = column.year or column.title
    if column.field == Field.TITLE:
        code = counterpart(column.title, subject)
        marked = read_mark(book.value(row, column), column.label).value
        told: list[Told] = [(code, year, "", None, "")] if code and marked else []
    else:
        told = _with_decisions(book, row, column, subject, year)
    number, day, issuer = (
        next((each for each in book.table.all(field) if each.year == year), None)
        for field in (Field.DECISION, Field.DECIDED_ON, Field.ISSUER)
    )
    if number is None and day is None:
        return told
    decision, decided = _decision(book, row, year, today, (number, day)) if told else ("", None)
    return [(title, year, decision, decided, book.text(row, issuer)[:200]) for title, *_ in told]


def _with_decisions(book: Notebook, row: int, column: Column, subject: Subject, year: str) -> list[Told]:
    """A cell with its decisions in it: "CSTĐCS (QĐ số 12/QĐ-UBND ngày 05/07/2021)", one to a line."""
    value = book.value(row, column)
    if value is None or read_mark(value).value is False:
        return []
    awards: list[Told] = []
    for part in _PARTS.split(nfc(str(value))):
        found = _CITED.search(part)
        words = (part[: found.start()] + " " + part[found.end() :]) if found else part
        titles, strange = find_titles(words.strip(" ()[],;:-–" if found else " ,;:-–"), subject)
        for each in strange:
            told = f"Không nhận ra danh hiệu “{each[:80]}” của {subject.label.lower()}. Ghi tên viết tắt thường dùng."
            book.say(row, column, "title", told)
        day = read_date(found["day"], today=datetime.date.max).value if found and found["day"] else None
        number = squeeze(found["number"])[:60] if found else ""
        awards += [(title, year, number, day, "") for title in titles]
    return awards


def _who(book: Notebook, row: int, before: Who, school: str, today: datetime.date) -> Who | None:
    """(name, birth date, school) of the row; name "" for the school itself; None when the row cannot be taken."""
    column = book.table.first(Field.NAME, Field.SURNAME)
    if book.fault(row, column):
        return None
    typed = " ".join(book.text(row, each) for each in book.table.all(Field.NAME, Field.SURNAME, Field.GIVEN)).strip()
    typed, _ = split_day(typed)
    unit = book.text(row, book.table.first(Field.SCHOOL))
    if not typed:
        if column and before[0] and (not unit or school_key(unit) == school_key(before[2])):
            return before
        if not column or unit:
            return "", None, unit or school
        book.say(row, column, "name", "Thiếu họ tên người được khen thưởng.")
        return None
    if re.match(r"(?i)(trường|tập thể|mầm non|mn|tiểu học|thcs)\b", typed):
        return "", None, unit or squeeze(typed)
    read = read_name(typed)
    if read.value is None:
        book.say(row, column, "name", read.fault)
        return None
    if read.note:
        book.say(row, column, "tidied", f"Họ tên {read.note}.", Severity.NOTE)
    return read.value, _birth(book, row, today), unit or school


def _birth(book: Notebook, row: int, today: datetime.date) -> datetime.date | None:
    for column in book.table.all(Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE):
        if book.fault(row, column) or not book.text(row, column):
            continue
        read = read_birth_date(book.value(row, column), today=today)
        if read.fault:
            book.say(row, column, "birth_date", read.fault)
        return read.value
    return None


def _year(book: Notebook, row: int) -> str:
    column = book.table.first(Field.YEAR)
    if book.fault(row, column):
        return ""
    read = read_year(book.value(row, column))
    if read.value is None:
        book.say(row, column, "year", read.fault)
    return read.value or ""


def _decision(
    book: Notebook, row: int, year: str, today: datetime.date, at: tuple[Column | None, Column | None] | None = None
) -> tuple[str, datetime.date | None]:
    number_column, day_column = at or (book.table.first(Field.DECISION), book.table.first(Field.DECIDED_ON))
    number = "" if book.fault(row, number_column) else book.text(row, number_column)
    day_value = book.value(row, day_column)
    together = _NUMBER_AND_DAY.match(number)
    if together:
        number, day_value = squeeze(together[1]), day_value or together[2].strip()
    where = day_column or number_column
    if book.fault(row, day_column):
        return number[:60], None
    read = read_date(day_value, today=today)
    if read.fault:
        book.say(row, where, "decided_on", read.fault)
    if read.value and read.value > today:
        book.say(row, where, "decided_on", f"Ngày quyết định {show(read.value)} sau hôm nay. Kiểm tra lại năm.")
        return number[:60], None
    if read.value and not int(year[:4]) <= read.value.year <= int(year[:4]) + 3:
        told = f"Quyết định ngày {show(read.value)} không hợp với năm {year}. Kiểm tra lại."
        book.say(row, where, "decision_year", told, Severity.WARNING)
    if len(number) > 60:
        book.say(row, number_column, "long", "Số quyết định dài quá 60 ký tự, chỉ giữ phần đầu.", Severity.WARNING)
    return number[:60], read.value


def _titles(book: Notebook, row: int, subject: Subject) -> list[str]:
    codes: list[str] = []
    for column in book.table.all(Field.TITLE):
        code = counterpart(column.title, subject)
        if code and not book.fault(row, column) and read_mark(book.value(row, column), column.label).value:
            codes.append(code)
    for column in book.table.all(Field.TITLES_TEXT):
        if not book.fault(row, column):
            codes += _from_text(book, row, column, subject)
    if not codes and not any(book.text(row, each) for each in book.table.all(Field.TITLE, Field.TITLES_TEXT)):
        book.say(row, book.table.first(Field.TITLES_TEXT, Field.TITLE), "title", "Thiếu tên danh hiệu, khen thưởng.")
    return list(dict.fromkeys(codes))


def _from_text(book: Notebook, row: int, column: Column, subject: Subject) -> list[str]:
    text = book.value(row, column)
    if text is None or read_mark(text).value is False:
        return []
    found, strange = find_titles(nfc(str(text)), subject)
    for part in strange:
        told = f"Không nhận ra danh hiệu “{part[:80]}” của {subject.label.lower()}. Ghi tên viết tắt thường dùng."
        book.say(row, column, "title", told)
    return found
