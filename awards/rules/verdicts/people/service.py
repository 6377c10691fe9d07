"""Time served: newly recruited, moved, seconded, on leave, sent to study, retired (rules S-*)."""

from datetime import date
from fractions import Fraction

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Move, Study, told
from awards.rules.verdicts.dates import full_months, spoken
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, of, say


def months_since_recruited(facts: Facts, *, months: int) -> Outcome:
    """LDTT.new, S-NEW: at least `months` whole months from recruitment to the day service is counted to."""
    recruited = facts.person.recruited_on
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
    taken = tuple(one for one in facts.person.leave or () if kinds.get(one.kind, {}).get("maternity"))
    if not taken:
        return None
    return Outcome(
        MET, f"Thời gian nghỉ thai sản được tính là thời gian công tác trong năm {facts.year}.", {"leave": told(taken)}
    )


def rescue_counts(facts: Facts) -> Outcome | None:
    """S-RESCUE: treatment after a brave act is time worked. Silent when there was none."""
    kinds = facts.law.scales["leave"]
    taken = tuple(one for one in facts.person.leave or () if kinds.get(one.kind, {}).get("rescue"))
    return Outcome(MET, "Thời gian điều trị sau hành động dũng cảm được tính là thời gian công tác.") if taken else None


def forty_days_is_stale(facts: Facts, *, days: int, dropped_by: str, set_by: str) -> Outcome | None:
    """S-LEAVE40: the old bar after so many working days away was dropped in 2017; shown so that nobody applies it."""
    away = sum((one.working_days or one.days or Fraction(0) for one in facts.person.leave or ()), Fraction(0))
    if away < days:
        return None
    return Outcome(
        MET,
        f"Quy định cũ loại người nghỉ từ {days} ngày làm việc ({set_by}) đã bỏ từ {dropped_by}; không áp dụng.",
    )


def study_result(facts: Facts, *, months: int) -> Outcome | None:
    """S-STUDY: under `months` of study count; from them on the result khá or better is needed. Silent without study."""
    listed = facts.person.study
    if listed is None:
        return Outcome(UNKNOWN, f"Chưa rõ năm {facts.year} có được cử đi học hay không.")
    if not listed:
        return None
    verdicts = []
    for one in listed:
        length = _study_months(one)
        short = None if length is None else length < months
        verdicts.append(MET if short or one.good else UNKNOWN if short is None or one.good is None else NOT_MET)
    verdict, limit = all_of(verdicts), "1 năm" if months == 12 else f"{months} tháng"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Thời gian được cử đi học được tính (dưới {limit}, hoặc kết quả từ khá trở lên).",
            not_met=f"Đi học từ {limit} trở lên nhưng kết quả chưa đạt loại khá.",
            unknown="Chưa rõ thời gian hoặc kết quả học tập của người được cử đi học.",
        ),
        {"study": told(listed)},
    )


def _study_months(study: Study) -> Fraction | None:
    if study.months is not None:
        return study.months
    if study.first is None or study.last is None:
        return None
    return Fraction(full_months(study.first, study.last, first_day_counts=True))


def _moves(facts: Facts, kind: str) -> tuple[Move, ...]:
    """The moves of one kind that fall into the cycle, or whose day is not known."""
    listed = facts.person.moves or ()
    return tuple(
        one for one in listed if one.kind in (kind, "unknown") and (one.on is None or facts.year.holds(one.on))
    )


def moved(facts: Facts, *, months: int) -> Outcome | None:
    """S-MOVE: the new unit considers; from `months` at the old unit on, its written comment is needed. Silent without
    a move.
    """
    if facts.person.moves is None:
        return Outcome(UNKNOWN, f"Chưa rõ năm {facts.year} có chuyển đơn vị hay không.")
    own = _moves(facts, "")
    if not own:
        return None
    verdicts, reasons = [], []
    for one in own:
        stayed, have, here = one.months_at_old, one.old_unit_comment, facts.subject.unit
        at_new = _at_new(one, here)
        needed = None if stayed is None else stayed >= months
        verdict = MET if needed is False or have else UNKNOWN if needed is None or have is None else NOT_MET
        if one.kind == "unknown" or one.confirmed is not None:
            verdict = UNKNOWN  # a secondment is confirmed, a move is not: which of the two was not told
        verdicts.append(all_of([verdict, of(at_new)]))
        where = f"Chuyển từ {one.from_unit or 'đơn vị cũ'}"
        if at_new is None:
            reasons.append(f"{where}: chưa rõ đơn vị cũ, đơn vị mới nên chưa biết nơi nào xét.")
        elif not at_new:
            reasons.append(f"{where}: đơn vị mới xét, không phải đơn vị cũ.")
        elif needed is False:
            reasons.append(f"{where} sau {stayed} tháng, dưới {months} tháng nên không cần nhận xét của đơn vị cũ.")
        else:
            state = "đã có" if have else "chưa rõ" if have is None else "chưa có"
            spent = "chưa rõ số tháng" if stayed is None else f"{float(stayed):g} tháng"
            reasons.append(f"{where} ({spent}): từ {months} tháng cần nhận xét của đơn vị cũ, {state}.")
    return Outcome(all_of(verdicts), " ".join(reasons), {"moves": told(own)})


def _at_new(move: Move, here: str) -> bool | None:
    """Whether the unit that considers is the one moved to; None where the units are not told."""
    if here and here == move.to_unit:
        return True
    if not here or not move.from_unit:
        return None if not here or not move.to_unit else False
    if move.from_unit != here:
        return True
    return None if not move.to_unit else False


def _at_sender(move: Move, here: str) -> bool | None:
    """Whether the unit that considers is the one that sends; None where the units are not told."""
    if here and here in (move.from_unit, move.to_unit):
        return here == move.from_unit
    return None if not here or not (move.from_unit and move.to_unit) else True


def seconded(facts: Facts) -> Outcome | None:
    """S-SECOND: the sending unit considers, the receiving unit confirms. Silent without a secondment."""
    own = tuple(one for one in facts.person.moves or () if one.kind == "seconded")
    if not own:
        return None
    verdicts = []
    for one in own:
        verdicts.append(all_of([of(one.confirmed), of(_at_sender(one, facts.subject.unit))]))
    verdict = all_of(verdicts)
    return Outcome(
        verdict,
        say(
            verdict,
            met="Người được biệt phái do đơn vị cử đi xét, đã có xác nhận của đơn vị tiếp nhận.",
            not_met="Người được biệt phái phải do đơn vị cử đi xét và có xác nhận của đơn vị tiếp nhận.",
            unknown="Chưa rõ xác nhận của đơn vị tiếp nhận biệt phái.",
        ),
        {"moves": told(own)},
    )


def waiting(facts: Facts) -> Outcome | None:
    """S-WAIT: someone waiting for assignment is considered by the old unit. Silent otherwise."""
    own = tuple(one for one in facts.person.moves or () if one.kind == "waiting")
    if not own:
        return None
    here = facts.subject.unit
    right = all(not here or one.from_unit in ("", here) for one in own)
    return Outcome(of(right), "Người chờ phân công do đơn vị cũ xét.", {"moves": told(own)})


def retired(facts: Facts, *, month: int, day: int) -> Outcome | None:
    """S-RETIRE: who retires after that day of the cycle's last year is still considered (a local practice). Silent
    unless retired inside the cycle.
    """
    left = facts.person.retired_on
    if left is None or not facts.year.holds(left):
        return None
    until = date(facts.year.last.year, month, day)
    return Outcome(
        of(left > until),
        f"Nghỉ hưu ngày {spoken(left)}; theo lệ một số nơi, nghỉ hưu sau {spoken(until)} vẫn được"
        " đăng ký và xét. Đơn vị quản lý quyết định.",
        open_points=("retired_in_cycle",),
    )
