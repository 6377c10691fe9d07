"""Eligibility that cites: facts in, verdict out, under the law of the day (see judge.py)."""

from awards.rules.eligibility.facts.facts import CaseError
from awards.rules.eligibility.judge import judge
from awards.rules.eligibility.law import load_law

__all__ = ["CaseError", "judge", "load_law"]
