"""Deeds on years."""

from datetime import date

from django.db import transaction

from blocks.models import EmulationYear, Placement
from blocks.rules.year.years import cycle_of
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.trail import audit


@transaction.atomic
def open_year(*, code: str, starts_on: date, ends_on: date, by: Actor) -> EmulationYear:
    """Open a school year (`2023-2024`) or a calendar year (`2024`)."""
    demand(by, Action.EDIT_YEARS)
    code = squeeze(code).replace(" ", "").replace("–", "-")
    cycle = cycle_of(code)
    if cycle is None:
        raise RuleViolation("code", f"Mã năm “{code}” chưa đúng; viết 2023-2024 hoặc 2024.", where="code")
    if ends_on <= starts_on:
        raise RuleViolation("dates", "Ngày kết thúc phải sau ngày bắt đầu.", where="ends_on")
    if EmulationYear.objects.filter(code=code).exists():
        raise RuleViolation("duplicate", f"Năm {code} đã được mở.", where="code")
    year = EmulationYear.objects.create(code=code, cycle=cycle, starts_on=starts_on, ends_on=ends_on)
    audit.record(by=by, verb="mở năm thi đua", target=year, new={"code": code})
    return year


@transaction.atomic
def copy_placements(*, source: EmulationYear, year: EmulationYear, by: Actor) -> int:
    """Place the schools that are still open as in `source`, leaders too; returns how many were placed."""
    demand(by, Action.EDIT_YEARS)
    if Placement.objects.filter(year=year).exists():
        raise RuleViolation("placed", f"{year} đã có trường được xếp khối; không chép đè.")
    before = Placement.objects.filter(year=source, school__closed_on=None).order_by("block", "position")
    copies = [
        Placement(
            year=year, block_id=old.block_id, school_id=old.school_id, position=old.position, is_leader=old.is_leader
        )
        for old in before
    ]
    Placement.objects.bulk_create(copies)
    new = {"from_year": source.code, "placed": len(copies)}
    audit.record(by=by, verb="xếp khối như năm trước", target=year, new=new)
    return len(copies)
