"""Votes of councils as far as a case tells them: quorum, needed votes (C-QUORUM, TITLE.vote). Silent without
`council`.
"""

from fractions import Fraction
from math import ceil
from typing import Any

from awards.rules.eligibility.facts.facts import Facts, read_number
from awards.rules.eligibility.logic import Outcome, all_of, of, say


def needed_votes(*, ratio: Fraction, base: int) -> int:
    """ceil(ratio × base): 80 % of 9 is 8, 90 % of 11 is 10."""
    return ceil(ratio * base)


def _count(council: dict[str, Any], *names: str) -> int | None:
    value = next((council[one] for one in names if council.get(one) is not None), None)
    number = read_number(len(value) if isinstance(value, list) else value, f"council.{names[0]}")
    return None if number is None else int(number)


def quorum(facts: Facts, *, share: str) -> Outcome | None:
    """C-QUORUM: present × 3 ≥ members × 2 (the share is data)."""
    if facts.council is None:
        return None
    members, present = _count(facts.council, "members", "total"), _count(facts.council, "present", "attended")
    part = Fraction(share)
    verdict = of(None if None in (members, present) else (present or 0) >= part * (members or 0))
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đủ {share} thành viên: có mặt {present}/{members}.",
            not_met=f"Chưa đủ {share} thành viên: có mặt {present}/{members}.",
            unknown="Chưa rõ số thành viên có mặt và tổng số thành viên hội đồng.",
        ),
        {"members": members, "present": present},
    )


def absentees_heard(facts: Facts) -> Outcome | None:
    """C-ABSENT: the opinion of every absent member is taken before the minutes are finished."""
    if facts.council is None or facts.council.get("absent_opinions") is None:
        return None
    members, present = _count(facts.council, "members", "total"), _count(facts.council, "present", "attended")
    heard = _count(facts.council, "absent_opinions")
    missing = None if None in (members, present, heard) else (members or 0) - (present or 0) - (heard or 0)
    verdict = of(None if missing is None else missing <= 0)
    return Outcome(verdict, f"Thành viên vắng chưa được lấy ý kiến: {missing}.")


def enough_votes(facts: Facts) -> Outcome | None:
    """TITLE.vote: votes in favour reach the ratio of all members, or of those present, as the dated vote table says."""
    if facts.council is None:
        return None
    row = vote_rule(facts)
    if row is None:
        return None
    whole = row["base"] == "ALL_MEMBERS"
    base = _count(facts.council, "members", "total") if whole else _count(facts.council, "present", "attended")
    votes = _count(facts.council, "in_favour", "votes", "votes_for")
    if base is None:
        return Outcome(of(None), "Chưa rõ số thành viên để tính số phiếu cần có.")
    need = needed_votes(ratio=Fraction(row["ratio"]), base=base)
    ballot = facts.council.get("ballot")
    verdicts = [of(None if votes is None else votes >= need)]
    if row["ballot"] in ("required", "secret") and ballot is not None:
        verdicts.append(of(ballot not in (False, "show_of_hands", "none")))
    verdict = all_of(verdicts)
    percent, who = f"{float(Fraction(row['ratio']) * 100):g} %", "tổng số thành viên" if whole else "thành viên có mặt"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đủ phiếu: {votes}/{base}, cần {need} ({percent} {who}).",
            not_met=f"Chưa đủ phiếu hoặc chưa bỏ phiếu: {votes}/{base}, cần {need} ({percent} {who}).",
            unknown=f"Chưa rõ số phiếu đồng ý; cần {need}/{base} ({percent} {who}).",
        ),
        {"needed": need, "base": base, "votes": votes},
    )


def vote_rule(facts: Facts) -> dict[str, Any] | None:
    """The row of the vote table for the title on the day of the law."""
    day = facts.day.isoformat()
    return next(
        (
            one
            for one in facts.law.votes
            if facts.code in one["titles"] and one["from"] <= day and (one["to"] is None or day <= one["to"])
        ),
        None,
    )
