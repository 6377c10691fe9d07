"""A school's registration sheet: who may open it, and whether it counts as sent."""

from django.db.models import QuerySet

from blocks.models import EmulationYear, RegistrationSheet
from blocks.queries import visible
from blocks.rules.registration.registrations import COUNTED, SENT_STATES
from thidua.actors import Actor


def sheets_for(actor: Actor) -> QuerySet[RegistrationSheet]:
    """Sheets the actor may open: a school its own in any state, block and office what was sent to them."""
    found = visible.sheets(actor).select_related("year", "school")
    return found if actor.school_id else found.filter(state__in=COUNTED)


def sheet_of(year: EmulationYear, school_id: int | None) -> RegistrationSheet | None:
    """The school's sheet of the year."""
    return RegistrationSheet.objects.select_related("year", "school").filter(year=year, school=school_id).first()


def is_sent(sheet: RegistrationSheet) -> bool:
    """Whether the sheet counts as sent."""
    return sheet.state in SENT_STATES
