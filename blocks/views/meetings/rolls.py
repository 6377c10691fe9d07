"""The roll-call on a phone, and the code shown in the room by which members name themselves."""

from io import BytesIO

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from blocks.models import Meeting
from blocks.queries.meetings.sittings import sitting_of
from blocks.queries.meetings.words import heading_of
from blocks.rules.meetings.attendance import Presence
from blocks.services.meetings.attendance import Mark, call_rest, call_roll
from blocks.services.meetings.room_code import code_of
from blocks.services.meetings.standing import demand_of
from blocks.views.meetings.member_answers import member_or_404
from blocks.views.meetings.sittings import came, meeting_for
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

SAID = {
    "present": (Presence.PRESENT, None),
    "excused": (Presence.ABSENT, True),
    "absent": (Presence.ABSENT, False),
    "substituted": (Presence.SUBSTITUTED, None),
}


@requires(Action.RUN_MEETINGS)
def call_the_roll(request: SeatedRequest, pk: int) -> HttpResponse:
    """Every member with four answers; the quorum stands above and follows each mark."""
    meeting = meeting_for(request.actor, pk)
    demand_of(request.actor, Action.RUN_MEETINGS, meeting.council)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        try:
            _mark(request, meeting)
        except RuleViolation as problem:
            refusal = problem
        else:
            return redirect(f"{reverse('meeting_roll', args=[meeting.pk])}#tv{request.POST.get('member', '')}")
    sitting = sitting_of(meeting)
    context = {"meeting": meeting, "heading": heading_of(meeting), "sitting": sitting, "came": came(sitting)}
    context |= {"refusal": refusal, "typed": request.POST if refusal else {}}
    status = refusal.status if refusal else 200
    return render(request, "blocks/meetings/meetings/roll.html", context, status=status)


def _mark(request: SeatedRequest, meeting: Meeting) -> None:
    if request.POST.get("said") == "rest":
        count = call_rest(meeting=meeting, by=request.actor)
        messages.success(request, f"Đã ghi có mặt thêm {count} người.")
        return
    said, number = request.POST.get("said", ""), request.POST.get("member", "")
    if said not in SAID or not number.isdigit() or len(number) > 12:
        raise RuleViolation("presence", "Chọn có mặt, vắng hoặc người dự thay.")
    presence, excused = SAID[said]
    away = presence is Presence.ABSENT
    mark = Mark(
        presence,
        request.POST.get("reason", "")[:500] if away else "",
        request.POST.get("substitute_name", "")[:120] if presence is Presence.SUBSTITUTED else "",
        excused,
        request.POST.get("delegated") == "1" if presence is Presence.SUBSTITUTED else None,
    )
    member = member_or_404(request, meeting, int(number))
    call_roll(meeting=meeting, membership=member, mark=mark, by=request.actor)


@requires(Action.RUN_MEETINGS)
def show_code(request: SeatedRequest, pk: int) -> HttpResponse:
    """The code to be shown in the room; the page asks for a new one every minute."""
    meeting = meeting_for(request.actor, pk)
    demand_of(request.actor, Action.RUN_MEETINGS, meeting.council)
    address = request.build_absolute_uri(reverse("check_in", args=[code_of(meeting)]))
    drawn = BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", xmldecl=False, svgclass="qr", border=2, scale=8, light="#fff"
    )
    sitting = sitting_of(meeting)
    picture = mark_safe(drawn.getvalue().decode())  # drawn here from an address of ours
    context = {"meeting": meeting, "heading": heading_of(meeting), "picture": picture, "came": came(sitting)}
    context |= {"valid": sitting.valid, "open": meeting.state == "OPEN"}
    part = "code_part" if request.htmx else "code"
    return render(request, f"blocks/meetings/meetings/{part}.html", context)
