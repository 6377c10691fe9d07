"""A whole block by its seed: a list from each school, the block's tables, and what was reached before."""

import csv
import datetime
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.workbooks import lists, lists_odd, past, tables
from tests.workbooks.answers import Case, saved
from tests.workbooks.lists import Sent
from tests.workbooks.people import LEVELS, NAMES, people
from tests.workbooks.tables import SUBJECTS, Table
from tests.workbooks.words import KNOWN, Spellings, Words

LISTS: tuple[Callable[[Sent], None], ...] = (*lists.LAYOUTS, *lists_odd.LAYOUTS)
ROWS = 11


@dataclass
class Block:
    """The files of a block and the official names of its schools."""

    schools: list[str]
    cases: list[Case]


def block(seed: int, spellings: Spellings = KNOWN) -> Block:
    """Nine schools, each with a list of its own layout; seeds in a row go through all the layouts there are."""
    chance = random.Random(seed)  # the same workbooks for the same seed
    level = list(LEVELS)[seed % len(LEVELS)]
    official, ways = LEVELS[level]
    schools = [(official.format(name), chance.choice((official, *ways)).format(name)) for name in NAMES]
    taken: set[str] = set()
    staff = {school: people(chance, taken, ROWS) for school, _ in schools}
    cases = []
    for at, (school, written) in enumerate(schools):
        layout = LISTS[(seed * len(schools) + at) % len(LISTS)]
        sent = Sent(chance, Words(chance, spellings), school, written, staff[school])
        layout(sent)
        cases.append(Case(f"{at + 1:02d} {school}.xlsx", saved(sent.book), sent.answer, layout.__name__))
        if layout is lists.plain:
            cases[-1] = _as_csv(sent, cases[-1])
    cases += _tables(seed, chance, spellings, schools)
    cases.append(_past(seed, chance, spellings, schools, staff, cases))
    _twice(cases, staff, chance, spellings, schools)
    return Block([school for school, _ in schools], cases)


def _as_csv(sent: Sent, case: Case) -> Case:
    """The same list saved as text, with semicolons; rows as long as they are filled."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in sent.book.worksheets[0].iter_rows(values_only=True):
        cells = ["" if cell is None else _typed(cell) for cell in row]
        writer.writerow(cells)
    answer = sent.answer
    answer.faults = {("CSV", row, column) for _, row, column in answer.faults}
    return Case(case.name.replace(".xlsx", ".csv"), out.getvalue().encode("utf-8-sig"), answer, "csv")


def _typed(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else str(cell)


def _tables(seed: int, chance: random.Random, spellings: Spellings, schools: list[tuple[str, str]]) -> Iterator[Case]:
    figures = {
        (school, subject, code): chance.randint(0, 1) if subject == "TAP_THE" else chance.randint(0, 40)
        for school, _ in schools
        for subject, (_, codes) in SUBJECTS.items()
        for code in codes
    }
    makers = [*tables.TARGETS[seed % len(tables.TARGETS)], tables.LISTED[seed % len(tables.LISTED)]]
    for number, maker in enumerate(makers, start=1):
        table = Table(chance, Words(chance, spellings), schools, figures)
        maker(table)
        yield Case(f"bảng {number}.xlsx", saved(table.book), table.answer, f"bảng {maker.__name__} {seed % 5}")


def _past(
    seed: int,
    chance: random.Random,
    spellings: Spellings,
    schools: list[tuple[str, str]],
    staff: dict[str, list],
    cases: list[Case],
) -> Case:
    """Earlier titles of people whom the lists name."""
    layout = past.PAST[seed % len(past.PAST)]
    table = Table(chance, Words(chance, spellings), schools, {})
    sent = {(school, name) for case in cases for school, name, _ in case.answer.people}
    told = [(s, w, person) for s, w in schools for person in staff[s][:4] if (s, person.name) in sent]
    born = {(school, name): day for case in cases for school, name, day in case.answer.people}
    layout(table, [each for each in told if born[each[0], each[2].name] == each[2].born])
    return Case("thành tích.xlsx", saved(table.book), table.answer, f"đã đạt {layout.__name__}")


def _twice(
    cases: list[Case],
    staff: dict[str, list],
    chance: random.Random,
    spellings: Spellings,
    schools: list[tuple[str, str]],
) -> None:
    """Somebody of the first school stands in the list of another one too: it must be said there."""
    (first, _), (other, written) = schools[0], schools[1]
    names = [name for case in cases for school, name, _ in case.answer.people if school == first]
    double = next((person for person in staff[first] if person.name in names[1:]), None)
    if double is None:
        return
    sent = Sent(chance, Words(chance, spellings), other, written, [double])
    page = sent.page("Bổ sung")
    keys = ["stt", "name", "birth", "LDTT"]
    page.heading([(sent.labels[key],) for key in keys])
    page.line(*[sent.cell(double, key, 1) for key in keys])
    sent.answer.people[other, double.name, double.born] = frozenset({"LDTT"} & set(double.titles))
    sent.answer.faults.add((page.sheet.title, page.row, ""))
    cases.append(Case("99 bổ sung.xlsx", saved(sent.book), sent.answer, "hai trường"))
