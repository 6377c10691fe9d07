"""Verdicts of a year's registrations, judged afresh from rows each time they are looked at; nothing is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from awards.queries.verdicts.judge_cases import Asked, questions
from awards.queries.verdicts.judge_tables import table_questions
from awards.rules.verdicts import answer
from awards.rules.verdicts.discretion import judge_discreetly
from blocks.models import EmulationYear

# The order in which several verdicts of one person are summed up: what stands against comes first.
_GRAVITY = ("not_met", "hold", "unknown", "met")


@dataclass(frozen=True)
class Judged:
    """One verdict with where it belongs; `answer` is the judge's whole answer."""

    school_id: int
    row_id: int | None
    title: str
    answer: dict[str, Any]

    @property
    def verdict(self) -> str:
        """met, not_met, unknown or hold."""
        return str(self.answer["verdict"])

    @property
    def against(self) -> list[dict[str, Any]]:
        """Conditions that are not met or give a warning, the blocking ones first."""
        return sorted(_against(self.answer), key=lambda one: one["severity"] != "block")

    @property
    def reserved(self) -> bool:
        """Whether all is met but for what those who decide have to say."""
        return bool(self.answer.get("reserved"))

    @property
    def open(self) -> list[dict[str, Any]]:
        """Conditions that nobody can answer yet."""
        return [one for one in self.answer["conditions"] if one["verdict"] == "unknown"]


@dataclass
class Summary:
    """All verdicts of some schools."""

    judged: list[Judged] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many verdicts of each kind."""
        return Counter(one.verdict for one in self.judged)

    @property
    def warnings(self) -> int:
        """How many registrations have a warning without being refused."""
        return sum(bool(one.against) and one.verdict not in ("not_met", "hold") for one in self.judged)

    def of_rows(self) -> dict[int, list[Judged]]:
        """Verdicts by person's row."""
        found: dict[int, list[Judged]] = defaultdict(list)
        for one in self.judged:
            if one.row_id is not None:
                found[one.row_id].append(one)
        return found

    def of_school(self) -> list[Judged]:
        """Verdicts on the collective titles."""
        return [one for one in self.judged if one.row_id is None]


def gravest(judged: Iterable[Judged]) -> str:
    """The verdict that sums up several: anything refused, else held, else unknown, else met; "" for none."""
    return min((one.verdict for one in judged), key=_GRAVITY.index, default="")


def _answer(asked: Asked, *, decides: bool = True) -> Judged:
    told = answer(asked.question, same_law_too=False) if decides else judge_discreetly(asked.question)
    return Judged(asked.school_id, asked.row_id, asked.title, told)


def verdicts(
    year: EmulationYear, school_ids: Iterable[int], *, rows: Iterable[int] | None = None, decides: bool = False
) -> Summary:
    """Judge every registered title of the schools (or only of the people in `rows`): a fixed number of queries.

    Discipline and pending matters count only for who `decides` (SEE_DISCIPLINE on all of these schools); for anybody
    else they are neither read nor hinted at.
    """
    asked = questions(year, school_ids, rows=rows, decides=decides)
    return Summary([_answer(one, decides=decides) for one in asked])


@dataclass(frozen=True)
class Found:
    """One thing that a block's figures show: whose, which condition, and under the laws of which days.

    `school_id` is 0 for the block itself; `moments` are "received" and "registered", each with its regime.
    """

    school_id: int
    condition: dict[str, Any]
    moments: tuple[tuple[str, str], ...]


def findings(year: EmulationYear, block: str, school_ids: Iterable[int]) -> list[Found]:
    """What the block's figures alone show: caps, shares, ladders and flags that stand against, each once.

    What concerns the block itself comes first, then the schools in the order of their names.
    """
    found: dict[tuple[int, str, str], Found] = {}
    for one in table_questions(year, block, school_ids):
        told = _answer(one).answer
        for at, other in (("received", told), *((also["at"], also) for also in told["also"])):
            for each in _against(other):
                key = (one.school_id, each["condition"], each["article"])
                moments = found[key].moments if key in found else ()
                found[key] = Found(one.school_id, each, (*moments, (at, str(other["regime"]))))
    return sorted(found.values(), key=lambda one: one.school_id != 0)


def _against(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in answer["conditions"] if one["verdict"] in ("not_met", "flag") and one["severity"] != "info"]
