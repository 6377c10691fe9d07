"""Votes of councils as far as a case tells them: quorum, needed votes (C-QUORUM, TITLE.vote). Silent without
`council`.
"""

from fractions import Fraction
from math import ceil

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.logic import Outcome, all_of, of, say
from blocks.rules.law import Vote


def needed_votes(*, ratio: Fraction, base: int) -> int:
    """ceil(ratio × base): 80 % of 9 is 8, 90 % of 11 is 10."""
    return ceil(ratio * base)


def quorum(facts: Facts, *, share: str) -> Outcome | None:
    """C-QUORUM: present × 3 ≥ members × 2 (the share is data)."""
    if facts.council is None:
        return None
    members, present = facts.council.members, facts.council.present
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
    if facts.council is None or facts.council.absent_opinions is None:
        return None
    members, present = facts.council.members, facts.council.present
    heard = facts.council.absent_opinions
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
    whole = row.of_all
    base = facts.council.members if whole else facts.council.present
    votes = facts.council.in_favour
    if base is None:
        return Outcome(of(None), "Chưa rõ số thành viên để tính số phiếu cần có.")
    need = needed_votes(ratio=Fraction(row.ratio), base=base)
    verdicts = [of(None if votes is None else votes >= need)]
    if row.ballot in ("required", "secret") and facts.council.by_ballot is not None:
        verdicts.append(of(facts.council.by_ballot))
    verdict = all_of(verdicts)
    percent, who = f"{float(Fraction(row.ratio) * 100):g} %", "tổng số thành viên" if whole else "thành viên có mặt"
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


def vote_rule(facts: Facts) -> Vote | None:
    """The row of the vote table for the title on the day of the law."""
    return facts.law.vote(facts.code, facts.day)
