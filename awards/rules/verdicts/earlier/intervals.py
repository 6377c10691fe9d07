"""Between two awards: from when achievements count (R-INTERVAL), and which awards are no base (R-THEME)."""

from dataclasses import replace
from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Given, told
from awards.rules.verdicts.dates import add_years, spoken
from awards.rules.verdicts.earlier.history import Prior, adverse, none_before, period_end, standing_of, thematic
from awards.rules.verdicts.earlier.orders import Base, bases
from awards.rules.verdicts.logic import FLAG, MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of, of
from awards.rules.verdicts.people.ranking import spell_day


def interval(
    facts: Facts,
    *,
    prior: dict[str, list[str]],
    any_prior: list[str],
    years: int,
    again: dict[str, Any] | None = None,
) -> Outcome | None:
    """R-INTERVAL: `years` cycles between the end of the last decision's achievement period (else its date) and this
    cycle.

    `again` gives the years for a form that is given for so many years each time, counted from the same form before;
    its other options (`other_options`) rest on a single deed. Silent for titles without an earlier award to count
    from, or while none is known to be needed.
    """
    if again and facts.code in again["years"]:
        return _same_form(facts, again)
    codes = prior.get(facts.code)
    found = [one for one in bases(facts, codes, any_prior=facts.code in any_prior) if one.prior] if codes else []
    answers = [_gap(facts, one, years) for one in found]
    verdict = any_of(one.verdict for one in answers)
    return next((one for one in answers if one.verdict == verdict), None)


def _same_form(facts: Facts, again: dict[str, Any]) -> Outcome | None:
    proposal, deeds = facts.proposal, again["deeds"]
    if proposal.letter in again["other_options"] or proposal.merit in deeds:
        return None
    before = [one for one in adverse(facts, (facts.code,)) if one.merit not in deeds and not one.event]
    standing = [(one, standing_of(facts, one)) for one in before]
    answers = [_since(facts, one, state, again["years"][facts.code]) for one, state in standing if state != NOT_MET]
    if none_before(facts) == UNKNOWN:
        told = f"Chưa rõ đã được tặng {facts.label(facts.code)} trước đây, thời gian lập thành tích đến năm nào."
        answers.append(Outcome(UNKNOWN, told, quiet=True))
    verdict = all_of(one.verdict for one in answers)
    return next((one for one in answers if one.verdict == verdict), None)


def _since(facts: Facts, given: Given, state: str, years: int) -> Outcome:
    """How a form given before leaves room for the next; what is not known of it can only harm."""
    answer = _gap(facts, Base(MET, Prior(given, MET, period_end(given)), ""), years)
    sure = state == MET and given.title and given.merit in facts.law.scales["merits"]
    return answer if answer.verdict != NOT_MET or sure else replace(answer, verdict=UNKNOWN)


def _gap(facts: Facts, base: Base, years: int) -> Outcome:
    after = base.after
    if after is None or base.prior is None:
        return Outcome(UNKNOWN, "Chưa rõ thời gian lập thành tích và ngày của quyết định khen thưởng lần trước.")
    if base.prior.period_end:
        cycles, cycle = 0, facts.year
        while cycle.first > after:
            cycles, cycle = cycles + 1, cycle.back()
        since = f"từ đó đến hết năm {facts.year} được {cycles} năm, cần {years} năm"
        text = f"Thành tích lần trước tính đến {spoken(after)}; {since}."
        return Outcome(all_of([base.verdict, of(cycles >= years)]), text, {"counted_from": str(after)})
    due = add_years(after, years)
    text = (
        f"Quyết định lần trước ({spoken(after)}) không ghi thời gian lập thành tích; đủ {years} năm từ {spoken(due)}."
    )
    return Outcome(all_of([base.verdict, of(due <= facts.seen_on)]), text, {"counted_from": str(after)})


def thematic_base(facts: Facts, *, prior: dict[str, list[str]]) -> Outcome | None:
    """R-THEME: an award for a theme or a sudden achievement is no base for a higher one.

    Silent unless such an award is listed and no award for merit could stand in its place; flags (`flags`) among them.
    """
    codes = prior.get(facts.code)
    odd = thematic(facts, codes) if codes else []
    if codes and not odd and (flags := thematic(facts, facts.law.scales["groups"]["flag"])):
        named = ", ".join(f"{facts.label(one.title)} {one.cycle or ''}".strip() for one in flags)
        return Outcome(FLAG, f"Cờ thi đua theo đợt, chuyên đề không tính làm điều kiện: {named}.")
    if not codes or not odd or bases(facts, codes, any_prior=False)[0].verdict == MET:
        return None
    named = ", ".join(f"{facts.label(one.title)} ({one.decision or spell_day(one.decided_on)})" for one in odd)
    return Outcome(
        NOT_MET,
        f"Khen thưởng theo đợt, chuyên đề, đột xuất không tính làm điều kiện: {named}.",
        {"awards": told(odd)},
    )
