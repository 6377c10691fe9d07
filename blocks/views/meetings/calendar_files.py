"""One meeting as a file for calendar programs: after a change it updates the same event, or calls it off."""

from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from blocks.models import Meeting
from blocks.queries.meetings.words import heading_of
from blocks.rules.meetings.meeting_moves import OFF
from blocks.views.meetings.sittings import meeting_for
from thidua import clock
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

LASTS = timedelta(hours=2)  # plans give only the beginning


def uid_of(meeting: Meeting) -> str:
    """The event's name for ever, the same as in the feed."""
    return f"hop-{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname or 'thidua'}"


def calendar_of(meeting: Meeting) -> bytes:
    """METHOD REQUEST with a SEQUENCE that grows by every change; CANCEL once it is off (RFC 5546, 3.2.2 and 3.2.5).

    Raises RuleViolation while the meeting has no day.
    """
    if meeting.planned_at is None:
        raise RuleViolation("plan", "Cuộc họp chưa định ngày, giờ nên chưa có tệp lịch.")
    is_off = meeting.state in OFF
    feed, event = Calendar(), Event()
    feed.add("prodid", "-//Thi dua//VI")
    feed.add("version", "2.0")
    feed.add("method", "CANCEL" if is_off else "REQUEST")
    start = meeting.planned_at.astimezone(clock.ZONE)
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.version - 1)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("summary", heading_of(meeting))
    event.add("description", "\n".join(meeting.contents))
    event.add("location", meeting.planned_place)
    event.add("dtstamp", clock.now())
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    event.add("organizer", f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    feed.add_component(event)
    feed.add_missing_timezones()
    return feed.to_ical()


@requires(Action.SEE_MEETINGS)
def meeting_file(request: SeatedRequest, pk: int) -> HttpResponse:
    """The file."""
    meeting = meeting_for(request.actor, pk)
    response = HttpResponse(calendar_of(meeting), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hop-{meeting.pk}.ics"'
    return response
