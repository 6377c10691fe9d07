"""Parts of the intake that stand in later wings: each compares its rows of a batch and writes them with the rest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from blocks.models import School
from blocks.rules.intake.placing.planned import Changes
from blocks.rules.intake.placing.standing import Standing
from blocks.rules.intake.reading.facts import Problem
from blocks.services.intake.writing import PersonKey
from thidua.registries.wings import gathered


class Comparison(Protocol):
    """What a part would change."""

    @property
    def problems(self) -> Mapping[int, list[Problem]]:
        """Rows that cannot be taken, by the number of the file."""

    def counts(self, file: int | None = None) -> dict[str, int]:
        """new, changed, same; of one file or of all."""

    def lines(self, file: int) -> list[str]:
        """What changes in rows that stand already, one line a row."""

    def school_keys(self) -> Iterable[str]:
        """Keys of the schools that the part needs when it writes."""


@dataclass(frozen=True)
class IntakePart:
    """One part: `code` is its name in the trail, told by the manifest.

    `compare` takes the changes of this wing, what stands, and ids of schools by key; `write` what it answered, ids of
    the people of the batch and the schools by key, and returns how many rows it wrote.
    """

    code: str
    compare: Callable[[Changes, Standing, Mapping[str, int]], Comparison]
    write: Callable[[Any, Mapping[PersonKey, int], Mapping[str, School]], int]


def parts() -> list[IntakePart]:
    """The parts of the later wings, as their manifests name them."""
    return gathered(lambda wing: wing.intake_parts)
