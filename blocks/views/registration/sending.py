"""Who has not sent: the expected schools, days left, last reminder, one click to remind all, more time for one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from blocks.models import EmulationYear, School
from blocks.queries.registration.board import STATE_OF_SHEET
from blocks.queries.registration.sending import (
    SendingLine,
    duties_by_seat,
    duties_of,
    expected,
    invited,
    officers,
    unheard,
)
from blocks.queries.year.phases import common_window, phase_of
from blocks.queries.year.years import year_of
from blocks.rules.access.invitations import InvitationState
from blocks.rules.mailroom.reminders import group_message
from blocks.rules.registration.registrations import FLOW, SheetState
from blocks.rules.units.units import Level
from blocks.services.mailroom.reminders import assign_levels, chase
from blocks.services.year.phases import extend
from blocks.views.desk.sorting import chosen, heads, ordered
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

HEADS = {
    "truong": "Trường",
    "khoi": "Khối",
    "state": "Tình trạng",
    "han": "Hạn",
    "gui": "Gửi lúc",
    "nhac": "Nhắc lần cuối",
}
SORTS: dict[str, Callable[[SendingLine], Any]] = {
    "truong": lambda line: line.school.name_key,
    "khoi": lambda line: (line.block, line.school.name_key),
    "state": lambda line: (list(STATE_OF_SHEET).index(line.sheet_state) if line.sheet_state else -1, line.late),
    "han": lambda line: line.window.last_day if line.window and not line.is_sent else None,
    "gui": lambda line: line.sent_at,
    "nhac": lambda line: line.reminded_at,
}
MOVES = {bulk.code: bulk for bulk in FLOW if bulk.bulk}  # of the sheet, for several schools at once
OTHERS = {"chase": "Nhắc {n} trường", "extend": "Gia hạn cho {n} trường"}
# The buttons of the bar: the deed's code and its name, for those who may.
DEEDS = {**{code: bulk.label for code, bulk in MOVES.items()}, "chase": "Nhắc", "extend": "Gia hạn"}
STATE_CHIPS = {
    "chua-gui": ("Chưa gửi", lambda line: line.is_missing),
    "tra-lai": ("Trả lại", lambda line: line.is_returned),
    "cho-tiep-nhan": ("Chờ tiếp nhận", lambda line: line.sheet_state == SheetState.SENT),
    "cho-cong-nhan": ("Chờ công nhận", lambda line: line.sheet_state == SheetState.RECEIVED),
    "khoi-chua-nhan": ("Khối chưa tiếp nhận", lambda line: line.is_sent and not line.block_has_it),
    "nhap-thay": ("Phòng nhập thay", lambda line: line.state == "for_school"),
    "cong-nhan": ("Đã công nhận", lambda line: line.sheet_state == SheetState.ACCEPTED),
}
BLOCK_CHIP = "khoi-chua-nhan"  # for a block's leader alone
NO_YEAR = "Chưa mở năm thi đua nào nên chưa biết trường nào phải gửi."
NO_PHASE = "Năm này chưa đặt mốc đăng ký nên chưa có hạn để nhắc; đặt mốc ở trang năm thi đua."


def nobody_there(actor: Actor) -> SafeString:
    """What to do where nobody holds a seat of the school; a link for who may invite."""
    named, url = "Người và vai trò", reverse("people")
    page = format_html('<a href="{}">{}</a>', url, named) if actor.may(Action.INVITE) else named
    return format_html("mời hiệu trưởng ở trang {}; người được mời sẽ thấy lời nhắc này.", page)


def the_year(request: SeatedRequest) -> EmulationYear:
    """The year worked on; RuleViolation where none is open."""
    year = year_of(request.session)
    if year is None:
        raise RuleViolation("year", NO_YEAR)
    return year


def _levels(request: SeatedRequest, duties: set[str]) -> set[str]:
    """The levels shown: as chosen in the address, else the officer's own."""
    chosen = request.GET.get("cap", "")
    if chosen == "tat-ca":
        return set()
    return {chosen} if chosen in [level.value for level in Level] else duties


def _chips(lines: list[SendingLine], shown: set[str], duties: set[str]) -> list[dict[str, Any]]:
    chips = [{"label": "Mọi cấp học", "url": "?cap=tat-ca", "on": not shown, "count": len(lines)}]
    for level in Level:
        n = sum(line.school.level == level.value for line in lines)
        if n:
            mine = " (phụ trách)" if level.value in duties else ""
            url, on = f"?cap={level.value}", level.value in shown
            chips.append({"label": level.label + mine, "url": url, "on": on, "count": n})
    return chips


def _who(code: str) -> Action:
    """The action of a deed that is done for several schools."""
    action = MOVES[code].action if code in MOVES else Action.CHASE
    return action if isinstance(action, Action) else Action.CHASE


def _state_chips(request: SeatedRequest, lines: list[SendingLine]) -> list[dict[str, Any]]:
    """By state, keeping the level that is shown; a state in which no school stands is left out."""
    now, level = request.GET.get("tinh-trang", ""), request.GET.get("cap", "")
    kept = {"cap": level} if level else {}
    chips = [{"label": "Mọi tình trạng", "url": f"?{urlencode(kept)}", "on": not now, "count": len(lines)}]
    for code, (label, stands) in STATE_CHIPS.items():
        if code == BLOCK_CHIP and not request.actor.block_id:
            continue
        if n := sum(stands(line) for line in lines):
            url = f"?{urlencode({**kept, 'tinh-trang': code})}"
            chips.append({"label": label, "url": url, "on": now == code, "count": n})
    return chips


@requires(Action.SEE_SENDING)
def show_sending(request: SeatedRequest) -> HttpResponse:
    """The board of the expected schools."""
    year = the_year(request)
    phase, duties = phase_of(year, Action.APPROVE_REGISTRATION), duties_of(request.actor)
    everyone, levels = expected(year, phase, request.actor), _levels(request, duties)
    now = chosen(request, SORTS)
    of_levels = [line for line in everyone if not levels or line.school.level in levels]
    _label, stands = STATE_CHIPS.get(request.GET.get("tinh-trang", ""), ("", lambda _line: True))
    lines = ordered((line for line in of_levels if stands(line)), SORTS, now)
    missing = [line for line in of_levels if line.is_missing]
    returned = [line for line in of_levels if line.is_returned]
    unreached = unheard(line.school.pk for line in missing)
    invitations = invited(unreached)
    window = common_window(phase) if phase else None
    message = ""
    if window:
        names = [line.school.name for line in missing]
        message = group_message(
            found=window,
            year_name=str(year),
            missing=names,
            returned=len(returned),
            authority=request.actor.unit_name,
        )
    context = {
        "the_year": year,
        "lines": lines,
        "missing": missing,
        "returned": returned,
        "all": len(of_levels),
        "state_chips": _state_chips(request, of_levels),
        "window": window,
        "message": message,
        "chips": _chips(everyone, levels, duties),
        "no_phase": NO_PHASE,
        "levels": ",".join(sorted(levels)),
        "may_chase": request.actor.may(Action.CHASE),
        "unheard": unreached,
        "uninvited": unreached - set(invitations),
        "invited": set(invitations),
        "answered": {pk for pk, state in invitations.items() if state == InvitationState.ACCEPTED},
        "may_invite": request.actor.may(Action.INVITE),
        "waiting": [line.school.pk for line in everyone if line.sheet_state == SheetState.SENT],
        "may_receive": request.actor.may(Action.RECEIVE_REGISTRATION),
        "may_assign": request.actor.may(Action.EDIT_SEATS),
        "heads": heads(request, HEADS, now),
        "deeds": {code: label for code, label in DEEDS.items() if request.actor.may(_who(code))},
    }
    return render(request, "blocks/registration/sending/board.html", context)


@require_POST
@requires(Action.CHASE)
def chase_all(request: SeatedRequest) -> HttpResponse:
    """Remind every expected school of the levels shown that has not sent."""
    year = the_year(request)
    phase = phase_of(year, Action.APPROVE_REGISTRATION)
    if phase is None:
        raise RuleViolation("phase", NO_PHASE)
    levels = [level for level in request.POST.get("levels", "").split(",") if level]
    missing = [line.school for line in expected(year, phase, request.actor, levels) if line.is_missing]
    chased = chase(phase=phase, schools=missing, by=request.actor)
    if chased.reminded:
        count = len(chased.reminded)
        messages.success(request, f"Đã nhắc {count} trường qua hộp thư của hiệu trưởng và thư ký.")
    if chased.unheard:
        names = ", ".join(school.name for school in chased.unheard)
        told = "{} trường chưa có ai nhận ({}): {}"
        messages.warning(request, format_html(told, len(chased.unheard), names, nobody_there(request.actor)))
    if not chased.reminded and not chased.unheard:
        messages.info(request, "Các trường chưa gửi vừa được nhắc trong 10 phút qua; không nhắc lại.")
    return redirect(reverse("sending", query={"cap": levels[0] if len(levels) == 1 else "tat-ca"}))


@requires(Action.EDIT_SEATS)
def assign(request: SeatedRequest) -> HttpResponse:
    """Which officer looks after which levels of schooling."""
    if request.method == "POST":
        seat = get_object_or_404(officers(), pk=whole_number(request.POST.get("seat")) or 0)
        levels = [level.value for level in Level if level.value in request.POST.getlist("levels")]
        assign_levels(seat=seat, levels=levels, by=request.actor)
        messages.success(request, f"Đã ghi phân công của {seat.account.full_name}.")
        return redirect("assign_levels")
    kept = duties_by_seat()
    lines = [{"seat": seat, "levels": kept.get(seat.pk, set())} for seat in officers()]
    return render(request, "blocks/registration/sending/assign.html", {"lines": lines, "levels": list(Level)})


class ExtensionForm(forms.Form):
    """More time for one school."""

    until = day_field("Gia hạn đến hết ngày", "Chọn ngày.")
    reason = forms.CharField(
        label="Lý do", max_length=500, help_text="Lưu cùng hồ sơ của trường.", error_messages={"required": "Ghi lý do."}
    )


@requires(Action.CHASE)
def extend_school(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """More time for one school, with a reason."""
    school = get_object_or_404(School, pk=school_pk)
    phase = phase_of(the_year(request), Action.APPROVE_REGISTRATION)
    if phase is None:
        raise Http404
    form = ExtensionForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        given = phase.extensions.filter(school=school).order_by("-id")
        context = {"form": form, "school": school, "phase": phase, "given": given}
        return render(request, "blocks/registration/sending/extend.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: extend(phase=phase, school=school, by=request.actor, **data),
        page=page,
        done=lambda _made: f"Đã gia hạn cho {school}. Danh sách gửi sau hạn chung được ghi là gửi trễ.",
        back="sending",
    )
