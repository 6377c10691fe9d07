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
from blocks.rules.law import KnownWhen
from thidua import clock

# The order in which several verdicts of one person are summed up: what stands against comes first.
_GRAVITY = ("not_met", "hold", "unknown", "flag", "reserved", "waits", "met")


@dataclass(frozen=True)
class Judged:
    """One verdict with where it belongs; `answer` is the judge's whole answer."""

    school_id: int
    row_id: int | None
    title: str
    answer: dict[str, Any]
    runs: bool = False

    @property
    def verdict(self) -> str:
        """met, not_met, unknown or hold."""
        return str(self.answer["verdict"])

    @property
    def against(self) -> list[dict[str, Any]]:
        """Conditions that are not met or give a warning, the blocking ones first."""
        return sorted(_against(self.answer), key=lambda one: one["severity"] != "block")

    @property
    def missing(self) -> list[dict[str, Any]]:
        """What could be known now and nobody has told, each once."""
        return _once(one for one in self.open if not self.waits_for(one) and not one.get("reserved"))

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """What can only be known once the year is over, or is told to others, each once."""
        return _once(one for one in self.open if self.waits_for(one) or one.get("reserved"))

    def waits_for(self, condition: dict[str, Any]) -> bool:
        """Whether the condition can only be known later: the year still runs."""
        return self.runs and condition.get("when") != KnownWhen.REGISTRATION

    @property
    def stand(self) -> str:
        """How it stands today: against (`not_met`, `hold`, `flag`), `unknown` where something could be told now,
        `waits` for the year's end, else `met`."""
        if self.verdict in ("not_met", "hold"):
            return self.verdict
        if self.verdict == "met":
            return "flag" if self.against else "met"
        blocking = [one for one in self.missing if one["severity"] == "block"]
        if blocking:
            return "unknown"
        return "flag" if self.against else "waits" if self.runs else "reserved" if self.reserved else "unknown"

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
        """How many registrations stand each way today."""
        return Counter(one.stand for one in self.judged)

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
    """How several stand together: anything refused, else held, else something to tell now, else what waits, else met;
    "" for none."""
    return min((one.stand for one in judged), key=_GRAVITY.index, default="")


def _answer(asked: Asked, *, decides: bool = True) -> Judged:
    told = answer(asked.question, same_law_too=False) if decides else judge_discreetly(asked.question)
    received = asked.question.dates.received
    runs = received is not None and clock.today() <= received
    return Judged(asked.school_id, asked.row_id, asked.title, told, runs)


def _once(conditions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Conditions without those that say the same sentence."""
    return list({one["reason"]: one for one in conditions}.values())


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
