"""Tables instead of persons: quotas, rows of a target table, blocks, totals of an authority."""

from awards.rules.verdicts.cases.facts import Facts
from blocks.rules.law import Row


def rows_for_table(facts: Facts) -> list[Row]:
    """The conditions of titles that a table's figures can answer: caps, shares and counts.

    With a title only its own; without one, those whose figures the table holds.
    """
    wanted = facts.law.scales["table_titles"].get(facts.kind, ())
    codes = [facts.code] if facts.code else [one for one in wanted if _ticked(facts, one)]
    checks = facts.law.scales["table_checks"]
    return [
        row for code in codes if code in wanted for row in facts.law.conditions(code, facts.day) if row.check in checks
    ]


def _ticked(facts: Facts, code: str) -> bool:
    """Whether the table proposes the title; a table that only counts LĐTT is asked for TTLĐTT."""
    count = facts.count(code.lower())
    return bool(count) or (code == "TTLDTT" and count is None and facts.count("headcount_closing") is not None)
