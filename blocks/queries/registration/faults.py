"""The places to mend that a workbook left: on the sheet's page, and by school on the page of the batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from blocks.models import Fault, IntakeBatch, RegistrationSheet
from blocks.queries.registration.sheets import sheets_for
from blocks.rules.registration.registrations import ROW
from blocks.rules.registration.sheet_cells import anchor, cell_label
from thidua.actors import Actor
from thidua.policy import Action


@dataclass(frozen=True)
class FaultLine:
    """One place as the list above the grid tells it; `anchor` is its cell's id, "" where it has none on the page."""

    id: int
    key: str
    who: str
    label: str
    source: str
    message: str
    anchor: str


def sees_faults(actor: Actor, sheet: RegistrationSheet) -> bool:
    """Who takes files for the school: its own people and the office."""
    return actor.may(Action.INTAKE) and (actor.is_office or actor.school_id == sheet.school_id)


def faults_for(actor: Actor) -> QuerySet[Fault]:
    """The places that the actor may see and dismiss."""
    found = Fault.objects.filter(sheet__in=sheets_for(actor)).select_related("sheet__school", "sheet__year")
    return found if actor.may(Action.INTAKE) and (actor.is_office or actor.school_id) else found.none()


def faults_of(sheet: RegistrationSheet, actor: Actor) -> list[Fault]:
    """The places of one sheet in the order of its rows; not asked of a sheet whose query says it has none."""
    if not getattr(sheet, "has_faults", True) or not sees_faults(actor, sheet):
        return []
    found = Fault.objects.filter(sheet=sheet).select_related("registration__staff")
    return list(found.order_by("registration__position", "registration", "pk"))


def fault_lines(faults: Iterable[Fault], labels: Mapping[str, str], shown: Iterable[str]) -> list[FaultLine]:
    """The places in words; `labels` are the titles' short names, `shown` the codes that have a column on the page."""
    columns = {ROW, *shown}
    return [_line(fault, labels, columns) for fault in faults]


def _line(fault: Fault, labels: Mapping[str, str], columns: set[str]) -> FaultLine:
    row, cell = fault.registration_id, fault.cell
    where = anchor(row, cell if cell in columns else ROW) if row else ""
    who = fault.registration.staff.full_name if fault.registration else "Dòng chưa lấy được"
    label = cell_label(True, cell, dict(labels)) if row else ""
    return FaultLine(fault.pk, f"{row or ''}.{cell}", who, label, fault.source, fault.message, where)


@dataclass(frozen=True)
class ListToMend:
    """A list that a batch wrote: whose, and how many of its places are still to be mended."""

    sheet_id: int
    school: str
    places: int


def lists_to_mend(batch: IntakeBatch, actor: Actor) -> list[ListToMend]:
    """The lists with places of this batch that the actor may open; one query."""
    found = faults_for(actor).filter(batch=batch).order_by("sheet__school__name_key")
    told = found.values_list("sheet", "sheet__school__name").annotate(places=Count("pk"))
    return [ListToMend(*line) for line in told]
