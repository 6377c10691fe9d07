"""Which blocks have not issued their plan: state, days left, last reminder, one click to remind all, more time."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import EmulationYear, Phase
from blocks.queries.registration.block_sending import ExpectedBlock, expected_blocks
from blocks.queries.registration.sending import duties_of
from blocks.queries.year.phases import common_window, phase_of
from blocks.queries.year.years import year_of
from blocks.rules.units.units import Level
from blocks.services.mailroom.reminders import chase_blocks
from documents.models import Document
from documents.queries.papers.plans import plan_lines
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

NO_YEAR = "Chưa mở năm thi đua nào nên chưa biết khối nào phải gửi."
NO_PHASE = "Năm này chưa đặt mốc hồ sơ khối nên chưa có hạn để nhắc; đặt mốc ở trang năm thi đua."


@dataclass(frozen=True)
class BlockLine:
    """A block with what has become of its plan."""

    expected: ExpectedBlock
    document: Document | None

    @property
    def is_sent(self) -> bool:
        """Whether the plan is issued."""
        return self.document is not None and self.document.was_issued

    @property
    def state(self) -> str:
        """The screens' code of the state."""
        return "sent" if self.is_sent else "draft" if self.document else "not_sent"


def _year(request: SeatedRequest) -> EmulationYear:
    year = year_of(request.session)
    if year is None:
        raise RuleViolation("year", NO_YEAR)
    return year


def _lines(request: SeatedRequest, year: EmulationYear, phase: Phase | None) -> list[BlockLine]:
    found = expected_blocks(year, phase, request.actor)
    plans = {line.block.pk: line.document for line in plan_lines([one.block for one in found], year)}
    return sorted((BlockLine(one, plans.get(one.block.pk)) for one in found), key=lambda line: line.is_sent)


def _shown(request: SeatedRequest, lines: list[BlockLine], wanted: str) -> tuple[list[BlockLine], set[str]]:
    duties = duties_of(request.actor)
    levels = set() if wanted == "tat-ca" else {wanted} if wanted in list(Level) else duties
    return [line for line in lines if not levels or line.expected.block.level in levels], levels


def _chips(request: SeatedRequest, lines: list[BlockLine], shown: set[str]) -> list[dict[str, Any]]:
    duties = duties_of(request.actor)
    chips = [{"label": "Mọi cấp học", "url": "?cap=tat-ca", "on": not shown, "count": len(lines)}]
    for level in Level:
        n = sum(line.expected.block.level == level for line in lines)
        if n:
            label = level.label + (" (phụ trách)" if level in duties else "")
            chips.append({"label": label, "url": f"?cap={level.value}", "on": level in shown, "count": n})
    return chips


@requires(Action.SEE_SENDING)
def show_blocks(request: SeatedRequest) -> HttpResponse:
    """The board of the expected blocks."""
    year = _year(request)
    phase = phase_of(year, Action.EDIT_PLAN)
    everyone = _lines(request, year, phase)
    lines, levels = _shown(request, everyone, request.GET.get("cap", ""))
    context = {
        "the_year": year,
        "lines": lines,
        "missing": [line for line in lines if not line.is_sent],
        "phase": phase,
        "window": common_window(phase) if phase else None,
        "chips": _chips(request, everyone, levels),
        "no_phase": NO_PHASE,
        "may_chase": request.actor.may(Action.CHASE),
        "wanted": request.GET.get("cap", ""),
    }
    return render(request, "blocks/registration/sending/blocks.html", context)


@require_POST
@requires(Action.CHASE)
def chase_all_blocks(request: SeatedRequest) -> HttpResponse:
    """Remind the leaders of every block shown that has not issued its plan."""
    year = _year(request)
    phase, wanted = phase_of(year, Action.EDIT_PLAN), request.POST.get("cap", "")
    if phase is None:
        raise RuleViolation("phase", NO_PHASE)
    lines, _ = _shown(request, _lines(request, year, phase), wanted)
    missing = [line.expected.block for line in lines if not line.is_sent]
    reminded = chase_blocks(phase=phase, blocks=missing, by=request.actor)
    if reminded:
        messages.success(request, f"Đã nhắc {len(reminded)} khối qua hộp thư của khối trưởng.")
    else:
        messages.info(request, "Các khối này vừa được nhắc trong 10 phút qua, hoặc chưa có khối trưởng để nhắc.")
    query = {"cap": wanted} if wanted in ("tat-ca", *Level) else None
    return redirect(reverse("sending_blocks", query=query))
