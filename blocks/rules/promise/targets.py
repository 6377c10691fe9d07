"""The two target tables of a block: which columns, in which order, under which heads.

Columns, their order and heads are rows of the authority (`queries/promise/adoptions.tables_of`), else those of the
catalogue of titles. The screens, the papers and the workbooks all read the tables of a year from there.
"""

from dataclasses import dataclass

from blocks.rules.law import Law
from blocks.rules.promise.titles import Subject
from thidua.grid.columns import Column as GridColumn
from thidua.grid.columns import Kind

TOTAL = "total"  # the first number column: units of the block, or staff of the school


@dataclass(frozen=True)
class Column:
    """One number column: `code` of the title (or TOTAL), `lines` of the printed head, `label` read aloud in full."""

    code: str
    lines: tuple[str, ...]
    label: str

    @property
    def head(self) -> str:
        """The head on one line: `TT LĐ TT`."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class TargetTable:
    """One of the two tables: `subject` is COLLECTIVE or INDIVIDUAL, `group` stands over all number columns."""

    subject: str
    group: str
    caption: str
    columns: tuple[Column, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The titles of its columns, without the number column."""
        return tuple(column.code for column in self.columns if column.code != TOTAL)

    def column(self, code: str) -> Column | None:
        """The column of a code; None where the table has none."""
        return next((column for column in self.columns if column.code == code), None)


COLLECTIVE, INDIVIDUAL = "collective", "individual"  # names of the two tables in addresses and in facts of papers
SUBJECT_OF = {COLLECTIVE: Subject.COLLECTIVE, INDIVIDUAL: Subject.PERSON}
_HEADS = {
    Subject.COLLECTIVE: (COLLECTIVE, "TẬP THỂ", "Chỉ tiêu tập thể"),
    Subject.PERSON: (INDIVIDUAL, "CÁ NHÂN", "Chỉ tiêu cá nhân"),
}
CAPTIONS = {subject: caption for subject, _, caption in _HEADS.values()}
_TOTALS = {
    Subject.COLLECTIVE: Column(TOTAL, ("TS", "đơn vị"), "Tổng số đơn vị"),
    Subject.PERSON: Column(TOTAL, ("TS", "CB,", "GV"), "Tổng số cán bộ, giáo viên, nhân viên"),
}


def table_of(subject: Subject, columns: tuple[Column, ...]) -> TargetTable:
    """The table of a subject with these columns."""
    return TargetTable(*_HEADS[subject], columns)


def default_columns(law: Law, subject: Subject) -> tuple[Column, ...]:
    """The columns of an authority that has set none: the number, then every title of the catalogue that has a head."""
    titles = [title for title in law.titles.values() if title.subject == subject and title.heading]
    return (_TOTALS[subject], *(Column(title.code, tuple(title.heading.split()), title.name) for title in titles))


MOST = 9999  # no school counts more; a larger number is a slip of the finger


def number_columns(table: TargetTable) -> dict[str, GridColumn]:
    """The table's columns as its grid types them, by code: whole numbers, and nothing typed is none."""
    return {
        column.code: GridColumn(column.code, column.label, Kind.NUMBER, most=MOST, blank="0")
        for column in table.columns
    }
