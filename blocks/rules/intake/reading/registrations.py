"""A school's list of people with the titles they register for: ticks under titles, or titles as text."""

import datetime
import re
from dataclasses import replace

from blocks.rules.intake.reading.cells import read_mark, show
from blocks.rules.intake.reading.facts import RegistrationRow, Severity
from blocks.rules.intake.reading.people import birth_of, gender_of, name_of
from blocks.rules.intake.reading.rows import Notebook, data_rows
from blocks.rules.intake.reading.spellings import counterpart, find_titles, words_key
from blocks.rules.intake.weighing.columns import Column, Field
from blocks.rules.law import load_law
from blocks.rules.promise.titles import Subject
from thidua.text import nfc

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
        if people and name_column and _goes_on(book, row, name_column, people[-1]):
            people[-1] = replace(people[-1], titles=tuple(dict.fromkeys([*people[-1].titles, *titles])))
            continue
        name = name_of(book, row, name_column, tidied)
        if not name:
            continue
        person = _person(book, row, name, tuple(titles), len(people) + 1, today)
        if _is_new(book, person, name_column, seen):
            people.append(person)
            if row in book.sheet.hidden_rows:
                told = (
                    f"{person.full_name} nằm ở dòng bị ẩn trong tệp, vẫn được lấy. Nếu không đăng ký thì xóa dòng này."
                )
                book.say(row, name_column, "hidden_row", told, Severity.WARNING)
    _tell_tidied(book, tidied)
    for person in people:
        _check_titles(book, person, today)
    _check_totals(book, people, ticks)
    return people


def _goes_on(book: Notebook, row: int, column: Column, before: RegistrationRow) -> bool:
    """Whether the row says more of the person above: a merged name, no name, or the name again beside another title."""
    if book.origin(row, column) == before.row - 1:
        return True
    above = before.row - 1
    if not book.table.all(Field.TITLES_TEXT) or row - above > 12:
        return False
    first = book.table.all(Field.NAME, Field.SURNAME, Field.GIVEN, Field.BIRTH)
    typed = [book.text(row, each) for each in first]
    number = book.text(row, book.table.first(Field.POSITION))
    if not any(typed):
        return not number
    return typed == [book.text(above, each) for each in first] and _other_title(book, row, above)


def _other_title(book: Notebook, row: int, above: int) -> bool:
    columns = book.table.all(Field.TITLES_TEXT, Field.KIND)
    return [book.text(row, each) for each in columns] != [book.text(above, each) for each in columns]


def _tick_columns(book: Notebook) -> list[Column]:
    """Title columns as persons' titles; a title that only collectives receive is named, not taken."""
    columns: list[Column] = []
    for column in book.table.all(Field.TITLE):
        code = counterpart(column.title, Subject.PERSON)
        if column.subject == Subject.COLLECTIVE or code is None:
            told = f"Cột “{column.label}” là danh hiệu của tập thể, không dùng trong danh sách cá nhân: bỏ qua."
            book.say(book.table.bottom, column, "collective_column", told, Severity.WARNING)
            continue
        same = next((each for each in columns if each.title == code), None)
        if same:
            told = f"Cột “{column.label}” cùng nghĩa với “{same.label}”: dấu ở cột nào cũng được tính. Kiểm tra lại."
            book.say(book.table.bottom, column, "repeated_column", told, Severity.WARNING)
        columns.append(replace(column, title=code))
    return columns


def _person(
    book: Notebook, row: int, name: str, titles: tuple[str, ...], number: int, today: datetime.date
) -> RegistrationRow:
    birth_date, gender, remark = birth_of(book, row, today)
    gender = gender or gender_of(book, row)
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
        found, strange = find_titles(nfc(str(text)), Subject.PERSON, begun=column.title)
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
    """A total row is compared with the marks above it, or since the total before, and left out."""
    before = -1
    for row in book.totals:
        above = [person for person in people if person.row <= row]
        since = [person for person in above if person.row > before + 1]
        for column in ticks:
            typed = book.text(row, column)
            counts = [sum(column.title in person.titles for person in group) for group in (above, since)]
            if typed.isdigit() and int(typed) not in counts:
                told = f"Dòng tổng cộng ghi {typed} nhưng đếm được {counts[0]} dấu ở cột “{column.label}”."
                if counts[1] != counts[0]:
                    told = f"{told[:-1]} (riêng phần này {counts[1]})."
                book.say(row, column, "total", told, Severity.WARNING)
        before = row
        text = " ".join(show(cell) for cell in book.sheet.rows[row] if cell is not None)
        told_people = re.search(r"(?i)(\d+)\s*(?:người|cb|gv|cá nhân|giáo viên)", text)
        if told_people and int(told_people[1]) not in (len(people), len(since)):
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
