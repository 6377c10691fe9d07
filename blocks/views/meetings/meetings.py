"""Planning the block's meetings: time, place, contents."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Block, EmulationYear, Meeting
from blocks.queries.meetings.meetings import meeting_of, planned
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.meetings.agendas import usual_agenda
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.meetings.sittings import WEEKDAYS, weekday_conflict, weekday_of
from blocks.services.meetings.meetings import save_meeting
from blocks.views.year.late_corrections import block_door
from thidua import clock
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.policy import Action
from thidua.web.day_fields import HourField, MonthField
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form, show_version

MOST = 12  # meetings of a block in one year


class MeetingForm(forms.Form):
    """One meeting; an open day leaves `time_note` to say what is expected."""

    month = MonthField(label="Tháng dự kiến", error_messages={"required": "Ghi tháng dự kiến, ví dụ 12/2023."})
    day = day_field("Ngày họp", required=False)
    weekday = forms.ChoiceField(
        label="Thứ",
        required=False,
        choices=[("", "Để trống"), *((day, day[:1].upper() + day[1:]) for day in WEEKDAYS)],
        help_text="Chọn thứ như trong giấy mời thì được so với lịch.",
    )
    time = HourField(label="Giờ họp", required=False)
    time_note = forms.CharField(
        label="Thời gian dự kiến",
        required=False,
        max_length=200,
        help_text="Dùng khi chưa định ngày, ví dụ: Dự kiến tuần 2 tháng 02/2024.",
    )
    place = forms.CharField(label="Địa điểm", required=False, max_length=300, help_text="Tên trường, số nhà, đường.")
    review_heading = forms.CharField(
        label="Tên phần nội dung",
        required=False,
        max_length=200,
        help_text="Ví dụ Sơ kết thi đua, Tổng kết thi đua; để trống thì không có đề mục.",
    )
    contents = forms.CharField(
        label="Nội dung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi nội dung một dòng. [năm học] và [năm học sau] được thay khi in.",
    )
    note = forms.CharField(label="Lưu ý", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A day and an hour come together."""
        data = super().clean() or {}
        if bool(data.get("day")) != bool(data.get("time")) and not {"day", "time"} & set(self.errors):
            missing = "time" if data.get("day") else "day"
            told = "Ghi cả giờ họp, hoặc xóa ngày họp." if missing == "time" else "Ghi cả ngày họp, hoặc xóa giờ họp."
            self.add_error(missing, told)
        if data.get("day") and data.get("weekday") and weekday_conflict(data["day"], data["weekday"]):
            self.add_error("weekday", f"Ngày này là {weekday_of(data['day'])}; sửa thứ hoặc sửa ngày.")
        return data

    def facts(self, number: int) -> MeetingFacts:
        """What was typed."""
        data = self.cleaned_data
        start = datetime.combine(data["day"], data["time"], clock.ZONE) if data["day"] else None
        return MeetingFacts(
            number,
            data["month"],
            start,
            data["time_note"],
            data["place"],
            tuple(data["contents"].splitlines()),
            data["review_heading"],
            data["note"],
        )


def initial_of(meeting: Meeting | None, kind: str, number: int, day: date) -> dict[str, Any]:
    """What the form starts from: the meeting, else the usual agenda of such a meeting."""
    if meeting is None:
        return {"seen": 0, "month": day.replace(day=1), "contents": "\n".join(usual_agenda(kind, number, day)[0])}
    facts = planned(meeting)
    return asdict(facts) | {
        "day": facts.starts_at.date() if facts.starts_at else None,
        "time": facts.starts_at.time() if facts.starts_at else None,
        "contents": "\n".join(facts.contents),
        "seen": meeting.version,
    }


def usual_day(year: EmulationYear) -> date:
    """Today within the year, else its first day: what an empty form proposes."""
    return min(max(clock.today(), year.starts_on), year.ends_on)


def _block_and_year(request: SeatedRequest, pk: int) -> tuple[Block, EmulationYear]:
    year = year_of(request.session)
    if year is None:
        raise RuleViolation("year", "Chưa mở năm thi đua nào nên chưa có lịch sinh hoạt khối.")
    block = get_object_or_404(blocks_in(request.actor, year), pk=pk)
    if not request.actor.is_office and request.actor.block_id != block.pk:
        raise Denied(f"Lịch sinh hoạt do khối trưởng của {block} và chuyên viên sửa.")
    return block, year


@requires(Action.EDIT_MEETINGS)
def edit_meeting(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """One meeting of the block; a number that is not planned yet opens an empty form."""
    block, year = _block_and_year(request, pk)
    if not 1 <= number <= MOST:
        raise Http404
    meeting = meeting_of(block, year, number)
    form = MeetingForm(request.POST or None, initial=initial_of(meeting, CouncilKind.BLOCK, number, usual_day(year)))
    phase_door = block_door(request, Action.EDIT_MEETINGS, block, year, meeting=number)

    def deed(data: dict[str, Any]) -> Meeting:
        facts, reason = form.facts(number), phase_door.reason
        return save_meeting(block=block, year=year, facts=facts, seen=data["seen"], by=request.actor, reason=reason)

    def page(status: int) -> HttpResponse:
        clash = status == Conflict.status
        if clash:
            show_version(form, meeting.version if meeting else 0, field="seen")
        context = {"form": form, "the_block": block, "the_year": year, "number": number, "meeting": meeting}
        context |= {"door": phase_door, "clash": clash}
        return render(request, "blocks/meetings/meetings/edit.html", context, status=status)

    told, back = f"Đã lưu lịch sinh hoạt lần {number}.", reverse("plan", args=[block.pk])
    return deed_form(request, form, deed, page=page, done=lambda _made: told, back=back)
