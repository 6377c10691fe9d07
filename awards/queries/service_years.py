"""Service years, merits and thematic movements as the judge is asked; what nobody entered is left out."""

from collections.abc import Iterable
from typing import Any

from awards.models import PersonFacts, SchoolFacts
from awards.rules.service_years import merits_told, theme_told
from thidua.text import short_date

Case = dict[str, Any]
NUMBERS = ("sector_years", "teaching_years", "hard_area_years", "hard_teaching_years", "leadership_years")
_PLAIN = (*NUMBERS, "outsider", "hard_area_current")


FIELDS = {
    "sector_years": "số năm trong ngành",
    "teaching_years": "số năm trực tiếp giảng dạy",
    "leadership_years": "số năm lãnh đạo",
    "hard_area_years": "số năm ở vùng khó khăn",
    "hard_teaching_years": "số năm giảng dạy ở vùng khó khăn",
    "hard_area_current": "đang công tác ở vùng khó khăn",
    "outsider": "làm việc ngoài ngành giáo dục",
    "other_merits": "thành tích khác",
    "old_unit_comment": "đã có nhận xét của đơn vị cũ",
    "retired_on": "ngày nghỉ hưu",
}
UNTOLD = "chưa biết"
_SAID = {None: UNTOLD, True: "có", False: "không"}


def facts_in_words(row: PersonFacts) -> dict[str, str]:
    """Every field in words by its Vietnamese name, UNTOLD where nothing is known."""
    told = {}
    for name, head in FIELDS.items():
        value = getattr(row, name)
        if name == "other_merits":
            told[head] = merits_told(value) or UNTOLD
        elif name == "retired_on":
            told[head] = short_date(value) if value else UNTOLD
        else:
            told[head] = _SAID[value] if isinstance(value, bool) or value is None else str(value)
    return told


def person_facts_of(staff: Iterable[int], year_code: str) -> dict[int, PersonFacts]:
    """Rows of the year by person; one query."""
    return {row.staff_id: row for row in PersonFacts.objects.filter(staff__in=list(staff), year_code=year_code)}


def _merits(kinds: list[str] | None) -> Case:
    return {} if kinds is None else {"other_merits": [{"kind": kind} for kind in kinds]}


def told_of_service(row: PersonFacts | None, home: SchoolFacts | None) -> Case:
    """A person's service, merits and retirement, and the day on which the own school made its list public."""
    told: Case = {}
    if row is not None:
        told = {name: value for name in _PLAIN if (value := getattr(row, name)) is not None}
        told |= _merits(row.other_merits)
        if row.retired_on:
            told["retired_on"] = str(row.retired_on)
    return told | _published(home)


def told_of_school(row: SchoolFacts | None) -> Case:
    """A school's merits, thematic movement and the day of publication."""
    if row is None:
        return {}
    theme = theme_told(row)
    return _merits(row.other_merits) | _published(row) | ({"theme": theme} if theme else {})


def _published(row: SchoolFacts | None) -> Case:
    return {"published_on": str(row.published_on)} if row is not None and row.published_on else {}


def with_comment(moves: list[Case], row: PersonFacts | None) -> list[Case]:
    """The moves with what is known of the old unit's written comment."""
    if row is None or row.old_unit_comment is None:
        return moves
    return [{**one, "old_unit_comment": row.old_unit_comment} for one in moves]
