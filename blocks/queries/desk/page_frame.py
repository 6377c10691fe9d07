"""What the frame of every page shows beside the page itself."""

from typing import Any, NamedTuple

from django.db import connection

from blocks.models import EmulationYear
from blocks.queries.year.years import current_year, years_asked
from thidua import clock
from thidua.actors import Actor
from thidua.models import JobState
from thidua.wall.lean import rows_beside
from thidua.wall.tenancy import tenant_id


class AuthorityShown(NamedTuple):
    """The authority as the top bar names it."""

    short_name: str


# Written by hand: every page asks it, and Django would compile it anew each time.
_NAME_AND_COUNTS = """
SELECT short_name,
    (SELECT count(*) FROM thidua_job WHERE district_id = %(district)s
        AND created_account = %(account)s AND state = ANY (%(waiting)s)) AS jobs,
    (SELECT count(*) FROM blocks_notice WHERE district_id = %(district)s
        AND seat_id = %(seat)s AND delegation_id IS NOT DISTINCT FROM %(delegation)s AND read_at IS NULL) AS notices
FROM thidua_districtname WHERE district_id = %(district)s AND valid_from <= %(day)s
ORDER BY valid_from DESC LIMIT 1"""
_WITH_YEARS = f"""
RIGHT JOIN ({_NAME_AND_COUNTS}) AS frame ON blocks_emulationyear.district_id = %(district)s
ORDER BY starts_on DESC"""
_WAITING = [state.value for state in (JobState.NEW, JobState.RUNNING, JobState.FAILED)]
_NOTHING = ("", 0, 0)


def frame_of(actor: Actor, chosen_year: str | None) -> dict[str, Any]:
    """Authority's name, years, the year worked on, jobs under way or failed, notices not read. One statement.

    Where the page has asked for the years already they are not asked for again.
    """
    named = {
        "district": tenant_id(),
        "account": actor.account_id,
        "seat": actor.seat_id,
        "delegation": actor.delegation_id,
        "waiting": _WAITING,
        "day": clock.today(),
    }
    known = years_asked()
    if known is None:
        rows = rows_beside(EmulationYear, ", frame.short_name, frame.jobs, frame.notices", _WITH_YEARS, named)
        known = [year for year, _ in rows if year is not None]
        short_name, jobs, notices = rows[0][1] if rows else _NOTHING
    else:
        with connection.cursor() as cursor:
            cursor.execute(_NAME_AND_COUNTS, named)
            short_name, jobs, notices = cursor.fetchone() or _NOTHING
    return {
        "authority": AuthorityShown(short_name) if short_name else None,
        "years": known,
        "year": current_year(chosen_year, known),
        "inbox_count": jobs,
        "unread_count": notices,
    }
