"""Deeds on initiatives and research: enter, mend, recognise, take away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from awards.models import Initiative
from awards.queries.facts.fact_grid import people_of
from awards.rules.facts.initiatives import WorkKind, WorkLevel, WorkState, check_work
from awards.rules.verdicts.cases.values import organ_of
from blocks.models import EmulationYear, School, StaffMember
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

_TEXTS = {"name": 500, "recognised_by": 200, "paper": 60}
_FIELDS = ("name", "kind", "level", "state", "recognised_on", "recognised_by", "paper", "used_for")


def _told(row: Initiative) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS} | {
        "recognised_on": str(row.recognised_on or ""),
        "used_for": [f"{one['title']} {one['cycle']}" for one in row.used_for],
    }


def _fill(row: Initiative, data: Mapping[str, Any], by: Actor) -> None:
    """Write the fields of `data` that a work has, check it, stamp it."""
    for name in _FIELDS:
        if name in data:
            value = data[name]
            setattr(row, name, squeeze(value)[: _TEXTS[name]] if name in _TEXTS else value)
    row.organ = organ_of(row.recognised_by)  # recognised here, once; verdicts ask the code
    if row.state not in list(WorkState) or row.level not in list(WorkLevel) or row.kind not in list(WorkKind):
        raise RuleViolation("choice", "Chọn loại, cấp và trạng thái trong danh sách.", where="state")
    check_work(
        name=row.name,
        state=row.state,
        year_code=row.year_code,
        recognised_on=row.recognised_on,
        recognised_by=row.recognised_by,
        today=clock.today(),
    )
    same = Initiative.objects.filter(staff_id=row.staff_id, year_code=row.year_code, name=row.name)
    if same.exclude(pk=row.pk).exists():
        raise RuleViolation("double", "Người này đã có sáng kiến, đề tài cùng tên trong năm.", where="name")
    put_stamp(row, "changed", by)


@transaction.atomic
def add_initiative(
    *, school: School, year: EmulationYear, staff: StaffMember, by: Actor, year_code: str = "", **data: Any
) -> Initiative:
    """Enter a work of one of the school's people; `data` as in the model. `year_code` for one of an earlier year."""
    demand(by, Action.EDIT_FACTS, school_id=school.pk)
    School.objects.select_for_update().get(pk=school.pk)
    if staff.pk not in {one.staff.pk for one in people_of(school, year)}:
        raise RuleViolation("staff", "Người này không có trong danh sách của trường năm nay.", where="staff")
    row = Initiative(school=school, staff=staff, year_code=year_code or year.code)
    _fill(row, data, by)
    row.save()
    audit.record(by=by, verb="thêm sáng kiến, đề tài", target=row, new={"whose": staff.full_name, **_told(row)})
    return row


def _locked(row: Initiative, version: int) -> Initiative:
    kept = Initiative.objects.select_for_update().filter(pk=row.pk).first()
    if kept is None:
        raise Conflict("Sáng kiến này vừa được người khác bỏ khỏi danh sách.")
    if kept.version != version:
        raise Conflict(f"{kept.changed_by} vừa sửa sáng kiến này; xem bản mới rồi sửa lại. Chữ vừa gõ còn trong các ô.")
    return kept


@transaction.atomic
def change_initiative(*, initiative: Initiative, version: int, by: Actor, **data: Any) -> Initiative:
    """Mend or recognise; `version` is the one that was read. Raises Conflict where somebody was faster."""
    demand(by, Action.EDIT_FACTS, school_id=initiative.school_id)
    row = _locked(initiative, version)
    old = _told(row)
    _fill(row, data, by)
    if _told(row) == old:
        return row
    row.version += 1
    row.save()
    audit.record(by=by, verb="sửa sáng kiến, đề tài", target=row, old=old, new=_told(row))
    return row


@transaction.atomic
def drop_initiative(*, initiative: Initiative, version: int, reason: str, by: Actor) -> None:
    """Take away what was entered by mistake."""
    demand(by, Action.EDIT_FACTS, school_id=initiative.school_id)
    row = _locked(initiative, version)
    if not squeeze(reason):
        raise RuleViolation("reason", "Ghi lý do bỏ, ví dụ nhập nhầm người.", where="reason")
    audit.record(by=by, verb="bỏ sáng kiến, đề tài", target=row, old=_told(row), reason=squeeze(reason))
    row.delete()
