"""Support sessions as the authority sees them: what was announced, what is open, what was read; allow, forbid, end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from blocks.queries.access.support import Shown, recent_here, rule_here, sessions_here
from blocks.rules.access.support import VIEWED, SupportState
from blocks.services.access import support
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

STATES = {SupportState.WAITING: "waiting", SupportState.OPEN: "running", SupportState.OVER: "off"}


def line(one: Shown) -> dict[str, Any]:
    """A session as the templates want it."""
    return {
        "row": one.row,
        "pages": one.pages,
        "state": STATES[one.state],
        "word": one.state.label,
        "waiting": one.state is SupportState.WAITING,
        "over": one.state is SupportState.OVER,
        "open": one.state is SupportState.OPEN,
    }


@requires(Action.SEE_SUPPORT)
def show_support(request: SeatedRequest) -> HttpResponse:
    """Whether support may read here, and the sessions."""
    rule, actor, found = rule_here(), request.actor, recent_here(request.actor)
    context = {
        "lines": [line(one) for one in found],
        "rule": rule,
        "allowed": rule is None or rule.allowed,
        "may_rule": actor.may(Action.RULE_SUPPORT),
        "sees_audit": actor.may(Action.SEE_AUDIT),
        "told": [one.row for one in found],
        "viewed_verb": VIEWED,  # pages that were opened are counted beside each
    }
    return render(request, "blocks/access/support/show.html", context)


@require_POST
@requires(Action.RULE_SUPPORT)
def allow_support(request: SeatedRequest) -> HttpResponse:
    """The head allows or forbids support sessions."""
    allowed = request.POST.get("allowed") == "1"
    support.allow(allowed=allowed, by=request.actor)
    told = "Hỗ trợ viên được đọc, sau khi báo trước." if allowed else "Đã chặn; phiên đang mở đã đóng."
    messages.success(request, told)
    return redirect("support")


@require_POST
@requires(Action.RULE_SUPPORT)
def open_support(request: SeatedRequest, pk: int) -> HttpResponse:
    """The head lets an announced session open at once."""
    row = support.open_now(session=get_object_or_404(sessions_here(request.actor), pk=pk), by=request.actor)
    messages.success(request, f"Đã cho mở ngay: {row.account_name}.")
    return redirect("support")


@require_POST
@requires(Action.SEE_SUPPORT)
def end_support(request: SeatedRequest, pk: int) -> HttpResponse:
    """The office ends a session."""
    row = support.end(session=get_object_or_404(sessions_here(request.actor), pk=pk), by=request.actor)
    messages.success(request, f"Đã kết thúc phiên của {row.account_name}; trang tiếp theo sẽ không mở được.")
    return redirect("support")
