"""Titles of earlier years: long, wide, and in between."""

import datetime
from collections.abc import Iterator

from tests.workbooks.answers import Page, Person
from tests.workbooks.tables import Table
from tests.workbooks.words import PEOPLES

YEARS = ("2020-2021", "2021-2022", "2022-2023")
Told = tuple[str, str, str, datetime.date]  # title, year, number, day


def _awards(table: Table, person: Person) -> list[Told]:
    told = []
    for year in YEARS:
        for code in ("LDTT", "CSTDCS", "BKTP_CN"):
            if table.chance.random() < 0.5:
                day = datetime.date(int(year[5:]), table.chance.randint(6, 9), table.chance.randint(1, 28))
                told.append((code, year, f"{table.chance.randint(100, 4000)}/QĐ-UBND", day))
    return told


def _rows(table: Table, people: list[tuple[str, str, Person]]) -> Iterator[tuple[str, Person, list[Told]]]:
    for _, written, person in people:
        yield written, person, _awards(table, person)


def _right(table: Table, person: Person, told: list[Told], *, numbers: bool = True) -> None:
    table.answer.history |= {(person.name, code, year, number if numbers else "") for code, year, number, _ in told}


def _page(table: Table) -> Page:
    return table.page("DANH SÁCH THÀNH TÍCH CÁC NĂM", "Thành tích")


def long_rows(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """One award a row; the name once."""
    page = table.page("DANH SÁCH CÁC DANH HIỆU ĐÃ ĐẠT CỦA CBGV", "Thành tích")
    keys = ("stt", "name", "birth", "school", "text", "year", "number", "day", "issuer")
    heads = {**table.labels, "text": "Danh hiệu, hình thức khen thưởng"}
    page.heading([(heads[key],) for key in keys])
    for number, (written, person, told) in enumerate(_rows(table, people), start=1):
        for at, (code, year, decision, day) in enumerate(told):
            who = (number, person.name, person.born, written) if not at else (None, None, None, None)
            page.line(*who, table.labels[code], year, decision, day, "UBND Quận 3")
        _right(table, person, told)


def wide(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """A column a year; two titles in a cell."""
    page = _page(table)
    heads = [(table.labels["stt"],), (table.labels["name"],), (table.labels["birth"],), (table.labels["school"],)]
    page.heading([*heads, *[("Thành tích các năm học", year) for year in YEARS]])
    for number, (written, person, told) in enumerate(_rows(table, people), start=1):
        cells = [
            table.chance.choice(("/", ", ", "\n")).join(table.labels[c] for c, y, *_ in told if y == year)
            for year in YEARS
        ]
        page.line(number, person.name, person.born, written, *cells)
        _right(table, person, told, numbers=False)


def wide_numbers(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """A column a year, with number and day in brackets."""
    page = _page(table)
    heads = [(table.labels["stt"],), (table.labels["name"],), (table.labels["birth"],), (table.labels["school"],)]
    page.heading([*heads, *[(f"Năm học {year}",) for year in YEARS]])
    for number, (written, person, told) in enumerate(_rows(table, people), start=1):
        cells = [
            "\n".join(f"{table.labels[c]} (QĐ số {n} ngày {d:%d/%m/%Y})" for c, y, n, d in told if y == year)
            for year in YEARS
        ]
        page.line(number, person.name, person.born, written, *cells)
        _right(table, person, told)


def years_over(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """Each year heads a title, a number and a day."""
    page = _page(table)
    stacks = [(table.labels["stt"],), (table.labels["name"],), (table.labels["birth"],), (table.labels["school"],)]
    stacks += [(f"Năm học {year}", head) for year in YEARS for head in ("Danh hiệu", "Số QĐ", "Ngày QĐ")]
    page.heading(stacks)
    for number, (written, person, told) in enumerate(_rows(table, people), start=1):
        cells: list[object] = []
        first = [next((each for each in told if each[1] == year), None) for year in YEARS]
        for award in first:
            cells += [table.labels[award[0]], award[2], award[3]] if award else [None] * 3
        page.line(number, person.name, person.born, written, *cells)
        _right(table, person, [award for award in first if award])


def strangers(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """Somebody of a school that nobody knows is not given to a namesake."""
    page = _page(table)
    keys = ("stt", "name", "birth", "school", "text", "year", "number")
    heads = {**table.labels, "text": "Danh hiệu"}
    page.heading([(heads[key],) for key in keys])
    for written, person, told in _rows(table, people):
        for code, year, decision, _ in told:
            page.line(page.row, person.name, person.born, written, table.labels[code], year, decision)
        _right(table, person, told)
    _, _, person = people[0]
    page.line(99, person.name, person.born, "Trường Mầm non Sao Hôm Xa", table.labels["LDTT"], "2019-2020", "5/QĐ")
    table.answer.faults.add((page.sheet.title, page.row, ""))


def marks_by_title(table: Table, people: list[tuple[str, str, Person]]) -> None:
    """A year a row and marks under the titles."""
    page = _page(table)
    page.heading(
        [(table.labels[key],) for key in ("stt", "name", "birth", "school", "year")]
        + [(table.labels[code],) for code in PEOPLES[:4]]
        + [(table.labels["number"],)]
    )
    for written, person, told in _rows(table, people):
        for year in YEARS:
            here = [award for award in told if award[1] == year]
            if here:
                marks = ["x" if code in {award[0] for award in here} else None for code in PEOPLES[:4]]
                page.line(page.row, person.name, person.born, written, year, *marks, here[0][2])
                same = [(code, year, here[0][2], day) for code, _, _, day in here]
                _right(table, person, same)


PAST = (long_rows, wide, wide_numbers, years_over, strangers, marks_by_title)
