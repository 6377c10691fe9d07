"""Telling the members of a council of their meeting: a line in the inbox of everybody who signs in here."""

from collections.abc import Sequence

from django.db.models import Q

from blocks.models import Meeting, Membership, Notice
from blocks.queries.meetings.councils import day_of, members_on
from blocks.services.mailroom.notices import notices_for
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import Action, Role, may
from thidua.registries.links import Link


def tell_members(meeting: Meeting, *, title: str, text: str = "", members: Sequence[Membership] | None = None) -> int:
    """A line for each member (None: all of the meeting's day), once a person; part of another deed's transaction."""
    rows = members_on(meeting.council, day_of(meeting)) if members is None else members
    of_person = Q(account__in=[row.account_id for row in rows if row.account_id])
    of_school = Q(role=Role.PRINCIPAL, school_id__in=[row.school_id for row in rows if row.school_id])
    seats = Seat.objects.filter(held_on(clock.today())).filter(of_person | of_school).select_related("account")
    once = {seat.account_id: seat for seat in seats.order_by("-pk") if may(seat.role, Action.SEE_MEETINGS)}
    lines = notices_for(once.values(), title=title[:200], text=text, path=Link.to("meeting", meeting.pk))
    Notice.objects.bulk_create(lines)
    return len(lines)
