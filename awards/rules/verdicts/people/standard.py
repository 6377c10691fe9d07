"""The standard of another title as one condition: CSTĐCS asks for the standard of LĐTT."""

from collections.abc import Callable

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.logic import BLOCK, MET, Outcome, all_of
from awards.rules.verdicts.people import discipline, ranking, service
from awards.rules.verdicts.units import counts
from blocks.rules.law import Row, weaker

_PARTS: dict[str, Callable[..., Outcome]] = {
    "rank": ranking.rank_of_year,
    "confirmed": counts.confirmed,
    "months": service.months_since_recruited,
    "clean_person": discipline.person_clean,
}


def meets_standard(facts: Facts, *, title: str, rules: list[str]) -> Outcome:
    """CSTDCS.ldtt: every blocking condition of `title` in force on the day, with the rules named.

    Its standing is that of what fails, so that a refusal which rests on an unconfirmed row is shown as such.
    """
    rows = facts.law.conditions(title, facts.day)
    rows += [row for row in facts.law.rules_on(facts.day) if row.condition in rules]
    answers = [
        (row, _PARTS[row.check](facts, **row.params)) for row in rows if row.check in _PARTS and row.severity == BLOCK
    ]
    verdict = all_of(one.verdict for _, one in answers)
    deciding = [(row, one) for row, one in answers if one.verdict == verdict]
    name = facts.label(title)
    if verdict == MET:
        return Outcome(MET, f"Đạt tiêu chuẩn {name} năm {facts.year}: {_once(answers)}")
    standing = "K"
    for row, one in deciding:
        standing = min(standing, one.standing or row.standing, key=lambda mark: ("S", "SEED", "S~", "K").index(mark))
    reason = f"Chưa đạt tiêu chuẩn {name}: " if verdict == "not_met" else f"Chưa đủ thông tin về tiêu chuẩn {name}: "
    return Outcome(
        verdict,
        reason + _once(deciding),
        {"parts": {row.condition: one.verdict for row, one in answers}},
        standing="" if standing in ("S", "SEED") else weaker(standing, "S~"),
    )


def _once(answers: list[tuple[Row, Outcome]]) -> str:
    """The sentences, each once: the standard and a rule may say the same."""
    return " ".join(dict.fromkeys(one.reason for _, one in answers))
