"""Deeds on what a school reports of itself for a year."""

from collections.abc import Set
from typing import Any

from django.db import transaction

from awards.models import SchoolFacts
from awards.rules.facts.rankings import RankLevel
from awards.rules.facts.service_years import check_merits, check_theme, merits_kept
from awards.services.facts.attestations import attest_school
from blocks.models import EmulationYear, School
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

FIELDS = {
    "rank": "xếp loại trường",
    "exceeded_targets": "vượt chỉ tiêu, nhiệm vụ",
    "eligible_for_flags": "thuộc đối tượng xét cờ",
    "rank_in_block": "thứ hạng trong khối",
    "headcount_entitled": "số người thuộc diện xét",
    "published_on": "ngày công khai danh sách",
    "other_merits": "thành tích khác của tập thể",
    "theme_name": "phong trào chuyên đề",
    "theme_years": "phong trào kéo dài (năm)",
    "theme_leads": "dẫn đầu phong trào",
    "theme_final": "phong trào đã tổng kết",
    "theme_launched_by": "cấp phát động phong trào",
}


def _told(row: SchoolFacts) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    published_on = row.published_on and str(row.published_on)
    return shown | {"published_on": published_on, "other_merits": merits_kept(row.other_merits)}


@transaction.atomic
def save_school_facts(
    *, school: School, year: EmulationYear, version: int, by: Actor, attested: Set[str] | None = None, **data: Any
) -> SchoolFacts:
    """Write what the school reports; `version` is the one that was read (0 for none yet), None fields are unknown.

    `attested` are the criteria confirmed of the school, None to leave them. Raises Conflict where somebody was faster.
    """
    demand(by, Action.EDIT_FACTS, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    row = SchoolFacts.objects.filter(school=school, year_code=year.code).first()
    row = row or SchoolFacts(school=school, year_code=year.code)
    if row.version != version:
        raise Conflict(f"{row.changed_by} vừa sửa dữ kiện của trường; xem bản mới rồi sửa lại.")
    old = _told(row)
    for name in FIELDS:
        if name in data:
            setattr(row, name, data[name])
    _check(row)
    if _told(row) != old:
        row.version += 1
        put_stamp(row, "changed", by)
        row.save()
        audit.record(by=by, verb="ghi dữ kiện của trường", target=row, old=old, new=_told(row))
    if attested is not None:
        attest_school(school=school, year=year, wanted=attested, by=by)
    return row


def _check(row: SchoolFacts) -> None:
    if row.rank and row.rank not in list(RankLevel):
        raise RuleViolation("rank", "Chọn mức xếp loại trong danh sách.", where="rank")
    if row.rank_in_block is not None and not 1 <= row.rank_in_block <= 500:
        raise RuleViolation("place", "Thứ hạng trong khối là số từ 1 trở lên.", where="rank_in_block")
    if row.headcount_entitled is not None and row.headcount_entitled > 5000:
        raise RuleViolation("count", "Số người thuộc diện xét không quá 5.000.", where="headcount_entitled")
    if row.published_on is not None and row.published_on > clock.today():
        raise RuleViolation("day", "Ngày công khai danh sách không sau hôm nay.", where="published_on")
    if row.other_merits is not None:
        row.other_merits = check_merits(row.other_merits)
    check_theme({name: getattr(row, name) for name in FIELDS if name.startswith("theme_")})
