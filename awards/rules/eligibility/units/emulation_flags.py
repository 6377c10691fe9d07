"""Emulation flags: who leads the block, targets exceeded, thematic flags, one flag a block."""

import re
from fractions import Fraction
from typing import Any

from awards.rules.eligibility.facts.facts import Facts, read_number
from awards.rules.eligibility.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, of, say
from awards.rules.eligibility.units.counts import confirmed, number_of


def on_theme_path(facts: Facts) -> bool:
    """Whether the proposal rests on a thematic movement (Đ.26.2, Đ.25.3) rather than on the year: as it says, else when
    a movement is told and the unit does not lead its block."""
    basis = str(facts.proposal.get("basis") or "")
    if re.search(r"Đ\.?\s*(26|25)\.\d", basis):
        return bool(re.search(r"Đ\.?\s*(26\.2|25\.3)", basis))
    told = isinstance(facts.get("theme"), dict) and bool(facts.get("theme")) and _block(facts).get("rank_in_block") != 1
    return facts.proposal.get("merit") == "chuyen_de" or told


def _block(facts: Facts) -> dict[str, Any]:
    value = facts.get("block")
    return value if isinstance(value, dict) else {}


def _organiser(facts: Facts, levels: list[str]) -> tuple[str, str]:
    """(verdict, sentence): whether the block is run at one of these levels; a district's block is an open point."""
    who = _block(facts).get("organised_by")
    if who is None:
        return UNKNOWN, "Chưa rõ cấp tổ chức cụm, khối thi đua."
    patterns = facts.law.scales["organisers"]
    level = next((name for name, one in patterns.items() if re.search(one["pattern"], str(who), re.IGNORECASE)), None)
    if level in levels:
        return MET, f"Cụm, khối do {who} tổ chức."
    if level == "district" and "province" in levels:
        allowed = facts.setting("district_block_flags")
        return (
            {"yes": MET, "no": NOT_MET}.get(allowed, UNKNOWN),
            f"Khối do {who} tổ chức; luật chỉ nói cụm, khối do bộ, tỉnh tổ chức, trường hợp này chưa được quy định rõ.",
        )
    return (UNKNOWN if level is None else NOT_MET), f"Cụm, khối do {who} tổ chức, không phải cấp luật yêu cầu."


def leads_block(
    facts: Facts, *, organised_by: list[str], exceeded: bool = False, criteria: list[str] | None = None
) -> Outcome | None:
    """COTP.leader, COBGD.leader, COCP.best: first in its block, the block run at one of these levels.

    `exceeded` and `criteria` join what the 2003 law puts into one condition. Silent on the thematic path.
    """
    if on_theme_path(facts):
        return None
    block, reasons, verdicts = _block(facts), [], []
    rank = read_number(block.get("rank_in_block"), "block.rank_in_block")
    voted = block.get("votes_first")
    first = None if rank is None else rank == 1
    if first and voted is False:
        first = None
        reasons.append("Xếp thứ nhất nhưng khối không bình chọn đứng đầu; cần làm rõ.")
    verdicts.append(of(first))
    named = block.get("name") or "cụm, khối thi đua"
    placed = f"Xếp thứ {rank} trong {named}" + ("." if rank == 1 else "; cần đứng thứ nhất.")
    reasons.append(placed if rank is not None else f"Chưa rõ thứ hạng trong {named}.")
    if organised_by:
        verdict, sentence = _organiser(facts, organised_by)
        verdicts.append(verdict)
        reasons.append(sentence)
    if exceeded:
        answer = exceeded_targets(facts)
        verdicts.append(answer.verdict if answer else MET)
        reasons.append(answer.reason if answer else "")
    if criteria:
        answer = confirmed(facts, criteria=criteria)
        verdicts.append(answer.verdict)
        reasons.append(answer.reason)
    open_points = ("district_block_flags",) if "chưa được quy định rõ" in " ".join(reasons) else ()
    return Outcome(all_of(verdicts), " ".join(one for one in reasons if one), {"block": block}, open_points=open_points)


def exceeded_targets(facts: Facts) -> Outcome | None:
    """COTP.exceed, COCP.exceed: targets and tasks exceeded. Silent on the thematic path."""
    if on_theme_path(facts):
        return None
    value = facts.get("exceeded_targets")
    verdict = of(None if value is None else bool(value))
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


def leads_theme(facts: Facts, *, years: int, launched_by: str = "") -> Outcome | None:
    """COTP.theme, COCP.theme: leads a thematic movement of at least `years` years, at its final review.

    `launched_by` asks who launched it where the case says so (Đ.25.3: the Prime Minister). Silent off that
    path.
    """
    if not on_theme_path(facts):
        return None
    theme = facts.get("theme") if isinstance(facts.get("theme"), dict) else {}
    length = _theme_years(facts, theme)
    first = _told(theme, "leads", "leader", "first", "led", "leading")
    if first is None and (rank := read_number(_told(theme, "rank", "rank_in_block"), "theme.rank")) is not None:
        first = rank == 1
    final, by = _told(theme, "final_review", "final", "tong_ket", "concluded"), _told(theme, "launched_by", "by")
    right = not (launched_by and by) or bool(re.search(launched_by, str(by), re.IGNORECASE))
    known = of(None if first is None else bool(first))
    verdict = all_of([of(None if length is None else length >= years), known, of(final is not False), of(right)])
    spent = "chưa rõ số năm" if length is None else f"{float(length):g} năm"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Dẫn đầu phong trào thi đua theo chuyên đề {spent}, từ {years} năm, khi tổng kết.",
            not_met=f"Phong trào theo chuyên đề ({spent}) chưa đủ {years} năm, chưa tổng kết hoặc không dẫn đầu.",
            unknown=f"Chưa rõ thời gian hoặc kết quả dẫn đầu phong trào theo chuyên đề (cần từ {years} năm).",
        ),
        {"theme": theme},
    )


def _told(record: dict[str, Any], *names: str) -> Any:
    return next((record[one] for one in names if record.get(one) is not None), None)


def _theme_years(facts: Facts, theme: dict[str, Any]) -> Fraction | None:
    """How long the movement ran: as told, or from its first to its last cycle."""
    length = read_number(_told(theme, "years", "duration_years", "length_years"), "theme.years")
    if length is None and theme.get("from") and theme.get("to"):
        first, last = facts.read_cycle(theme["from"]), facts.read_cycle(theme["to"])
        return Fraction(last.year - first.year + 1) if first and last else None
    return length


def flags_proposed(facts: Facts) -> int | None:
    """How many units of the block are proposed for the city flag; None when the case does not say."""
    schools = facts.get("schools")
    if isinstance(schools, list) and schools and all(isinstance(one, dict) for one in schools):
        wants = [_wants_flag(facts, one) for one in schools]
        if any(one is not None for one in wants):
            return sum(bool(one) for one in wants)
    for key in ("proposals", "proposed"):
        if isinstance(listed := facts.get(key), list):
            return sum(one.get("title", "COTP") == "COTP" if isinstance(one, dict) else bool(one) for one in listed)
    for holder in (facts.subject, _block(facts), facts.get("proposals"), facts.get("proposed"), facts.get("targets")):
        count = _flag_count(facts, holder) if isinstance(holder, dict) else None
        if count is not None:
            return count
    return None


def _flag_count(facts: Facts, holder: dict[str, Any]) -> int | None:
    for key in facts.law.scales["counts"]["cotp"]:
        value = holder.get(key)
        if isinstance(value, list):
            return len(value)
        if value is not None and not isinstance(value, bool):
            return int(read_number(value, f"subject.{key}") or 0)
    return None


def _wants_flag(facts: Facts, school: dict[str, Any]) -> bool | None:
    """Whether one school of a block is proposed for the city flag; None when it says nothing of proposals."""
    for holder in (school, school.get("targets"), school.get("collective")):
        for key in facts.law.scales["counts"]["cotp"] if isinstance(holder, dict) else ():
            if holder is not None and holder.get(key) is not None:
                return bool(holder[key])
    lists = [
        school[key] for key in ("proposals", "proposed", "titles", "registrations") if isinstance(school.get(key), list)
    ]
    if not lists:
        return None
    return any((one.get("title") if isinstance(one, dict) else one) == "COTP" for each in lists for one in each)


def one_flag(facts: Facts, *, most: int) -> Outcome | None:
    """R-FLAG1: at most `most` unit of a block is proposed for the city flag. Silent for a school that does not say."""
    count = flags_proposed(facts)
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
    given, base = number_of(facts, "cocp"), number_of(facts, "lower_flags")
    if facts.kind == "target_row" or given is None or not base:
        return None
    numerator, denominator = (int(one) for one in most.split("/"))
    return Outcome(of(given * denominator <= base * numerator), f"Cờ Chính phủ {given} trên {base} cờ cấp dưới.")
