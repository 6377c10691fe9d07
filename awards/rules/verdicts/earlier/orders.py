"""Awards over several years: bằng khen Thủ tướng and Huân chương Lao động, counted from the award before
(R-INTERVAL).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.dates import Cycle, add_years, spoken
from awards.rules.verdicts.earlier.history import Prior, count_in, had_title, priors, unlisted
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of, at_least, of, say
from awards.rules.verdicts.people.discipline import countable
from awards.rules.verdicts.people.initiatives import enough_works
from awards.rules.verdicts.people.ranking import Run, YearTest, ranked, run_back, spell_day, spell_run


def _test(minimum: str, titles: Collection[str]) -> YearTest:
    """A year counts by its ranking or by one of `titles` given for it."""
    if not titles:
        return ranked(minimum)

    def counts(facts: Facts, cycle: Cycle) -> str:
        ways = [had_title(facts, titles, cycle)]
        if minimum:
            ways.append(of(facts.rank_is(cycle, minimum)))
        return all_of([any_of(ways), countable(facts, cycle)])

    return counts


@dataclass(frozen=True)
class Base:
    """The award a proposal builds on: its verdict, the one chosen, and the day after which achievements count."""

    verdict: str
    prior: Prior | None
    sentence: str

    @property
    def after(self) -> date | None:
        """The day after which achievements count; None when no award is known."""
        return self.prior.starts_after() if self.prior else None

    def counts(self, cycle: Cycle) -> bool:
        """Whether a cycle lies after the achievement rewarded before: wholly after a written period, and where none is
        written, closing after the decision."""
        if self.prior is None or self.after is None:
            return True
        return cycle.first > self.after if self.prior.period_end else cycle.last > self.after


def bases(facts: Facts, codes: list[str], *, any_prior: bool) -> list[Base]:
    """The earlier awards a proposal may count from, most certain and latest first; one empty Base when there is none.

    With `any_prior` each award may be the base (a later bằng khen may be one of the two that are asked for); otherwise
    only the latest, because the achievement before it has been rewarded.
    """
    if not codes:
        return [Base(MET, None, "")]
    found = priors(facts, codes)
    chosen = [one for wanted in (MET, UNKNOWN) for one in found if one.verdict == wanted]
    if chosen:
        known = [one for one in chosen if any_prior or one.verdict == chosen[0].verdict]
        return [_spelled(facts, one) for one in (known if any_prior else known[:1])]
    names = " hoặc ".join(facts.label(one) for one in codes)
    verdict = UNKNOWN if unlisted(facts) == UNKNOWN else NOT_MET
    return [Base(verdict, None, f"{'Chưa rõ đã có' if verdict == UNKNOWN else 'Chưa có'} {names} được tính.")]


def _spelled(facts: Facts, prior: Prior) -> Base:
    end = (
        f"thành tích đến {spoken(prior.period_end)}"
        if prior.period_end
        else "quyết định không ghi thời gian lập thành tích"
    )
    doubt = "" if prior.verdict == MET else "; chưa rõ quyết định hoặc loại thành tích"
    return Base(
        prior.verdict,
        prior,
        f"Đã có {facts.label(prior.given.title)} ({spell_day(prior.decided_on)}, {end}{doubt}).",
    )


def _counted(facts: Facts, run: Run, years: int, need: dict[str, Any]) -> tuple[str, str]:
    """One count inside the run: so many years of a ranking, or so many titles or awards."""
    known_cycles = run.known
    possible_cycles = run.possible if len(run.possible) >= years else run.known
    if "rank" in need:
        order = list(facts.law.scales["ranks"])
        have = sum(
            facts.rank(one) is not None and order.index(facts.rank(one) or "") >= order.index(need["rank"])
            for one in known_cycles
        )
        maybe = have + sum(facts.rank(one) is None for one in possible_cycles)
        what = f"năm {facts.rank_name(need['rank']).lower()}"
    else:
        codes = facts.law.scales["groups"].get(need["of"], [need["of"]])
        have, _ = count_in(facts, codes, known_cycles, merit_only=True)
        _, maybe = count_in(facts, codes, possible_cycles, merit_only=True)
        what = " hoặc ".join(facts.label(one) for one in codes)
    verdict = at_least(have, maybe, need["count"])
    return verdict, f"Trong {_span(known_cycles, years)} có {have}/{need['count']} {what}."


def _span(cycles: Collection[Cycle], years: int) -> str:
    if not cycles:
        return f"{years} năm liên tục cần có"
    first, last = min(cycles, key=lambda one: one.year), max(cycles, key=lambda one: one.year)
    return f"các năm liên tục {first} đến {last}" if len(cycles) > 1 else f"năm {last}"


def _one_of(facts: Facts, run: Run, years: int, options: list[dict[str, Any]]) -> tuple[str, str]:
    """Any of several bundles of flags and bằng khen; some only for units that are not entitled to flags."""
    answers = []
    for option in options:
        parts = [_counted(facts, run, years, need) for need in option["all"]]
        if option.get("only_without_flags"):
            entitled = facts.school.eligible_for_flags
            parts.append(
                (
                    of(None if entitled is None else not entitled),
                    "Chỉ áp dụng cho đơn vị không thuộc đối tượng tặng cờ.",
                )
            )
        answers.append((all_of(one for one, _ in parts), option["name"], " ".join(text for _, text in parts)))
    verdict = any_of(one for one, _, _ in answers)
    names = "; ".join(name for _, name, _ in answers)
    if verdict == MET:
        chosen = next(one for one in answers if one[0] == MET)
        return MET, f"Đạt “{chosen[1]}”."
    head = "Chưa đạt" if verdict == NOT_MET else "Chưa rõ có đạt"
    return verdict, f"{head} một trong các mức: {names}."


def several_years(facts: Facts, *, prior: list[str], any_prior: bool = False, letter: str = "", **need: Any) -> Outcome:
    """BKTTG_*, HCLD*_*: an earlier award, then so many running years up to this cycle with what the law asks inside
    them.

    `need` holds `years`, `min_rank`, `year_titles`, `after_prior`, `counts`, `one_of`, `works`, `existed` (see
    `_from_base`).
    A proposal that rests on another letter than `letter` is unknown: its criteria are not in the data.
    """
    if letter and facts.proposal.letter and facts.proposal.letter != letter:
        return Outcome(
            UNKNOWN,
            f"Đề nghị theo điểm {facts.proposal.letter}; hệ thống mới có tiêu chuẩn của điểm {letter}, cần xét riêng.",
        )
    answers = [_from_base(facts, base, **need) for base in bases(facts, prior, any_prior=any_prior)]
    verdict = any_of(one.verdict for one in answers)
    return max((one for one in answers if one.verdict == verdict), key=lambda one: len(one.facts["run"]))


def _from_base(
    facts: Facts,
    base: Base,
    *,
    years: int,
    min_rank: str = "",
    year_titles: tuple[str, ...] = (),
    after_prior: bool = True,
    counts: tuple[dict[str, Any], ...] = (),
    one_of: tuple[dict[str, Any], ...] = (),
    works: int = 0,
    existed: int = 0,
) -> Outcome:
    """One way to meet it: `years` or more running years (by `min_rank` or one of `year_titles`), after the base award
    when
    `after_prior`; `counts` and `one_of` inside them; `works` grassroots initiatives; a school
    founded `existed` years ago."""
    counting = base.counts if after_prior else Base(MET, None, "").counts
    run = run_back(facts, _test(min_rank, year_titles), end=facts.year, counts=counting)
    parts = [
        (base.verdict, base.sentence),
        (
            at_least(len(run.known), len(run.possible), years),
            spell_run(run, years, _what(facts, min_rank, year_titles)),
        ),
    ]
    if after_prior and base.prior and not base.prior.period_end:
        parts.append((_waited(facts, base, years), f"Chưa đủ {years} năm kể từ ngày quyết định khen thưởng lần trước."))
    parts += [_counted(facts, run, years, need) for need in counts]
    if one_of:
        parts.append(_one_of(facts, run, years, list(one_of)))
    if works:
        cycles = run.known if len(run.known) >= years else [facts.year.back(step) for step in range(years)]
        answer = enough_works(facts, level="co_so", count=works, cycles=cycles)
        parts.append((answer.verdict, answer.reason))
    if existed:
        parts.append(_old_enough(facts, existed))
    verdict = all_of(one for one, _ in parts)
    kept = [text for one, text in parts if one == verdict or (verdict == UNKNOWN and one != MET)]
    return Outcome(
        verdict,
        " ".join(kept),
        {"run": [str(one) for one in reversed(run.known)], "base": base.prior.given.as_json() if base.prior else None},
    )


def _what(facts: Facts, min_rank: str, titles: Collection[str]) -> str:
    names = [facts.label(one) for one in titles]
    if not min_rank:
        return " hoặc ".join(names)
    level = facts.rank_name(min_rank).lower()
    return " hoặc ".join([level, *names]) if names else f"{level} trở lên"


def _old_enough(facts: Facts, years: int) -> tuple[str, str]:
    founded = facts.school.founded_on
    verdict = of(None if founded is None else add_years(founded, years) <= facts.seen_on)
    return verdict, say(
        verdict,
        met=f"Thành lập {spell_day(founded)}, đủ {years} năm.",
        not_met=f"Thành lập {spell_day(founded)}, chưa đủ {years} năm.",
        unknown="Chưa rõ ngày thành lập.",
    )


def _waited(facts: Facts, base: Base, years: int) -> str:
    """Without a written period the years count from the decision's date to the proposal."""
    decided = base.prior.decided_on if base.prior else None
    return UNKNOWN if decided is None else of(add_years(decided, years) <= facts.seen_on)
