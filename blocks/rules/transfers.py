"""Transfers of schools between authorities: what must hold before, and how long they can be taken back."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from thidua.errors import RuleViolation
from thidua.text import short_date

UNDO_WITHIN = timedelta(days=30)


def check_target(*, same: bool, on: date, valid_from: date, valid_to: date | None) -> None:
    """The receiving authority is another one and works on that day."""
    if same:
        raise RuleViolation("same", "Đơn vị nhận phải khác đơn vị giao.")
    if on < valid_from or (valid_to is not None and on > valid_to):
        raise RuleViolation("dates", f"Đơn vị nhận không hoạt động ngày {short_date(on)}; chọn ngày khác.")


def check_names(taken: Collection[str]) -> None:
    """No school of the receiving authority bears the name or code of one that comes."""
    if taken:
        listed = "; ".join(sorted(taken))
        told = f"Đơn vị nhận đã có trường trùng tên hoặc mã: {listed}. Đổi tên trước khi chuyển."
        raise RuleViolation("duplicate", told)


def check_undo(*, made_at: datetime, undone: bool, now: datetime, used: Collection[str]) -> None:
    """Once, within thirty days, and only while nobody has worked with what came."""
    if undone:
        raise RuleViolation("state", "Lần chuyển giao này đã được hoàn tác.")
    if now - made_at > UNDO_WITHIN:
        raise RuleViolation("late", "Đã quá 30 ngày; hãy lập một lần chuyển giao ngược lại.")
    if used:
        listed = ", ".join(used)
        told = f"Đơn vị nhận đã làm việc với các trường này ({listed}); hãy chuyển giao ngược lại."
        raise RuleViolation("used", told)
