"""What the sixteen workbooks of Khối 29 say, as the intake would have read them, from the shipped data file."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from blocks.rules.intake.reading.facts import HistoryRow, Parsed, RegistrationRow, Row, SheetKind, TargetRow, TopicsRow
from blocks.rules.promise.adoptable import read_document
from blocks.rules.promise.targets import table_of
from blocks.rules.promise.titles import Subject
from blocks.rules.units.staff import Gender

DATA = Path(__file__).parent / "data" / "khoi29.json"
GENDERS = {"Nữ": Gender.FEMALE.value, "Nam": Gender.MALE.value}


def load() -> dict[str, Any]:
    """The data file; its `legend` says what stands where."""
    data: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return data


def _table(kind: SheetKind, rows: list[Row], year: str, school: str = "", titles: tuple[str, ...] = ()) -> Parsed:
    return Parsed(
        kind=kind,
        sheet="Danh sách",
        header_row=4,
        school_name=school,
        block_label="",
        year_code=year,
        rows=tuple(rows),
        problems=(),
        titles=titles,
    )


def _registrations(school: dict[str, Any]) -> list[Row]:
    return [
        RegistrationRow(
            row=number + 4,
            position=number,
            full_name=person["full_name"],
            birth_date=date.fromisoformat(person["birth_date"]),
            gender=GENDERS[person["gender"]],
            job_title=person["job_title"],
            titles=tuple(person["titles"]),
            initiative=person["initiative"] or "",
            note="",
        )
        for number, person in enumerate(school["staff"], 1)
    ]


def _targets(data: dict[str, Any], key: str, columns: tuple[str, ...]) -> list[Row]:
    return [
        TargetRow(
            row=school["position"] + 6,
            school_name=school["name"],
            total=school[key]["total"],
            values={code: school[key][code] for code in columns},
        )
        for school in data["schools"]
    ]


def _history(data: dict[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for school in data["schools"]:
        for person in school["staff"]:
            for title, year, number, decided in person["history"]:
                rows.append(
                    HistoryRow(
                        row=len(rows) + 2,
                        full_name=person["full_name"],
                        birth_date=date.fromisoformat(person["birth_date"]),
                        school_name=school["name"],
                        title=title,
                        year_code=year,
                        decision_number=number,
                        decided_on=date.fromisoformat(decided),
                        issuer=data["history_issuer"],
                    )
                )
    return rows


def parsed() -> Iterator[tuple[str, Parsed]]:
    """(file name, table) of each of the sixteen workbooks, the target tables first so that they set the order."""
    data, plan = load(), read_document("kh-khoi-29")
    units, people = (table_of(subject, plan.table(subject)).codes for subject in Subject)
    year = data["year"]
    yield (
        "chi-tieu-tap-the.xlsx",
        _table(
            SheetKind.COLLECTIVE_TARGETS,
            _targets(data, "collective", units),
            year,
            titles=units,
        ),
    )
    yield (
        "chi-tieu-ca-nhan.xlsx",
        _table(
            SheetKind.PERSON_TARGETS,
            _targets(data, "individual", people),
            year,
            titles=people,
        ),
    )
    topics: list[Row] = [
        TopicsRow(row=s["position"] + 4, school_name=s["name"], works=tuple(s["works"]), topics=tuple(s["topics"]))
        for s in data["schools"]
    ]
    yield "cong-trinh-chuyen-de.xlsx", _table(SheetKind.TOPICS, topics, year)
    for school in data["schools"]:
        rows = _registrations(school)
        yield school["file"], _table(SheetKind.REGISTRATIONS, rows, year, school["name"], people)
    yield "thanh-tich-cac-nam.xlsx", _table(SheetKind.HISTORY, _history(data), year)
