"""Deeds on units: open an authority, name it, make blocks and schools, place schools in blocks."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from blocks.models import Block, EmulationYear, Placement, School
from blocks.rules.units.transfers import check_target
from blocks.rules.units.units import BlockKind, Level, Ownership
from blocks.services.units.changes import succeed
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.models import District, Succession
from thidua.policy import Action
from thidua.text import plain_key, squeeze
from thidua.trail import audit
from thidua.wall.tenancy import tenant_id


@transaction.atomic
def add_successor(*, successor: District, on: date, basis: str, area: str = "", by: Actor) -> Succession:
    """Say that another authority takes over from a day on, for an area; its office may then read the past."""
    demand(by, Action.CHANGE_AUTHORITY)
    check_target(same=successor.pk == tenant_id(), on=on, valid_from=successor.valid_from, valid_to=successor.valid_to)
    if Succession.objects.filter(successor=successor, on=on).exists():
        raise RuleViolation("duplicate", "Đã ghi đơn vị này kế thừa từ chính ngày đó.", where="target")
    row = succeed(successor, on, squeeze(basis), area)
    audit.record(by=by, verb="ghi đơn vị kế thừa", target=row, new={"successor_code": successor.code}, reason=row.basis)
    return row


@transaction.atomic
def create_block(
    *,
    code: str,
    name: str,
    level: Level,
    kind: BlockKind = BlockKind.BLOCK,
    by: Actor,
    under: Action = Action.EDIT_UNITS,
) -> Block:
    """Make a block; codes are unique in the authority. `under`: what is demanded where it is part of another deed."""
    demand(by, under)
    code = squeeze(code)
    if Block.objects.filter(code=code).exists():
        raise RuleViolation("duplicate", f"Đã có khối mã {code}; dùng mã khác.", where="code")
    block = Block.objects.create(code=code, name=squeeze(name), level=level, kind=kind)
    audit.record(by=by, verb="lập khối thi đua", target=block, new={"code": code, "name": block.name})
    return block


@transaction.atomic
def add_school(
    *,
    code: str,
    name: str,
    level: Level,
    ownership: Ownership,
    by: Actor,
    symbol: str = "",
    address: str = "",
    under: Action = Action.EDIT_UNITS,
) -> School:
    """Take a school in; code and name are unique in the authority. `under` as of a block."""
    demand(by, under)
    name, code = squeeze(name), squeeze(code)
    if School.objects.filter(name_key=plain_key(name)).exists():
        raise RuleViolation("duplicate", f"Đã có trường tên “{name}”.", where="name")
    if School.objects.filter(code=code).exists():
        raise RuleViolation("duplicate", f"Đã có trường mã {code}; dùng mã khác.", where="code")
    school = School.objects.create(
        code=code,
        name=name,
        name_key=plain_key(name),
        symbol=squeeze(symbol),
        level=level,
        ownership=ownership,
        address=squeeze(address),
    )
    audit.record(by=by, verb="thêm trường", target=school, new={"code": code, "name": name})
    return school


@transaction.atomic
def place_school(
    *, school: School, block: Block, year: EmulationYear, by: Actor, under: Action = Action.EDIT_UNITS
) -> Placement:
    """Put a school into a block for a year, after the schools that are there. `under` as of a block."""
    demand(by, under)
    other = Placement.objects.select_related("block").filter(year=year, school=school).first()
    if other is not None:
        raise RuleViolation("placed", f"{school.name} đã thuộc {other.block.name} trong {year}.")
    last = Placement.objects.filter(year=year, block=block).aggregate(last=Max("position"))["last"] or 0
    placement = Placement.objects.create(year=year, block=block, school=school, position=last + 1)
    audit.record(by=by, verb="xếp trường vào khối", target=placement, new={"block": block.code, "year": year.code})
    return placement


@transaction.atomic
def choose_leader(*, block: Block, year: EmulationYear, school: School, by: Actor) -> Placement:
    """Make one school of the block its leader for the year; the one before it steps back."""
    demand(by, Action.EDIT_UNITS)
    placement = Placement.objects.filter(year=year, block=block, school=school).first()
    if placement is None:
        raise RuleViolation("not_member", f"{school.name} không thuộc {block.name} trong {year}.")
    before = Placement.objects.select_related("school").filter(year=year, block=block, is_leader=True).first()
    Placement.objects.filter(year=year, block=block, is_leader=True).update(is_leader=False)
    Placement.objects.filter(pk=placement.pk).update(is_leader=True)
    old = {"school": before.school.name} if before else None
    audit.record(by=by, verb="chọn khối trưởng", target=placement, old=old, new={"school": school.name})
    placement.is_leader = True
    return placement
