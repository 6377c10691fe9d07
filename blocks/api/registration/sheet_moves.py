"""The moves of a sheet in the API, from its table; the return takes cells and has an address of its own (sheets)."""

from django.shortcuts import get_object_or_404

from blocks.api.registration.registrations import SheetSerializer
from blocks.models import RegistrationSheet
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.queries.registration.sheets import sheets_for
from blocks.rules.registration.sheet_facts import SheetFacts
from blocks.services.registration.sheet_moves import SHEETS
from thidua.actors import Actor
from thidua.api.views import BIG
from thidua.flow.api import MoveApi
from thidua.policy import Action


def sheet_for(actor: Actor, sheet_id: int) -> RegistrationSheet:
    """The sheet as the API shows it, if the actor may open it; 404 otherwise."""
    return get_object_or_404(with_sendings(sheets_for(actor)), pk=min(sheet_id, BIG))


MOVES: MoveApi[RegistrationSheet, SheetFacts] = MoveApi(
    SHEETS, fetch=sheet_for, serializer=SheetSerializer, name="sheet", key="sheet_id", sees=Action.SEE_STAFF
)
