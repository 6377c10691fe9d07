"""Where the faults of a workbook lie in the lists that were written from it: which person, which cell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blocks.rules.intake.placing.planned import PlannedPerson
from blocks.rules.intake.reading.facts import Parsed, Problem, RegistrationRow, Severity, SheetKind
from blocks.rules.intake.weighing.columns import Field
from blocks.rules.registration.registrations import BIRTH_DATE, FULL_NAME, INITIATIVE, JOB_TITLE, NOTE, ROW

_CELLS = {
    Field.NAME: FULL_NAME,
    Field.SURNAME: FULL_NAME,
    Field.GIVEN: FULL_NAME,
    Field.BIRTH: BIRTH_DATE,
    Field.BIRTH_MALE: BIRTH_DATE,
    Field.BIRTH_FEMALE: BIRTH_DATE,
    Field.BIRTH_DAY: BIRTH_DATE,
    Field.BIRTH_MONTH: BIRTH_DATE,
    Field.BIRTH_YEAR: BIRTH_DATE,
    Field.JOB: JOB_TITLE,
    Field.INITIATIVE: INITIATIVE,
    Field.NOTE: NOTE,
}
MOST = 200  # places of one school's list; a file with more is mended and sent again


class Placed(NamedTuple):
    """A fault at its cell: `person` is None for a line that became nobody's row; `source` is the place in the file."""

    school: str
    person: PlannedPerson | None
    cell: str
    source: str
    message: str


def placed_faults(
    tables: Sequence[Parsed], problems: Iterable[Problem], people: Sequence[PlannedPerson]
) -> list[Placed]:
    """Errors and doubts of the registration lists of one file, at the cells they are about.

    `problems` are what reading and comparing found. A fault of a table whose rows went to no school is left out: there
    is no list to mend.
    """
    lists = [table for table in tables if table.kind == SheetKind.REGISTRATIONS]
    told = [(table, problem) for problem in problems for table in lists if problem.sheet == table.sheet]
    by_row = {(person.row.row, person.row.full_name): person for person in people}
    found: dict[Placed, None] = {}
    for table, problem in told:
        keys = [(row.row, row.full_name) for row in table.rows if isinstance(row, RegistrationRow)]
        rows = [by_row[key] for key in keys if key in by_row]
        if rows and problem.severity != Severity.NOTE:
            found[_placed(table, problem, rows)] = None
    return list(found)


def _placed(table: Parsed, problem: Problem, rows: Sequence[PlannedPerson]) -> Placed:
    person = next((person for person in rows if problem.row and person.row.row == problem.row), None)
    cell = _cell(table, problem.column) if person else ROW
    school = person.school if person else rows[0].school
    return Placed(school, person, cell, _source(problem), problem.message)


def _cell(table: Parsed, place: str) -> str:
    """The list's cell that a column of the file stands for; the whole row where it stands for none."""
    column = next((column for column in table.columns if place and column.place == place), None)
    if column is None:
        return ROW
    return column.title or _CELLS.get(Field(column.field), ROW)


def _source(problem: Problem) -> str:
    """`ô F12, trang “Đăng ký”`."""
    if not problem.row:
        return f"trang “{problem.sheet}”"
    place = f"ô {problem.column}{problem.row}" if problem.column else f"dòng {problem.row}"
    return f"{place}, trang “{problem.sheet}”"
