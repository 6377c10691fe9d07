"""Transfers of schools between authorities: what must hold before."""

from collections.abc import Collection, Sequence
from datetime import date

from thidua.errors import RuleViolation
from thidua.text import short_date


def check_target(*, same: bool, on: date, valid_from: date, valid_to: date | None) -> None:
    """The receiving authority is another one and works on that day."""
    if same:
        raise RuleViolation("same", "Đơn vị nhận phải khác đơn vị giao.", where="target")
    if on < valid_from or (valid_to is not None and on > valid_to):
        told = f"Đơn vị nhận không hoạt động ngày {short_date(on)}; chọn ngày khác."
        raise RuleViolation("dates", told, where="on")


def check_names(taken: Collection[str]) -> None:
    """No school of the receiving authority bears the name or code of one that comes."""
    if taken:
        listed = "; ".join(sorted(taken))
        told = f"Đơn vị nhận đã có trường trùng tên hoặc mã: {listed}. Đổi tên trước khi chuyển."
        raise RuleViolation("duplicate", told)


def check_shares(shares: Sequence[Sequence[int]], *, standing: dict[int, str], whole: bool) -> None:
    """Every school goes to one authority only; with `whole` all of them go."""
    going = [school for share in shares for school in share]
    if not going or not all(shares):
        raise RuleViolation("empty", "Chọn ít nhất một trường để chuyển giao.", where="schools")
    if twice := {school for school in going if going.count(school) > 1}:
        listed = "; ".join(sorted(standing.get(school, "") for school in twice))
        raise RuleViolation("twice", f"Trường được giao cho hai nơi: {listed}.")
    if whole and (left := [name for school, name in standing.items() if school not in set(going)]):
        told = f"Còn {len(left)} trường chưa có nơi nhận: {'; '.join(sorted(left)[:5])}."
        raise RuleViolation("left", told)
