"""The calendar feed: a secret address that calendar programs read, and the page where a person makes or ends it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from blocks.models import CalendarLink
from blocks.queries.year.calendars import Entry, entries, seat_of
from blocks.services.year.calendars import NOT_LENT, end_link, make_link, token_hash
from thidua import clock
from thidua.access.seats import is_held
from thidua.policy import Action
from thidua.queue.mail import absolute
from thidua.wall.tenancy import tenant
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest

MEETING = timedelta(hours=2)  # how long a meeting is shown; plans give only its beginning


@requires(Action.SEE_HOME)
def calendar_link(request: SeatedRequest) -> HttpResponse:
    """Make a new link (shown once), or end the one there is."""
    made = ""
    if request.method == "POST":
        if request.POST.get("deed") == "end":
            end_link(by=request.actor)
            return redirect("calendar_link")
        made = absolute(reverse("calendar", args=[make_link(by=request.actor)]))
    lent = request.actor.delegation_id is not None
    link = None if lent else CalendarLink.objects.filter(seat=request.actor.seat_id).first()
    shown = {"made": made, "link": link, "closed": NOT_LENT if lent else ""}
    return render(request, "blocks/year/calendars/link.html", shown)


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.PUBLIC_URL).hostname or 'thidua'}")
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("dtstamp", clock.now())
    if entry.starts_at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    else:
        event.add("dtstart", entry.starts_at.astimezone(clock.ZONE))
        event.add("dtend", entry.starts_at.astimezone(clock.ZONE) + MEETING)
        event.add("location", entry.place)
        event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    if entry.day >= clock.today():
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    """A deadline is announced at 8 in the morning of the day before, a meeting two hours before it begins."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", -timedelta(hours=16) if entry.starts_at is None else -timedelta(hours=2))
    return alarm


@gates(by_link=True)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The feed of one seat; 404 where the seat ended, the account is off or the link was replaced."""
    district, dash, secret = token.partition("-")
    if not dash or not re.fullmatch("[1-9][0-9]{0,11}", district):
        raise Http404
    with tenant(int(district)):
        seat = seat_of(token_hash(secret))
        if seat is None or not is_held(seat) or not seat.account.is_active:
            raise Http404
        feed = Calendar()
        feed.add("prodid", "-//Thi dua//VI")
        feed.add("version", "2.0")
        feed.add("method", "PUBLISH")
        feed.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        feed.add("x-wr-calname", f"Thi đua: {seat.unit_name}")
        for entry in entries(seat):
            feed.add_component(_event(entry))
        feed.add_missing_timezones()  # a TZID without its VTIMEZONE is no calendar (RFC 5545, 3.2.19)
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
