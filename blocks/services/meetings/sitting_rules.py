"""Deeds on what an authority itself rules about sittings."""

from datetime import date

from django.db import transaction

from blocks.models import SittingRule
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped


@transaction.atomic
def rule_sittings(
    *, valid_from: date, share_of: int, share_in: int, substitutes: bool, opinion_days: int, basis: str, by: Actor
) -> SittingRule:
    """Rule from a day on how many must attend, whether substitutes vote, how long absentees have; earlier rows stay.

    Raises RuleViolation without the paper it rests on, for a share that is none, or a second row of the same day.
    """
    demand(by, Action.RULE_SITTINGS)
    basis = squeeze(basis)
    if not basis:
        raise RuleViolation("basis", "Ghi văn bản của đơn vị quy định điều này.", where="basis")
    if not 1 <= share_of <= share_in <= 100:
        raise RuleViolation("share", "Ghi tỷ lệ là phân số không quá 1, ví dụ 2 trên 3.", where="share_of")
    if not 1 <= opinion_days <= 30:
        raise RuleViolation("days", "Hạn lấy ý kiến từ 1 đến 30 ngày.", where="opinion_days")
    if SittingRule.objects.filter(valid_from=valid_from).exists():
        told = f"Đã có quy định áp dụng từ {short_date(valid_from)}; chọn ngày khác."
        raise RuleViolation("twice", told, where="valid_from")
    row = SittingRule.objects.create(
        valid_from=valid_from,
        share_of=share_of,
        share_in=share_in,
        substitutes=substitutes,
        opinion_days=opinion_days,
        basis=basis[:300],
        **stamped("made", by),
    )
    new = {"share": f"{share_of}/{share_in}", "substitutes": substitutes, "days": opinion_days}
    audit.record(by=by, verb="đặt quy định về phiên họp", target=row, new=new, reason=basis)
    return row
