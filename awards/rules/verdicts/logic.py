"""Three-valued answers: what is known, what is known not to be, what nobody has said yet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

MET, NOT_MET, UNKNOWN, FLAG, HOLD = "met", "not_met", "unknown", "flag", "hold"
BLOCK, WARN, INFO, NONE = "block", "warn", "info", "none"
SEVERITIES = (NONE, INFO, WARN, BLOCK)


@dataclass(frozen=True)
class Outcome:
    """What one check answers: a verdict, a Vietnamese sentence, and the facts it saw.

    `option` is the letter of an any-of provision, `figures` a ratio as read aloud ("9/13 = 69.23 %"), `open_points` the
    settings the answer leans on where the law is silent, `standing` and `article` replace the row's when another
    source decided. A `quiet` one is told only where its row blocks.
    """

    verdict: str
    reason: str
    facts: dict[str, Any] = field(default_factory=dict)
    option: str = ""
    figures: str = ""
    open_points: tuple[str, ...] = ()
    standing: str = ""
    article: str = ""
    quiet: bool = False


def of(truth: bool | None) -> str:
    """MET for True, NOT_MET for False, UNKNOWN for None."""
    if truth is None:
        return UNKNOWN
    return MET if truth else NOT_MET


def all_of(verdicts: Iterable[str]) -> str:
    """NOT_MET if any is, else UNKNOWN if any is, else MET (an empty list is met)."""
    seen = set(verdicts)
    if NOT_MET in seen:
        return NOT_MET
    return UNKNOWN if UNKNOWN in seen else MET


def any_of(verdicts: Iterable[str]) -> str:
    """MET if any is, else UNKNOWN if any is, else NOT_MET (an empty list is not met)."""
    seen = set(verdicts)
    if MET in seen:
        return MET
    return UNKNOWN if UNKNOWN in seen else NOT_MET


def at_least(known: int, possible: int, needed: int) -> str:
    """MET if what is known suffices, UNKNOWN if only what is possible does, else NOT_MET."""
    if known >= needed:
        return MET
    return UNKNOWN if possible >= needed else NOT_MET


def say(verdict: str, *, met: str, not_met: str, unknown: str) -> str:
    """The sentence that belongs to a verdict."""
    return {MET: met, NOT_MET: not_met, UNKNOWN: unknown}[verdict]


Check = Callable[..., Outcome | None]
