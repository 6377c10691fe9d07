"""Time served: newly recruited, moved, seconded, on leave, sent to study, retired (rules S-*)."""

from typing import Any

from awards.rules.eligibility.dates import full_months, spoken
from awards.rules.eligibility.facts.facts import Facts, read_number
from awards.rules.eligibility.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, of, say


def months_since_recruited(facts: Facts, *, months: int) -> Outcome:
    """LDTT.new, S-NEW: at least `months` whole months from recruitment to the day service is counted to."""
    recruited = facts.on(facts.subject, "recruited_on")
    if recruited is None:
        return Outcome(UNKNOWN, f"Chưa biết ngày tuyển dụng; cần đủ {months} tháng công tác.")
    until, counts = facts.closing, facts.setting("first_day_counts")
    served = full_months(recruited, until, first_day_counts=counts)
    other = full_months(recruited, until, first_day_counts=not counts)
    verdict = of(served >= months)
    leans = (served >= months) != (other >= months)
    since = f"Tuyển dụng {spoken(recruited)}, tính đến {spoken(until)} là {served} tháng"
    note = (
        " Văn bản chưa nói ngày đầu có được tính hay không; theo thiết lập hiện tại thì có." if leans and counts else ""
    )
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"{since}, đủ từ {months} tháng trở lên.{note}",
            not_met=f"{since}, chưa đủ {months} tháng.{note}",
            unknown=since,
        ),
        {"recruited_on": str(recruited), "counted_to": str(until), "months": served},
        open_points=("first_day_counts",) if leans else (),
        standing="K" if leans else "",
    )


def maternity_counts(facts: Facts) -> Outcome | None:
    """LDTT.maternity, S-MAT: maternity leave is time worked. Silent when there was none."""
    kinds = facts.law.scales["leave"]
    taken = [one for one in facts.items("leave") or [] if kinds.get(str(one.get("kind") or ""), {}).get("maternity")]
    if not taken:
        return None
    return Outcome(
        MET, f"Thời gian nghỉ thai sản được tính là thời gian công tác trong năm {facts.year}.", {"leave": taken}
    )


def rescue_counts(facts: Facts) -> Outcome | None:
    """S-RESCUE: treatment after a brave act is time worked. Silent when there was none."""
    kinds = facts.law.scales["leave"]
    taken = [one for one in facts.items("leave") or [] if kinds.get(str(one.get("kind") or ""), {}).get("rescue")]
    return Outcome(MET, "Thời gian điều trị sau hành động dũng cảm được tính là thời gian công tác.") if taken else None


def forty_days_is_stale(facts: Facts) -> Outcome | None:
    """S-LEAVE40: the old bar after 40 working days away was dropped in 2017; shown so that nobody applies it."""
    days = [one.get("working_days") or one.get("days") or 0 for one in facts.items("leave") or []]
    if sum(int(one) for one in days) < 40:
        return None
    return Outcome(
        MET, "Quy định cũ loại người nghỉ từ 40 ngày làm việc (NĐ 65/2014) đã bỏ từ NĐ 91/2017; không áp dụng."
    )


_GOOD = frozenset({"kha", "gioi", "xuat_sac", "tot", "khá", "giỏi", "xuất sắc", "tốt"})


def study_result(facts: Facts) -> Outcome | None:
    """S-STUDY: under a year of study counts; from a year on it needs the result khá or better. Silent without study."""
    listed = facts.items("study")
    if listed is None:
        return Outcome(UNKNOWN, f"Chưa rõ năm {facts.year} có được cử đi học hay không.")
    if not listed:
        return None
    verdicts = []
    for one in listed:
        months = _study_months(facts, one)
        result = one.get("result")
        good = None if result is None else str(result).lower() in _GOOD
        short = None if months is None else months < 12
        verdicts.append(MET if short or good else UNKNOWN if short is None or good is None else NOT_MET)
    verdict = all_of(verdicts)
    return Outcome(
        verdict,
        say(
            verdict,
            met="Thời gian được cử đi học được tính (dưới 1 năm, hoặc kết quả từ khá trở lên).",
            not_met="Đi học từ 1 năm trở lên nhưng kết quả chưa đạt loại khá.",
            unknown="Chưa rõ thời gian hoặc kết quả học tập của người được cử đi học.",
        ),
        {"study": listed},
    )


def _study_months(facts: Facts, record: dict[str, Any]) -> float | None:
    months = read_number(record.get("months"), "study.months")
    if months is not None:
        return float(months)
    start, end = facts.on(record, "from"), facts.on(record, "to")
    return full_months(start, end, first_day_counts=True) if start and end else None


_SECONDED = frozenset({"secondment", "seconded", "biet_phai", "dieu_dong"})
_WAITING = frozenset({"waiting", "cho_phan_cong"})


def _moves(facts: Facts) -> list[dict[str, Any]]:
    kept = []
    for one in facts.items("moves") or []:
        day = facts.on(one, "on")
        if day is None or facts.year.holds(day):
            kept.append(one)
    return kept


def moved(facts: Facts, *, months: int) -> Outcome | None:
    """S-MOVE: the new unit considers; from `months` at the old unit on, its written comment is needed. Silent without
    a move.
    """
    if facts.items("moves") is None:
        return Outcome(UNKNOWN, f"Chưa rõ năm {facts.year} có chuyển đơn vị hay không.")
    own = [one for one in _moves(facts) if one.get("kind") not in _SECONDED | _WAITING]
    if not own:
        return None
    verdicts, reasons = [], []
    for one in own:
        stayed = read_number(one.get("months_at_old"), "moves.months_at_old")
        comment = one.get("old_unit_comment")
        here = facts.get("unit")
        at_new = not (here and one.get("from_unit") == here and one.get("to_unit") not in (None, here))
        needed = None if stayed is None else stayed >= months
        have = None if comment is None else bool(comment)
        verdict = MET if needed is False or have else UNKNOWN if needed is None or have is None else NOT_MET
        verdicts.append(all_of([verdict, of(at_new)]))
        where = f"Chuyển từ {one.get('from_unit') or 'đơn vị cũ'}"
        if not at_new:
            reasons.append(f"{where}: đơn vị mới xét, không phải đơn vị cũ.")
        elif needed is False:
            reasons.append(f"{where} sau {stayed} tháng, dưới {months} tháng nên không cần nhận xét của đơn vị cũ.")
        else:
            state = "đã có" if have else "chưa rõ" if have is None else "chưa có"
            spent = "chưa rõ số tháng" if stayed is None else f"{float(stayed):g} tháng"
            reasons.append(f"{where} ({spent}): từ {months} tháng cần nhận xét của đơn vị cũ, {state}.")
    return Outcome(all_of(verdicts), " ".join(reasons), {"moves": own})


def seconded(facts: Facts) -> Outcome | None:
    """S-SECOND: the sending unit considers, the receiving unit confirms. Silent without a secondment."""
    own = [one for one in facts.items("moves") or [] if one.get("kind") in _SECONDED]
    if not own:
        return None
    verdicts = []
    for one in own:
        confirmed = next(
            (
                one[key]
                for key in ("confirmed", "host_confirmation", "receiving_unit_confirmation")
                if one.get(key) is not None
            ),
            None,
        )
        here = facts.get("unit")
        verdicts.append(
            all_of([of(None if confirmed is None else bool(confirmed)), of(not (here and one.get("to_unit") == here))])
        )
    verdict = all_of(verdicts)
    return Outcome(
        verdict,
        say(
            verdict,
            met="Người được biệt phái do đơn vị cử đi xét, đã có xác nhận của đơn vị tiếp nhận.",
            not_met="Người được biệt phái phải do đơn vị cử đi xét và có xác nhận của đơn vị tiếp nhận.",
            unknown="Chưa rõ xác nhận của đơn vị tiếp nhận biệt phái.",
        ),
        {"moves": own},
    )


def waiting(facts: Facts) -> Outcome | None:
    """S-WAIT: someone waiting for assignment is considered by the old unit. Silent otherwise."""
    own = [one for one in facts.items("moves") or [] if one.get("kind") in _WAITING]
    if not own:
        return None
    here = facts.get("unit")
    right = all(not here or one.get("from_unit") in (None, here) for one in own)
    return Outcome(of(right), "Người chờ phân công do đơn vị cũ xét.", {"moves": own})


def retired(facts: Facts) -> Outcome | None:
    """S-RETIRE: retiring after 01/5 one is still considered (a local practice). Silent unless retired inside the
    cycle.
    """
    day = facts.on(facts.subject, "retired_on")
    if day is None or not facts.year.holds(day):
        return None
    until = day.replace(year=facts.year.last.year, month=5, day=1)
    return Outcome(
        of(day > until),
        f"Nghỉ hưu ngày {spoken(day)}; theo lệ một số nơi, nghỉ hưu sau {spoken(until)} vẫn được"
        " đăng ký và xét. Đơn vị quản lý quyết định.",
        open_points=("retired_in_cycle",),
    )
