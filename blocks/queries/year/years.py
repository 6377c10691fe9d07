"""Which years there are, and which one a person works on."""

from django.contrib.sessions.backends.base import SessionBase

from blocks.models import EmulationYear
from thidua import clock
from thidua.wall.once import asked_once


def years() -> list[EmulationYear]:
    """All years of the district, newest first; a page and its frame show the same list."""
    return asked_once("years", lambda: list(EmulationYear.objects.order_by("-starts_on")))


def current_year(chosen: str | None, among: list[EmulationYear] | None = None) -> EmulationYear | None:
    """The year with code `chosen`, else the one that today lies in, else the newest; None where none was opened."""
    found = years() if among is None else among
    today = clock.today()
    running = [year for year in found if year.starts_on <= today <= year.ends_on]
    return next((year for year in found if year.code == chosen), None) or next(iter(running or found), None)


def year_of(session: SessionBase) -> EmulationYear | None:
    """The year this person works on: chosen in the top bar, else the running one; None where none was opened."""
    return current_year(session.get("year"))
