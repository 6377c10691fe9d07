"""What a member says from a phone: comes or not, here in the room, an opinion afterwards."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from blocks.models import LateOpinion, Meeting, Membership
from blocks.queries.meetings.councils import membership_of
from blocks.queries.meetings.sittings import sitting_of
from blocks.queries.meetings.words import heading_of, when_of
from blocks.rules.meetings.attendance import Answer
from blocks.rules.meetings.resolutions import Opinion
from blocks.services.meetings.attendance import answer_invitation, check_in
from blocks.services.meetings.opinions import give_opinions
from blocks.services.meetings.room_code import meeting_in
from blocks.views.meetings.sittings import meeting_for
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form


class AnswerForm(forms.Form):
    """The answer to an invitation."""

    answer = forms.ChoiceField(
        label="Thầy cô có dự được không?",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn dự được hay không."},
    )
    reason = forms.CharField(
        label="Lý do không dự được", required=False, max_length=500, help_text="Ghi khi không dự được."
    )
    substitute_name = forms.CharField(
        label="Người dự thay",
        required=False,
        max_length=120,
        help_text="Họ và tên; mang theo văn bản ủy quyền. Để trống nếu không cử ai.",
    )


def member_or_404(request: SeatedRequest, meeting: Meeting, pk: int | None = None) -> Membership:
    """The place in question: one's own, or another one's where whoever runs the meeting writes for them."""
    if pk is None:
        mine = membership_of(request.actor, meeting)
        if mine is None:
            raise RuleViolation("member", "Bạn không có tên trong hội đồng họp ở đây nên không phải trả lời.")
        return mine
    found = next((line.member for line in sitting_of(meeting).lines if line.member.pk == pk), None)
    if found is None:
        raise Http404
    return found


@requires(Action.ANSWER_MEETINGS)
def answer_meeting(request: SeatedRequest, pk: int) -> HttpResponse:
    """The member's own answer."""
    meeting = meeting_for(request.actor, pk)
    return _answer(request, meeting, member_or_404(request, meeting))


@requires(Action.RUN_MEETINGS)
def answer_for(request: SeatedRequest, pk: int, member_pk: int) -> HttpResponse:
    """An answer that came by telephone, written by who runs the meeting."""
    meeting = meeting_for(request.actor, pk)
    return _answer(request, meeting, member_or_404(request, meeting, member_pk))


def _answer(request: SeatedRequest, meeting: Meeting, member: Membership) -> HttpResponse:
    sitting = sitting_of(meeting)
    row = next((line.row for line in sitting.lines if line.member.pk == member.pk), None)
    initial = {"answer": row.answer, "reason": row.reason, "substitute_name": row.substitute_name} if row else {}
    form = AnswerForm(request.POST or None, initial=initial)

    def deed(data: dict[str, Any]) -> Any:
        answer, reason, other = Answer(data["answer"]), data["reason"], data["substitute_name"]
        return answer_invitation(
            meeting=meeting, membership=member, answer=answer, by=request.actor, reason=reason, substitute_name=other
        )

    def page(status: int) -> HttpResponse:
        context = {"form": form, "meeting": meeting, "member": member, "heading": heading_of(meeting)}
        context |= {"when": when_of(meeting), "allowed": sitting.substitutes_allowed}
        return render(request, "blocks/meetings/meetings/answer.html", context, status=status)

    back = reverse("meeting", args=[meeting.pk])
    return deed_form(request, form, deed, page=page, done=lambda _row: "Đã ghi câu trả lời.", back=back)


@requires(Action.ANSWER_MEETINGS)
def check_in_here(request: SeatedRequest, code: str) -> HttpResponse:
    """Opened from the code in the room: one button, and the member is there."""
    meeting = meeting_for(request.actor, meeting_in(code))
    if request.method == "POST":
        check_in(meeting=meeting, code=code, by=request.actor)
        messages.success(request, "Đã điểm danh: có mặt.")
        return redirect("meeting", meeting.pk)
    context = {"meeting": meeting, "heading": heading_of(meeting), "mine": membership_of(request.actor, meeting)}
    return render(request, "blocks/meetings/meetings/check_in.html", context)


@requires(Action.ANSWER_MEETINGS)
def my_opinions(request: SeatedRequest, pk: int) -> HttpResponse:
    """What an absent member says of every point."""
    meeting = meeting_for(request.actor, pk)
    return _opinions(request, meeting, member_or_404(request, meeting))


@requires(Action.RUN_MEETINGS)
def opinions_for(request: SeatedRequest, pk: int, member_pk: int) -> HttpResponse:
    """Opinions that came on paper, written by who runs the meeting."""
    meeting = meeting_for(request.actor, pk)
    return _opinions(request, meeting, member_or_404(request, meeting, member_pk))


def _opinions(request: SeatedRequest, meeting: Meeting, member: Membership) -> HttpResponse:
    rows = LateOpinion.objects.filter(item__meeting=meeting, membership=member).select_related("item")
    rows = rows.prefetch_related("item__resolutions").order_by("item__position")
    lines = [_asked(request, row) for row in rows]
    if not lines:
        raise RuleViolation("opinions", "Không có nội dung nào chờ ý kiến của thành viên này.")
    refusal: RuleViolation | None = None
    if request.method == "POST":
        given = {line["row"].item_id: (line["opinion"], line["text"]) for line in lines if line["opinion"]}
        try:
            give_opinions(meeting=meeting, membership=member, opinions=given, by=request.actor)
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, f"Đã ghi ý kiến về {len(given)} nội dung.")
            return redirect("meeting", meeting.pk)
    context = {"meeting": meeting, "member": member, "lines": lines, "refusal": refusal, "choices": Opinion.choices}
    context |= {"heading": heading_of(meeting), "due": lines[0]["row"].due}
    status = refusal.status if refusal else 200
    return render(request, "blocks/meetings/meetings/opinions.html", context, status=status)


def _asked(request: SeatedRequest, row: LateOpinion) -> dict[str, Any]:
    posted = request.method == "POST"
    return {
        "row": row,
        "note": next(iter(row.item.resolutions.all()), None),
        "opinion": request.POST.get(f"opinion-{row.item_id}", "") if posted else row.opinion,
        "text": request.POST.get(f"text-{row.item_id}", "") if posted else row.text,
    }
