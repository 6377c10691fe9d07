"""Total rows of a table of numbers: compared with what stands above them, or since the total before, and left out."""

from collections.abc import Callable, Sequence

from blocks.rules.intake.reading.cells import read_count, show
from blocks.rules.intake.reading.facts import Severity
from blocks.rules.intake.reading.rows import Notebook
from blocks.rules.intake.weighing.columns import Column


def check_totals(
    book: Notebook, columns: Sequence[Column], rows: Sequence[int], figure: Callable[[int, Column], int]
) -> None:
    """`figure` tells what was taken from a row (from 0) in a column; a total that fits no sum is named at its cell."""
    before = -1
    for total in book.totals:
        for column in columns:
            value = book.value(total, column)
            typed = read_count(value).value if show(value) else None
            if typed is None:
                continue
            above = sum(figure(row, column) for row in rows if row < total)
            since = sum(figure(row, column) for row in rows if before < row < total)
            if typed not in (above, since):
                told = f"Dòng tổng cộng ghi {typed} nhưng cộng các dòng trên được {above} ở cột “{column.label}”."
                book.say(total, column, "total", told, Severity.WARNING)
        before = total
