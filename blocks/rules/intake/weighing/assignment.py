"""The best consistent reading of all columns together: each column × each meaning is weighed, meanings that stand but
once (a name, a birth date, a school) go where the whole sum is highest.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from blocks.rules.intake.weighing.columns import LEARNED, SINGLE, Column, Field, Said, said
from blocks.rules.intake.weighing.profiles import Profile

# What cells of a kind say about a meaning: a column full of them adds the number.
CELLS: dict[Field, dict[str, float]] = {
    Field.POSITION: {
        "serial": 3,
        "number": 0.5,
        "name": -6,
        "text": -4,
        "date": -5,
        "title": -5,
        "school": -5,
        "surname": -4,
        "given": -4,
        "words": -2,
    },
    Field.NAME: {
        "name": 5,
        "name_day": 5,
        "name_like": 2.5,
        "given": -2,
        "school": -6,
        "job": -5,
        "date": -7,
        "number": -6,
        "mark": -6,
        "text": -3,
        "title": -5,
        "organ": -4,
        "group": -3,
        "words": -1,
    },
    Field.SURNAME: {
        "surname": 3.5,
        "name": -0.5,
        "name_like": 1,
        "date": -7,
        "number": -6,
        "mark": -6,
        "text": -4,
        "job": -5,
        "title": -5,
        "school": -6,
    },
    Field.GIVEN: {
        "given": 4,
        "name": -4,
        "name_like": -2,
        "date": -7,
        "number": -6,
        "mark": -6,
        "text": -4,
        "job": -5,
        "title": -5,
        "school": -6,
        "gender": -3,
    },
    Field.BIRTH: {
        "date": 4,
        "year": 2.5,
        "serial_day": 3,
        "mark": -6,
        "name": -7,
        "text": -3,
        "job": -6,
        "title": -6,
        "school": -6,
        "serial": -4,
    },
    Field.BIRTH_MALE: {"date": 3, "year": 2, "mark": -4, "name": -6, "title": -6},
    Field.BIRTH_FEMALE: {"date": 3, "year": 2, "mark": -4, "name": -6, "title": -6},
    Field.BIRTH_DAY: {"number": 2, "date": -4, "name": -6},
    Field.BIRTH_MONTH: {"number": 2, "date": -4, "name": -6},
    Field.BIRTH_YEAR: {"year": 3, "number": 1, "date": -3, "name": -6},
    Field.GENDER: {"gender": 5, "mark": -1, "name": -6, "date": -6, "number": -5, "text": -4, "title": -6},
    Field.MALE: {"mark": 2, "gender": 1, "date": -6, "name": -6, "text": -4},
    Field.FEMALE: {"mark": 2, "gender": 1, "date": -6, "name": -6, "text": -4},
    Field.JOB: {"job": 5, "name": -4, "date": -6, "mark": -5, "number": -5, "title": -4, "school": -5, "decision": -5},
    Field.SCHOOL: {
        "school": 6,
        "name": -5,
        "date": -7,
        "mark": -6,
        "number": -6,
        "title": -5,
        "text": -4,
        "job": -6,
        "organ": -3,
        "group": 0.5,
        "name_like": 0.5,
        "decision": -6,
    },
    Field.INITIATIVE: {"text": 2, "mark": -4, "date": -6, "name": -5, "number": -3, "title": -3, "school": -5},
    Field.NOTE: {"date": -1, "mark": -2},
    Field.TITLE: {
        "mark": 3,
        "number": 2,
        "title": 2,
        "text": -5,
        "date": -7,
        "name": -7,
        "school": -7,
        "job": -7,
        "serial": -1,
        "decision": -4,
        "year": -2,
    },
    Field.TITLES_TEXT: {
        "title": 5,
        "title_like": 2.5,
        "award": 3,
        "mark": -4,
        "name": -6,
        "date": -6,
        "number": -4,
        "school": -6,
        "job": -6,
        "text": -0.5,
        "decision": -2,
        "work_kind": -4,
    },
    Field.KIND: {
        "work_kind": 4,
        "subject": 5,
        "title_like": 0.5,
        "name": -6,
        "date": -6,
        "number": -5,
        "mark": -5,
        "text": -3,
        "title": -4,
        "school": -6,
    },
    Field.CONTENT: {
        "text": 3,
        "name": -5,
        "date": -6,
        "number": -5,
        "mark": -6,
        "title": -4,
        "school": -6,
        "job": -5,
        "work_kind": 1,
    },
    Field.YEAR: {"school_year": 5, "year": 2, "name": -6, "mark": -5, "date": -3, "text": -4, "title": -6, "job": -6},
    Field.DECISION: {"decision": 4, "number": 0.5, "mark": -5, "name": -6, "title": -5, "date": -2, "text": -2},
    Field.DECIDED_ON: {"date": 3, "serial_day": 2, "mark": -5, "name": -6, "title": -6, "text": -4, "decision": -2},
    Field.ISSUER: {"organ": 4, "mark": -5, "name": -4, "date": -6, "number": -5, "title": -5},
    Field.WORKS: {"text": 2, "mark": -3, "date": -6, "number": -2, "name": -5, "title": -5, "school": -5},
    Field.TOPICS: {"text": 2, "mark": -3, "date": -6, "number": -2, "name": -5, "title": -5, "school": -5},
    Field.EARLIER: {"title": 3, "award": 3, "mark": 0.5, "number": -1, "name": -5, "date": -3},
    Field.TOTAL: {"number": 2.5, "mark": -0.5, "name": -6, "date": -6, "text": -5, "title": -6, "serial": -1},
    Field.IGNORED: {},
    Field.STRANGE: {"mark": 1.0, "number": 0.5, "text": -2, "job": -3, "name": -3, "date": -3},
}
UNSAID = (Field.POSITION, Field.NAME, Field.SCHOOL, Field.BIRTH, Field.JOB, Field.GENDER, Field.YEAR, Field.KIND)  # cells alone tell
IGNORED = 1.0  # what a column must be worth to be read at all
PART = 3.0
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
    columns, worth = [], 0.0
    for at, stack in enumerate(stacks):
        best = free[at]
        if chosen[at] is not None:
            best = next(each for each in options[at] if each.told.field == SINGLE[chosen[at] or 0])
        label = " ".join(stack)
        told = best.told
        columns.append(Column(at, label, told.field, told.title, told.subject, told.year, best.score))
        worth += max(best.score - IGNORED, 0.0) if told.field != Field.IGNORED else 0.0
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
