"""Discipline of persons and in collectives: counted by the day of the decision, forms ordered by weight."""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Disciplined, told
from awards.rules.verdicts.dates import Cycle, full_months, spoken
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of, say


def _weight(facts: Facts, record: Disciplined) -> int | None:
    order = list(facts.law.scales["discipline"])
    return order.index(record.form) if record.form in order else None


def _counts(facts: Facts, record: Disciplined, cycle: Cycle, least: str, duty_only: bool) -> str:
    """Whether one record is a discipline of at least this form decided inside the cycle (R-DISC-DATE)."""
    weight, decided = _weight(facts, record), record.decided_on
    heavy = None if weight is None else weight >= list(facts.law.scales["discipline"]).index(least)
    inside = None if decided is None else cycle.holds(decided)
    related = _on_duty(record) if duty_only else True
    return all_of([MET if one else UNKNOWN if one is None else NOT_MET for one in (heavy, inside, related)])


def _spell(facts: Facts, record: Disciplined) -> str:
    name = facts.law.scales["discipline"].get(record.form, "kỷ luật chưa rõ hình thức")
    decided = record.decided_on
    return f"{name} ({spoken(decided)})" if decided else f"{name} (chưa rõ ngày quyết định)"


def _answer(
    facts: Facts,
    listed: tuple[Disciplined, ...] | None,
    least: str,
    duty_only: bool,
    who: str,
    *,
    elsewhere: bool = False,
) -> Outcome:
    """Whether a discipline bars; with `elsewhere` one for a violation at another unit does not."""
    floor = facts.law.scales["discipline"][least]
    year, listed = facts.year, known_then(facts, listed)
    if listed is None:
        return Outcome(
            UNKNOWN, f"Chưa biết {who} có bị kỷ luật trong năm {year} hay không; cần ghi rõ, kể cả khi không có."
        )
    counted = [one for one in listed if not (elsewhere and _elsewhere(facts, one))]
    hits = [(_counts(facts, one, year, least, duty_only), one) for one in counted]
    barred = any_of([verdict for verdict, _ in hits])
    verdict = {MET: NOT_MET, NOT_MET: MET, UNKNOWN: UNKNOWN}[barred]
    named = ", ".join(_spell(facts, one) for one_verdict, one in hits if one_verdict == barred) if listed else ""
    window = f"từ {spoken(year.first)} đến {spoken(year.last)}"
    return Outcome(
        verdict,
        say(
            verdict,
            met=_nothing(facts, listed, floor, window),
            not_met=f"Có kỷ luật trong năm {year} ({window}): {named}.",
            unknown=f"Chưa đủ thông tin về kỷ luật trong năm {year}: {named}.",
        ),
        {"discipline": told(listed)},
    )


def known_then(facts: Facts, listed: tuple[Disciplined, ...] | None) -> tuple[Disciplined, ...] | None:
    """The disciplines that count on the day the facts are seen, with those of an unknown day."""
    if listed is None:
        return None
    return tuple(one for one in listed if not facts.came_later(one.decided_on))


def _nothing(facts: Facts, listed: tuple[Disciplined, ...], floor: str, window: str) -> str:
    """That no discipline bars; one of the year that is set aside is named with why."""
    aside = [one for one in listed if one.decided_on and facts.year.holds(one.decided_on)]
    if not aside:
        return f"Không có kỷ luật từ {floor} trở lên trong năm {facts.year} ({window}, tính theo ngày quyết định)."
    named = ", ".join(_spell(facts, one) for one in aside)
    return (
        f"Kỷ luật trong năm {facts.year} không tính ở điều kiện này: {named} (dưới mức {floor}, không liên quan "
        "nhiệm vụ hoặc vi phạm ở đơn vị khác)."
    )


def person_clean(facts: Facts, *, from_form: str, duty_only: bool = False) -> Outcome:
    """LDTT.disc, R-DISC-IND: no discipline of `from_form` or above decided in the cycle (only duty-related if so
    ruled).
    """
    return _answer(facts, facts.person.discipline, from_form, duty_only, "cá nhân")


def collective_clean(facts: Facts, *, from_form: str, own_violations_only: bool = False) -> Outcome:
    """R-DISC-COLL: nobody disciplined from `from_form`; a violation at another unit counts there (NĐ 233 Đ.14.3c)."""
    return _answer(
        facts, facts.school.disciplined, from_form, False, "cá nhân trong tập thể", elsewhere=own_violations_only
    )


def _elsewhere(facts: Facts, record: Disciplined) -> bool:
    own = facts.subject.name or facts.subject.unit
    return bool(record.at_old_unit) or bool(record.unit and own and record.unit != own)


def _on_duty(record: Disciplined) -> bool | None:
    """Whether the discipline concerns duty or moral decay (NĐ 233 Đ.12.4c); None where one of both is not told."""
    if record.related_to_duty or record.moral_decay:
        return True
    return None if None in (record.related_to_duty, record.moral_decay) else False


def decided_after_closing(facts: Facts) -> Outcome | None:
    """R-DISC-DATE: a discipline decided after the closing belongs to the next cycle; the law does not say so
    expressly.
    """
    listed = facts.person.discipline if facts.kind == "person" else facts.school.disciplined
    late = [one for one in known_then(facts, listed) or () if one.decided_on and facts.year.last < one.decided_on]
    if not late:
        return None
    named = ", ".join(_spell(facts, one) for one in late)
    return Outcome(
        NOT_MET,
        f"Có kỷ luật sau ngày khóa năm {facts.year} ({spoken(facts.year.last)}): {named}; tính theo ngày"
        " quyết định nên thuộc năm sau. Luật chưa quy định rõ, đơn vị quản lý cần cân nhắc.",
        {"discipline": told(late)},
        open_points=("discipline_after_closing",),
    )


def countable(facts: Facts, cycle: Cycle) -> str:
    """R-AFTER-DISC on one cycle: NOT_MET when too little of it lies after the end of an earlier discipline."""
    if not _after_rule(facts):
        return MET
    verdicts = []
    for one in known_then(facts, facts.person.discipline) or []:
        decided, ends = one.decided_on, one.ends_on
        this_year = cycle == facts.year and decided is not None and decided >= cycle.first
        weight = _weight(facts, one)
        if weight == 0 or (decided and decided > cycle.last) or this_year:
            continue  # a discipline of the year itself is R-DISC-IND's matter
        if ends is not None and ends < cycle.first:
            continue
        if ends is None or decided is None or weight is None:
            verdicts.append(UNKNOWN)
        elif ends >= cycle.first:
            left = full_months(ends, cycle.last, first_day_counts=False) if ends < cycle.last else 0
            verdicts.append(MET if left >= facts.setting("months_after_discipline") else NOT_MET)
    return all_of(verdicts)


def _after_rule(facts: Facts) -> bool:
    return bool(facts.law.rules_called("R-AFTER-DISC", facts.day))


def after_discipline(facts: Facts, *, years: dict[str, int]) -> Outcome | None:
    """R-AFTER-DISC (NĐ 152 Đ.4.4): achievements count only from the end of a discipline; `years` says how many years'
    achievements a title rests on (1 where it is not named)."""
    listed = known_then(facts, facts.person.discipline)
    if listed is None:
        return Outcome(UNKNOWN, "Chưa rõ có kỷ luật còn thời hạn trong thời gian lập thành tích hay không.")
    if not listed:
        return None
    by_deed = facts.proposal.letter not in ("", "d") or bool(facts.subject.other_merits)
    cycles = [facts.year.back(step) for step in range(1 if by_deed else years.get(facts.code, 1))]
    states = {cycle: countable(facts, cycle) for cycle in cycles}
    verdict = all_of(states.values())
    hit = ", ".join(str(cycle) for cycle in sorted(cycles) if states[cycle] == verdict)
    ends = ", ".join(spoken(one.ends_on) if one.ends_on else "chưa rõ" for one in listed)
    least = facts.setting("months_after_discipline")
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Thời hạn kỷ luật kết thúc {ends}; thành tích năm {hit} còn được tính.",
            not_met=f"Thành tích chỉ được tính từ khi hết thời hạn kỷ luật ({ends}); năm {hit} còn chưa đủ "
            f"{least} tháng.",
            unknown=f"Chưa rõ ngày hết thời hạn kỷ luật nên chưa biết thành tích năm {hit} có được tính hay không.",
        ),
        {"discipline": told(listed)},
        open_points=("months_after_discipline",),
    )


def ranking_stands(facts: Facts, cycle: Cycle) -> str:
    """Whether a ranking of HTT or better can stand: someone disciplined in the year did not complete (NĐ 90, 233)."""
    if facts.kind != "person":
        return MET
    listed = known_then(facts, facts.person.discipline)
    if listed is None:
        return UNKNOWN
    duty_only = any(row.params.get("duty_only") for row in facts.law.rules_called("R-DISC-IND", facts.day))
    barred = any_of(_counts(facts, one, cycle, "khien_trach", duty_only) for one in listed)
    return {MET: NOT_MET, NOT_MET: MET, UNKNOWN: UNKNOWN}[barred]
