"""A school's list of people with the titles they register for: ticks under titles, or titles as text."""

import datetime
import re
from dataclasses import replace

from blocks.rules.intake.reading.cells import read_birth_date, read_gender, read_mark, read_name, show
from blocks.rules.intake.reading.columns import Column, Field
from blocks.rules.intake.reading.facts import RegistrationRow, Severity
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import counterpart, find_titles, words_key
from blocks.rules.law import load_law
from blocks.rules.promise.titles import Subject
from blocks.rules.units.people import Gender
from thidua.text import nfc, squeeze

LENGTHS = {Field.JOB: 120, Field.INITIATIVE: 500, Field.NOTE: 500}
_NOTHING = {"khong", "chua", "chua dang ky", "khong dang ky", "khong xet", ""}


def read_registrations(book: Notebook, *, today: datetime.date) -> list[RegistrationRow]:
    """The people of the list, in its order. A person named in several merged rows is one person with all titles."""
    ticks = _tick_columns(book)
    for column in book.table.all(Field.EARLIER):
        told = f"Cột “{column.label}” là danh hiệu năm trước, không phải đăng ký: bỏ qua."
        book.say(book.table.bottom, column, "unused_column", told, Severity.NOTE)
    people: list[RegistrationRow] = []
    seen: dict[tuple[str, datetime.date | None], int] = {}
    name_column = book.table.first(Field.NAME, Field.SURNAME)
    tidied: list[tuple[int, str]] = []
    for row in data_rows(book):
        titles = _titles(book, row, ticks)
        if people and name_column and book.origin(row, name_column) == people[-1].row - 1:
            people[-1] = replace(people[-1], titles=tuple(dict.fromkeys([*people[-1].titles, *titles])))
            continue
        name = _name(book, row, name_column, tidied)
        if not name:
            continue
        person = _person(book, row, name, tuple(titles), len(people) + 1, today)
        if _is_new(book, person, name_column, seen):
            people.append(person)
    _tell_tidied(book, tidied)
    for person in people:
        _check_titles(book, person, today)
    _check_totals(book, people, ticks)
    return people


def _tick_columns(book: Notebook) -> list[Column]:
    """Title columns as persons' titles; a title that only collectives receive is named, not taken."""
    columns = []
    for column in book.table.all(Field.TITLE):
        code = counterpart(column.title, Subject.PERSON)
        if column.subject == Subject.COLLECTIVE or code is None:
            told = f"Cột “{column.label}” là danh hiệu của tập thể, không dùng trong danh sách cá nhân: bỏ qua."
            book.say(book.table.bottom, column, "collective_column", told, Severity.WARNING)
            continue
        columns.append(replace(column, title=code))
    return columns


def _name(book: Notebook, row: int, first: Column | None, tidied: list[tuple[int, str]]) -> str:
    if book.fault(row, first):
        return ""
    parts = [book.value(row, column) for column in book.table.all(Field.NAME, Field.SURNAME, Field.GIVEN)]
    typed = " ".join(str(part) for part in parts if part is not None)
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


def _person(
    book: Notebook, row: int, name: str, titles: tuple[str, ...], number: int, today: datetime.date
) -> RegistrationRow:
    birth_date, gender, remark = _birth(book, row, today)
    gender = gender or _gender(book, row)
    note = "; ".join(filter(None, (_text(book, row, Field.NOTE), remark)))
    position = book.text(row, book.table.first(Field.POSITION)).rstrip(".)")
    return RegistrationRow(
        row=row + 1,
        position=int(position) if position.isdigit() and 0 < int(position) < 10_000 else number,
        full_name=name,
        birth_date=birth_date,
        gender=gender,
        job_title=_text(book, row, Field.JOB),
        titles=titles,
        initiative=_text(book, row, Field.INITIATIVE),
        note=note[:500],
    )


def _birth(book: Notebook, row: int, today: datetime.date) -> tuple[datetime.date | None, str, str]:
    """(birth date, gender told by the column, remark kept in the note); a year alone is kept as a remark."""
    for column in book.table.all(Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE):
        if book.fault(row, column):
            continue
        value = book.value(row, column)
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


def _gender(book: Notebook, row: int) -> str:
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


def _titles(book: Notebook, row: int, ticks: list[Column]) -> list[str]:
    codes: list[str] = []
    for column in ticks:
        if book.fault(row, column):
            continue
        read = read_mark(book.value(row, column), column.label)
        if read.fault and _names_title(book, row, column):
            codes.append(column.title)
        elif read.fault:
            book.say(row, column, "mark", read.fault)
        elif read.value:
            codes.append(column.title)
    for column in book.table.all(Field.TITLES_TEXT):
        text = book.value(row, column)
        if book.fault(row, column) or words_key(show(text)) in _NOTHING or read_mark(text).value is False:
            continue
        found, strange = find_titles(nfc(str(text)), Subject.PERSON)
        codes += found
        for part in strange:
            told = f"Không nhận ra danh hiệu “{part[:80]}”. Ghi tên viết tắt thường dùng, ví dụ LĐTT, CSTĐCS, BK TP."
            book.say(row, column, "title", told)
    return list(dict.fromkeys(codes))


def _names_title(book: Notebook, row: int, column: Column) -> bool:
    """Some type the title itself under its heading instead of a mark."""
    found, strange = find_titles(book.text(row, column), Subject.PERSON)
    return found == [column.title] and not strange


def _text(book: Notebook, row: int, field: Field) -> str:
    column = book.table.first(field)
    if column is None or book.fault(row, column):
        return ""
    text = book.text(row, column)
    limit = LENGTHS[field]
    if len(text) > limit:
        book.say(row, column, "long", f"Nội dung dài {len(text)} ký tự, chỉ giữ {limit} ký tự đầu.", Severity.WARNING)
    return text[:limit].strip()


def _is_new(
    book: Notebook,
    person: RegistrationRow,
    column: Column | None,
    seen: dict[tuple[str, datetime.date | None], int],
) -> bool:
    """A person twice in one list is taken once; namesakes are told apart by their birth dates."""
    key = (person.full_name.lower(), person.birth_date)
    if key in seen:
        told = f"“{person.full_name}” đã có ở dòng {seen[key]}, cùng ngày sinh: chỉ lấy dòng đầu. Xóa một dòng."
        if person.birth_date is None:
            told = (
                f"“{person.full_name}” đã có ở dòng {seen[key]} và thiếu ngày sinh nên không phân biệt được: chỉ lấy "
                "dòng đầu. Ghi ngày sinh nếu là hai người."
            )
        book.say(person.row - 1, column, "duplicate", told)
        return False
    seen[key] = person.row
    return True


def _check_titles(book: Notebook, person: RegistrationRow, day: datetime.date) -> None:
    """What the law of `day` will ask for later, as far as the list can show it; the list is taken as it is."""
    law, asked = load_law(), bool(book.table.first(Field.INITIATIVE))
    for code in person.titles:
        for row in law.conditions(code, day):
            base = str(row.params.get("title", "")) if row.check == "standard" else ""
            if base and base not in person.titles and _has_title(book, base):
                told = (
                    f"{person.full_name}: đăng ký {law.label(code)} mà không đăng ký {law.label(base)} "
                    f"({row.article}). Kiểm tra lại hai cột này."
                )
                book.say(person.row - 1, None, "title_without_its_base", told, Severity.WARNING)
            if row.check == "works" and asked and not person.initiative:
                told = (
                    f"{person.full_name}: đăng ký {law.label(code)} mà chưa ghi tên sáng kiến, đề tài ({row.article})."
                )
                book.say(person.row - 1, None, "title_without_work", told, Severity.WARNING)


def _has_title(book: Notebook, code: str) -> bool:
    return bool(book.table.first(Field.TITLES_TEXT)) or any(
        counterpart(column.title, Subject.PERSON) == code for column in book.table.all(Field.TITLE)
    )


def _check_totals(book: Notebook, people: list[RegistrationRow], ticks: list[Column]) -> None:
    """A total row is compared with the marks above it and left out."""
    for row in book.totals:
        for column in ticks:
            typed = book.text(row, column)
            counted = sum(column.title in person.titles for person in people)
            if typed.isdigit() and int(typed) != counted:
                told = f"Dòng tổng cộng ghi {typed} nhưng đếm được {counted} dấu ở cột “{column.label}”."
                book.say(row, column, "total", told, Severity.WARNING)
        text = " ".join(show(cell) for cell in book.sheet.rows[row] if cell is not None)
        told_people = re.search(r"(?i)(\d+)\s*(?:người|cb|gv|cá nhân|giáo viên)", text)
        if told_people and int(told_people[1]) != len(people):
            told = f"Dòng tổng cộng ghi {told_people[1]} người nhưng danh sách có {len(people)} người."
            book.say(row, None, "total", told, Severity.WARNING)


def _tell_tidied(book: Notebook, tidied: list[tuple[int, str]]) -> None:
    decomposed = sum(kind == "NFD" for _, kind in tidied)
    blanks = len(tidied) - decomposed
    if decomposed:
        told = f"{decomposed} họ tên gõ bằng dấu rời (Unicode tổ hợp) đã chuyển về dạng chuẩn, chữ không đổi."
        book.say(-1, None, "nfd", told, Severity.NOTE)
    if blanks:
        book.say(-1, None, "blanks", f"{blanks} họ tên có khoảng trắng thừa, đã bỏ.", Severity.NOTE)
