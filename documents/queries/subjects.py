"""What a paper may be about. A noun that papers are written on brings a `Subject`; the kind of paper names it.

The subject says whose the paper is (a block's, a school's, or the authority's own), so that who reads and who writes it
is settled by the document's own row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from blocks.models import Block, EmulationYear, Placement, School
from blocks.queries.units.units import blocks_in
from blocks.queries.visible import own_schools
from blocks.rules.units.units import BlockKind
from documents.models import Document
from thidua import clock
from thidua.actors import Actor
from thidua.models import District, DistrictName


@dataclass(frozen=True)
class Subject:
    """One noun. `rows` are those whose papers of a year the actor may open; `owner` the unit: block, school or none."""

    code: str
    label: str
    model: type[Model]
    rows: Callable[[Actor, EmulationYear], QuerySet]
    owner: Callable[[Any], Block | School | None]
    name: Callable[[Any], str] = str
    option: str = ""  # of `manage paper`: the row is named by its code; "" where it is named by its id

    def row(self, document: Document) -> Any:
        """What the document is about; units come with the document, others are looked up."""
        for unit in (document.block, document.school):
            if isinstance(unit, self.model):
                return unit
        return self.model._default_manager.get(pk=document.subject_id)


def authority_name(day: date) -> DistrictName | None:
    """What the authority was called on that day."""
    return DistrictName.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def unit_symbol(unit: Block | School | None, year: EmulationYear) -> str:
    """How the unit names itself in a number: `KTĐ29-MNP3` (group, code, leading school), `MNP4`, `PGDĐT`."""
    if isinstance(unit, School):
        return unit.symbol or unit.code
    if unit is None:
        named = authority_name(clock.today())
        return named.symbol if named else ""
    group = "CTĐ" if unit.kind == BlockKind.CLUSTER else "KTĐ"
    leader = Placement.objects.filter(block=unit, year=year, is_leader=True).select_related("school").first()
    parts = [f"{group}{unit.code}", leader.school.symbol if leader else ""]
    return "-".join(part.upper() for part in parts if part)


def _authority(actor: Actor, _year: EmulationYear) -> QuerySet[District]:
    return District.objects.filter(pk=actor.district_id) if actor.is_office else District.objects.none()


def _authority_label(_row: District) -> str:
    named = authority_name(clock.today())
    return named.name if named else "đơn vị quản lý"


BLOCK = Subject("block", "khối", Block, blocks_in, lambda row: row, option="block")
SCHOOL = Subject("school", "trường", School, lambda actor, _year: own_schools(actor), lambda row: row, option="school")
AUTHORITY = Subject("authority", "đơn vị quản lý", District, _authority, lambda _row: None, _authority_label)
