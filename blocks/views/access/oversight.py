"""Superiors and members: who may read this authority, what it may read, who has looked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.queries.access.oversight import both_sides, of_both_sides
from blocks.rules.access.oversight import LOOKED, SUPERIOR_KINDS
from blocks.services.access import oversight
from thidua import clock
from thidua.access.kinds import OversightState
from thidua.models import District, Oversight
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

_STATES = {
    OversightState.ASKED: "waiting",
    OversightState.IN_FORCE: "done",
    OversightState.REFUSED: "returned",
    OversightState.WITHDRAWN: "off",
    OversightState.ENDED: "off",
}


class AskForm(forms.Form):
    """Whom the superior wants to read, on what basis, from when."""

    code = forms.CharField(
        label="Mã đơn vị trực thuộc",
        max_length=40,
        help_text="Mã trong hệ thống, ví dụ q11; hỏi đơn vị đó.",
        error_messages={"required": "Ghi mã của đơn vị."},
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Số, ngày văn bản giao quản lý.",
        error_messages={"required": "Ghi căn cứ: số, ngày văn bản giao quản lý."},
    )
    valid_from = day_field("Đọc từ ngày", "Chọn ngày.")
    valid_to = day_field("Đến hết ngày", "Chọn ngày.", required=False, help_text="Để trống: đến khi một bên kết thúc.")


def _lines(rows: list[Oversight]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "state": _STATES[OversightState(row.state)],
            "word": row.get_state_display(),
            "asked": row.state == OversightState.ASKED,
            "running": row.state == OversightState.IN_FORCE,
        }
        for row in rows
    ]


@requires(Action.SEE_OVERSIGHT)
def show_oversight(request: SeatedRequest) -> HttpResponse:
    """Both sides and who has looked."""
    actor, found = request.actor, both_sides(request.actor)
    own = District.objects.get(pk=actor.district_id)
    context = {
        "above": _lines(found.above),
        "below": _lines(found.below),
        "looked": found.looked,
        "is_superior": own.kind in SUPERIOR_KINDS,
        "may": actor.may(Action.EDIT_OVERSIGHT),
        "own": own,
        "rights": [*found.above, *found.below],
        "looked_verb": LOOKED,  # who looked has a table of its own
    }
    return render(request, "blocks/access/oversight/show.html", context)


@requires(Action.EDIT_OVERSIGHT)
def ask_oversight(request: SeatedRequest) -> HttpResponse:
    """The superior's head asks."""
    form = AskForm(request.POST or None, initial={"valid_from": clock.today()})
    return deed_form(
        request,
        form,
        lambda data: oversight.ask(**data, by=request.actor),
        page=lambda status: render(request, "blocks/access/oversight/ask.html", {"form": form}, status=status),
        done=lambda made: f"Đã gửi lời xin tới {made.member_name}. Đồng ý rồi mới đọc được.",
        back="oversight",
    )


def _row(request: SeatedRequest, pk: int, *, here: bool = False) -> Oversight:
    rows = of_both_sides(request.actor)
    return get_object_or_404(rows.filter(district_id=request.actor.district_id) if here else rows, pk=pk)


@require_POST
@requires(Action.EDIT_OVERSIGHT)
def answer_oversight(request: SeatedRequest, pk: int) -> HttpResponse:
    """The head of the authority that would be read agrees or refuses."""
    agree = request.POST.get("answer") == "dong-y"
    row = oversight.answer(
        oversight=_row(request, pk, here=True),
        agree=agree,
        reason=request.POST.get("reason", "")[:300],
        by=request.actor,
    )
    told = "Đã đồng ý: cấp trên đọc được từ ngày đã ghi" if agree else "Đã từ chối"
    messages.success(request, f"{told} ({row.superior_name}).")
    return redirect("oversight")


@require_POST
@requires(Action.EDIT_OVERSIGHT)
def end_oversight(request: SeatedRequest, pk: int) -> HttpResponse:
    """Either side ends it."""
    row = oversight.end(oversight=_row(request, pk), reason=request.POST.get("reason", "")[:300], by=request.actor)
    messages.success(request, f"Đã kết thúc: {row}. Từ lúc này không còn đọc được.")
    return redirect("oversight")
