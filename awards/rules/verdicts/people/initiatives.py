"""Initiatives (sáng kiến) and accepted research: level, who recognised, for which cycles, used before or not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Work
from awards.rules.verdicts.cases.values import name_key
from awards.rules.verdicts.dates import Cycle, add_months
from awards.rules.verdicts.earlier.streaks import in_a_row
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of, at_least, of, say
from awards.rules.verdicts.people.ranking import ranked, run_back


@dataclass(frozen=True)
class Weighed:
    """One initiative or accepted research and whether it counts for what is asked."""

    work: Work
    verdict: str
    wrong_level: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return self.work.name or ("đề tài" if self.work.is_research else "sáng kiến")


def _level_ok(facts: Facts, work: Work, level: str) -> bool | None:
    if not work.level:
        return None
    order = list(facts.law.scales["levels"])
    return order.index(work.level) >= order.index(level)


def _signer_ok(facts: Facts, work: Work, level: str) -> bool | None:
    """Whether who recognised it may do so at this level (R-SK-LEVEL): codes of organs, as the law lists them."""
    allowed = facts.law.scales["levels"][level].get("recognised_by")
    if not allowed:
        return True
    if work.organ.removesuffix("_head") in allowed["no"]:
        return False
    return True if work.organ in allowed["yes"] else None


def _in_cycles(work: Work, cycles: Collection[Cycle], older: str) -> str:
    cycle, day = work.cycle, work.day
    if cycle is None and day is None:
        return UNKNOWN
    if cycle is None and day and any(one.first <= day < add_months(one.first, 3) for one in cycles):
        return UNKNOWN  # works of a year are often recognised soon after it closed
    inside = cycle in cycles if cycle else any(one.holds(day) for one in cycles if day)
    if inside:
        return MET
    oldest = min(cycles, key=lambda one: one.year)
    return older if (cycle.year < oldest.year if cycle else bool(day and day < oldest.first)) else NOT_MET


def _initiative(facts: Facts, work: Work, level: str, cycles: Collection[Cycle], older: str) -> Weighed:
    level_ok = _level_ok(facts, work, level)
    signer_ok = _signer_ok(facts, work, level) if level_ok else True
    recognised = {"recognised": MET, "refused": NOT_MET}.get(work.status, UNKNOWN)
    in_time = of(None if work.day is None else work.day <= facts.seen_on)
    verdict = all_of([recognised, in_time, of(level_ok), of(signer_ok), _in_cycles(work, cycles, older)])
    wrong = recognised == MET and (level_ok is False or signer_ok is False)
    return Weighed(work, verdict, wrong)


def _research(facts: Facts, work: Work, level: str, cycles: Collection[Cycle], older: str) -> Weighed:
    accepted = of(None if work.day is None else work.day <= facts.seen_on)
    reach = MET if level == "co_so" else of(_level_ok(facts, work, level))
    signer_ok = MET if level == "co_so" or not work.recognised_by else of(_signer_ok(facts, work, level))
    return Weighed(work, all_of([accepted, reach, signer_ok, _in_cycles(work, cycles, older)]))


def works(
    facts: Facts,
    *,
    level: str,
    cycles: Collection[Cycle],
    research: bool,
    older: str = NOT_MET,
) -> tuple[list[Weighed], bool]:
    """(initiatives and research with their verdicts, whether the lists are known)."""
    initiatives, studies = facts.person.initiatives, facts.person.research if research else ()
    listed = [_initiative(facts, one, level, cycles, older) for one in initiatives or ()]
    listed += [_research(facts, one, level, cycles, older) for one in studies or ()]
    return listed, initiatives is not None and studies is not None


def enough_works(
    facts: Facts,
    *,
    level: str,
    count: int = 1,
    years_back: int = 0,
    research: bool = False,
    older: str = NOT_MET,
    cycles: Collection[Cycle] | None = None,
) -> Outcome:
    """CSTDCS.sk, CSTDTP.sk, CSTDTQ.sk: `count` recognised works of `level` in the cycle and `years_back` before it."""
    wanted = cycles or [facts.year.back(step) for step in range(years_back + 1)]
    listed, complete = works(facts, level=level, cycles=wanted, research=research, older=older)
    good, several = counted_once(one for one in listed if one.verdict == MET)
    maybe = [one.name for one in listed if one.verdict == UNKNOWN]
    possible = max(len(good), several) + len(maybe) + (0 if complete else count)
    verdict = at_least(len(good), possible, count)
    what = facts.law.scales["levels"][level]["name"] + (" (hoặc đề tài đã nghiệm thu)" if research else "")
    years = ", ".join(str(one) for one in sorted(wanted, key=lambda one: one.year))
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Có {len(good)}/{count} sáng kiến {what} được tính cho năm {years}: {', '.join(good)}.",
            not_met=f"Mới có {len(good)}/{count} sáng kiến {what} được công nhận cho năm {years}.{_why_not(listed)}",
            unknown=f"Chưa rõ có đủ {count} sáng kiến {what} cho năm {years}: "
            + (", ".join(maybe) or "chưa kê khai")
            + ".",
        ),
        {"initiatives": good, "unclear": maybe},
    )


def counted_once(listed: Iterable[Weighed]) -> tuple[list[str], int]:
    """(names of works that are surely different, how many they can be): one entered twice counts once, and one whose
    name nobody told may be any of the others."""
    works = list(listed)
    named: dict[str, str] = {}
    for one in works:
        if one.work.name:
            named.setdefault(name_key(one.work.name), one.name)
    unnamed = [one.name for one in works if not one.work.name]
    return (list(named.values()) or unnamed[:1]), len(named) + len(unnamed)


def _why_not(listed: list[Weighed]) -> str:
    wrong = [one.name for one in listed if one.wrong_level]
    other = [one.name for one in listed if one.verdict == NOT_MET and not one.wrong_level]
    twice = len([one for one in listed if one.verdict == MET]) - len(
        counted_once(one for one in listed if one.verdict == MET)[0]
    )
    text = " Một sáng kiến ghi nhiều lần chỉ tính một." if twice else ""
    text += f" Sai cấp công nhận: {', '.join(wrong)}." if wrong else ""
    return text + (f" Không tính: {', '.join(other)} (chưa công nhận, sai năm hoặc sau ngày xét)." if other else "")


def excellent_or_work(facts: Facts) -> Outcome:
    """CSTDCS.or (Luật 2022 Đ.23): ranked HTXS, or a grassroots initiative, or accepted research.

    The article names no year, so a work of an earlier year counts and is shown as an open point; that it was used
    before is R-SK-ONCE's matter.
    """
    year = facts.year
    excellent = of(facts.rank_is(year, "HTXS"))
    own = enough_works(facts, level="co_so", research=True)
    older = {"count": MET, "refuse": NOT_MET}.get(facts.setting("works_of_earlier_years"), UNKNOWN)
    earlier = enough_works(facts, level="co_so", research=True, older=older)
    leans = excellent != MET and own.verdict != earlier.verdict
    work = earlier if leans else own
    verdict = any_of([excellent, work.verdict])
    head = f"Xếp loại năm {year}: {facts.rank_name(facts.rank(year))}."
    option = "HTXS" if excellent == MET else "initiative" if work.verdict == MET else ""
    tail = "" if excellent == MET else f" {work.reason}"
    if verdict == NOT_MET:
        tail += " Cần một trong ba: hoàn thành xuất sắc nhiệm vụ, sáng kiến cơ sở, đề tài đã nghiệm thu."
    if leans:
        tail += " Luật không nêu năm của sáng kiến; sáng kiến của năm trước được tính, cần xem đã dùng lần nào chưa."
    told = {"ranking": facts.rank(year), **work.facts}
    open_points = ("works_of_earlier_years",) if leans else ()
    return Outcome(verdict, head + tail, told, option, "", open_points, "K" if leans else "")


def level_of_recognition(facts: Facts, *, level: str, years_back: int = 0, research: bool = False) -> Outcome | None:
    """R-SK-LEVEL: recognised, but at too low a level or by someone who may not; silent when no initiative is listed."""
    cycles = [facts.year.back(step) for step in range(years_back + 1)]
    listed, _ = works(facts, level=level, cycles=cycles, research=research, older=UNKNOWN)
    wrong = [one.name for one in listed if one.wrong_level]
    if not listed or any(one.verdict == MET for one in listed):
        names = [one.name for one in listed if one.verdict == MET and not one.work.is_research]
        return Outcome(MET, f"Cấp công nhận phù hợp: {', '.join(names)}.") if names else None
    if not wrong:
        return None
    need = facts.law.scales["levels"][level]["name"]
    return Outcome(NOT_MET, f"Cần công nhận {need}; chưa đúng cấp hoặc chưa đúng người công nhận: {', '.join(wrong)}.")


def used_once(facts: Facts, *, needs: dict[str, Any]) -> Outcome | None:
    """R-SK-ONCE (CV 5007): an initiative already used for another title or form is a warning, not a refusal.

    `needs` gives per title {"level", "count", "years_back"}; silent when too few count at all, or none is needed.
    """
    need = needs.get(facts.code)
    if need is None or not facts.person.initiatives:
        return None
    if need.get("only_without_excellence") and facts.rank_is(facts.year, "HTXS"):
        return None
    if need.get("unless_streak") and in_a_row(facts, **need["unless_streak"]).verdict == MET:
        return None
    cycles = [facts.year.back(step) for step in range(need.get("years_back", 0) + 1)]
    older = MET if need.get("any_year") else NOT_MET
    listed, _ = works(facts, level=need["level"], cycles=cycles, research=True, older=older)
    counted = [one for one in listed if one.verdict == MET]
    used = [one for one in counted if _used_elsewhere(facts, one.work)]
    if len(counted) < need["count"]:
        return None
    free = [one for one in counted if one not in used and (one.work.is_research or one.work.used_for is not None)]
    if len(free) >= need["count"]:
        names = ", ".join(one.name for one in free)
        return Outcome(MET, f"Sáng kiến chưa dùng cho danh hiệu, hình thức khác: {names}.")
    if len(counted) - len(used) >= need["count"]:
        unsure = ", ".join(one.name for one in counted if one not in used and one not in free)
        return Outcome(UNKNOWN, f"Chưa rõ đã dùng cho danh hiệu, hình thức khác hay chưa: {unsure}.")
    spelled = "; ".join(f"{one.name} đã dùng cho {_spell_uses(facts, one.work)}" for one in used)
    return Outcome(
        NOT_MET, f"Một sáng kiến chỉ dùng một lần làm tiêu chuẩn: {spelled}.", {"used": [one.name for one in used]}
    )


def _used_elsewhere(facts: Facts, work: Work) -> bool:
    return any(
        not (use.title == facts.code and (use.cycle is None or use.cycle == facts.year)) for use in work.used_for or ()
    )


def _spell_uses(facts: Facts, work: Work) -> str:
    return ", ".join(facts.label(use.title) + (f" năm {use.cycle}" if use.cycle else "") for use in work.used_for or ())


def two_excellent_years_with_works(facts: Facts, *, years: int, works_needed: int, research: bool) -> tuple[str, str]:
    """Second branch of Đ.74.1d, NĐ 91 Đ.39: `years` running HTXS with that many grassroots initiatives in them."""
    answers = []
    for shift in (0, 1):
        run = run_back(facts, ranked("HTXS"), end=facts.year.back(shift))
        cycles = [run.end.back(step) for step in range(max(years, len(run.known)))]
        work = enough_works(facts, level="co_so", count=works_needed, research=research, cycles=cycles)
        verdict = all_of([at_least(len(run.known), len(run.possible), years), work.verdict])
        answers.append((verdict, run, work))
    verdict = any_of(one[0] for one in answers)
    best = next(one for one in answers if one[0] == verdict)
    listed = ", ".join(str(one) for one in reversed(best[1].known)) or "chưa có năm nào"
    return (
        verdict,
        f"{len(best[1].known)}/{years} năm liên tục hoàn thành xuất sắc nhiệm vụ ({listed}). {best[2].reason}",
    )
