"""Matters still open: discipline being considered, inspection, complaint, press (R-PENDING). They hold, they do not
refuse.
"""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.records import Matter, told
from awards.rules.verdicts.dates import spoken
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of


def nothing_pending(facts: Facts, *, ignored: tuple[str, ...] = ()) -> Outcome:
    """R-PENDING on the day the facts are seen; `ignored` kinds (press reports before NĐ 152) do not hold yet."""
    listed = facts.subject.pending
    if listed is None:
        return Outcome(
            UNKNOWN, "Chưa rõ có đang bị xem xét kỷ luật, thanh tra, kiểm tra hay khiếu nại, tố cáo hay không."
        )
    groups = facts.law.scales["pending"]
    counted = [one for one in listed if groups.get(one.kind, {}).get("group", "matter") not in ignored]
    verdicts = [_closed(facts, one) for one in counted]
    verdict = all_of(verdicts)
    named = "; ".join(_spell(facts, one) for one, state in zip(counted, verdicts, strict=True) if state == verdict)
    if verdict == MET:
        skipped = [one for one in listed if one not in counted]
        note = _not_yet(facts) if skipped else ""
        return Outcome(
            MET,
            f"Không có việc đang xem xét, xác minh tính đến {spoken(facts.seen_on)}.{note}",
            {"pending": told(listed)},
        )
    if verdict == NOT_MET:
        return Outcome(
            NOT_MET,
            f"Tạm dừng xét, chưa khen thưởng và chưa đề nghị khi còn: {named}.",
            {"pending": told(counted)},
        )
    return Outcome(UNKNOWN, f"Chưa rõ việc sau đã kết thúc chưa: {named}.", {"pending": told(counted)})


def _not_yet(facts: Facts) -> str:
    """From when press reports hold: the first day of the rule's row that ignores nothing."""
    begins = [row.first for row in facts.law.rules if row.condition == "R-PENDING" and not row.params.get("ignored")]
    return f" Việc báo chí nêu chỉ là căn cứ tạm dừng từ ngày {spoken(min(begins))}." if begins else ""


def _closed(facts: Facts, record: Matter) -> str:
    opened, closed = record.opened_on, record.closed_on
    if facts.came_later(opened):
        return MET  # it came to light later, and holds from then on
    return MET if closed and closed <= facts.seen_on else NOT_MET


def _spell(facts: Facts, record: Matter) -> str:
    kind = facts.law.scales["pending"].get(record.kind, {}).get("name", "việc đang xem xét")
    opened = record.opened_on
    return f"{kind} (từ {spoken(opened)})" if opened else kind
