"""The best consistent reading of all columns together: each column × each meaning is weighed, meanings that stand but
once (a name, a birth date, a school) go where the whole sum is highest.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from blocks.rules.intake.weighing.columns import LEARNED, SINGLE, Column, Field, Said, said
from blocks.rules.intake.weighing.evidence import CELLS
from blocks.rules.intake.weighing.profiles import Profile

UNSAID = (
    Field.POSITION,
    Field.NAME,
    Field.SCHOOL,
    Field.BIRTH,
    Field.JOB,
    Field.GENDER,
    Field.YEAR,
    Field.KIND,
)  # cells alone tell
IGNORED = 1.0  # what a column must be worth to be read at all
PART = 3.0
AGAIN = 0.1  # what the same meaning is worth a second time: a table on its side repeats its cells as headings
MARKED = 2.0  # marks under no heading: somebody meant something by them


@dataclass(frozen=True)
class Weighed:
    """One column under one meaning."""

    score: float
    told: Said


def weigh(stack: Sequence[str], profile: Profile, learned: str = "") -> list[Weighed]:
    """Every meaning the column may have, best first. `learned` is what a person answered for this heading."""
    told = {each.field: each for each in said(stack[-1], tuple(stack[:-1]))} if stack else {}
    if learned:
        code, _, title = learned.partition(":")
        field = next(each for each in Field if each.value == code)
        told = {field: Said(field, LEARNED, title)}
    for field in UNSAID:
        told.setdefault(field, Said(field, 0.0))
    if told[Field.NAME].weight >= PART and not learned:  # one head over two columns: surname, given name
        told.setdefault(Field.SURNAME, Said(Field.SURNAME, PART))
        told.setdefault(Field.GIVEN, Said(Field.GIVEN, PART))
    if not stack and profile["mark"] > 0.6 and profile.filled > 1 and not learned:
        told[Field.STRANGE] = Said(Field.STRANGE, MARKED)
    told.setdefault(Field.IGNORED, Said(Field.IGNORED, IGNORED))
    weighed = [Weighed(each.weight + _cells(each.field, profile), each) for each in told.values()]
    return sorted(weighed, key=lambda each: -each.score)


def _cells(field: Field, profile: Profile) -> float:
    if not profile.filled:
        return 0.0
    sure = min(1.0, 0.4 + profile.filled / 5)  # a few cells say little
    return sure * sum(weight * profile[kind] for kind, weight in CELLS[field].items())


def assign(
    stacks: Sequence[Sequence[str]], found: Sequence[Profile], learned: Mapping[int, str]
) -> tuple[float, list[Column]]:
    """(worth of the whole reading, the columns) for one heading."""
    options = [weigh(stack, found[at], learned.get(at, "")) for at, stack in enumerate(stacks)]
    free = [
        max((each for each in ways if each.told.field not in SINGLE), key=lambda each: each.score) for ways in options
    ]
    gains = [
        [
            max((each.score - free[at].score for each in ways if each.told.field == field), default=0.0)
            for field in SINGLE
        ]
        for at, ways in enumerate(options)
    ]
    chosen = _best(gains)
    columns, worth, seen = [], 0.0, set[tuple[object, ...]]()
    for at, stack in enumerate(stacks):
        best = free[at]
        if chosen[at] is not None:
            best = next(each for each in options[at] if each.told.field == SINGLE[chosen[at] or 0])
        label = " ".join(stack)
        told = best.told
        columns.append(Column(at, label, told.field, told.title, told.subject, told.year, best.score))
        place = (told.field, told.title, told.year, told.subject)
        gain = max(best.score - IGNORED, 0.0) if told.field != Field.IGNORED else 0.0
        worth += gain * (AGAIN if place in seen else 1.0)
        seen.add(place)
    return worth, [each for each in columns if each.label or each.field != Field.IGNORED]


def _best(gains: list[list[float]]) -> list[int | None]:
    """For each row the column that makes the whole sum highest, None for none (Hungarian method, by potentials)."""
    rows, width = len(gains), len(SINGLE) + len(gains)
    cost = [[-max(gain, 0.0) for gain in row] + [0.0] * rows for row in gains]
    left, right, owner = [0.0] * (rows + 1), [0.0] * (width + 1), [0] * (width + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(cost, row, left, right, owner, width)
    chosen: list[int | None] = [None] * rows
    for column in range(1, len(SINGLE) + 1):
        if owner[column] and gains[owner[column] - 1][column - 1] > 0:
            chosen[owner[column] - 1] = column - 1
    return chosen


def _augment(
    cost: list[list[float]], row: int, left: list[float], right: list[float], owner: list[int], width: int
) -> None:
    least, used, way, here = [math.inf] * (width + 1), [False] * (width + 1), [0] * (width + 1), 0
    while owner[here]:
        used[here] = True
        at, delta, following = owner[here], math.inf, 0
        for column in range(1, width + 1):
            if used[column]:
                continue
            slack = cost[at - 1][column - 1] - left[at] - right[column]
            if slack < least[column]:
                least[column], way[column] = slack, here
            if least[column] < delta:
                delta, following = least[column], column
        for column in range(width + 1):
            if used[column]:
                left[owner[column]] += delta
                right[column] -= delta
            else:
                least[column] -= delta
        here = following
    while here:
        owner[here] = owner[way[here]]
        here = way[here]


def as_field(column: Column, field: Field) -> Column:
    """The same column under another meaning."""
    return replace(column, field=field)
