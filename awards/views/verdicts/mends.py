"""The deed that mends what a condition misses: the page on which the fact is told, by the check that asked for it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

# check: (page, its words); pages of the school unless named in _OF_PERSON or _OF_SHEET
_MENDS = {
    "rank": ("fact_grid", "Ghi xếp loại"),
    "standard": ("fact_grid", "Ghi xếp loại, ngày tuyển dụng"),
    "months": ("fact_grid", "Ghi ngày tuyển dụng"),
    "certificate": ("attestations", "Xác nhận tiêu chí"),
    "confirmed": ("attestations", "Xác nhận tiêu chí"),
    "clean": ("attestations", "Xác nhận tiêu chí"),
    "study": ("absences_of", "Ghi nghỉ dài, đi học"),
    "moved": ("person_facts", "Ghi nhận xét của đơn vị cũ"),
    "seconded": ("person_facts", "Ghi xác nhận biệt phái"),
    "sector_years": ("person_facts", "Ghi thâm niên"),
    "teaching_years": ("person_facts", "Ghi thâm niên"),
    "manager_years": ("person_facts", "Ghi thâm niên"),
    "outsider": ("person_facts", "Ghi thâm niên"),
    "works": ("initiatives", "Ghi sáng kiến"),
    "excellent_or_work": ("initiatives", "Ghi xếp loại, sáng kiến"),
    "level": ("initiatives", "Ghi cấp công nhận sáng kiến"),
    "used_once": ("initiatives", "Ghi sáng kiến"),
    "clean_person": ("disciplines", "Ghi kỷ luật, vụ việc"),
    "clean_collective": ("disciplines", "Ghi kỷ luật, vụ việc"),
    "after_discipline": ("disciplines", "Ghi kỷ luật, vụ việc"),
    "nothing_pending": ("disciplines", "Ghi kỷ luật, vụ việc"),
    "share": ("school_facts", "Ghi số liệu của trường"),
    "everyone_done": ("fact_grid", "Ghi xếp loại"),
    "has_some": ("sheet", "Sửa danh sách đăng ký"),
    "leads_block": ("school_facts", "Ghi thứ hạng trong khối"),
    "leads_theme": ("school_facts", "Ghi phong trào chuyên đề"),
    "exceeded": ("school_facts", "Ghi kết quả chỉ tiêu"),
    "head": ("school_facts", "Ghi xếp loại của trường"),
    "registered": ("sheet", "Sửa danh sách đăng ký"),
    "cap": ("sheet", "Sửa danh sách đăng ký"),
    "excluded_pair": ("sheet", "Sửa danh sách đăng ký"),
    "one_form": ("sheet", "Sửa danh sách đăng ký"),
    "both_flags": ("sheet", "Sửa danh sách đăng ký"),
}
_OF_PERSON = ("person_facts", "absences_of")


@dataclass(frozen=True)
class Place:
    """Whose condition it is: the school, its sheet, the person (None: the collective), and whether discipline is told
    to who reads."""

    school: int
    sheet: int
    staff: int | None
    decides: bool


def mend_of(condition: dict[str, Any], place: Place | None) -> dict[str, str] | None:
    """{"url", "word"} of the page where the condition's fact is told; None where there is none for who reads."""
    page, word = _MENDS.get(condition.get("check", ""), ("", ""))
    if not page or place is None or (page == "disciplines" and not place.decides):
        return None
    if page in _OF_PERSON:
        return None if place.staff is None else {"url": reverse(page, args=[place.school, place.staff]), "word": word}
    return {"url": reverse(page, args=[place.sheet if page == "sheet" else place.school]), "word": word}
