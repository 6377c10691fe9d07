"""Several schools at once from the sending board: each is done or says why not; one that cannot holds up no other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from blocks.models import Phase, RegistrationSheet, School
from blocks.queries.registration.sending import expected
from blocks.queries.year.phases import phase_of
from blocks.rules.registration.registrations import SENT_STATES
from blocks.services.mailroom.reminders import chase
from blocks.services.registration.sheet_moves import move
from blocks.services.year.phases import extend
from blocks.views.registration.sending import DEEDS, MOVES, NO_PHASE, NOBODY_THERE, the_year
from thidua.access.demands import closed_to
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

MOST = 500  # schools of one press
ACTIONS = {code: bulk.action or Action.CHASE for code, bulk in MOVES.items()}  # of the others: CHASE


@dataclass(frozen=True)
class Result:
    """What became of one school: `refusal` is "" where the deed was done."""

    school: School
    refusal: str


@dataclass(frozen=True)
class Wish:
    """What is to be done with each: the phase, and for more time until when and why."""

    phase: Phase | None
    until: date | None
    reason: str
    by: Actor


def _sheet(sheet: RegistrationSheet | None) -> RegistrationSheet:
    if sheet is None:
        raise RuleViolation("none", "Trường chưa gửi danh sách đăng ký.")
    return sheet


def _chase(school: School, sheet: RegistrationSheet | None, wish: Wish) -> str:
    if wish.phase is None:
        raise RuleViolation("phase", NO_PHASE)
    if sheet is not None and sheet.state in SENT_STATES:
        raise RuleViolation("sent", "Trường đã gửi, không cần nhắc.")
    chased = chase(phase=wish.phase, schools=[school], by=wish.by)
    if not chased.reminded and not chased.unheard:
        raise RuleViolation("quiet", "Vừa được nhắc trong 10 phút qua; không nhắc lại.")
    return f"Chưa có ai nhận: {NOBODY_THERE}" if chased.unheard else ""  # the call waits, so nothing is undone


def _extend(school: School, sheet: RegistrationSheet | None, wish: Wish) -> None:
    if wish.phase is None:
        raise RuleViolation("phase", NO_PHASE)
    if wish.until is None:
        raise RuleViolation("until", "Chọn ngày gia hạn.")
    extend(phase=wish.phase, school=school, until=wish.until, reason=wish.reason, by=wish.by)


PERFORM: dict[str, Callable[[School, RegistrationSheet | None, Wish], Any]] = {"chase": _chase, "extend": _extend}


def _perform(deed: str, school: School, sheet: RegistrationSheet | None, wish: Wish) -> str:
    """What is still to be said although it was done; "" where nothing is."""
    if deed in PERFORM:
        return PERFORM[deed](school, sheet, wish) or ""
    move(deed, sheet=_sheet(sheet), by=wish.by)
    return ""


@require_POST
@requires(Action.CHASE)
def do_to_chosen(request: SeatedRequest) -> HttpResponse:
    """The chosen deed on every chosen school, each in its own step, with what became of each."""
    year, deed = the_year(request), request.POST.get("deed", "")
    if deed not in DEEDS:
        raise RuleViolation("deed", "Chọn việc cần làm với các trường đã chọn.")
    if not request.actor.may(ACTIONS.get(deed, Action.CHASE)):
        raise closed_to(ACTIONS[deed])
    phase, chosen = phase_of(year, Action.APPROVE_REGISTRATION), set(request.POST.getlist("school"))
    found = [line.school for line in expected(year, phase, request.actor) if str(line.school.pk) in chosen][:MOST]
    if not found:
        raise RuleViolation("none", "Chọn ít nhất một trường trong bảng.")
    wish = Wish(phase, _day(request.POST.get("until", "")), request.POST.get("reason", ""), request.actor)
    kept = RegistrationSheet.objects.filter(year=year, school__in=found).select_related("year", "school")
    of_school = {sheet.school_id: sheet for sheet in kept}
    results = [_one(school, of_school.get(school.pk), deed, wish) for school in found]
    done = sum(not one.refusal for one in results)
    context = {"results": sorted(results, key=lambda one: not one.refusal), "label": DEEDS[deed], "done": done}
    return render(request, "blocks/registration/sending/results.html", context, status=200 if done else 422)


def _one(school: School, sheet: RegistrationSheet | None, deed: str, wish: Wish) -> Result:
    try:
        with transaction.atomic():
            return Result(school, _perform(deed, school, sheet, wish))
    except RuleViolation as problem:
        return Result(school, problem.message)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
