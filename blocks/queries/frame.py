"""What the frame of every page shows beside the page itself."""

from typing import Any

from blocks.models import DistrictName, Notice
from blocks.queries.years import current_year, years
from thidua import clock
from thidua.actors import Actor
from thidua.models import Job, JobState


def frame_of(actor: Actor, chosen_year: str | None) -> dict[str, Any]:
    """Authority's name, years, the year worked on, jobs under way or failed, notices not read."""
    found = years()
    authority = DistrictName.objects.filter(valid_from__lte=clock.today()).order_by("-valid_from").first()
    open_jobs = Job.objects.filter(
        created_by=actor.account_id, state__in=[JobState.NEW, JobState.RUNNING, JobState.FAILED]
    )
    return {
        "authority": authority,
        "years": found,
        "year": current_year(chosen_year, found),
        "inbox_count": open_jobs.count(),
        "unread_count": Notice.objects.filter(seat=actor.seat_id, read_at=None).count() if actor.seat_id else 0,
    }
