"""Titles and awards of earlier years: which of them count, in which cycle, for which period of achievement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.record_words import NOT_GIVEN, REVOKED
from awards.rules.verdicts.cases.records import Edge, Given
from awards.rules.verdicts.dates import Cycle
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, all_of, any_of
from awards.rules.verdicts.people.discipline import countable


def standing_of(facts: Facts, given: Given) -> str:
    """Whether a listed title or award was given and still stands on the day the facts are seen.

    Revoked ones never count (Luật 2022 Đ.93); a decision dated later does not count yet; without that date, or with a
    state nobody knows, it is unknown whether it was given in time.
    """
    if given.status in (*NOT_GIVEN, *REVOKED) or given.revoked_on:
        return NOT_MET
    if given.decided_on and given.decided_on > facts.seen_on:
        return NOT_MET
    return MET if given.decided_on and given.status != "unknown" else UNKNOWN


def listed(facts: Facts) -> tuple[Given, ...]:
    """All listed titles and awards."""
    return (*(facts.subject.titles or ()), *(facts.subject.awards or ()))


def records(facts: Facts, codes: Collection[str]) -> list[Given]:
    """All listed titles and awards with one of these codes."""
    suffix = "_CN" if facts.kind == "person" else "_TT"
    return [given for given in listed(facts) if given.title in codes or f"{given.title}{suffix}" in codes]


def adverse(facts: Facts, codes: Collection[str]) -> list[Given]:
    """Listed titles and awards that stand against a proposal if they have one of these codes: with those whose code
    nobody told, or told in a word that nobody knows."""
    return [*records(facts, codes), *(given for given in listed(facts) if not given.title)]


def none_before(facts: Facts) -> str:
    """Whether no award was given that is not listed: MET when the history is complete or the awards known to be none,
    else UNKNOWN."""
    told = facts.subject.awards
    return MET if told == () or (facts.subject.history_complete and told is not None) else UNKNOWN


def unlisted(facts: Facts, *, awards: bool = True) -> str:
    """What to say of a title that is not listed: NOT_MET when the history is complete or known to be empty.

    Without `awards` an empty list of titles is enough.
    """
    subject = facts.subject
    empty = subject.titles == () and (subject.awards == () or not awards)
    return NOT_MET if subject.history_complete or empty else UNKNOWN


def had_title(facts: Facts, codes: Collection[str], cycle: Cycle) -> str:
    """Whether one of the titles was given for the cycle."""
    found = []
    for one in records(facts, codes):
        given = one.cycle or _last_cycle(facts, one)
        if given is None or _half_overlaps(given, cycle):
            found.append(all_of([UNKNOWN, standing_of(facts, one)]))
        elif given == cycle:
            found.append(all_of([standing_of(facts, one), countable(facts, cycle)]))
    asked = facts.dates.asked
    runs = asked is not None and cycle.last >= asked  # nobody has been given a title of a year that runs
    return any_of(found) if found else UNKNOWN if runs else unlisted(facts, awards=False)


def _half_overlaps(one: Cycle, other: Cycle) -> bool:
    """A school year beside a calendar year: whether they are the same year of achievement is not for us to say."""
    return one.school != other.school and one.first <= other.last and other.first <= one.last


def period_cycle(facts: Facts, edge: Edge) -> Cycle | None:
    """The cycle a period begins or ends with, written as a cycle or as a day; None when unknown."""
    if edge is None or isinstance(edge, Cycle):
        return edge
    cycle = Cycle(edge.year, facts.year.school, facts.year.windows)
    return cycle.back() if cycle.first > edge else cycle


def _last_cycle(facts: Facts, given: Given) -> Cycle | None:
    return period_cycle(facts, given.period.last) if given.period else None


def merit_counts(facts: Facts, given: Given) -> str:
    """Whether an award may be a base: thematic ones are barred by local guidance, sudden ones too since NĐ 152.

    A title is given for its year; of a commendation whose kind of merit nobody told, or told in a word that nobody
    knows, it is unknown.
    """
    if not given.merit:
        return MET if given.is_title and not _commendation(facts, given.title) else UNKNOWN
    if given.merit in no_base(facts):
        return NOT_MET
    return MET if given.merit in facts.law.scales["merits"] else UNKNOWN


def _commendation(facts: Facts, code: str) -> bool:
    titles = facts.law.titles
    spelled = (code, f"{code}_CN", f"{code}_TT")
    return any(titles[one].genus == "KHEN_THUONG" for one in spelled if one in titles)


def no_base(facts: Facts) -> set[str]:
    """The kinds of merit that are no base of a higher award on the day of the law (R-THEME)."""
    rows = facts.law.rules_called("R-THEME", facts.day)
    return {merit for row in rows for merit in row.applies["no_base"]}


@dataclass(frozen=True)
class Prior:
    """An earlier award a later one builds on, with the end of its achievement period where the decision writes one."""

    given: Given
    verdict: str
    period_end: date | None

    @property
    def decided_on(self) -> date | None:
        """The day of its decision."""
        return self.given.decided_on

    def starts_after(self) -> date | None:
        """The day after which achievements count: end of the written period, else the decision (NĐ 98 Đ.30.9)."""
        return self.period_end or self.decided_on


def period_end(given: Given) -> date | None:
    """Last day of the achievement period written in a decision; None when none is written."""
    last = given.period.last if given.period else None
    return last.last if isinstance(last, Cycle) else last


def priors(facts: Facts, codes: Collection[str]) -> list[Prior]:
    """Earlier awards with one of the codes, latest first."""
    found = [
        Prior(given, all_of([standing_of(facts, given), merit_counts(facts, given)]), period_end(given))
        for given in records(facts, codes)
    ]
    return sorted(found, key=lambda prior: prior.starts_after() or date.min, reverse=True)


def count_in(facts: Facts, codes: Collection[str], cycles: Collection[Cycle], *, merit_only: bool) -> tuple[int, int]:
    """(known, possible) number of titles or awards whose achievement falls in `cycles`.

    The same one entered twice counts once: of one title and year only decisions that differ count apart.
    """
    maybe, certain = 0, set()
    for one in records(facts, codes):
        cycle = one.cycle or _last_cycle(facts, one) or _cycle_of_decision(facts, one)
        verdict = all_of(
            [
                UNKNOWN if cycle is None else (MET if cycle in cycles else NOT_MET),
                standing_of(facts, one),
                merit_counts(facts, one) if merit_only else MET,
            ]
        )
        if verdict == MET:
            several = _commendation(facts, one.title) and one.decision and one.decided_on
            certain.add((one.title, cycle, f"{one.decision} {one.decided_on}" if several else ""))
        maybe += verdict != NOT_MET
    bare = {(title, cycle) for title, cycle, decision in certain if not decision}
    known = sum(not decision or (title, cycle) not in bare for title, cycle, decision in certain)
    open_ended = 99 if unlisted(facts) == UNKNOWN else 0
    return known, max(known, maybe) + open_ended


def _cycle_of_decision(facts: Facts, given: Given) -> Cycle | None:
    """The cycle that last closed before a decision without cycle or period: decisions follow the closing."""
    decided = given.decided_on
    if decided is None:
        return None
    cycle = Cycle(decided.year, facts.year.school, facts.year.windows)
    while cycle.last > decided:
        cycle = cycle.back()
    return cycle


def thematic(facts: Facts, codes: Collection[str]) -> list[Given]:
    """Awards with one of the codes that are no base because of their kind of merit."""
    return [one for one in records(facts, codes) if one.merit in no_base(facts)]
