"""The yearly ranking of a person or a school (đánh giá, xếp loại chất lượng hằng năm): its levels, and how people write
them.
"""

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import plain_key, squeeze


class RankLevel(Choice):
    """Levels of Nghị định 90/2020 Đ.4; the stored codes are those in which the judge is asked."""

    EXCELLENT = "HTXS", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "HTT", "Hoàn thành tốt nhiệm vụ"
    DONE = "HT", "Hoàn thành nhiệm vụ"
    NOT_DONE = "KHT", "Không hoàn thành nhiệm vụ"
    NOT_RANKED = "not_ranked", "Không xếp loại"


# What stands in a cell: short, and the same as people type it.
SHORT = {level: level.value for level in RankLevel} | {RankLevel.NOT_RANKED: "KXL"}
_WRITTEN = {plain_key(short): level for level, short in SHORT.items()} | {
    "hoan thanh xuat sac": RankLevel.EXCELLENT,
    "hoan thanh tot": RankLevel.GOOD,
    "hoan thanh": RankLevel.DONE,
    "khong hoan thanh": RankLevel.NOT_DONE,
    "khong xep loai": RankLevel.NOT_RANKED,
    "khtnv": RankLevel.NOT_DONE,
    "htxsnv": RankLevel.EXCELLENT,
    "httnv": RankLevel.GOOD,
    "htnv": RankLevel.DONE,
    "not_ranked": RankLevel.NOT_RANKED,
    "xuat sac": RankLevel.EXCELLENT,
}
HOW = "Ghi HTXS, HTT, HT, KHT hoặc KXL (không xếp loại); để trống nếu chưa biết."


def read_rank(text: str, *, where: str = "") -> RankLevel | None:
    """The level meant by a code or by its words, marks or not; None for an empty text. RuleViolation for anything
    else.
    """
    key = plain_key(text).removesuffix(" nhiem vu").strip()
    if key in ("", "-", "?"):
        return None
    if key not in _WRITTEN:
        raise RuleViolation("rank", f"“{squeeze(text)[:40]}” không phải mức xếp loại. {HOW}", where=where)
    return _WRITTEN[key]
