"""The meetings a block usually holds in a year, planned together with its plan."""

from datetime import date, datetime

from blocks.models import EmulationYear
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.services.meetings.meetings import set_up_meetings
from documents.models import Document
from documents.rules.plans import SHIPPED
from thidua import clock
from thidua.actors import Actor


def plan_meetings(document: Document, by: Actor, reason: str) -> None:
    """The usual meetings of the plan's block and year, where none are planned yet."""
    assert document.block is not None
    set_up_meetings(block=document.block, year=document.year, plan=_usual_meetings(document.year), by=by, reason=reason)


def _usual_meetings(year: EmulationYear) -> list[MeetingFacts]:
    """The three meetings of the shipped plan, moved to `year`; what is bound to their own year is left out."""
    shift = year.starts_on.year - int(SHIPPED["year"][:4])
    plan = []
    for row in SHIPPED["meetings"]:
        month = date.fromisoformat(row["month"])
        month = min(max(month.replace(year=month.year + shift), year.starts_on.replace(day=1)), year.ends_on)
        start = datetime.fromisoformat(row["starts_at"]).replace(tzinfo=clock.ZONE) if row["starts_at"] else None
        own = shift == 0
        plan.append(
            MeetingFacts(
                number=row["number"],
                month=month,
                starts_at=start if own else None,
                time_note=row["time_note"] if own else "",
                place=row["place"] if own else "",
                contents=tuple(row["contents"]),
                review_heading=row["review_heading"],
                note=row["note"] if own else "",
            )
        )
    return plan
