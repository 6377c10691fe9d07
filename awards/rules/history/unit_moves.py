"""Moves between units inside a year, told from where a person stayed and since when; what is not known is left out.

The postings (quá trình công tác) do not always say since when: a person first met in a list has an unknown beginning.
Who was known at the unit in the year before has not moved there this year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from awards.rules.verdicts.cases.records import Move
from awards.rules.verdicts.dates import full_months


@dataclass(frozen=True)
class Stay:
    """One posting: `unit` is the same for the same school under every authority."""

    unit: Any
    name: str
    since: date | None
    until: date | None


def _joined(stays: Sequence[Stay]) -> list[Stay]:
    """In the order of time; a stay that goes on in the same unit, under whatever authority, is one."""
    found: list[Stay] = []
    for one in sorted(stays, key=lambda stay: (stay.since or date.min, stay.until or date.max)):
        if found and found[-1].unit == one.unit:
            found[-1] = Stay(one.unit, one.name, found[-1].since, one.until)
        else:
            found.append(one)
    return found


def moves_of(
    stays: Sequence[Stay], *, first: date, last: date, recruited_on: date | None, known_before: bool
) -> tuple[Move, ...] | None:
    """Moves between `first` and `last`; () where there surely was none, None where nobody can say.

    `known_before`: the person was met in the last unit already in the year before.
    """
    joined = _joined(stays)
    found = tuple(
        _move(before, after, after.since, first)
        for before, after in pairwise(joined)
        if after.since is not None and first <= after.since <= last
    )
    if found:
        return found
    if not joined:
        return None
    now = joined[-1].since
    settled = now is not None and (now < first or now == recruited_on)
    return () if settled or known_before else None


def _move(before: Stay, after: Stay, on: date, first: date) -> Move:
    if before.since is None:
        return Move(on=on, from_unit=before.name, to_unit=after.name)
    last = min(before.until or on, on - timedelta(days=1))
    stayed = Fraction(full_months(max(before.since, first), last, first_day_counts=True))
    return Move(on=on, from_unit=before.name, to_unit=after.name, months_at_old=stayed)
