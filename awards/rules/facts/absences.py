"""Long absences that the law asks about: maternity, unpaid leave, illness, treatment after a brave act, study.

A cell tells all absences of a person in the year, so that one which is not written was not there.
"""

import re
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import plain_key, squeeze


class AbsenceKind(Choice):
    """Why somebody was away; NONE says that it is known to be no absence. Codes of leave are those of the judge."""

    NONE = "none", "Không nghỉ dài, không đi học"
    MATERNITY = "maternity", "Nghỉ thai sản"
    UNPAID = "unpaid", "Nghỉ không lương"
    SICK = "sick", "Nghỉ ốm dài ngày"
    RESCUE = "rescue", "Điều trị sau hành động dũng cảm"
    STUDY = "study", "Được cử đi học"


class StudyResult(Choice):
    """The result of a year of study or more (từ khá trở lên thì thời gian học được tính)."""

    GOOD = "kha", "Khá trở lên"
    LOWER = "trung_binh", "Dưới khá"


SHORT = {
    AbsenceKind.NONE: "không",
    AbsenceKind.MATERNITY: "TS",
    AbsenceKind.UNPAID: "KL",
    AbsenceKind.SICK: "OM",
    AbsenceKind.RESCUE: "DC",
    AbsenceKind.STUDY: "ĐH",
}
_WRITTEN = {
    "khong": AbsenceKind.NONE,
    "k": AbsenceKind.NONE,
    "0": AbsenceKind.NONE,
    "ts": AbsenceKind.MATERNITY,
    "thai san": AbsenceKind.MATERNITY,
    "kl": AbsenceKind.UNPAID,
    "khong luong": AbsenceKind.UNPAID,
    "om": AbsenceKind.SICK,
    "dc": AbsenceKind.RESCUE,
    "dung cam": AbsenceKind.RESCUE,
    "dh": AbsenceKind.STUDY,
    "di hoc": AbsenceKind.STUDY,
}
HOW = "Ghi không, TS (thai sản), KL (không lương), OM (ốm), DC (dũng cảm), ĐH (đi học); nhiều thứ cách nhau dấu phẩy."


def read_absences(text: str, *, where: str = "") -> list[AbsenceKind]:
    """Kinds written in one cell, in the order of the list; [] for an empty cell (not known). RuleViolation for a word
    that is none, or for “không” beside something else.
    """
    found = set()
    for part in re.split(r"[,;+/]", text):
        if not (key := plain_key(part).removeprefix("nghi ")):
            continue
        if key not in _WRITTEN:
            raise RuleViolation("absence", f"“{squeeze(part)[:30]}” chưa rõ là nghỉ gì. {HOW}", where=where)
        found.add(_WRITTEN[key])
    if AbsenceKind.NONE in found and len(found) > 1:
        raise RuleViolation("absence", "Đã ghi “không” thì không ghi thêm loại nghỉ; bỏ một trong hai.", where=where)
    return [kind for kind in AbsenceKind if kind in found]


def absence_cell(kinds: list[str]) -> str:
    """Kinds as one cell shows them: `TS, ĐH`."""
    return ", ".join(SHORT[kind] for kind in AbsenceKind if kind in kinds)


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """The last day is not before the first one."""
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="ends_on")
