"""Figures of a question: counts under the many names people give them, sums over schools, flags a block proposes."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.reader import Reader, as_number
from awards.rules.verdicts.cases.values import words
from blocks.rules.law import Law

_HOLDERS = ("targets", "individual", "collective", "counts", "values", "row", "rank_counts")
_LISTS = ("proposals", "proposed", "titles", "registrations")
FLAG = "COTP"
_OF_PERSONS = ("ldtt", "headcount_closing")


def read_counts(reader: Reader) -> dict[str, Fraction]:
    """Every figure the subject tells, also inside its inner tables; of a block or an authority that gives only its
    schools, their sums."""
    kind = reader.record.get("kind")
    holders = [reader.record]
    for name in _HOLDERS:
        inner = reader.raw(name)
        if isinstance(inner, dict):
            holders.append(inner)
    counts, rows = {}, reader.raw("schools", "rows")
    for name, names in words()["counts"].items():
        reader.skip(*names)
        told = next((value for holder in holders if (value := _told(holder, names)) is not None), None)
        if told is None and kind in ("authority_total", "block"):
            told = _summed(rows, names)
            if told is not None and name in _OF_PERSONS:
                told = max(told - _counted_twice(rows), Fraction(0))
        if told is not None:
            counts[name] = told
    return counts


def _told(holder: dict[str, Any], names: Iterable[str]) -> Fraction | None:
    for name in names:
        value = holder.get(name)
        if value is not None and not isinstance(value, dict):
            return Fraction(len(value)) if isinstance(value, list) else as_number(value, f"subject.{name}")
    return None


def _summed(rows: Any, names: list[str]) -> Fraction | None:
    """The sum over the schools; None when one of them does not tell the figure."""
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return None
    told = []
    for row in rows:
        inner = row.get("targets")
        told.append(_told({**row, **(inner if isinstance(inner, dict) else {})}, names))
    return None if None in told else sum((value for value in told if value is not None), Fraction(0))


def _counted_twice(rows: list[dict[str, Any]]) -> int:
    """Persons who left one school and came to another of the list: both count them, the new unit considers them
    (S-MOVE)."""
    left, came = ({one for row in rows for one in row.get(name) or ()} for name in ("moved_out", "moved_in"))
    return len(left & came)


def read_rank_counts(reader: Reader, law: Law) -> dict[str, Fraction] | None:
    """How many persons have each ranking; None when not told."""
    told = reader.raw("rank_counts")
    if not isinstance(told, dict):
        return None
    levels = law.scales["ranks"]
    for name in told:
        if name not in levels:
            reader.note("rank_counts", str(name))
    numbers = {level: as_number(told.get(level), f"rank_counts.{level}") for level in levels}
    return {level: number for level, number in numbers.items() if number is not None}


def read_flags(reader: Reader) -> int | None:
    """How many units of the block are proposed for the city's flag; None when the question does not say."""
    record = reader.record
    reader.skip("schools", "proposals", "proposed", "targets")
    schools = record.get("schools")
    if isinstance(schools, list) and schools and all(isinstance(row, dict) for row in schools):
        wants = [_wants_flag(row) for row in schools]
        if any(answer is not None for answer in wants):
            return sum(bool(answer) for answer in wants)
    for name in ("proposals", "proposed"):
        if isinstance(listed := record.get(name), list):
            return sum(row.get("title", FLAG) == FLAG if isinstance(row, dict) else bool(row) for row in listed)
    holders = (record, *(record.get(name) for name in ("block", "proposals", "proposed", "targets")))
    counts = [_flag_count(holder) for holder in holders if isinstance(holder, dict)]
    return next((count for count in counts if count is not None), None)


def _flag_count(holder: dict[str, Any]) -> int | None:
    for name in words()["counts"]["cotp"]:
        value = holder.get(name)
        if isinstance(value, list):
            return len(value)
        if value is not None and not isinstance(value, bool | dict):
            return int(as_number(value, f"subject.{name}") or 0)
    return None


def _wants_flag(school: dict[str, Any]) -> bool | None:
    """Whether one school of a block is proposed for the flag; None when it says nothing of proposals."""
    for holder in (school, school.get("targets"), school.get("collective")):
        for name in words()["counts"]["cotp"] if isinstance(holder, dict) else ():
            if holder is not None and holder.get(name) is not None:
                return bool(holder[name])
    lists = [school[name] for name in _LISTS if isinstance(school.get(name), list)]
    if not lists:
        return None
    return any((row.get("title") if isinstance(row, dict) else row) == FLAG for rows in lists for row in rows)
