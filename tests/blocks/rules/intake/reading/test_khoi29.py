"""The sixteen workbooks of Khối 29 give exactly the block's data back."""

import datetime

from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import HistoryRow, RegistrationRow, Severity, SheetKind, TargetRow, TopicsRow
from blocks.rules.intake.reading.units import match_school
from tests.khoi29 import load, workbooks
from thidua.gate.sandbox import WorkbookReader

DATA = load()
NAMES = [school["name"] for school in DATA["schools"]]


def read_all():
    with WorkbookReader() as reader:
        return {
            name: read_book(reader.read("xlsx", content), file_name=name, today=datetime.date(2023, 12, 1))
            for name, content in workbooks().items()
        }


def test_the_sixteen_workbooks_say_what_the_block_is():
    books = read_all()
    assert all(len(tables) == 1 for tables in books.values())
    tables = {name: parsed[0] for name, parsed in books.items()}
    assert not [p for parsed in tables.values() for p in parsed.problems if p.severity != Severity.NOTE]
    for school in DATA["schools"]:
        parsed = tables[school["file"]]
        assert parsed.kind == SheetKind.REGISTRATIONS and parsed.year_code == "2023-2024"
        assert match_school(parsed.school_name, NAMES).name == school["name"]
        assert [_person(row) for row in parsed.rows] == [
            (p["full_name"], p["birth_date"], p["job_title"], tuple(p["titles"]), p["initiative"])
            for p in school["staff"]
        ]
    assert _targets(tables["chi-tieu-tap-the.xlsx"]) == [(s["name"], s["collective"]) for s in DATA["schools"]]
    assert _targets(tables["chi-tieu-ca-nhan.xlsx"]) == [(s["name"], s["individual"]) for s in DATA["schools"]]
    topics = [row for row in tables["cong-trinh-chuyen-de.xlsx"].rows if isinstance(row, TopicsRow)]
    assert [(t.school_name, list(t.works), list(t.topics)) for t in topics] == [
        (s["name"], s["works"], s["topics"]) for s in DATA["schools"]
    ]
    awards = [row for row in tables["thanh-tich-cac-nam.xlsx"].rows if isinstance(row, HistoryRow)]
    assert [(a.full_name, a.title, a.year_code, a.decision_number, str(a.decided_on)) for a in awards] == [
        (p["full_name"], *award) for s in DATA["schools"] for p in s["staff"] for award in p["history"]
    ]


def _person(row):
    assert isinstance(row, RegistrationRow)
    return (row.full_name, str(row.birth_date), row.job_title, row.titles, row.initiative)


def _targets(parsed):
    rows = [row for row in parsed.rows if isinstance(row, TargetRow)]
    return [(row.school_name, {"total": row.total, **row.values}) for row in rows]


def test_school_names_match_in_their_usual_spellings_and_never_by_guess():
    for typed, meant in {
        "TRƯỜNG MẦM NON PHƯỜNG 1": "Trường Mầm non Phường 1",
        "MN Phường 1": "Trường Mầm non Phường 1",
        "MN P1": "Trường Mầm non Phường 1",
        "Mầm non P. 01": "Trường Mầm non Phường 1",
        "MN Q11": "Trường Mầm non Quận 11",
        "Trường Mầm non tư thục Ánh Dương": "Trường Mầm non Ánh Dương",
        "Trường MN Ánh Dương - Quận 11": "Trường Mầm non Ánh Dương",
        "Tuổi Thơ": "Trường Mầm non Tuổi Thơ",
        "MN Phường 12": None,
        "Trường Tiểu học Tuổi Thơ": None,
        "": None,
    }.items():
        assert match_school(typed, NAMES).name == meant, typed
    assert "Trường Mầm non Phường 1" in match_school("MN Phường 12", NAMES).nearest
    assert match_school("Lê Lợi", ["Trường Tiểu học Lê Lợi", "Trường THCS Lê Lợi"]).name is None
