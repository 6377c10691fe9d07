"""Deeds on the places to mend: kept when a batch is taken, dismissed by who has looked."""

from collections.abc import Collection

from django.db import transaction

from blocks.models import Fault, RegistrationSheet
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.grid.cells import Place
from thidua.policy import Action
from thidua.trail import audit


@transaction.atomic
def dismiss_fault(*, fault: Fault, by: Actor) -> bool:
    """Take the mark away: the cell is right as it stands. False where it was mended or dismissed meanwhile."""
    demand(by, Action.INTAKE, school_id=fault.sheet.school_id)
    held = Fault.objects.select_for_update(of=("self",)).filter(pk=fault.pk).select_related("registration__staff")
    found = held.first()
    if found is None:
        return False
    who = found.registration.staff.full_name if found.registration else found.source
    audit.record(by=by, verb="bỏ dấu chỗ cần sửa", target=fault.sheet, old={f"{who}: {found.cell}": found.message})
    found.delete()
    return True


def mended(sheet: RegistrationSheet, places: Collection[Place]) -> None:
    """Take the marks of cells that were written; part of the deed that writes them."""
    written = {(place.row, place.cell) for place in places}
    found = Fault.objects.filter(sheet=sheet, registration__in={place.row for place in places})
    over = [pk for pk, row, cell in found.values_list("pk", "registration", "cell") if (row, cell) in written]
    Fault.objects.filter(pk__in=over).delete()
