"""Service years, merits and thematic movements as the judge is asked; what nobody entered is left out."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from awards.models import PersonFacts, SchoolFacts
from awards.rules.facts.service_years import merits_told, theme_told
from awards.rules.verdicts.cases.records import Merit, Move, Served
from thidua.text import short_date

Values = dict[str, Any]  # fields of a case
# Which number tells which kind of service; years in a hard area count for the sector too.
NUMBERS = {
    "sector": "sector_years",
    "teaching": "teaching_years",
    "hard": "hard_area_years",
    "hard_teaching": "hard_teaching_years",
    "hard_sector": "hard_area_years",
    "leading": "leadership_years",
}

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


def _merits(kinds: list[str] | None) -> Values:
    return {} if kinds is None else {"other_merits": tuple(Merit(kind) for kind in kinds)}


def told_of_service(row: PersonFacts | None, home: SchoolFacts | None) -> Values:
    """A person's service, merits and retirement, and the day on which the own school made its list public."""
    told: Values = {"published_on": home.published_on if home else None}
    if row is None:
        return told
    years = {kind: getattr(row, name) for kind, name in NUMBERS.items()}
    if years["hard_teaching"] is None:
        years["hard_teaching"] = row.hard_area_years
    told |= {
        "service": {kind: Served(Fraction(value)) for kind, value in years.items() if value is not None},
        "outsider": row.outsider,
        "hard_area_current": row.hard_area_current,
        "retired_on": row.retired_on,
    }
    return told | _merits(row.other_merits)


def told_of_school(row: SchoolFacts | None) -> Values:
    """A school's merits, thematic movement and the day of publication."""
    if row is None:
        return {}
    return {"theme": theme_told(row), "published_on": row.published_on, **_merits(row.other_merits)}


def with_comment(moves: tuple[Move, ...], row: PersonFacts | None) -> tuple[Move, ...]:
    """The moves with what is known of the old unit's written comment."""
    if row is None or row.old_unit_comment is None:
        return moves
    return tuple(replace(move, old_unit_comment=row.old_unit_comment) for move in moves)
