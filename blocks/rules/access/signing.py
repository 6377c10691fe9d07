"""Who signed a deed and in which capacity: frozen with the deed, printed on every paper made from it."""

from datetime import date
from typing import TypedDict

from thidua.errors import RuleViolation
from thidua.text import short_date


class Signing(TypedDict):
    """`kind` is "" for the holder of the seat, `KT` or `TUQ` for a delegate, whose own office is `title`.

    `post` are the lines under the signature: the signer's post in their own unit, where they sign for a block.
    """

    name: str
    kind: str
    title: str
    post: list[str]


def told(signing: Signing, head_title: str) -> str:
    """`Vũ Ngọc Ánh, KT. Hiệu trưởng, Phó Hiệu trưởng`; for the holder only the name."""
    if not signing["kind"]:
        return signing["name"]
    return f"{signing['name']}, {signing['kind']}. {head_title}, {signing['title']}"


def check_day(dated: date, valid_from: date, valid_to: date) -> None:
    """A delegate signs papers of the days for which they were asked to (Nghị định 30/2020, Điều 13)."""
    if not valid_from <= dated <= valid_to:
        raise RuleViolation(
            "dated",
            f"Người được ủy quyền chỉ ký văn bản trong thời hạn ủy quyền, từ {short_date(valid_from)} đến hết "
            f"{short_date(valid_to)}; chọn ngày văn bản trong khoảng đó.",
            where="dated",
        )
