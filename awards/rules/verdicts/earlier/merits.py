"""Commendations with several ways to earn them: bằng khen of province or ministry (Đ.74), giấy khen (Đ.75)."""

from typing import Any

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import told
from awards.rules.verdicts.cases.values import code_of
from awards.rules.verdicts.dates import Cycle
from awards.rules.verdicts.earlier.history import had_title, no_base
from awards.rules.verdicts.earlier.streaks import in_a_row
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of, at_least, of, say
from awards.rules.verdicts.people.discipline import ranking_stands
from awards.rules.verdicts.people.initiatives import two_excellent_years_with_works
from awards.rules.verdicts.people.ranking import YearTest, ranked, run_back, spell_run


def _other_option(facts: Facts, letter: str) -> str:
    """Whether an option of another kind (movement, sudden achievement, contribution) is shown by `other_merits`."""
    if facts.subject.other_merits is None:
        return UNKNOWN
    kinds = facts.law.scales["merit_options"]
    answers = []
    for merit in facts.subject.other_merits:
        named = merit.option or kinds.get(code_of("merits", merit.kind), "")
        if named == letter:
            barred = NOT_MET if merit.kind in no_base(facts) else MET if merit.kind else UNKNOWN
            answers.append(barred if facts.proposal.merit == "cong_trang" else MET)
    return any_of(answers)


def _any_option(facts: Facts, main: str, sentence: str, others: list[str], article: str) -> Outcome:
    """The option counted by years and titles (d), or one of the others; the letter that carries is named."""
    states = {letter: _other_option(facts, letter) for letter in others}
    verdict = any_of([main, *states.values()])
    wanted = facts.proposal.letter or "d"
    option = next((one for one in [wanted, "d", *others] if {**states, "d": main}.get(one) == verdict), wanted)
    if verdict == MET:
        text = sentence if option == "d" else f"Đạt điểm {option} ({article}) theo thành tích khác đã kê khai."
        if facts.proposal.letter and option != facts.proposal.letter:
            text += f" Đề nghị ghi điểm {facts.proposal.letter}; cần sửa căn cứ đề nghị."
    else:
        text = f"Điểm d: {sentence}"
        if UNKNOWN in states.values():
            text += f" Chưa kê khai thành tích khác nên chưa biết các điểm {', '.join(others)}."
    return Outcome(verdict, text, {"options": {"d": main, **states}}, option=option)


def person_any_of(
    facts: Facts, *, streak: dict[str, Any], years: int, works: int, others: list[str], article: str
) -> Outcome:
    """BKTP_CN.any_of, BKBO_CN.any_of (Đ.74.1): two CSTĐCS running, or two years HTXS with two initiatives, or another
    way.
    """
    row = in_a_row(facts, **streak)
    branch, text = two_excellent_years_with_works(facts, years=years, works_needed=works, research=True)
    main = any_of([row.verdict, branch])
    return _any_option(facts, main, row.reason if row.verdict == MET else f"{row.reason} Hoặc: {text}", others, article)


def person_two_years(facts: Facts, *, years: int, works: int) -> Outcome:
    """BKTP_CN.two_years (NĐ 91 Đ.39): years running HTXS with grassroots initiatives."""
    verdict, text = two_excellent_years_with_works(facts, years=years, works_needed=works, research=False)
    return Outcome(verdict, f"Đã có {text}")


def _school_year(titles: list[str]) -> YearTest:
    if not titles:
        return ranked("HTXS")
    return lambda facts, cycle: any_of([of(facts.rank_is(cycle, "HTXS")), had_title(facts, titles, cycle)])


def _school_run(facts: Facts, years: int, titles: list[str], criteria: list[str]) -> tuple[str, str]:
    answers = []
    for end in _ends(facts.year):
        run = run_back(facts, _school_year(titles), end=end)
        answers.append((at_least(len(run.known), len(run.possible), years), run))
    verdict = any_of(one for one, _ in answers)
    run = next(each for one, each in answers if one == verdict)
    names = " hoặc ".join(["hoàn thành xuất sắc nhiệm vụ", *(facts.label(one) for one in titles)])
    missing = [facts.criterion(one) for one in criteria if not facts.attested(one)]
    text = spell_run(run, years, names) + (f" Đơn vị chưa xác nhận: {', '.join(missing)}." if missing else "")
    return all_of([verdict, UNKNOWN if missing else MET]), text


def _ends(year: Cycle) -> tuple[Cycle, Cycle]:
    """A run may end with the cycle or the one before (R-STREAK)."""
    return year, year.back()


def school_any_of(
    facts: Facts, *, years: int, titles: list[str], criteria: list[str], others: list[str], article: str
) -> Outcome:
    """BKTP_TT.any_of, BKBO_TT.any_of (Đ.74.3): years running HTXS or TTLĐXS with the qualitative criteria, or another
    way.
    """
    verdict, text = _school_run(facts, years, titles, criteria)
    return _any_option(facts, verdict, text, others, article)


def school_two_years(facts: Facts, *, years: int, criteria: list[str]) -> Outcome:
    """BKTP_TT.two_years (NĐ 91 Đ.39)."""
    verdict, text = _school_run(facts, years, [], criteria)
    return Outcome(verdict, text)


def certificate(facts: Facts, *, min_rank: str, exemplary: list[str], achievements: list[str]) -> Outcome:
    """GK_CN.any, GK_TT.any: a good year (`min_rank`) or a named achievement, exemplary where asked for."""
    merits = facts.subject.other_merits
    shown = any(facts.attested(one) for one in achievements)
    year = all_of([of(facts.rank_is(facts.year, min_rank)), ranking_stands(facts, facts.year)])
    ways = [year, of(True if shown or merits else None if merits is None else False)]
    if ways[0] == NOT_MET and not shown and merits is None:
        ways = [UNKNOWN]
    missing = [facts.criterion(one) for one in exemplary if not facts.attested(one)]
    verdict = all_of([any_of(ways), UNKNOWN if missing else MET])
    rank = facts.rank_name(facts.rank(facts.year))
    tail = f" Đơn vị chưa xác nhận: {', '.join(missing)}." if missing else ""
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đủ điều kiện tặng giấy khen: xếp loại {rank} hoặc thành tích đã kê khai.",
            not_met=f"Xếp loại {rank}, không có thành tích khác được kê khai.",
            unknown=f"Xếp loại {rank}; chưa rõ thành tích trong công tác, phong trào hoặc hội thi.{tail}",
        ),
        {"other_merits": told(merits)},
    )


def proposed_by(facts: Facts) -> Outcome:
    """BKBO_*.route (TT 29/2023 Đ.12): Giám đốc Sở proposes except merit awards, Chủ tịch UBND tỉnh proposes all."""
    by, organ, merit = facts.proposal.by, facts.proposal.organ, facts.proposal.merit
    if not by:
        return Outcome(UNKNOWN, "Chưa rõ ai trình Bộ trưởng: Giám đốc Sở hay Chủ tịch UBND cấp tỉnh.")
    if organ == "province_head":
        return Outcome(MET, f"{by} được trình Bộ trưởng.")
    if organ != "department":
        return Outcome(NOT_MET, f"{by} không có thẩm quyền trình bằng khen của Bộ trưởng.", {"by": by})
    verdict = of(merit != "cong_trang" if merit else None)
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"{by} được trình bằng khen của Bộ trưởng ngoài khen thưởng công trạng.",
            not_met=f"{by} không trình bằng khen của Bộ trưởng theo công trạng; Chủ tịch UBND cấp tỉnh trình.",
            unknown="Chưa rõ loại thành tích đề nghị (công trạng hay khác).",
        ),
        {"by": by, "merit": merit or None},
    )
