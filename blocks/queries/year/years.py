"""Which years there are, and which one a person works on."""

from django.contrib.sessions.backends.base import SessionBase

from blocks.models import EmulationYear
from thidua import clock
from thidua.wall.lean import rows_of
from thidua.wall.once import answer_to, asked_once
from thidua.wall.tenancy import tenant_id

_NEWEST_FIRST = "WHERE district_id = %(district)s ORDER BY starts_on DESC"


def years() -> list[EmulationYear]:
    """All years of the district, newest first; a page that only reads asks for them once."""
    return list(asked_once("years", lambda: rows_of(EmulationYear, _NEWEST_FIRST, {"district": tenant_id()})))


def years_asked() -> list[EmulationYear] | None:
    """The same where the page has asked for them already, else None."""
    asked: list[EmulationYear] | None = answer_to("years")
    return asked


def current_year(chosen: str | None, among: list[EmulationYear] | None = None) -> EmulationYear | None:
    """The year with code `chosen`, else the one that today lies in, else the newest; None where none was opened."""
    found = years() if among is None else among
    today = clock.today()
    running = [year for year in found if year.starts_on <= today <= year.ends_on]
    return next((year for year in found if year.code == chosen), None) or next(iter(running or found), None)


def year_of(session: SessionBase) -> EmulationYear | None:
    """The year this person works on: chosen in the top bar, else the running one; None where none was opened."""
    return current_year(session.get("year"))
