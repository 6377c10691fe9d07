"""Titles and awards of earlier years: which of them count, in which cycle, for which period of achievement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from awards.rules.eligibility.dates import Cycle, read_cycle
from awards.rules.eligibility.facts.facts import Facts
from awards.rules.eligibility.logic import MET, NOT_MET, UNKNOWN, all_of, any_of
from awards.rules.eligibility.people.discipline import countable

REVOKED = ("revoked", "cancelled", "huy_bo", "thu_hoi")
_NOT_GIVEN = frozenset({*REVOKED, "proposed", "submitted", "registered", "pending", "refused", "rejected"})


def standing_of(facts: Facts, record: dict[str, Any]) -> str:
    """Whether a listed title or award was given and still stands on the day the facts are seen.

    Revoked ones never count (Luật 2022 Đ.93); a decision dated later does not count yet; without that date it
    is unknown whether it was given in time.
    """
    decided = facts.on(record, "decided_on")
    if record.get("status") in _NOT_GIVEN or facts.on(record, "revoked_on"):
        return NOT_MET
    if decided and decided > facts.seen_on:
        return NOT_MET
    return MET if decided else UNKNOWN


def records(facts: Facts, codes: Collection[str]) -> list[dict[str, Any]]:
    """All listed titles and awards with one of these codes."""
    listed = [*(facts.items("titles") or []), *(facts.items("awards") or [])]
    suffix = "_CN" if facts.kind == "person" else "_TT"
    return [one for one in listed if one.get("title") in codes or f"{one.get('title')}{suffix}" in codes]


def unlisted(facts: Facts, *keys: str) -> str:
    """What to say of a title that is not listed: NOT_MET when the history is complete or known to be empty."""
    if facts.get("history_complete") is True:
        return NOT_MET
    return NOT_MET if all(facts.items(key) == [] for key in keys) else UNKNOWN


def had_title(facts: Facts, codes: Collection[str], cycle: Cycle) -> str:
    """Whether one of the titles was given for the cycle."""
    found = []
    for one in records(facts, codes):
        given = facts.read_cycle(one.get("cycle")) or _last_cycle(facts, one)
        if given is None or _half_overlaps(given, cycle):
            found.append(all_of([UNKNOWN, standing_of(facts, one)]))
        elif given == cycle:
            found.append(all_of([standing_of(facts, one), countable(facts, cycle)]))
    return any_of(found) if found else unlisted(facts, "titles")


def _half_overlaps(one: Cycle, other: Cycle) -> bool:
    """A school year beside a calendar year: whether they are the same year of achievement is not for us to say."""
    return one.school != other.school and one.first <= other.last and other.first <= one.last


def period_cycle(facts: Facts, value: Any) -> Cycle | None:
    """The cycle a period begins or ends with, written as a cycle or as a day; None when unknown."""
    if value is None or read_cycle(str(value), facts.year.windows):
        return facts.read_cycle(value)
    day = facts.on({"period": value}, "period")
    cycle = Cycle(day.year, facts.year.school, facts.year.windows) if day else None
    return cycle.back() if cycle and day and cycle.first > day else cycle


def _last_cycle(facts: Facts, record: dict[str, Any]) -> Cycle | None:
    period = record.get("period")
    return period_cycle(facts, period.get("to")) if isinstance(period, dict) else None


def merit_counts(facts: Facts, record: dict[str, Any]) -> str:
    """Whether an award may be a base: thematic ones are barred by the seeds' guidance, sudden ones too since NĐ 152."""
    merit = record.get("merit")
    if merit is None:
        return MET if record in (facts.items("titles") or []) else UNKNOWN
    return NOT_MET if merit in no_base(facts) else MET


def no_base(facts: Facts) -> set[str]:
    """The kinds of merit that are no base of a higher award on the day of the law (R-THEME)."""
    rows = facts.law.rules_called("R-THEME", facts.day)
    return {merit for row in rows for merit in row.applies["no_base"]}


@dataclass(frozen=True)
class Prior:
    """An earlier award a later one builds on, with the end of its achievement period where the decision writes one."""

    record: dict[str, Any]
    verdict: str
    decided_on: date | None
    period_end: date | None

    def starts_after(self) -> date | None:
        """The day after which achievements count: end of the written period, else the decision (NĐ 98 Đ.30.9)."""
        return self.period_end or self.decided_on


def period_end(facts: Facts, record: dict[str, Any]) -> date | None:
    """Last day of the achievement period written in a decision; None when none is written."""
    period = record.get("period")
    if not isinstance(period, dict) or period.get("to") is None:
        return None
    cycle = read_cycle(str(period["to"]), facts.year.windows)
    return cycle.last if cycle else facts.on(period, "to")


def priors(facts: Facts, codes: Collection[str]) -> list[Prior]:
    """Earlier awards with one of the codes, latest first."""
    found = [
        Prior(
            one,
            all_of([standing_of(facts, one), merit_counts(facts, one)]),
            facts.on(one, "decided_on"),
            period_end(facts, one),
        )
        for one in records(facts, codes)
    ]
    return sorted(found, key=lambda one: one.starts_after() or date.min, reverse=True)


def count_in(facts: Facts, codes: Collection[str], cycles: Collection[Cycle], *, merit_only: bool) -> tuple[int, int]:
    """(known, possible) number of titles or awards whose achievement falls in `cycles`."""
    known = maybe = 0
    for one in records(facts, codes):
        cycle = facts.read_cycle(one.get("cycle")) or _last_cycle(facts, one) or _cycle_of_decision(facts, one)
        verdict = all_of(
            [
                UNKNOWN if cycle is None else (MET if cycle in cycles else NOT_MET),
                standing_of(facts, one),
                merit_counts(facts, one) if merit_only else MET,
            ]
        )
        known += verdict == MET
        maybe += verdict == UNKNOWN
    open_ended = 99 if unlisted(facts, "titles", "awards") == UNKNOWN else 0
    return known, known + maybe + open_ended


def _cycle_of_decision(facts: Facts, record: dict[str, Any]) -> Cycle | None:
    """The cycle that last closed before a decision without cycle or period: decisions follow the closing."""
    decided = facts.on(record, "decided_on")
    if decided is None:
        return None
    cycle = Cycle(decided.year, facts.year.school, facts.year.windows)
    while cycle.last > decided:
        cycle = cycle.back()
    return cycle


def thematic(facts: Facts, codes: Collection[str]) -> list[dict[str, Any]]:
    """Awards with one of the codes that are no base because of their kind of merit."""
    return [one for one in records(facts, codes) if one.get("merit") in no_base(facts)]
