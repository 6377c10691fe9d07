"""From single findings to one verdict: severity, standing, and what decided."""

from dataclasses import dataclass, field
from typing import Any

from awards.rules.verdicts.logic import BLOCK, FLAG, HOLD, MET, NONE, NOT_MET, SEVERITIES, UNKNOWN, WARN
from blocks.rules.law import CONFIRMED

_RULES_THAT_DECIDE = frozenset({"R-INTERVAL", "R-PUBLISH"})


@dataclass(frozen=True)
class Finding:
    """One condition answered, with where it stands in the law and how well that is known.

    `check` names how it was answered, `asks` what the row asks in words, `when` that can be known.
    """

    condition: str
    verdict: str
    article: str
    standing: str
    severity: str
    reason: str
    facts: dict[str, Any] = field(default_factory=dict)
    also_in: tuple[str, ...] = ()
    option: str = ""
    figures: str = ""
    open_points: tuple[dict[str, Any], ...] = ()
    check: str = ""
    asks: str = ""
    when: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of judge.md, with the optional keys only where they say something."""
        answer: dict[str, Any] = {
            "condition": self.condition,
            "verdict": self.verdict,
            "article": self.article,
            "standing": self.standing,
            "severity": self.severity,
            "reason": self.reason,
            "facts": self.facts,
        }
        for key, value in (
            ("or_article", list(self.also_in)),
            ("option", self.option),
            ("figures", self.figures),
            ("not_settled", list(self.open_points)),
            ("check", self.check),
            ("asks", self.asks),
            ("when", self.when),
        ):
            if value:
                answer[key] = value
        return answer


def verdict_of(findings: list[Finding]) -> str:
    """not_met before hold before unknown before met; only findings that block decide."""
    blocking = [one for one in findings if one.severity == BLOCK]
    if any(one.verdict == NOT_MET and one.condition != "R-PENDING" for one in blocking):
        return NOT_MET
    if any(one.verdict == NOT_MET for one in blocking):
        return HOLD
    if not findings or any(one.verdict == UNKNOWN for one in blocking):
        return UNKNOWN
    return MET


def decisive(findings: list[Finding], verdict: str, title: str) -> list[Finding]:
    """What carries the verdict: the refusals, the holds, what is unknown, or all that had to be met with its
    warnings.
    """
    blocking = [one for one in findings if one.severity == BLOCK]
    if verdict == NOT_MET:
        return [one for one in blocking if one.verdict == NOT_MET and one.condition != "R-PENDING"]
    if verdict == HOLD:
        return [one for one in blocking if one.condition == "R-PENDING"]
    if verdict == UNKNOWN:
        return [one for one in blocking if one.verdict == UNKNOWN]
    own = [one for one in blocking if one.condition.startswith(f"{title}.") or one.condition in _RULES_THAT_DECIDE]
    return (own or blocking) + [one for one in findings if one.verdict == FLAG and one.severity != "info"]


def severity_of(findings: list[Finding]) -> str:
    """The heaviest severity among what stands against or is open; what is only told counts where it speaks."""
    against = [
        one.severity
        for one in findings
        if one.verdict in (NOT_MET, FLAG) or (one.verdict == UNKNOWN and one.severity in (BLOCK, WARN))
    ]
    return max(against, key=SEVERITIES.index, default=NONE)


def standing_of(decided: list[Finding]) -> str:
    """confirmed when all that decided rests on sources read, unconfirmed when none does, else mixed."""
    sure = [one.standing in CONFIRMED for one in decided]
    if all(sure) and sure:
        return "confirmed"
    return "mixed" if any(sure) else "unconfirmed"
