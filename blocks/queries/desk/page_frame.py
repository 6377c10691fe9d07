"""What the frame of every page shows beside the page itself."""

from typing import Any, NamedTuple

from django.db import connection

from blocks.models import EmulationYear
from blocks.queries.year.years import current_year, years
from thidua import clock
from thidua.actors import Actor
from thidua.models import JobState
from thidua.wall.tenancy import tenant_id


class AuthorityShown(NamedTuple):
    """The authority as the top bar names it."""

    short_name: str


# One statement, written by hand: every page asks it, and Django would compile it anew each time.
_NAME_AND_COUNTS = """
SELECT short_name,
    (SELECT count(*) FROM thidua_job WHERE district_id = %(district)s
        AND created_by = %(account)s AND state = ANY (%(waiting)s)),
    (SELECT count(*) FROM blocks_notice WHERE district_id = %(district)s
        AND seat_id = %(seat)s AND read_at IS NULL)
FROM thidua_districtname WHERE district_id = %(district)s AND valid_from <= %(day)s
ORDER BY valid_from DESC LIMIT 1"""
_WAITING = [state.value for state in (JobState.NEW, JobState.RUNNING, JobState.FAILED)]


def frame_of(actor: Actor, chosen_year: str | None, known: list[EmulationYear] | None = None) -> dict[str, Any]:
    """Authority's name, years (`known` where the page has asked already), the year worked on, jobs under way or failed,
    notices not read. Two statements at most."""
    listed = years() if known is None else known
    named = {
        "district": tenant_id(),
        "account": actor.account_id,
        "seat": actor.seat_id,
        "waiting": _WAITING,
        "day": clock.today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NAME_AND_COUNTS, named)
        short_name, jobs, notices = cursor.fetchone() or ("", 0, 0)
    return {
        "authority": AuthorityShown(short_name) if short_name else None,
        "years": listed,
        "year": current_year(chosen_year, listed),
        "inbox_count": jobs,
        "unread_count": notices,
    }
