"""The yearly ranking: of the cycle, and in an unbroken run of years up to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Away
from awards.rules.verdicts.dates import Cycle, full_months, spoken
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, of, say
from awards.rules.verdicts.people.discipline import countable, ranking_stands


def rank_of_year(
    facts: Facts, *, min: str, attested: tuple[str, ...] = (), absence: dict[str, Any] | None = None
) -> Outcome:
    """LDTT.rank, TTLDTT.task, TTLDXS.task: the ranking of the cycle is `min` or better, qualitative parts confirmed.

    `absence` is what the decree on ranking says of time away: so many `months` (`from` them on, or only more than them)
    forbid HTT, of every leave or of `unpaid_only`. Maternity leave never counts as absence.
    """
    year = facts.year
    rank = of(facts.rank_is(year, min))
    need, have = facts.rank_name(min), facts.rank_name(facts.rank(year))
    reasons = [
        say(
            rank,
            met=f"Xếp loại năm {year}: {have}, đạt mức từ “{need}” trở lên.",
            not_met=f"Xếp loại năm {year}: {have}, chưa đạt mức từ “{need}” trở lên.",
            unknown=f"Chưa có kết quả xếp loại năm {year}; cần mức từ “{need}” trở lên.",
        )
    ]
    verdicts = [rank]
    absent = _absence(facts, **absence) if absence and rank == MET and facts.kind == "person" else None
    if absent:
        verdicts.append(absent[0])
        reasons.append(absent[1])
    for one in attested:
        if not facts.attested(one):
            verdicts.append(UNKNOWN)
            reasons.append(f"Đơn vị chưa xác nhận: {facts.criterion(one)}.")
    return Outcome(all_of(verdicts), " ".join(reasons), {"ranking": {str(year): facts.rank(year)}})


def _absence(facts: Facts, **rule: Any) -> tuple[str, str] | None:
    away, unclear = Fraction(0), facts.person.leave is None
    kinds = facts.law.scales["leave"]
    for leave in facts.person.leave or ():
        kind = kinds.get(leave.kind, {})
        if kind.get("counted_as_work") or (rule["unpaid_only"] and not kind.get("unpaid")):
            continue
        months = leave_months(facts, leave)
        unclear = unclear or months is None
        away += months or 0
    limit = rule["months"]
    if away >= limit if rule["from"] else away > limit:
        return NOT_MET, (
            f"Nghỉ {float(away):g} tháng trong năm {facts.year}, theo nghị định về đánh giá, xếp loại thì không"
            " được xếp từ “Hoàn thành tốt nhiệm vụ” trở lên."
        )
    return (UNKNOWN, "Chưa rõ thời gian nghỉ trong năm.") if unclear else None


def leave_months(facts: Facts, leave: Away) -> Fraction | None:
    """Months of one leave that fall inside the cycle; None when neither dates nor a length are known."""
    if leave.months is not None:
        return leave.months
    if days := leave.working_days or leave.days:
        return Fraction(int(days), 22 if leave.working_days else 30)
    if leave.first is None or leave.last is None:
        return None
    first, last = max(leave.first, facts.year.first), min(leave.last, facts.year.last)
    if last < first:
        return Fraction(0)
    whole = full_months(first, last, first_day_counts=True)
    return Fraction(whole) if whole else Fraction((last - first).days + 1, 31)


YearTest = Callable[[Facts, Cycle], str]


def ranked(minimum: str) -> YearTest:
    """A year that counts when its ranking is `minimum` or better."""
    return lambda facts, cycle: all_of(
        [of(facts.rank_is(cycle, minimum)), countable(facts, cycle), ranking_stands(facts, cycle)]
    )


@dataclass(frozen=True)
class Run:
    """Cycles up to `end` without a break: `known` all count for certain, `possible` also those nobody has ranked
    yet; `why` names a discipline that ended it."""

    end: Cycle
    known: tuple[Cycle, ...]
    possible: tuple[Cycle, ...]
    why: str = ""


def run_back(
    facts: Facts, test: YearTest, *, end: Cycle, counts: Callable[[Cycle], bool] = lambda cycle: True, limit: int = 15
) -> Run:
    """The run of cycles ending with `end` that pass the test without a break; where `counts` says no, it ends."""
    known: list[Cycle] = []
    possible: list[Cycle] = []
    cycle = end
    for _ in range(limit):
        verdict = test(facts, cycle) if counts(cycle) else NOT_MET
        if verdict == NOT_MET:
            return Run(end, tuple(known), tuple(possible), _ended_by(facts, cycle) if counts(cycle) else "")
        if verdict == MET and len(known) == len(possible):
            known.append(cycle)
        possible.append(cycle)
        cycle = cycle.back()
    return Run(end, tuple(known), tuple(possible))


def _ended_by(facts: Facts, cycle: Cycle) -> str:
    """The discipline that ends a run at `cycle`, in words; "" where it is none."""
    if ranking_stands(facts, cycle) == NOT_MET:
        return f" Năm {cycle} có kỷ luật nên kết quả xếp loại từ mức tốt trở lên của năm ấy không đứng được."
    if countable(facts, cycle) == NOT_MET:
        return f" Thành tích năm {cycle} không được tính vì còn trong thời hạn kỷ luật."
    return ""


def spell_run(run: Run, years: int, what: str) -> str:
    """The sentence: so many of so many years without a break, which ones, and the year that is missing or not told."""
    listed = ", ".join(str(one) for one in reversed(run.known)) or "chưa có năm nào"
    text = f"Đã có {len(run.known)}/{years} năm liên tục {what} ({listed})"
    if len(run.known) >= years:
        return f"{text}."
    gap = run.end.back(len(run.known))
    if len(run.possible) > len(run.known):
        return f"{text}; chưa rõ năm {gap}."
    return f"{text}; thiếu năm {gap}.{run.why}"


def spell_day(day: date | None) -> str:
    """A day, or that it is not known."""
    return spoken(day) if day else "chưa rõ ngày"
