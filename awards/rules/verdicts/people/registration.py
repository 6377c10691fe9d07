"""Registration for the year (R-REG)."""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import told
from awards.rules.verdicts.logic import NOT_MET, UNKNOWN, Outcome, any_of, of, say


def registered(facts: Facts) -> Outcome:
    """R-REG: the title was registered for the cycle. Only danh hiệu thi đua ask for it, not commendation forms."""
    listed = facts.subject.registrations
    label, year = facts.label(facts.code), facts.year
    if listed is None:
        verdict = UNKNOWN
    else:
        hits = [of(None if one.cycle is None else one.cycle == year) for one in listed if one.title == facts.code]
        verdict = any_of(hits) if hits else NOT_MET
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đã đăng ký {label} năm {year}.",
            not_met=f"Không đăng ký {label} năm {year}.",
            unknown=f"Chưa rõ có đăng ký {label} năm {year} hay không.",
        ),
        {"registrations": told(listed)},
    )
