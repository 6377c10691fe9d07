"""Emulation flags: who leads the block, targets exceeded, thematic flags, one flag a block."""

from fractions import Fraction

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import BlockPlace, Theme
from awards.rules.verdicts.earlier.history import period_cycle
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, of, say
from awards.rules.verdicts.units.counts import confirmed
from blocks.rules.law import Path


def on_theme_path(facts: Facts) -> bool:
    """Whether the proposal rests on a thematic movement (Đ.26.2, Đ.25.3) rather than on the year."""
    return facts.path is Path.THEME


def _organiser(facts: Facts, block: BlockPlace, levels: list[str]) -> tuple[str, str, tuple[str, ...]]:
    """(verdict, sentence, settings it leans on): whether the block is run at one of these levels; a district's block is
    an open point."""
    who, level = block.organised_by, block.organ.removesuffix("_head")
    if not who and not level:
        return UNKNOWN, "Chưa rõ cấp tổ chức cụm, khối thi đua.", ()
    if level in levels:
        return MET, f"Cụm, khối do {who} tổ chức.", ()
    if level == "district" and "province" in levels:
        allowed = facts.setting("district_block_flags")
        return (
            {"yes": MET, "no": NOT_MET}.get(allowed, UNKNOWN),
            f"Khối do {who} tổ chức; luật chỉ nói cụm, khối do bộ, tỉnh tổ chức, trường hợp này chưa được quy định rõ.",
            ("district_block_flags",),
        )
    known = level in ("district", "province", "ministry")
    return (NOT_MET if known else UNKNOWN), f"Cụm, khối do {who} tổ chức, không phải cấp luật yêu cầu.", ()


_CHOSEN = {
    MET: "Được chọn trong số các đơn vị dẫn đầu.",
    NOT_MET: "Không được chọn trong số các đơn vị dẫn đầu.",
    UNKNOWN: "Chưa rõ có được chọn trong số các đơn vị dẫn đầu hay không.",
}


def leads_block(
    facts: Facts,
    *,
    organised_by: list[str],
    exceeded: bool = False,
    criteria: list[str] | None = None,
    chosen: bool = False,
) -> Outcome | None:
    """COTP.leader, COBGD.leader, COCP.best: first in its block, the block run at one of these levels; for COCP also
    `chosen` among those that lead theirs (Đ.25.1).

    `exceeded` and `criteria` join what the 2003 law puts into one condition. Silent on the thematic path.
    """
    if on_theme_path(facts):
        return None
    block = facts.school.block or BlockPlace()
    reasons: list[str] = []
    verdicts: list[str] = []
    open_points: tuple[str, ...] = ()
    rank = block.rank_in_block
    first = None if rank is None else rank == 1
    if first and block.votes_first is False:
        first = None
        reasons.append("Xếp thứ nhất nhưng khối không bình chọn đứng đầu; cần làm rõ.")
    verdicts.append(of(first))
    named = block.name or "cụm, khối thi đua"
    placed = f"Xếp thứ {rank} trong {named}" + ("." if rank == 1 else "; cần đứng thứ nhất.")
    reasons.append(placed if rank is not None else f"Chưa rõ thứ hạng trong {named}.")
    if organised_by:
        verdict, sentence, open_points = _organiser(facts, block, organised_by)
        verdicts.append(verdict)
        reasons.append(sentence)
    if chosen:
        verdicts.append(of(block.chosen_among_leaders))
        reasons.append(_CHOSEN[verdicts[-1]])
    if exceeded:
        answer = exceeded_targets(facts)
        verdicts.append(answer.verdict if answer else MET)
        reasons.append(answer.reason if answer else "")
    if criteria:
        answer = confirmed(facts, criteria=criteria)
        verdicts.append(answer.verdict)
        reasons.append(answer.reason)
    return Outcome(
        all_of(verdicts), " ".join(one for one in reasons if one), {"block": block.as_json()}, open_points=open_points
    )


def exceeded_targets(facts: Facts) -> Outcome | None:
    """COTP.exceed, COCP.exceed: targets and tasks exceeded. Silent on the thematic path."""
    if on_theme_path(facts):
        return None
    value = facts.school.exceeded_targets
    verdict = of(value)
    return Outcome(
        verdict,
        say(
            verdict,
            met="Hoàn thành vượt các chỉ tiêu, nhiệm vụ được giao.",
            not_met="Chưa hoàn thành vượt các chỉ tiêu, nhiệm vụ được giao.",
            unknown="Chưa rõ có hoàn thành vượt các chỉ tiêu, nhiệm vụ hay không.",
        ),
        {"exceeded_targets": value},
    )


def clean_collective(facts: Facts, *, criteria: list[str]) -> Outcome | None:
    """COTP.clean: united, strong party and unions, thrift. Silent on the thematic path."""
    return None if on_theme_path(facts) else confirmed(facts, criteria=criteria)


def leads_theme(facts: Facts, *, years: int, launched_by: tuple[str, ...] = ()) -> Outcome | None:
    """COTP.theme, COCP.theme: leads a thematic movement of at least `years` years, at its final review.

    `launched_by` asks who launched it (Đ.25.3: the Prime Minister). Silent off that path.
    """
    if not on_theme_path(facts):
        return None
    theme = facts.school.theme or Theme()
    length = _theme_years(facts, theme)
    level = theme.organ.removesuffix("_head")
    right = None if launched_by and not level else not launched_by or level in launched_by
    long_enough = of(None if length is None else length >= years)
    verdict = all_of([long_enough, of(theme.leads), of(theme.final_review), of(right)])
    spent = "chưa rõ số năm" if length is None else f"{float(length):g} năm"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Dẫn đầu phong trào thi đua theo chuyên đề {spent}, từ {years} năm, khi tổng kết.",
            not_met=f"Phong trào theo chuyên đề ({spent}) chưa đủ {years} năm, chưa tổng kết hoặc không dẫn đầu.",
            unknown=f"Chưa rõ thời gian hoặc kết quả dẫn đầu phong trào theo chuyên đề (cần từ {years} năm).",
        ),
        {"theme": theme.as_json()},
    )


def _theme_years(facts: Facts, theme: Theme) -> Fraction | None:
    """How long the movement ran: as told, or from its first to its last cycle."""
    if theme.years is not None:
        return theme.years
    first, last = period_cycle(facts, theme.first), period_cycle(facts, theme.last)
    return Fraction(last.year - first.year + 1) if first and last else None


def one_flag(facts: Facts, *, most: int) -> Outcome | None:
    """R-FLAG1: at most `most` unit of a block is proposed for the city flag. Silent for a school that does not say."""
    count = facts.school.flags_proposed if facts.kind == "school" else facts.table.flags_proposed
    if count is None:
        if facts.kind != "block":
            return None
        return Outcome(UNKNOWN, "Chưa biết số đơn vị của khối đề nghị Cờ thi đua Thành phố.")
    verdict = of(count <= most)
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Khối đề nghị {count} đơn vị nhận Cờ thi đua Thành phố, không quá {most}.",
            not_met=f"Khối đề nghị {count} đơn vị nhận Cờ thi đua Thành phố; mỗi khối tối đa {most}.",
            unknown="",
        ),
        {"proposed": count, "most": most},
    )


def lower_flag_share(facts: Facts, *, most: str) -> Outcome | None:
    """COCP.quota (a ministry's own practice): Cờ Chính phủ at most a share of the ministry flags. Silent without
    figures.
    """
    given, base = facts.count("cocp"), facts.count("lower_flags")
    if facts.kind == "target_row" or given is None or not base:
        return None
    numerator, denominator = (int(one) for one in most.split("/"))
    within = given * denominator <= base * numerator
    bound = "không quá" if within else "vượt"
    return Outcome(of(within), f"Cờ Chính phủ {given} trên {base} cờ cấp dưới, {bound} {numerator}/{denominator}.")
