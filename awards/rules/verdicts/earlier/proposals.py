"""One achievement, one form: other proposals of the same time, and the pairs that exclude each other."""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.record_words import REVOKED
from awards.rules.verdicts.cases.records import Period, Proposed
from awards.rules.verdicts.dates import Cycle
from awards.rules.verdicts.earlier.history import listed, merit_counts, period_cycle, standing_of
from awards.rules.verdicts.logic import FLAG, MET, NOT_MET, UNKNOWN, Outcome, all_of, of


def _same_achievement(facts: Facts, other: Proposed) -> bool:
    """Whether another proposal rests on the same achievement: as said, else the same cycle or an overlapping period."""
    if other.same_achievement is not None:
        return other.same_achievement
    if facts.proposal.merit and other.merit and _deed(facts, facts.proposal.merit) != _deed(facts, other.merit):
        return False  # one rests on a single deed, the other on the year's work
    own = facts.proposal.period
    if own and other.period and (own.event or other.period.event):
        return own.event == other.period.event
    if own and other.period:
        mine, theirs = _span(facts, own), _span(facts, other.period)
        if mine and theirs:
            return mine[0].year <= theirs[1].year and theirs[0].year <= mine[1].year
    if other.cycle is None and other.period:
        theirs = _span(facts, other.period)
        return theirs is None or theirs[0].year <= facts.year.year <= theirs[1].year
    return other.cycle is None or other.cycle == facts.year


def _deed(facts: Facts, merit: str) -> bool | None:
    """Whether a kind of merit is a single deed or movement; None for a word that nobody knows."""
    return {"deed": True, "work": False}.get(facts.law.scales["merits"].get(merit, ""))


def _span(facts: Facts, period: Period) -> tuple[Cycle, Cycle] | None:
    first, last = period_cycle(facts, period.first), period_cycle(facts, period.last)
    return (first, last) if first and last else None


def _others(facts: Facts) -> list[str]:
    """Codes proposed beside this one for the same achievement."""
    beside = facts.subject.other_proposals or ()
    return [other.title for other in beside if other.title != facts.code and _same_achievement(facts, other)]


def _family(facts: Facts, code: str) -> str:
    return next((name for name, codes in facts.law.scales["families"].items() if code in codes), "")


def excluded_pair(facts: Facts, *, pairs: list[list[str]]) -> Outcome | None:
    """R-HC-BKTTG: two Huân chương, Huân chương with BKTTg, BK tỉnh with BKTTg for one achievement.

    Silent when nothing else is proposed, or when this title is in no such pair.
    """
    own = _family(facts, facts.code)
    if facts.kind == "target_row" or not any(own in pair for pair in pairs):
        return None
    beside = facts.subject.other_proposals
    if beside is None:
        return Outcome(UNKNOWN, "Chưa rõ có đề nghị hình thức khác cho cùng thành tích hay không.", quiet=True)
    clash = [one for one in _others(facts) if sorted([own, _family(facts, one)]) in [sorted(pair) for pair in pairs]]
    named = ", ".join(facts.label(one) for one in clash)
    if clash:
        return Outcome(
            NOT_MET, f"Đề nghị {facts.label(facts.code)} cùng {named} cho một thành tích; chỉ chọn một hình thức."
        )
    if any(not other.title and _same_achievement(facts, other) for other in beside):
        return Outcome(UNKNOWN, "Chưa rõ hình thức khác đang đề nghị cho cùng thành tích là gì.", quiet=True)
    return Outcome(MET, "Không đề nghị hình thức khác loại trừ nhau cho cùng thành tích.")


def one_form(facts: Facts, *, genera: list[str]) -> Outcome | None:
    """R-ONE-ACH: one achievement, one commendation form. Silent when there is nothing to compare with."""
    title = facts.title
    if title is None or title.kind not in genera or facts.kind not in ("person", "school"):
        return None
    titles = facts.law.titles
    clash = [facts.label(one) for one in _others(facts) if one in titles and titles[one].kind in genera]
    clash += _rewarded(facts) if title.cycle != "multi_year" else []
    if clash:
        return Outcome(
            NOT_MET,
            f"Một thành tích chỉ tặng một hình thức: cùng thành tích đã có hoặc đang đề nghị {', '.join(clash)}.",
        )
    if facts.subject.other_proposals is None:
        return None
    return Outcome(MET, "Không có hình thức khen thưởng khác cho cùng thành tích.")


def _rewarded(facts: Facts) -> list[str]:
    """Such a form given before for the same deed, or for a period that reaches into the cycles counted now."""
    found = []
    same = facts.law.scales["groups"].get(f"same_{_family(facts, facts.code)}", [facts.code])
    for one in facts.subject.awards or ():
        if one.title not in same or one.period is None or facts.title is None:
            continue
        if one.event or (facts.proposal.period and facts.proposal.period.event):
            if facts.proposal.period and one.event == facts.proposal.period.event:
                found.append(f"{facts.label(one.title)} ({one.event})")
            continue
        span = _span(facts, one.period)
        given = all_of([standing_of(facts, one), merit_counts(facts, one)]) == MET
        if (
            given
            and span
            and span[1].year >= facts.year.year - facts.law.scales["years_counted"].get(facts.code, 1) + 1
        ):
            found.append(f"{facts.label(one.title)} ({span[0]} - {span[1]})")
    return found


def both_flags(facts: Facts) -> Outcome | None:
    """R-COCP-COTP: a unit proposed for the Government's flag gets the city's only if the higher one is refused.

    Silent unless both are proposed (for a row of a target table: both are ticked).
    """
    if facts.kind == "target_row":
        both = all((facts.count(one) or 0) > 0 for one in ("cocp", "cotp"))
        if not both and facts.code not in ("COCP", "COTP"):
            return None
    else:
        if facts.subject.other_proposals is None:
            return None
        both = {facts.code, *_others(facts)} >= {"COCP", "COTP"}
    return Outcome(
        of(not both),
        "Đề nghị cả Cờ thi đua của Chính phủ và Cờ thi đua Thành phố: được Cờ Chính phủ thì không tặng Cờ"
        " Thành phố; không được thì xét Cờ Thành phố."
        if both
        else "Không đề nghị hai cờ cùng một năm.",
    )


def ladder(facts: Facts) -> Outcome | None:
    """R-LEVELS: TTLĐTT and TTLĐXS both ticked for one unit and year: one way of counting must be kept. Silent
    otherwise.
    """
    if not all((facts.count(one) or 0) > 0 for one in ("ttldtt", "ttldxs")):
        return None
    return Outcome(
        NOT_MET, "Cùng đăng ký TTLĐTT và TTLĐXS trong một năm: cần thống nhất TTLĐXS tính trong hay ngoài TTLĐTT."
    )


def lower_form_not_needed(facts: Facts) -> Outcome:
    """R-NOSTEP: no lower form is needed first, except where the title names one."""
    return Outcome(MET, "Không nhất thiết phải có hình thức khen thưởng mức thấp rồi mới được khen thưởng mức cao hơn.")


def revoked_before(facts: Facts) -> Outcome | None:
    """R-CANCEL: a title or award was revoked; it counts nowhere. Silent when there is none."""
    gone = [one for one in listed(facts) if one.status in REVOKED or one.revoked_on]
    named = ", ".join(f"{facts.label(one.title)} {one.cycle or ''}".strip() for one in gone)
    return Outcome(FLAG, f"Đã bị hủy bỏ quyết định, không được tính: {named}.") if gone else None
