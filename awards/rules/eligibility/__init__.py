"""Eligibility that cites: facts in, verdict out, under the law of the day (see judge.py)."""

from awards.rules.eligibility.facts.reader import CaseError
from awards.rules.eligibility.judge import answer, judge

__all__ = ["CaseError", "answer", "judge"]
