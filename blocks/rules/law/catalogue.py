"""The catalogue's lines, made from the law: what each regime asks for each title, from which day to which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from blocks.rules.law.law import Law
from blocks.rules.law.rows import Regime, Row


@dataclass(frozen=True)
class Line:
    """One condition inside one regime, as the catalogue shows it."""

    title: str
    regime: str
    code: str
    wording: str
    article: str
    standing: str
    severity: str
    valid_from: date
    valid_to: date | None
    position: int


def _inside(row: Row, regime: Regime) -> tuple[date, date | None] | None:
    """The days on which the row speaks inside the regime; None where there is none."""
    first = max(row.first, regime.first)
    last = min((day for day in (row.last, regime.last) if day), default=None)
    return None if last and last < first else (first, last)


def lines(law: Law) -> Iterator[Line]:
    """Every condition of every title under every regime, in the order of the files."""
    for position, row in enumerate(law.rows, start=1):
        article = "; ".join(dict.fromkeys((row.article, *row.also_in)))
        for regime in law.regimes:
            if days := _inside(row, regime):
                told = (row.text, article, row.standing, row.severity)
                yield Line(row.title, regime.code, row.code, *told, *days, position)
