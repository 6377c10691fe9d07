"""Planning a meeting beside the block's usual ones: a school's, the authority's, an extraordinary one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from blocks.models import Council, EmulationYear, Meeting
from blocks.queries.year.years import year_of
from blocks.rules.meetings.agendas import usual_agenda
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meetings import MeetingKind
from blocks.services.meetings.meetings import plan_meeting
from blocks.services.meetings.standing import demand_of
from blocks.views.meetings.councils import council_for
from blocks.views.meetings.meetings import MeetingForm, initial_of, usual_day
from blocks.views.meetings.sittings import meeting_for
from thidua.errors import Conflict
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form, or_404, show_version


@requires(Action.RUN_MEETINGS)
def new_meeting(request: SeatedRequest, pk: int) -> HttpResponse:
    """A meeting of the council with the next number; of a block one called beside its usual three."""
    council = council_for(request.actor, pk)
    return _plan(request, council, council.year or or_404(year_of(request.session)), None)


@requires(Action.RUN_MEETINGS)
def edit_planned(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change what is planned."""
    meeting = meeting_for(request.actor, pk)
    return _plan(request, meeting.council, meeting.year, meeting)


def _plan(request: SeatedRequest, council: Council, year: EmulationYear, meeting: Meeting | None) -> HttpResponse:
    demand_of(request.actor, Action.RUN_MEETINGS, council)
    called = council.kind == CouncilKind.BLOCK
    listed = Meeting.objects.filter(council=council, year=year).count()
    number = meeting.number if meeting else (0 if called else listed + 1)
    form = MeetingForm(request.POST or None, initial=initial_of(meeting, council.kind, number, usual_day(year)))

    def deed(data: dict[str, Any]) -> Meeting:
        facts = form.facts(meeting.number if meeting else 0)
        kind = MeetingKind(meeting.kind) if meeting else _kind(called or request.POST.get("called") == "1")
        return plan_meeting(council=council, year=year, facts=facts, kind=kind, seen=data["seen"], by=request.actor)

    def page(status: int) -> HttpResponse:
        clash = status == Conflict.status
        if clash:
            show_version(form, meeting.version if meeting else 0, field="seen")
        context = {"form": form, "council": council, "the_year": year, "meeting": meeting, "clash": clash}
        context |= {"called": called, "basis": usual_agenda(council.kind, number, usual_day(year))[1]}
        return render(request, "blocks/meetings/meetings/plan.html", context, status=status)

    def back(made: Meeting) -> str:
        return reverse("meeting", args=[made.pk])

    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã lưu lịch họp.", back=back)


def _kind(called: bool) -> MeetingKind:
    return MeetingKind.EXTRAORDINARY if called else MeetingKind.REGULAR
