"""Eligibility that cites: facts in, verdict out, under the law of the day (see judge.py)."""

from awards.rules.verdicts.cases.reader import CaseError
from awards.rules.verdicts.judge import answer, judge

__all__ = ["CaseError", "answer", "judge"]
