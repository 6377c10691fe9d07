"""An authority's own limit on a title: how it rounds a share of people."""

from fractions import Fraction

from thidua.choices import Choice
from thidua.errors import RuleViolation


class Rounding(Choice):
    """What becomes of a part of a person."""

    FLOOR = "floor", "Làm tròn xuống"
    HALF_UP = "half_up", "Từ 0,5 làm tròn lên"
    UP = "up", "Làm tròn lên"


def read_limit(text: str) -> Fraction:
    """A share between none and all, as `1/10`; RuleViolation("adoption") for anything else."""
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise RuleViolation("adoption", f"“{text}” không phải tỷ lệ; ghi phân số, ví dụ 1/10.", where="caps")
    return share
