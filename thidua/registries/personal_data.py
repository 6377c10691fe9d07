"""Where personal data stands and what becomes of it when a person asks for erasure; each wing names its own tables."""

from typing import NamedTuple

from thidua.choices import Choice


class Fate(Choice):
    """What erasure does with a table's rows about a person."""

    ERASED = "XOA", "Xóa phần hồ sơ"
    KEPT = "GIU", "Giữ theo luật"
    GONE = "BO", "Xóa cả dòng"
    CLOCK = "HAN", "Xóa khi hết hạn giữ"


class Place(NamedTuple):
    """What happens to the personal data of one table, and why."""

    fate: Fate
    why: str


# Rows that name, in a stamp, who did something in office.
DOER = Place(Fate.KEPT, "Tên người đã làm việc đó trong công vụ; cần để kiểm tra về sau.")
