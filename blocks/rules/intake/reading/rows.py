"""Which rows under a heading are data, and a notebook for everything that must be said about them."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.facts import Problem, Severity
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.reading.units import find_school
from blocks.rules.intake.weighing.columns import KNOWN, Column, Field, classify
from blocks.rules.intake.weighing.headings import Table, repeats_heading, score
from thidua.gate.tables import Sheet, Value
from thidua.text import squeeze

_TOTAL = re.compile(
    r"^(?:[ivx\d.)\s]*)(?:tổng(?!\s+phụ)|cộng|t\.?\s*c(?:ộng)?|toàn (?:khối|trường|cụm))\b", re.IGNORECASE
)
_FOOTER = re.compile(
    r"^(nguoi lap( bang| bieu| danh sach)?|lap bang|hieu truong|pho hieu truong|thu truong( don vi| co quan)?"
    r"|chu tich( cong doan)?|truong phong|thu ky|xac nhan.*|ky ten.*|ky va ghi.*|ky ghi.*|noi nhan.*|ghi chu .*|luu y.*"
    r"|chu thich.*|luu .{0,12}|(tm|kt|tl|tuq) .*|.*\bngay .{0,12}thang .{0,12}nam .*|duyet.*|dai dien.*"
    r"|(an dinh )?(danh sach|tong so) .{0,20}(co|gom|la) .*|to truong( chuyen mon)?|khoi truong|cum truong)$"
)
_GROUP = re.compile(
    r"^(?:[IVX]+|[A-ZĐ]|\d+)\s*[.)/:-]\s*\D|^(?:tổ|khối|cụm|nhóm|lớp|bộ phận|ban|bgh|phòng|điểm|phường|xã)\b",
    re.IGNORECASE,
)
_DAYS = {Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.DECIDED_ON}
_DAY_0 = datetime.date(1904, 1, 1)
_KEYS = (Field.NAME, Field.SURNAME, Field.GIVEN, Field.SCHOOL)
_CHOOSE = "Chọn ở phần “Cột cần hỏi”, hoặc ghi đầu cột bằng tên thường dùng (LĐTT, CSTĐCS, BK TP …) rồi gửi lại."
_PEOPLE = (Field.NAME, Field.SURNAME)
_PASSIVE = {Field.POSITION, Field.NOTE, Field.IGNORED, Field.STRANGE, *_KEYS}


def letter(index: int) -> str:
    """Excel's name of a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class Notebook:
    """Collects what is said about one table while it is read."""

    sheet: Sheet
    table: Table
    problems: list[Problem] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    schools: dict[int, str] = field(default_factory=dict)  # row of its own → school it names
    sections: dict[int, Field] = field(default_factory=dict)  # row of its own → works or topics, as it says
    end: int = 0
    turned: bool = False  # read on its side: what is said names the place in the sheet as sent

    def __post_init__(self) -> None:
        self._origins = {
            (row, column): (merge.top, merge.left)
            for merge in self.sheet.merges
            if merge.top > self.table.bottom
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }

    def value(self, row: int, column: Column | None) -> Value:
        """The cell; a cell merged downwards counts for each of its rows."""
        if column is None:
            return None
        top, left = self._origins.get((row, column.index), (row, column.index))
        value = self.sheet.at(top, left) if left == column.index else None
        if self.sheet.from_1904 and column.field in _DAYS and isinstance(value, int) and 1_000 < value < 60_000:
            return _DAY_0 + datetime.timedelta(days=value)
        return value

    def origin(self, row: int, column: Column | None) -> int:
        """The row where the cell's merged range begins."""
        return self._origins.get((row, column.index), (row, 0))[0] if column else row

    def text(self, row: int, column: Column | None) -> str:
        """The cell as one squeezed line."""
        return show(self.value(row, column))

    def say(
        self, row: int, column: Column | None, code: str, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Write down something about a cell (column None: the whole row; row -1: the whole sheet)."""
        value = self.text(row, column) if column and row >= 0 else ""
        at, place = row + 1, letter(column.index) if column else ""
        if self.turned and row >= 0:
            at, place = (column.index if column else 0) + 1, letter(row)
        self.problems.append(
            Problem(
                self.sheet.name,
                at,
                place,
                column.label if column else "",
                value[:200],
                code,
                message,
                severity,
            )
        )

    def fault(self, row: int, column: Column | None) -> bool:
        """Say what is wrong with a cell without a value of its own (formula never computed, #REF!); True if so."""
        if column is None:
            return False
        found = self.sheet.faults.get((row, column.index))
        if found == "uncached":
            self.say(row, column, "formula", "Ô có công thức chưa tính. Mở bằng Excel rồi lưu lại, hoặc gõ giá trị.")
        elif found:
            self.say(row, column, "cell_error", f"Ô báo lỗi {found}. Sửa công thức hoặc gõ thẳng giá trị.")
        return found is not None


def data_rows(book: Notebook) -> Iterator[int]:
    """The rows (from 0) that hold data; totals are kept in `book.totals`, what is left out is noted."""
    ended = False
    row = book.table.bottom
    while (row := row + 1) < len(book.sheet.rows):
        kind = _sort(book, row, ended)
        if kind == "next":
            break
        if kind == "data":
            yield row
        elif kind == "total":
            book.totals.append(row)
            ended = True
        elif kind == "footer":
            ended = True
        elif kind == "heading":
            ended = False
            book.say(row, None, "repeated_heading", "Dòng tiêu đề lặp lại, bỏ qua.", Severity.NOTE)
        elif kind == "group":
            _note_group(book, row)
    book.end = row


def _note_group(book: Notebook, row: int) -> None:
    text = squeeze(" ".join(show(cell) for cell in book.sheet.rows[row] if cell is not None))
    school = find_school(text)
    if school and not book.table.first(Field.SCHOOL):
        book.schools[row] = school
    works, topics = "cong trinh" in words_key(text), "chuyen de" in words_key(text)
    if works != topics:
        book.sections[row] = Field.WORKS if works else Field.TOPICS
    told = f"Dòng “{text[:60]}” là dòng nhóm, không phải người hay đơn vị: bỏ qua."
    book.say(row, None, "group", told, Severity.NOTE)


def _sort(book: Notebook, row: int, ended: bool) -> str:
    table, sheet = book.table, book.sheet
    if _plainly_data(book, row):
        return "data"
    filled = [(index, show(cell)) for index, cell in enumerate(sheet.rows[row]) if show(cell)]
    faulty = any((row, column.index) in sheet.faults for column in table.columns)
    if not filled and not faulty:
        return "blank"
    if repeats_heading(table, sheet, row):
        return "next" if _new_subject(sheet, row) else "heading"
    if score(sheet, row) >= 3.5:
        return "next"
    position = table.first(Field.POSITION)
    numbered = position is not None and book.text(row, position).rstrip(".)").isdigit()
    keys = [book.text(row, column) for column in table.all(*_KEYS)]
    named = any(keys)
    facts = sum(
        bool(book.text(row, column)) or (row, column.index) in sheet.faults
        for column in table.columns
        if column.field not in _PASSIVE
    )
    if not numbered and any(_TOTAL.match(text) for _, text in filled[:2]):
        return "total"
    if not numbered and any(_FOOTER.match(words_key(text)) for _, text in filled) and len(filled) <= 4 and facts <= 2:
        return "footer"
    if ended and not (named and (numbered or facts > 1)):
        return "after"
    if named and (numbered or facts):
        return "data"
    if named:
        lone = len(filled) == 1 and (_GROUP.match(filled[0][1]) or table.first(*_PEOPLE) is None)
        return "group" if position or lone else "data"
    marked = any(0 < len(book.text(row, column)) < 4 for column in table.all(Field.TITLE))
    marked = marked or any(book.text(row, column) for column in table.all(Field.WORKS, Field.TOPICS))
    return "data" if facts >= 2 or marked or (numbered and facts) else ("group" if not numbered else "blank")


def _plainly_data(book: Notebook, row: int) -> bool:
    """Most rows of a long list: a number, a name that is no heading, and facts. The others are looked at closely."""
    table, cells = book.table, book.sheet.rows[row]
    width = len(cells)
    key = table.first(*_KEYS)
    name = cells[key.index] if key and key.index < width else None
    if not isinstance(name, str) or not name[:1].isalpha() or _TOTAL.match(name) or classify(name, [])[0] in KNOWN:
        return False
    position = table.first(Field.POSITION)
    if position:
        number = cells[position.index] if position.index < width else None
        return isinstance(number, int) or (isinstance(number, str) and number.isdigit())
    used = (each.index for each in table.columns if each.field not in _PASSIVE)
    return sum(index < width and cells[index] is not None for index in used) >= 3


def _new_subject(sheet: Sheet, row: int) -> bool:
    """A line like "II. CÁ NHÂN" just above a heading that looks the same: another table begins."""
    for above in range(max(row - 3, 0), row):
        texts = [show(cell) for cell in sheet.rows[above] if cell is not None]
        if 0 < len(texts) <= 2 and re.search(r"\b(?:ca nhan|tap the)\b", words_key(" ".join(texts))):
            return True
    return False


def note_ignored(book: Notebook, *, also: tuple[Field, ...] = ()) -> None:
    """Say which columns are not used, and which of them look like a title nobody knows (`also`: and these fields)."""
    for column in book.table.all(Field.STRANGE, Field.IGNORED, *also):
        strange = column.field != Field.IGNORED and book.table.profile(column).filled > 0
        if not strange:
            told = f"Cột “{column.label}” không dùng cho việc này, bỏ qua."
            book.say(book.table.bottom, column, "unused_column", told, Severity.NOTE)
        elif column.label:
            told = f"Không nhận ra cột “{column.label}”, nên chưa lấy số liệu của cột này. {_CHOOSE}"
            book.say(book.table.bottom, column, "unknown_column", told)
        else:
            told = f"Cột {letter(column.index)} chưa có tiêu đề: đây là cột gì? Chưa lấy số liệu của cột này. {_CHOOSE}"
            book.say(book.table.bottom, column, "unknown_column", told)
