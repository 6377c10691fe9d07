"""Lists that go their own way: on their side, in parts, in old fonts, with things that nobody sees."""

import datetime
import unicodedata

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks.answers import Person
from tests.workbooks.lists import Sent
from tests.workbooks.words import PEOPLES
from thidua.gate.vn_encodings import _TCVN3

BASE = ["stt", "name", "birth", "job", *PEOPLES]


def sideways(sent: Sent) -> None:
    """Meanings down, people across."""
    page = sent.page()
    for key in BASE:
        page.line(sent.labels[key], *[sent.cell(person, key, at) for at, person in enumerate(sent.people, start=1)])
    for person in sent.people:
        sent.takes(person)


def hidden_rows(sent: Sent) -> None:
    """Rows that the sender hid: nobody is taken from them in silence."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    for number, person in enumerate(sent.people, start=1):
        page.line(*[sent.cell(person, key, number) for key in BASE])
        if number in (3, 4):
            page.sheet.row_dimensions[page.row].hidden = True
            sent.answer.faults.add((page.sheet.title, page.row, ""))
        sent.takes(person)


def tcvn3(text: str) -> str:
    """As a font .VnTime wants it."""
    back = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text)


def old_font(sent: Sent) -> None:
    """Names in TCVN3 under headings in Unicode."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    for number, person in enumerate(sent.people, start=1):
        cells = [sent.cell(person, key, number) for key in BASE]
        cells[1], cells[3] = tcvn3(person.name), tcvn3(person.job)
        page.line(*cells)
        sent.takes(person)


def mac_days(sent: Sent) -> None:
    """Serial numbers of a book that counts from 1904."""
    page = sent.page()
    sent.book.epoch = CALENDAR_MAC_1904
    page.heading([(sent.labels[key],) for key in BASE])
    for number, person in enumerate(sent.people, start=1):
        cells = [sent.cell(person, key, number) for key in BASE]
        cells[2] = (person.born - datetime.date(1904, 1, 1)).days
        page.line(*cells)
        sent.takes(person)


def guided(sent: Sent) -> None:
    """A sheet of guidance with a sample before the list."""
    guide = sent.page("Hướng dẫn")
    guide.line("Cột Họ và tên: ghi đầy đủ họ và tên, có dấu; cột Ngày sinh: ghi ngày/tháng/năm.")
    guide.line("Đánh dấu x vào danh hiệu đăng ký. Ví dụ:")
    guide.heading([(sent.labels[key],) for key in BASE])
    guide.line(1, "Nguyễn Văn A", "01/01/1980", "Giáo viên", "x")
    page = sent.page("Danh sách", first=False)
    page.heading([(sent.labels[key],) for key in BASE])
    sent.write(page, BASE, sent.people)


def stray(sent: Sent) -> None:
    """A mark in the last column of the sheet, and one far below."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    sent.write(page, BASE, sent.people, slips=0)
    page.sheet["XFD3"] = "."
    page.sheet["C1900"] = " "


def bare_marks(sent: Sent) -> None:
    """A column of marks without a heading: it is asked about."""
    page = sent.page()
    keys = ["stt", "name", "birth", "LDTT", "CSTDCS", "BKTP_CN"]
    page.heading([(sent.labels[key] if key != "CSTDCS" else "",) for key in keys], merge=False)
    sent.answer.faults.add(page.place(5))
    for number, person in enumerate(sent.people, start=1):
        page.line(*[sent.cell(person, key, number) for key in keys])
        titles = tuple(code for code in person.titles if code in ("LDTT", "BKTP_CN"))
        sent.answer.people[sent.school, person.name, person.born] = frozenset(titles)


def born_apart(sent: Sent) -> None:
    """Birth dates in a column for men and one for women."""
    page = sent.page()
    heads = [(sent.labels["stt"],), (sent.labels["name"],), ("Ngày sinh", "Nam"), ("Ngày sinh", "Nữ")]
    page.heading([*heads, (sent.labels["job"],), *[(sent.labels[code],) for code in PEOPLES]])
    for number, person in enumerate(sent.people, start=1):
        days = (None, person.day) if person.female else (person.day, None)
        page.line(number, person.name, *days, person.job, *[sent.cell(person, code, 0) for code in PEOPLES])
        sent.takes(person)


def born_in_three(sent: Sent) -> None:
    """Day, month and year in columns of their own."""
    page = sent.page()
    heads = [(sent.labels["stt"],), (sent.labels["name"],), *[("Ngày sinh", each) for each in ("Ngày", "Tháng", "Năm")]]
    page.heading([*heads, *[(sent.labels[code],) for code in PEOPLES]])
    for number, person in enumerate(sent.people, start=1):
        born = person.born
        marks = [sent.cell(person, code, 0) for code in PEOPLES]
        page.line(number, person.name, born.day, born.month, born.year, *marks)
        sent.takes(person)


def joined(sent: Sent) -> None:
    """Name and birth date in one cell."""
    page = sent.page()
    page.heading(
        [(sent.labels["stt"],), ("Họ và tên, ngày sinh",), (sent.labels["job"],)]
        + [(sent.labels[code],) for code in PEOPLES]
    )
    sign = sent.chance.choice((", ", " - ", "\n"))
    for number, person in enumerate(sent.people, start=1):
        marks = [sent.cell(person, code, 0) for code in PEOPLES]
        page.line(number, f"{person.name}{sign}{person.day}", person.job, *marks)
        sent.takes(person)


def dirty(sent: Sent) -> None:
    """Zero-width signs, decomposed letters, hard blanks, apostrophes before dates, blanks in marks."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    for number, person in enumerate(sent.people, start=1):
        cells = [sent.cell(person, key, number) for key in BASE]
        cells[1] = _soiled(person, number)
        cells[2] = ("'" if number % 2 else "\u200b") + person.day
        page.line(*[f" {cell} " if cell == sent.labels["mark"] else cell for cell in cells])
        sent.takes(person)


def _soiled(person: Person, number: int) -> str:
    ways = (
        person.name.replace(" ", "\u200b "),
        unicodedata.normalize("NFD", person.name),
        person.name.replace(" ", "\u00a0 "),
        "\ufeff" + person.name.upper(),
        f"Cô {person.name}\u200d",
    )
    return ways[number % len(ways)]


def continued(sent: Sent) -> None:
    """A heading that goes on over the columns beside it, and a level in the cells below."""
    page = sent.page()
    keys = ["stt", "name", "birth", "LDTT", "CSTDCS"]
    page.heading([*[(sent.labels[key],) for key in keys], ("Bằng khen (ghi cấp khen)",), ("Đề nghị khác",)])
    levels = {"BKTP_CN": "TP", "BKTTG_CN": "Thủ tướng"}
    for number, person in enumerate(sent.people, start=1):
        praise = ", ".join(levels[code] for code in person.titles if code in levels)
        page.line(*[sent.cell(person, key, number) for key in keys], praise)
        titles = {code for code in person.titles if code in (*keys, *levels)}
        sent.answer.people[sent.school, person.name, person.born] = frozenset(titles)


def sheets(sent: Sent) -> None:
    """A sheet for each group of the school."""
    half = len(sent.people) // 2
    for at, (name, group) in enumerate((("Tổ 1", sent.people[:half]), ("Tổ Văn phòng", sent.people[half:]))):
        page = sent.page(name, first=at == 0)
        page.heading([(sent.labels[key],) for key in BASE])
        sent.write(page, BASE, group, slips=1)


def blank_form(sent: Sent) -> None:
    """A heading and nothing below: said, and nothing else suffers."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    sent.answer.faults.add((page.sheet.title, page.row, ""))


def formulas(sent: Sent) -> None:
    """Formulas that were never computed, errors, names that are commands, a name twice."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    for number, person in enumerate(sent.people, start=1):
        page.line(*[sent.cell(person, key, number) for key in BASE])
        column = {2: 5, 3: 3, 4: 2}.get(number, 0)
        if column:
            wrong = {5: '=IF(1>0,"x","")', 3: "#REF!", 2: "@SUM(1+1)*cmd|' /C calc'!A0"}[column]
            page.sheet.cell(page.row, column).value = wrong
            sent.answer.faults.add(page.place(column))
        if column == 2:
            continue
        born = None if column == 3 else person.born
        titles = frozenset(code for code in person.titles if not (column == 5 and code == "LDTT"))
        sent.answer.people[sent.school, person.name, born] = titles  # type: ignore[index]
    first = sent.people[0]
    page.line(*[sent.cell(first, key, 99) for key in BASE])
    sent.answer.faults.add(page.place(2))


def noisy_blanks(sent: Sent) -> None:
    """Marks typed in the many ways that mean yes and no; dots and dashes for nothing."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in BASE])
    nothing = ("…", "-", "0", ".", "không", "/", "--")
    for number, person in enumerate(sent.people, start=1):
        cells = [sent.cell(person, key, number) for key in BASE]
        for at, key in enumerate(BASE):
            if key in PEOPLES and cells[at] is None:
                cells[at] = nothing[(number + at) % len(nothing)]
        page.line(*cells)
        sent.takes(person)


LAYOUTS = (
    sideways,
    hidden_rows,
    old_font,
    mac_days,
    guided,
    stray,
    bare_marks,
    born_apart,
    born_in_three,
    joined,
    dirty,
    continued,
    sheets,
    blank_form,
    formulas,
    noisy_blanks,
)
