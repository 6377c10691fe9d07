"""What a table is, by the meanings it has; and what the lines over it say."""

import re

from blocks.rules.intake.reading.facts import SheetKind
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.reading.units import find_school
from blocks.rules.intake.weighing.columns import Field
from blocks.rules.intake.weighing.headings import Table
from blocks.rules.promise.titles import Subject
from thidua.gate.tables import Sheet
from thidua.text import nfc, squeeze

_UNIT_LABEL = re.compile(r"^(?:tên\s+)?(?:đơn vị|trường|trường học)\s*:?$", re.IGNORECASE)


def recognise(table: Table) -> SheetKind:
    """What a table is, by the fields it has and not by its name."""
    named = table.first(Field.NAME, Field.SURNAME) is not None
    unit = table.first(Field.SCHOOL)
    titled = bool(table.all(Field.TITLE, Field.TITLES_TEXT))
    if _is_past(table, named=named, titled=titled):
        return SheetKind.HISTORY
    if named and titled:
        return SheetKind.REGISTRATIONS
    kind = table.first(Field.KIND)
    works = table.all(Field.WORKS, Field.TOPICS) or (kind and table.profile(kind)["work_kind"] > 0.5)
    if not table.all(Field.TITLE) and (works or (unit and not named and not titled and table.first(Field.CONTENT))):
        return SheetKind.TOPICS
    long_form = table.first(Field.TITLES_TEXT) and table.first(Field.TOTAL)
    if unit and (table.all(Field.TITLE) or long_form):
        return SheetKind.UNKNOWN if _of_groups(table) else SheetKind.COLLECTIVE_TARGETS  # for whom: by the columns
    if named and table.all(Field.BIRTH, Field.BIRTH_MALE, Field.JOB, Field.INITIATIVE):
        return SheetKind.REGISTRATIONS
    return SheetKind.UNKNOWN


def _is_past(table: Table, *, named: bool, titled: bool) -> bool:
    if not named and not table.first(Field.SCHOOL):
        return False
    decided = bool(table.all(Field.DECISION, Field.DECIDED_ON, Field.ISSUER))
    by_year = any(column.year for column in table.columns) or (bool(table.all(Field.EARLIER)) and not titled)
    return by_year or (titled and (decided or table.first(Field.YEAR) is not None))


def _of_groups(table: Table) -> bool:
    """A school's own table by its groups (Tổ Văn phòng, Khối 4): none of it is a school."""
    column = table.first(Field.SCHOOL)
    found = table.profile(column) if column else None
    return found is not None and found["group"] >= 0.4 and found["school"] < 0.3


def lines_over(sheet: Sheet, start: int, stop: int) -> list[str]:
    """The texts of the rows above a table, cell by cell; "Đơn vị:" in one cell and the name in the next are joined."""
    lines = []
    for row in range(start, stop):
        cells = [nfc(str(cell)) for cell in sheet.rows[row] if isinstance(cell, str) and cell.strip()]
        for index, text in enumerate(cells):
            if _UNIT_LABEL.match(squeeze(text)) and index + 1 < len(cells):
                name = squeeze(cells[index + 1])
                lines.append(name if find_school(name) else f"Trường {name}")
            lines.append(text)
    return lines


def told_subject(lines: list[str]) -> Subject | None:
    """TẬP THỂ or CÁ NHÂN in the lines over the table, the lowest line first; None if neither or both in one line."""
    for line in reversed(lines[:-1]):
        key = words_key(line)
        said = {
            subject for subject, word in ((Subject.COLLECTIVE, "tap the"), (Subject.PERSON, "ca nhan")) if word in key
        }
        if len(said) == 1:
            return said.pop()
    name = words_key(lines[-1])
    return Subject.COLLECTIVE if "tap the" in name else Subject.PERSON if "ca nhan" in name else None
