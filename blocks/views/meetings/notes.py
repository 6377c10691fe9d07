"""Taking notes: one point's discussion and resolution, a point added, a direction from above, when it was held."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import AgendaItem, Membership, Resolution
from blocks.queries.meetings.sittings import sitting_of
from blocks.queries.meetings.words import heading_of
from blocks.rules.meetings.meetings import HeldFacts, ItemOrigin
from blocks.rules.meetings.resolutions import LONGEST, Method, Outcome, ResolutionFacts
from blocks.services.meetings.meetings import record_held
from blocks.services.meetings.resolutions import add_item, direct, resolve
from blocks.services.meetings.standing import demand_of
from blocks.views.meetings.sittings import came, meeting_for
from thidua import clock
from thidua.errors import Conflict
from thidua.policy import Action
from thidua.web.day_fields import HourField
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form, show_version


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=9999)


class NoteForm(forms.Form):
    """The notes on one point."""

    discussion = forms.CharField(
        label="Thảo luận", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    outcome = forms.ChoiceField(label="Kết quả", required=False, choices=[("", "Chưa kết luận"), *Outcome.choices])
    method = forms.ChoiceField(label="Cách thông qua", required=False, choices=[("", "Chưa chọn"), *Method.choices])
    agree, disagree, abstain = _count("Đồng ý"), _count("Không đồng ý"), _count("Ý kiến khác")
    chair_decides = forms.BooleanField(
        label="Hai bên bằng nhau: theo ý kiến của chủ tọa (quy chế của hội đồng cho phép)", required=False
    )
    text = forms.CharField(
        label="Kết luận", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label="Lý do, điều chưa thống nhất",
        required=False,
        max_length=1000,
        help_text="Ghi khi không thực hiện, hoặc khi báo cáo trưởng phòng.",
    )
    recused = forms.MultipleChoiceField(
        label="Người có liên quan, không biểu quyết nội dung này",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: list[Membership], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["recused"].choices = [(str(row.pk), row.full_name) for row in members]  # type: ignore[attr-defined]

    def facts(self) -> ResolutionFacts:
        """What was typed."""
        data = self.cleaned_data
        names = ("discussion", "method", "outcome", "agree", "disagree", "abstain", "text", "reason", "chair_decides")
        return ResolutionFacts(**{name: data[name] for name in names})


def _initial(note: Resolution | None) -> dict[str, Any]:
    if note is None:
        return {"seen": 0}
    told = {name: getattr(note, name) for name in NoteForm.base_fields if hasattr(note, name)}
    return told | {"seen": note.version, "recused": [str(row.membership_id) for row in note.recusals.all()]}


@requires(Action.RUN_MEETINGS)
def note_item(request: SeatedRequest, pk: int, item_pk: int) -> HttpResponse:
    """One point: what was said and resolved; who saves what another changed meanwhile sees both and loses nothing."""
    meeting = meeting_for(request.actor, pk)
    demand_of(request.actor, Action.RUN_MEETINGS, meeting.council)
    item = get_object_or_404(AgendaItem.objects.select_related("meeting__council"), pk=item_pk, meeting=meeting)
    note, sitting = Resolution.objects.filter(item=item).first(), sitting_of(meeting)
    members = [line.member for line in sitting.lines if line.member.votes]
    form = NoteForm(request.POST or None, initial=_initial(note), members=members)

    def deed(data: dict[str, Any]) -> Resolution:
        recused = [int(one) for one in data["recused"]]
        return resolve(item=item, facts=form.facts(), seen=data["seen"], by=request.actor, recused=recused)

    def page(status: int) -> HttpResponse:
        clash = status == Conflict.status
        if clash:
            show_version(form, note.version if note else 0, field="seen")
        context = {"form": form, "meeting": meeting, "item": item, "note": note, "clash": clash}
        context |= {"heading": heading_of(meeting), "sitting": sitting, "came": came(sitting)}
        return render(request, "blocks/meetings/meetings/note.html", context, status=status)

    back = f"{reverse('meeting', args=[meeting.pk])}#nd{item.pk}"
    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã ghi nội dung.", back=back)


@require_POST
@requires(Action.RUN_MEETINGS)
def new_item(request: SeatedRequest, pk: int) -> HttpResponse:
    """A point that came up in the room."""
    meeting = meeting_for(request.actor, pk)
    item = add_item(meeting=meeting, text=request.POST.get("text", ""), by=request.actor)
    messages.success(request, "Đã thêm nội dung; ghi thảo luận và kết luận.")
    return redirect("note_item", meeting.pk, item.pk)


class DirectionForm(forms.Form):
    """What the head of the office directs."""

    direction = forms.CharField(
        label="Ý kiến chỉ đạo",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Ghi ý kiến chỉ đạo."},
    )


@requires(Action.DIRECT_MEETINGS)
def direct_item(request: SeatedRequest, pk: int, item_pk: int) -> HttpResponse:
    """The head's direction on a point that was not agreed."""
    meeting = meeting_for(request.actor, pk)
    item = get_object_or_404(AgendaItem, pk=item_pk, meeting=meeting)
    note = get_object_or_404(Resolution, item=item, outcome=Outcome.ESCALATED)
    form = DirectionForm(request.POST or None, initial={"direction": note.direction})

    def deed(data: dict[str, Any]) -> Resolution:
        return direct(item=item, direction=data["direction"], by=request.actor)

    def page(status: int) -> HttpResponse:
        context = {"form": form, "meeting": meeting, "item": item, "note": note, "heading": heading_of(meeting)}
        return render(request, "blocks/meetings/meetings/direct.html", context, status=status)

    told, back = "Đã gửi ý kiến chỉ đạo đến các thành viên.", reverse("meeting", args=[meeting.pk])
    return deed_form(request, form, deed, page=page, done=lambda _made: told, back=back)


class HeldForm(forms.Form):
    """When and where the meeting was in fact held."""

    day = day_field("Ngày họp")
    begun = HourField(label="Bắt đầu lúc", error_messages={"required": "Ghi giờ bắt đầu."})
    ended = HourField(label="Kết thúc lúc", error_messages={"required": "Ghi giờ kết thúc."})
    place = forms.CharField(label="Địa điểm", max_length=300, error_messages={"required": "Ghi nơi đã họp."})
    seen = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.RUN_MEETINGS)
def held_meeting(request: SeatedRequest, pk: int) -> HttpResponse:
    """When and where it was held, beside the plan."""
    meeting = meeting_for(request.actor, pk)
    demand_of(request.actor, Action.RUN_MEETINGS, meeting.council)
    begun, ended = (one.astimezone(clock.ZONE) if one else None for one in (meeting.held_at, meeting.held_until))
    initial: dict[str, Any] = {
        "day": begun.date() if begun else None,
        "begun": begun and begun.time(),
        "ended": ended and ended.time(),
    }
    initial |= {"place": meeting.held_place, "seen": meeting.version}
    form = HeldForm(request.POST or None, initial=initial)
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))

    def deed(data: dict[str, Any]) -> Any:
        facts = HeldFacts(
            datetime.combine(data["day"], data["begun"], clock.ZONE),
            datetime.combine(data["day"], data["ended"], clock.ZONE),
            data["place"],
            frozenset(item.position for item in items if item.held is False and item.origin == ItemOrigin.PLANNED),
            tuple(item.text for item in items if item.origin == ItemOrigin.ADDED),
        )
        return record_held(meeting=meeting, facts=facts, seen=data["seen"], by=request.actor)

    def page(status: int) -> HttpResponse:
        if status == Conflict.status:
            show_version(form, meeting.version, field="seen")
        context = {"form": form, "meeting": meeting, "heading": heading_of(meeting)}
        return render(request, "blocks/meetings/meetings/held.html", context, status=status)

    back = reverse("meeting", args=[meeting.pk])
    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã ghi giờ, nơi đã họp.", back=back)
