"""The block's tables: targets, works and topics."""

import random
from dataclasses import dataclass, field

from openpyxl import Workbook

from tests.workbooks.answers import Answer, Page
from tests.workbooks.words import PEOPLES, UNITS, Words

SUBJECTS = {"CA_NHAN": ("person", PEOPLES), "TAP_THE": ("unit", UNITS)}
WORKS = ("Cải tạo sân chơi và vườn cây của trường", "Xây dựng thư viện xanh ngoài trời", "Làm mới phòng đa năng")
TOPICS = ("Nâng cao chất lượng dạy học tiếng Việt lớp 1", "Đổi mới sinh hoạt chuyên môn", "Giáo dục kỹ năng sống")


@dataclass
class Table:
    """A block's workbook while it is written; `schools` are (official name, name as written)."""

    chance: random.Random
    w: Words
    schools: list[tuple[str, str]]
    figures: dict[tuple[str, str, str], int]
    book: Workbook = field(default_factory=Workbook)
    answer: Answer = field(default_factory=Answer)

    def __post_init__(self) -> None:
        self.labels = {meaning: self.w(meaning) for meaning in self.w.spellings}

    def page(self, what: str, title: str = "", *, first: bool = True) -> Page:
        """A sheet with its lines."""
        page = Page(self.book, title, first=first)
        page.line("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 3")
        page.line("KHỐI THI ĐUA SỐ 7")
        page.line(f"{what} NĂM HỌC 2023 - 2024")
        page.line()
        return page

    def number(self, school: str, subject: str, title: str) -> int:
        """A figure, which becomes part of the answer."""
        figure = self.figures[school, subject, title]
        self.answer.targets[school, subject, title] = figure
        return figure

    def sum(self, subject: str, title: str, schools: list[tuple[str, str]] | None = None) -> int:
        """The figure of a total row."""
        return sum(self.figures[school, subject, title] for school, _ in schools or self.schools)


def one_subject(table: Table, subject: str) -> None:
    """A table of one kind of receiver, with its total row."""
    word, titles = SUBJECTS[subject]
    page = table.page(f"BẢNG CHỈ TIÊU THI ĐUA {'CÁ NHÂN' if word == 'person' else 'TẬP THỂ'}")
    page.heading([(table.labels["stt"],), (table.labels["school"],), *[(table.labels[code],) for code in titles]])
    for number, (school, written) in enumerate(table.schools, start=1):
        page.line(number, written, *[table.number(school, subject, code) or None for code in titles])
    page.line("", table.labels["sum"], *[table.sum(subject, code) for code in titles])


def side_by_side(table: Table) -> None:
    """Both kinds in one table under two heads."""
    page = table.page("CHỈ TIÊU ĐĂNG KÝ THI ĐUA")
    stacks = [(table.labels[word], table.labels[code]) for word, titles in SUBJECTS.values() for code in titles]
    page.heading([(table.labels["stt"],), (table.labels["school"],), *stacks])
    for number, (school, written) in enumerate(table.schools, start=1):
        cells = [table.number(school, subject, code) for subject, (_, codes) in SUBJECTS.items() for code in codes]
        page.line(number, written, *cells)


def on_its_side(table: Table) -> None:
    """Titles down, schools across."""
    page = table.page("CHỈ TIÊU THI ĐUA CÁ NHÂN")
    page.line("STT", "Danh hiệu", *[written for _, written in table.schools], "Tổng cộng")
    for number, code in enumerate(PEOPLES, start=1):
        cells = [table.number(school, "CA_NHAN", code) for school, _ in table.schools]
        page.line(number, table.labels[code], *cells, sum(cells))


def long_form(table: Table) -> None:
    """One row for each figure: for whom, which title, how many."""
    page = table.page("BẢNG TỔNG HỢP CHỈ TIÊU")
    page.heading([(label,) for label in ("STT", table.labels["school"], "Đối tượng", "Danh hiệu", "Số lượng")])
    for school, written in table.schools:
        for subject, (word, titles) in SUBJECTS.items():
            for code in titles:
                said = "Cá nhân" if word == "person" else "Tập thể"
                page.line(page.row, written, said, table.labels[code], table.number(school, subject, code))


def by_ward(table: Table) -> None:
    """Rows under the wards they stand in, each ward with a sum of its own."""
    page = table.page("BẢNG CHỈ TIÊU THI ĐUA CÁ NHÂN")
    page.heading([(table.labels["stt"],), (table.labels["school"],), *[(table.labels[code],) for code in PEOPLES]])
    half = len(table.schools) // 2
    for ward, group in (("Phường 5", table.schools[:half]), ("Phường 6", table.schools[half:])):
        page.line("", f"Cụm {ward}")
        for number, (school, written) in enumerate(group, start=1):
            page.line(number, written, *[table.number(school, "CA_NHAN", code) for code in PEOPLES])
        page.line("", f"Cộng {ward}", *[table.sum("CA_NHAN", code, group) for code in PEOPLES])
    page.line("", table.labels["sum"], *[table.sum("CA_NHAN", code) for code in PEOPLES])


def marked(table: Table) -> None:
    """Collectives with a mark instead of 1, and a total that is wrong."""
    page = table.page("BẢNG CHỈ TIÊU THI ĐUA TẬP THỂ")
    page.heading([(table.labels["stt"],), (table.labels["school"],), *[(table.labels[code],) for code in UNITS]])
    for number, (school, written) in enumerate(table.schools, start=1):
        figures = [min(table.figures[school, "TAP_THE", code], 1) for code in UNITS]
        table.answer.targets |= {(school, "TAP_THE", code): f for code, f in zip(UNITS, figures, strict=True)}
        page.line(number, written, *["x" if figure else None for figure in figures])
    totals = [sum(min(table.figures[s, "TAP_THE", code], 1) for s, _ in table.schools) for code in UNITS]
    page.line("", table.labels["sum"], totals[0] + 3, *totals[1:])
    table.answer.faults.add(page.place(3))


def topics_columns(table: Table) -> None:
    """Works and topics in two columns, several to a cell."""
    page = table.page("BẢNG ĐĂNG KÝ CÔNG TRÌNH, CHUYÊN ĐỀ")
    page.heading([(table.labels[key],) for key in ("stt", "school", "works", "topics")])
    for number, (school, written) in enumerate(table.schools, start=1):
        works, topics = _texts(table, school)
        page.line(number, written, "\n".join(f"- {text}" for text in works), "\n".join(f"- {text}" for text in topics))


def topics_kinds(table: Table) -> None:
    """One a row, its kind in a column."""
    page = table.page("DANH MỤC ĐĂNG KÝ CÔNG TRÌNH, CHUYÊN ĐỀ")
    page.heading([(table.labels[key],) for key in ("stt", "school", "kind", "content")])
    for school, written in table.schools:
        works, topics = _texts(table, school)
        for kind, texts in (("Công trình", works), ("Chuyên đề", topics)):
            for text in texts:
                page.line(page.row, written, kind, text)


def topics_sections(table: Table) -> None:
    """A section of works and one of topics under one heading."""
    page = table.page("ĐĂNG KÝ THI ĐUA CÁC ĐƠN VỊ")
    page.heading([(table.labels["stt"],), (table.labels["school"],), (table.labels["content"],)])
    told = [(school, written, *_texts(table, school)) for school, written in table.schools]
    for at, head in ((2, "I. CÔNG TRÌNH THI ĐUA"), (3, "II. CHUYÊN ĐỀ")):
        page.line(head)
        for number, each in enumerate(told, start=1):
            for text in each[at]:
                page.line(number, each[1], text)


def _texts(table: Table, school: str) -> tuple[list[str], list[str]]:
    place = f"năm thứ {table.chance.randint(2, 9)}"
    works = [f"{text}, {place}" for text in table.chance.sample(WORKS, table.chance.choice((1, 2)))]
    topics = [f"{text}, {place}" for text in table.chance.sample(TOPICS, table.chance.choice((1, 2)))]
    for kind, texts in (("CONG_TRINH", works), ("CHUYEN_DE", topics)):
        table.answer.topics |= {(school, kind, text) for text in texts}
    return works, topics


TARGETS = (
    (lambda table: one_subject(table, "CA_NHAN"), lambda table: one_subject(table, "TAP_THE")),
    (side_by_side,),
    (on_its_side, lambda table: one_subject(table, "TAP_THE")),
    (long_form,),
    (by_ward, marked),
)
LISTED = (topics_columns, topics_kinds, topics_sections)
