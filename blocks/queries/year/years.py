"""Which years there are, and which one a person works on."""

from blocks.models import EmulationYear
from thidua import clock


def years() -> list[EmulationYear]:
    """All years of the district, newest first."""
    return list(EmulationYear.objects.order_by("-starts_on"))


def current_year(chosen: str | None, among: list[EmulationYear] | None = None) -> EmulationYear | None:
    """The year with code `chosen`, else the one that today lies in, else the newest; None where none was opened."""
    found = years() if among is None else among
    today = clock.today()
    running = [year for year in found if year.starts_on <= today <= year.ends_on]
    return next((year for year in found if year.code == chosen), None) or next(iter(running or found), None)
