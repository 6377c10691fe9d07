"""Recovery of sign-in by the platform's staff: asked for by one, done by a second or by a paper's number."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.queries.access.platform import recoveries
from blocks.services.access import platform
from thidua.access.kinds import RecoveryState
from thidua.models import AccountRecovery
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form

_STATES = {RecoveryState.ASKED: "waiting", RecoveryState.DONE: "done", RecoveryState.DROPPED: "off"}


class RecoveryForm(forms.Form):
    """Whose second proof, where, why."""

    code = forms.CharField(label="Mã đơn vị", max_length=40, error_messages={"required": "Ghi mã đơn vị."})
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        help_text="Của trưởng phòng bị mất cách xác minh.",
        error_messages={"required": "Ghi tên đăng nhập."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        error_messages={"required": "Ghi lý do."},
        help_text="Ví dụ: mất điện thoại, đã gọi lại số của cơ quan và gặp đúng người.",
    )
    paper = forms.CharField(
        label="Số văn bản của đơn vị",
        max_length=60,
        required=False,
        help_text="Có văn bản thì một quản trị làm được; không có thì cần quản trị thứ hai xác nhận.",
    )


def _line(row: AccountRecovery, account_id: int | None) -> dict[str, Any]:
    waiting = row.state == RecoveryState.ASKED
    alone = row.asked_account == account_id and not row.paper
    return {
        "row": row,
        "state": _STATES[RecoveryState(row.state)],
        "word": row.get_state_display(),
        "waiting": waiting,
        "closed": "Bạn đã xin việc này; nhờ một quản trị khác xác nhận." if alone else "",
    }


@requires(Action.RUN_PLATFORM)
def show_recoveries(request: SeatedRequest) -> HttpResponse:
    """What waits and what was done; the form to ask."""
    form = RecoveryForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        page = listed_page(recoveries(), number=request.GET.get("trang", ""), size=25)
        context = {"form": form, "page": page, "lines": [_line(row, request.actor.account_id) for row in page]}
        return render(request, "blocks/access/platform/recoveries.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: platform.ask_recovery(**data, by=request.actor),
        page=page,
        done=lambda made: f"Đã ghi yêu cầu cho {made.account} và báo cho đơn vị.",
        back="recoveries",
    )


@require_POST
@requires(Action.RUN_PLATFORM)
def confirm_recovery(request: SeatedRequest, pk: int) -> HttpResponse:
    """The second proof is taken away."""
    row = get_object_or_404(recoveries(), pk=pk)
    platform.confirm_recovery(recovery=row, by=request.actor)
    messages.success(request, f"Đã đặt lại bước xác minh thứ hai của {row.account}. Đơn vị đã được báo.")
    return redirect("recoveries")


@require_POST
@requires(Action.RUN_PLATFORM)
def drop_recovery(request: SeatedRequest, pk: int) -> HttpResponse:
    """Nothing is done after all."""
    row = platform.drop_recovery(recovery=get_object_or_404(recoveries(), pk=pk), by=request.actor)
    messages.success(request, f"Đã bỏ yêu cầu cho {row.account}.")
    return redirect("recoveries")
