"""How much of a block is taken right: the way of the worker, without database."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from awards.rules.history.earlier_titles import History, compare_history
from blocks.rules.intake.placing.changes import compare
from blocks.rules.intake.placing.planned import Changes
from blocks.rules.intake.placing.standing import KnownSchool, Sender, Standing, Wish
from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import Parsed, Severity
from blocks.rules.intake.reading.units import school_key
from tests.workbooks.answers import TODAY
from tests.workbooks.block import Block
from thidua.gate.tables import sheet_from_json
from thidua.gate.workbook import read_csv, read_xlsx
from thidua.text import plain_key

Place = tuple[str, int, str]


@dataclass
class Score:
    """Numbers of right ones, wanted ones and wrong ones, by what is measured; `notes` say where it failed."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, found: set, answer: set, layout: str) -> None:
        """Compare two sets of facts."""
        self.right[what] += len(found & answer)
        self.wanted[what] += len(answer)
        self.wrong[what] += len(found - answer)
        self.notes += [f"{layout}: thiếu {what} {each}" for each in sorted(answer - found, key=str)[:4]]
        self.notes += [f"{layout}: SAI {what} {each}" for each in sorted(found - answer, key=str)[:4]]

    def rate(self, what: str) -> float:
        """The share of right ones."""
        return self.right[what] / self.wanted[what] if self.wanted[what] else 1.0

    def shown(self) -> str:
        """One line for the log."""
        return ", ".join(
            f"{what} {self.right[what]}/{self.wanted[what]} ({self.rate(what):.1%}, sai {self.wrong[what]})"
            for what in sorted({*self.wanted, *self.wrong})
        )


def measure(made: Block, score: Score) -> None:
    """Read all files of the block and count."""
    read = [_read(case.name, case.content) for case in made.cases]
    schools = tuple(KnownSchool(number, name, 1) for number, name in enumerate(made.schools, start=1))
    wish = Wish("2023-2024", block_id=1, block_code="7", block_level="KHAC")
    changes = compare(read, Standing(schools=schools), wish, Sender())
    ids = {school_key(school.name): school.id for school in schools}
    history = compare_history(changes, (), ids, {})
    names = {school_key(name): name for name in made.schools}
    for number, case in enumerate(made.cases):
        _facts(number, case, changes, history, names, score)
        _faults(number, case, read[number], changes, history, score)


def _read(name: str, content: bytes) -> list[Parsed]:
    raw = read_csv(content) if name.endswith(".csv") else read_xlsx(content)
    return read_book([sheet_from_json(sheet) for sheet in raw], file_name=name, today=TODAY)


def _facts(number: int, case, changes: Changes, history: History, names: dict[str, str], score: Score) -> None:
    found = {
        (names.get(each.school, each.school), each.row.full_name, each.row.birth_date): frozenset(each.row.titles)
        for each in changes.people
        if each.file == number
    }
    answer = case.answer.people
    score.add("người", set(found), set(answer), case.layout)
    score.add("dấu", _pairs(found), _pairs(answer), case.layout)
    figures = {
        (names.get(each.school, each.school), each.subject.value, each.title, each.sent)
        for each in changes.targets
        if each.file == number and each.title
    }
    score.add("chỉ tiêu", figures, {(*key, value) for key, value in case.answer.targets.items()}, case.layout)
    texts = {
        (names.get(each.school, each.school), each.kind.value, text)
        for each in changes.topics
        if each.file == number
        for text in each.texts
    }
    score.add("công trình", texts, case.answer.topics, case.layout)
    past = {(each.name, each.title, each.year_code, each.decision[0]) for each in history.awards if each.file == number}
    score.add("đã đạt", past, case.answer.history, case.layout)


def _pairs(people: dict[tuple[str, str, datetime.date | None], frozenset[str]]) -> set[tuple[str, str, str]]:
    return {(school, plain_key(name), title) for (school, name, _), titles in people.items() for title in titles}


def _faults(number: int, case, read: list[Parsed], changes: Changes, history: History, score: Score) -> None:
    told = [problem for table in read for problem in table.problems]
    told += [*changes.problems.get(number, []), *history.problems.get(number, [])]
    loud = {(p.sheet, p.row, p.column) for p in told if p.severity != Severity.NOTE}
    errors = {(p.sheet, p.row, p.column) for p in told if p.severity == Severity.ERROR}
    named = {fault for fault in case.answer.faults if any(_meets(fault, place) for place in loud)}
    score.right["lỗi nêu"] += len(named)
    score.wanted["lỗi nêu"] += len(case.answer.faults)
    score.notes += [f"{case.layout}: KHÔNG NÊU {fault}" for fault in sorted(case.answer.faults - named)]
    false = {place for place in errors if not any(_meets(fault, place) for fault in case.answer.faults)}
    score.wrong["lỗi giả"] += len(false)
    sentences = {(p.sheet, p.row, p.column): p.message for p in told}
    score.notes += [f"{case.layout}: LỖI GIẢ {place} {sentences[place][:110]}" for place in sorted(false)[:4]]


def _meets(fault: Place, told: Place) -> bool:
    return fault[:2] == told[:2] and ("" in (fault[2], told[2]) or fault[2] == told[2])
