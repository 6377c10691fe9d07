"""What the law asks of a working life: whole years in the sector, of teaching, in hard areas; merits beside the year.

Luật Thi đua, khen thưởng 2022 Đ.64, Đ.74; Thông tư 29/2023/TT-BGDĐT Đ.8. What is empty is not known.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.records import Theme
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import squeeze

MOST_YEARS = 60


class MeritKind(Choice):
    """Achievements beside the year's work (Đ.74.1 a, b, c, đ); NONE says that it is known that there is none."""

    NONE = "none", "Không có thành tích nào khác"
    MOVEMENT = "phong_trao", "Xuất sắc trong phong trào thi đua, chuyên đề"
    SUDDEN = "dot_xuat", "Thành tích đột xuất"
    CONTRIBUTION = "dong_gop", "Đóng góp cho kinh tế - xã hội, khoa học"
    WORKER = "lao_dong", "Thành tích của người trực tiếp lao động"


class Launcher(Choice):
    """Who launched a thematic movement."""

    GOVERNMENT = "thu_tuong", "Thủ tướng Chính phủ"
    MINISTRY = "bo", "Bộ, ngành"
    PROVINCE = "tinh", "Ủy ban nhân dân tỉnh, thành phố"
    LOCAL = "don_vi", "Đơn vị quản lý, cấp xã"


# The judge's codes of organs (awards/data/organs.json).
_ORGANS = {
    Launcher.GOVERNMENT: "government",
    Launcher.MINISTRY: "ministry",
    Launcher.PROVINCE: "province",
    Launcher.LOCAL: "district",
}

# (part, whole, the part's name, the whole's name): years in the part are among those of the whole.
PARTS = (
    ("teaching_years", "sector_years", "số năm giảng dạy", "số năm trong ngành"),
    ("hard_area_years", "sector_years", "số năm ở vùng khó khăn", "số năm trong ngành"),
    ("hard_teaching_years", "hard_area_years", "số năm giảng dạy ở vùng khó khăn", "số năm ở vùng khó khăn"),
    ("hard_teaching_years", "teaching_years", "số năm giảng dạy ở vùng khó khăn", "số năm giảng dạy"),
)


def read_years(text: str, *, where: str = "") -> int | None:
    """Whole years as typed, `15` or `15 năm`; None for an empty text. RuleViolation for anything else."""
    said = squeeze(text).removesuffix("năm").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and int(said[:9]) <= MOST_YEARS):
        told = f"“{squeeze(text)[:30]}” không phải số năm tròn; ghi số từ 0 đến {MOST_YEARS}, bỏ phần tháng lẻ."
        raise RuleViolation("years", told, where=where)
    return int(said)


def check_years(years: Mapping[str, int | None], *, whose: str = "") -> None:
    """A part is not longer than its whole; years in a hard area say how many of them were teaching.

    Without the last the years of teaching could not be doubled rightly (Luật 2022 Đ.64.4).
    """
    before = f"{whose}: " if whose else ""
    for part, whole, said, of in PARTS:
        inner, outer = years.get(part), years.get(whole)
        if inner is not None and outer is not None and inner > outer:
            told = f"{said} ({inner}) nhiều hơn {of} ({outer}); sửa một trong hai số."
            raise RuleViolation("years", _sentence(before, told), where=part)
    if years.get("hard_area_years") and years.get("hard_teaching_years") is None:
        told = "ghi cả số năm giảng dạy ở vùng khó khăn; không giảng dạy ở đó thì ghi 0."
        raise RuleViolation("years", _sentence(before, told), where="hard_teaching_years")


def _sentence(before: str, told: str) -> str:
    return f"{before}{told}" if before else f"{told[0].upper()}{told[1:]}"


def check_merits(kinds: list[str]) -> list[str]:
    """The kinds as kept: [] for none known to be there. RuleViolation where “none” stands beside a kind."""
    if MeritKind.NONE in kinds and len(kinds) > 1:
        told = "Đã chọn “Không có thành tích nào khác” thì không chọn thêm thành tích; bỏ một trong hai."
        raise RuleViolation("merits", told, where="other_merits")
    if any(one not in list(MeritKind) for one in kinds):
        raise RuleViolation("merits", "Chọn thành tích trong danh sách.", where="other_merits")
    return [kind.value for kind in MeritKind if kind in kinds and kind != MeritKind.NONE]


def merits_told(kinds: list[str] | None) -> str:
    """In words: "" not known."""
    if kinds is None:
        return ""
    return ", ".join(MeritKind(one).label for one in kinds) or MeritKind.NONE.label


def merits_kept(kinds: list[str] | None) -> list[str] | None:
    """As the trail keeps them: none at all is told by its own code, None is not known."""
    return [str(MeritKind.NONE)] if kinds == [] else kinds


def check_theme(theme: Mapping[str, Any]) -> None:
    """A movement told has its length, its place, its end and who launched it: none of them is guessed.

    `theme_name`, `theme_years`, `theme_leads`, `theme_final`, `theme_launched_by`; all empty where there is none.
    """
    name = theme["theme_name"]
    rest = {
        "theme_years": "Ghi phong trào chuyên đề kéo dài mấy năm.",
        "theme_leads": "Chọn trường có dẫn đầu phong trào chuyên đề hay không.",
        "theme_final": "Chọn phong trào chuyên đề đã tổng kết hay chưa.",
        "theme_launched_by": "Chọn cấp phát động phong trào chuyên đề.",
    }
    given = [key for key in rest if theme[key] not in (None, "")]
    if given and not name:
        raise RuleViolation("theme", "Ghi tên phong trào chuyên đề, hoặc bỏ trống cả phần này.", where="theme_name")
    for key, told in rest.items():
        if name and key not in given:
            raise RuleViolation("theme", told, where=key)
    if theme["theme_years"] is not None and not 1 <= theme["theme_years"] <= 30:
        raise RuleViolation("theme", "Thời gian của phong trào chuyên đề từ 1 đến 30 năm.", where="theme_years")


def theme_told(row: Any) -> Theme | None:
    """The movement as the judge is asked, None where none was told; `row` holds the five fields of `check_theme`.

    Of a movement told in part only the name: the judge would take an untold end or launcher for the right one.
    """
    if not row.theme_name:
        return None
    if None in (row.theme_years, row.theme_leads, row.theme_final) or not row.theme_launched_by:
        return Theme(row.theme_name)
    launcher = Launcher(row.theme_launched_by)
    return Theme(
        name=row.theme_name,
        years=Fraction(row.theme_years),
        leads=row.theme_leads,
        final_review=row.theme_final,
        launched_by=launcher.label,
        organ=_ORGANS[launcher],
    )
