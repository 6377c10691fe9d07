"""The file of a block in a year: what it owes, line by line, each line from the noun it belongs to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.registries.links import Link


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One line, in the order of `place`. `state` is a code of the screens' states, `word` what its badge says instead.

    `short` heads its column on the board of all blocks. `done`: nothing is owed any more; `due` its last day, and
    `late` whether that is over; `whose` who has to act now ("" for nobody).
    """

    code: str
    title: str
    short: str
    place: int
    state: str
    word: str = ""
    detail: str = ""
    due: date | None = None
    late: bool = False
    done: bool = False
    whose: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class FileSource:
    """Lines of one noun: of several blocks at once, by block's id; a number of questions that no block adds to."""

    noun: str
    lines: Callable[[Sequence[Any], Any], Mapping[int, Iterable[FileLine]]]
