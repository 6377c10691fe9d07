"""What the frame of every page shows beside the page itself."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from blocks.models import Notice
from blocks.queries.year.years import current_year, years
from thidua import clock
from thidua.actors import Actor
from thidua.models import DistrictName, Job, JobState


def _count(rows: QuerySet) -> Coalesce:
    """How many rows, as a part of another question."""
    found = rows.order_by().values("district").filter(district=OuterRef("district")).annotate(n=Count("pk"))
    return Coalesce(Subquery(found.values("n")), 0)


def frame_of(actor: Actor, chosen_year: str | None) -> dict[str, Any]:
    """Authority's name, years, the year worked on, jobs under way or failed, notices not read."""
    found = years()
    waiting = [JobState.NEW, JobState.RUNNING, JobState.FAILED]
    authority = (
        DistrictName.objects.filter(valid_from__lte=clock.today())
        .annotate(
            jobs=_count(Job.objects.filter(created_by=actor.account_id, state__in=waiting)),
            notices=_count(Notice.objects.filter(seat=actor.seat_id, read_at=None)),
        )
        .order_by("-valid_from")
        .first()
    )
    return {
        "authority": authority,
        "years": found,
        "year": current_year(chosen_year, found),
        "inbox_count": authority.jobs if authority else 0,
        "unread_count": authority.notices if authority else 0,
    }
