"""Deeds on discipline and pending matters, by those who decide alone; the label in the trail names nobody."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from awards.models import Discipline, Matter
from awards.queries.facts.fact_grid import people_of
from awards.rules.facts.disciplines import (
    KEEP_DISCIPLINE,
    KEEP_MATTER,
    DisciplineForm,
    MatterKind,
    Outcome,
    check_discipline,
    check_matter,
)
from blocks.models import EmulationYear, School, StaffMember
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp

Row = Discipline | Matter
_FIELDS: dict[type, tuple[str, ...]] = {
    Discipline: ("form", "decided_on", "ends_on", "related_to_duty", "paper", "note"),
    Matter: ("kind", "opened_on", "closed_on", "outcome", "note"),
}
_TEXTS = {"paper": 60, "note": 500}


def _told(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"whose": row.staff.full_name if row.staff else row.school.name}
    for name in _FIELDS[type(row)]:
        value = getattr(row, name)
        told[name] = str(value) if isinstance(value, date) else value
    return told


def _fill(row: Row, data: dict[str, Any], by: Actor) -> None:
    for name in _FIELDS[type(row)]:
        if name in data:
            setattr(row, name, squeeze(data[name])[: _TEXTS[name]] if name in _TEXTS else data[name])
    today = clock.today()
    if isinstance(row, Discipline):
        if row.form not in list(DisciplineForm):
            raise RuleViolation("form", "Chọn hình thức kỷ luật.", where="form")
        check_discipline(decided_on=row.decided_on, ends_on=row.ends_on, today=today)
    else:
        if row.kind not in list(MatterKind) or (row.outcome and row.outcome not in list(Outcome)):
            raise RuleViolation("kind", "Chọn loại việc và kết quả trong danh sách.", where="kind")
        check_matter(opened_on=row.opened_on, closed_on=row.closed_on, outcome=row.outcome, today=today)
    put_stamp(row, "changed", by)


def _check_staff(school: School, year: EmulationYear, staff: StaffMember | None) -> None:
    if staff is not None and staff.pk not in {one.staff.pk for one in people_of(school, year)}:
        raise RuleViolation("staff", "Người này không có trong danh sách của trường năm nay.", where="staff")


@transaction.atomic
def add_discipline(*, school: School, year: EmulationYear, staff: StaffMember, by: Actor, **data: Any) -> Discipline:
    """Enter a discipline of one of the school's people; `data` as in the model."""
    demand(by, Action.EDIT_DISCIPLINE, school_id=school.pk)
    _check_staff(school, year, staff)
    row = Discipline(school=school, staff=staff)
    _fill(row, data, by)
    row.save()
    audit.record(by=by, verb="ghi kỷ luật", target=row, new=_told(row))
    return row


@transaction.atomic
def add_matter(*, school: School, year: EmulationYear, staff: StaffMember | None, by: Actor, **data: Any) -> Matter:
    """Enter a matter about one of the school's people or (no `staff`) about the school."""
    demand(by, Action.EDIT_DISCIPLINE, school_id=school.pk)
    _check_staff(school, year, staff)
    row = Matter(school=school, staff=staff)
    _fill(row, data, by)
    row.save()
    audit.record(by=by, verb="ghi vụ việc đang xem xét", target=row, new=_told(row))
    return row


def _locked(row: Row, version: int) -> Row:
    kept = type(row).objects.select_for_update(of=("self",)).select_related("staff", "school").filter(pk=row.pk).first()
    if kept is None:
        raise Conflict("Dòng này vừa được người khác bỏ.")
    if kept.version != version:
        raise Conflict(f"{kept.changed_by} vừa sửa dòng này; xem bản mới rồi sửa lại. Chữ vừa gõ còn trong các ô.")
    return kept


@transaction.atomic
def change_row(*, row: Row, version: int, by: Actor, **data: Any) -> Row:
    """Mend, end a discipline, close a matter with its outcome; `version` is the one that was read."""
    demand(by, Action.EDIT_DISCIPLINE, school_id=row.school_id)
    kept = _locked(row, version)
    old = _told(kept)
    _fill(kept, data, by)
    if _told(kept) != old:
        kept.version += 1
        kept.save()
        verb = "sửa kỷ luật" if isinstance(kept, Discipline) else "sửa vụ việc đang xem xét"
        audit.record(by=by, verb=verb, target=kept, old=old, new=_told(kept))
    return kept


@transaction.atomic
def drop_row(*, row: Row, version: int, reason: str, by: Actor) -> None:
    """Take away what was entered by mistake, with the reason."""
    demand(by, Action.EDIT_DISCIPLINE, school_id=row.school_id)
    kept = _locked(row, version)
    if not squeeze(reason):
        raise RuleViolation("reason", "Ghi lý do bỏ, ví dụ ghi nhầm người.", where="reason")
    verb = "bỏ kỷ luật" if isinstance(kept, Discipline) else "bỏ vụ việc đang xem xét"
    audit.record(by=by, verb=verb, target=kept, old=_told(kept), reason=squeeze(reason))
    kept.delete()


def _over(day: date, keep: timedelta) -> date:
    return day - keep


@transaction.atomic
def run_clocks(*, by: Actor, dry_run: bool = False) -> dict[str, int]:
    """Discipline ended ten years ago and matters closed five years ago go; answers how many of each."""
    today = clock.today()
    ended = Discipline.objects.filter(ends_on__lt=_over(today, KEEP_DISCIPLINE))
    closed = Matter.objects.filter(closed_on__lt=_over(today, KEEP_MATTER))
    told = {"disciplines": ended.count(), "matters": closed.count()}
    mark = ended.first() or closed.first()
    if not dry_run and mark is not None:
        audit.record(by=by, verb="xóa theo hạn giữ dữ liệu", target=mark, new=told)
        ended.delete()
        closed.delete()
    return told
