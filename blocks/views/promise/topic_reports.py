"""One work or topic: what was planned beside what came of it, the school's report, pictures and papers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from blocks.models import Placement, Topic
from blocks.queries import visible
from blocks.queries.meetings.meetings import by_number
from blocks.services.promise.topics import Report, report_token, report_topic
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.policy import Action
from thidua.web.day_fields import DayField
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, refuse_field

HELD = (("", "Chưa ghi"), ("co", "Đã thực hiện"), ("khong", "Không thực hiện"))
_VALUES = {"co": True, "khong": False, "": None}


class ReportForm(forms.Form):
    """What came of it."""

    held = forms.ChoiceField(label="Kết quả", choices=HELD, required=False)
    held_on = DayField(label="Ngày thực hiện", required=False)
    report = forms.CharField(
        label="Báo cáo kết quả",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Nội dung đã làm, kết quả, bài học. Hình ảnh, tài liệu đính kèm ở dưới.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbers: list[int], is_topic: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_topic:
            self.fields["meeting"] = forms.TypedChoiceField(
                label="Trình bày tại lần sinh hoạt",
                choices=[("", "Không"), *((number, f"Lần {number}") for number in numbers)],
                required=False,
                coerce=int,
                empty_value=None,
            )


def _may_write(actor: Actor, topic: Topic, block_id: int | None) -> bool:
    own = actor.is_office or actor.school_id == topic.school_id
    return actor.may(Action.EDIT_TOPICS) and (own or (actor.block_id is not None and actor.block_id == block_id))


@requires(Action.SEE_BLOCK)
def show_topic(request: SeatedRequest, pk: int) -> HttpResponse:
    """Planned and held side by side; whose it is (or who leads the block, or the office) writes the report."""
    rows = visible.topics(request.actor).select_related("school", "year", "meeting", "held_meeting")
    topic = get_object_or_404(rows, pk=pk)
    place = Placement.objects.filter(year=topic.year, school=topic.school).select_related("block").first()
    block_id = place.block_id if place else None
    writes = _may_write(request.actor, topic, block_id)
    form = ReportForm(
        request.POST or None,
        numbers=sorted(by_number(block_id, topic.year)),
        is_topic=topic.kind == "CHUYEN_DE",
        initial={
            "held": {True: "co", False: "khong", None: ""}[topic.held],
            "held_on": topic.held_on,
            "meeting": topic.held_meeting.number if topic.held_meeting else None,
            "report": topic.report,
            "seen": report_token(topic),
        },
    )
    status, conflict = 200, False
    if request.method == "POST" and writes:
        try:
            if form.is_valid():
                _save(request, topic, form)
                messages.success(request, "Đã lưu báo cáo.")
                return redirect("topic", topic.pk)
            status = 422
        except RuleViolation as problem:
            status, conflict = refuse_field(form, problem), isinstance(problem, Conflict)
    context = {
        "topic": topic,
        "the_block": place.block if place else None,
        "writes": writes,
        "form": form,
        "conflict": conflict,
        "fresh": report_token(topic),
    }
    return render(request, "blocks/promise/topics/topic.html", context, status=status)


def _save(request: SeatedRequest, topic: Topic, form: ReportForm) -> None:
    given = form.cleaned_data
    wanted = Report(_VALUES[given["held"]], given["held_on"], given.get("meeting"), given["report"])
    report_topic(topic=topic, wanted=wanted, seen=given["seen"], by=request.actor)
