"""A school's list of people in the layouts that schools use."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from openpyxl import Workbook

from tests.workbooks.answers import Answer, Page, Person
from tests.workbooks.words import PEOPLES, PRAISE, Words

Stack = tuple[str, ...]


@dataclass
class Sent:
    """One school's workbook while it is written."""

    chance: random.Random
    w: Words
    school: str
    written: str
    people: list[Person]
    book: Workbook = field(default_factory=Workbook)
    answer: Answer = field(default_factory=Answer)

    def __post_init__(self) -> None:
        self.labels = {meaning: self.w(meaning) for meaning in self.w.spellings}  # one writer, one way

    def page(self, title: str = "", *, first: bool = True) -> Page:
        """A sheet with the lines that stand over a list."""
        page = Page(self.book, title, first=first)
        page.line("UBND QUẬN 3", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        page.line(self.written)
        page.line("DANH SÁCH ĐĂNG KÝ DANH HIỆU THI ĐUA NĂM HỌC 2023 - 2024")
        page.line()
        return page

    def takes(self, person: Person) -> None:
        """The person is part of the right answer."""
        self.answer.people[self.school, person.name, person.born] = frozenset(person.titles)

    def cell(self, person: Person, key: str, number: int) -> object:
        """What stands in the column of that meaning."""
        if key in PEOPLES:
            return self.labels["mark"] if key in person.titles else None
        plain = {"stt": number, "name": person.name, "surname": person.parts[0], "given": person.parts[1]}
        more = {"gender": "Nữ" if person.female else "Nam", "job": person.job, "idea": person.idea or None}
        text = ", ".join(self.labels[code] for code in person.titles) or None
        return {**plain, **more, "birth": person.born, "text": text, "note": None}[key]

    def write(self, page: Page, keys: list[str], people: Iterable[Person], *, slips: int = 2) -> None:
        """Rows of people, some with a slip of the pen whose cell must be named."""
        people = list(people)
        wrong = set(self.chance.sample(range(len(people)), min(slips, len(people))))
        for number, person in enumerate(people, start=1):
            cells = [self.cell(person, key, number) for key in keys]
            page.line(*cells)
            if number - 1 in wrong:
                person = self._slip(page, keys, person)
            self.takes(person)

    def _slip(self, page: Page, keys: list[str], person: Person) -> Person:
        kinds = [key for key in keys if key in ("birth", "text", "CSTDTP")]
        if not kinds:
            return person
        key = self.chance.choice(kinds)
        column = keys.index(key) + 1
        self.answer.faults.add(page.place(column))
        cell = page.sheet.cell(page.row, column)
        if key == "birth":
            cell.value = self.chance.choice(("1/15/1979", "31/02/1985", "12/05/2019", "19/1985/3"))
            return replace(person, born=None)  # type: ignore[arg-type]
        if key == "text":
            cell.value = f"{cell.value or ''}, Anh hùng làng xã".strip(", ")
            return person
        cell.value = "?"
        return replace(person, titles=tuple(code for code in person.titles if code != key))

    def sums(self, page: Page, keys: list[str], people: list[Person], word: str = "sum") -> None:
        """A total row."""
        totals = [sum(key in person.titles for person in people) if key in PEOPLES else None for key in keys]
        page.line(*[self.labels[word] if at == keys.index("stt") + 1 else total for at, total in enumerate(totals)])


def plain(sent: Sent) -> None:
    """One heading row."""
    page = sent.page()
    keys = ["stt", "name", "birth", "gender", "job", *PEOPLES, "idea", "note"]
    page.heading([(sent.labels[key],) for key in keys])
    sent.write(page, keys, sent.people)
    page.line()
    page.line("", "", "", "Quận 3, ngày 12 tháng 10 năm 2023")
    page.line("", "NGƯỜI LẬP BẢNG", "", "", "HIỆU TRƯỞNG")


def _grouped(sent: Sent) -> list[Stack]:
    over = {code: sent.labels["awards" if code in PRAISE else "titles"] for code in PEOPLES}
    return [(over[code], sent.labels[code]) for code in PEOPLES]


def two_rows(sent: Sent) -> None:
    """Titles under two groups, merged."""
    page = sent.page()
    keys = ["stt", "name", "birth", "job", *PEOPLES, "idea"]
    stacks = [(sent.labels[key],) for key in ("stt", "name", "birth", "job")]
    page.heading([*stacks, *_grouped(sent), (sent.labels["idea"],)])
    page.line(*[f"({number})" for number in range(1, len(keys) + 1)])
    sent.write(page, keys, sent.people)
    if not sent.answer.faults:
        sent.sums(page, keys, sent.people)


def three_rows(sent: Sent) -> None:
    """Three heading rows, nothing merged."""
    page = sent.page()
    keys = ["stt", "surname", "given", "birth", "job", *PEOPLES]
    stacks: list[Stack] = [(sent.labels["stt"],), ("Họ và tên", "Họ đệm"), ("Họ và tên", "Tên")]
    stacks += [(sent.labels["birth"],), (sent.labels["job"],)]
    page.heading([*stacks, *[("ĐĂNG KÝ NĂM HỌC 2023-2024", *stack) for stack in _grouped(sent)]], merge=False)
    sent.write(page, keys, sent.people)


def split_names(sent: Sent) -> None:
    """Surname and given name under one merged head."""
    page = sent.page()
    keys = ["stt", "surname", "given", "birth", *PEOPLES]
    page.heading(
        [
            (sent.labels["stt"],),
            (sent.labels["name"],),
            (sent.labels["name"],),
            (sent.labels["birth"],),
            *[(sent.labels[code],) for code in PEOPLES],
        ]
    )
    sent.write(page, keys, sent.people)


def parts_too(sent: Sent) -> None:
    """A full-name column beside its own parts."""
    page = sent.page()
    keys = ["stt", "surname", "given", "name", "birth", "job", *PEOPLES]
    page.heading([(sent.labels[key],) for key in keys])
    sent.write(page, keys, sent.people)


def as_text(sent: Sent) -> None:
    """Titles as words in one column."""
    page = sent.page()
    keys = ["stt", "name", "birth", "job", "text", "idea"]
    page.heading([(sent.labels[key],) for key in keys])
    sent.write(page, keys, sent.people, slips=1)


def one_title_a_row(sent: Sent) -> None:
    """The kind of title in a column, the title in the next: as many rows for a person as titles."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in ("stt", "name", "birth", "job")] + [("Loại",), ("Tên danh hiệu",)])
    for number, person in enumerate(sent.people, start=1):
        for code in person.titles:
            kind = "Khen thưởng" if code in PRAISE else "Danh hiệu"
            page.line(number, person.name, person.born, person.job, kind, sent.labels[code])
        if person.titles:
            sent.takes(person)


def merged_people(sent: Sent) -> None:
    """A person merged over several rows, a title in each."""
    page = sent.page()
    page.heading([(sent.labels[key],) for key in ("stt", "name", "birth", "text")])
    for number, person in enumerate(sent.people, start=1):
        top = page.row + 1
        for code in person.titles or ("",):
            first = page.row + 1 == top
            page.line(*(([number, person.name, person.born] if first else [None] * 3) + [sent.labels.get(code)]))
        for column in (1, 2, 3):
            if page.row > top:
                page.sheet.merge_cells(start_row=top, end_row=page.row, start_column=column, end_column=column)
        sent.takes(person)


def by_groups(sent: Sent) -> None:
    """Group rows inside the school, each with its own sum, numbers beginning anew, and a grand total."""
    page = sent.page()
    keys = ["stt", "name", "birth", "job", *PEOPLES]
    page.heading([(sent.labels[key],) for key in keys])
    third = max(len(sent.people) // 3, 1)
    groups = [sent.people[:third], sent.people[third : 2 * third], sent.people[2 * third :]]
    for roman, name, group in zip(
        ("I", "II", "III"), ("Ban giám hiệu", "Tổ Văn phòng", "Tổ 4, 5"), groups, strict=True
    ):
        page.line(roman, name)
        sent.write(page, keys, group, slips=0)
        sent.sums(page, keys, group, "subtotal")
    sent.sums(page, keys, sent.people)


LAYOUTS = (plain, two_rows, three_rows, split_names, parts_too, as_text, one_title_a_row, merged_people, by_groups)
