"""Several schools at once from the sending board: a page that asks, then each is done or says why not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from blocks.models import Phase, RegistrationSheet, School
from blocks.queries.registration.sending import SendingLine, expected
from blocks.queries.year.phases import phase_of
from blocks.rules.registration.registrations import SENT_STATES
from blocks.rules.registration.sheet_facts import NOT_VOUCHED
from blocks.services.mailroom.reminders import chase
from blocks.services.registration.sheet_moves import SHEETS
from blocks.services.year.phases import extend
from blocks.views.registration.sending import DEEDS, MOVES, NO_PHASE, OTHERS, nobody_there, the_year
from thidua.access.demands import closed_to
from thidua.actors import Actor
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.flow.bulk import MOST, Line, ask_page, attempt, check_lines, done_page, line_of
from thidua.policy import Action
from thidua.text import weekday_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

ACTIONS = {code: bulk.action for code, bulk in MOVES.items() if isinstance(bulk.action, Action)}  # others: CHASE
NOT_SENT = "Trường chưa gửi danh sách đăng ký."


@dataclass(frozen=True)
class Wish:
    """What is to be done with each: the deed, the phase, and for more time until when and why."""

    deed: str
    phase: Phase | None
    until: date | None
    reason: str
    by: Actor


def _phase(wish: Wish) -> Phase:
    if wish.phase is None:
        raise RuleViolation("phase", NO_PHASE)
    return wish.phase


def _chase(school: School, sheet: RegistrationSheet | None, wish: Wish) -> str:
    if sheet is not None and sheet.state in SENT_STATES:
        raise RuleViolation("sent", "Trường đã gửi, không cần nhắc.")
    chased = chase(phase=_phase(wish), schools=[school], by=wish.by)
    if not chased.reminded and not chased.unheard:
        raise RuleViolation("quiet", "Vừa được nhắc trong 10 phút qua; không nhắc lại.")
    # the call waits, so nothing is undone
    return format_html("Chưa có ai nhận: {}", nobody_there(wish.by)) if chased.unheard else ""


def _extend(school: School, _sheet: RegistrationSheet | None, wish: Wish) -> None:
    if wish.until is None:
        raise RuleViolation("until", "Chọn ngày gia hạn.")
    extend(phase=_phase(wish), school=school, until=wish.until, reason=wish.reason, by=wish.by)


PERFORM: dict[str, Callable[[School, RegistrationSheet | None, Wish], Any]] = {"chase": _chase, "extend": _extend}


def _closed(school: School, sheet: RegistrationSheet | None, wish: Wish) -> Line:
    """How the deed stands for one school before anything is done."""
    if wish.deed in MOVES:
        return _of_move(school, sheet, wish)
    sent = wish.deed == "chase" and sheet is not None and sheet.state in SENT_STATES
    refusal = "Trường đã gửi, không cần nhắc." if sent else "" if wish.phase else NO_PHASE
    if wish.deed == "extend" and not refusal:
        refusal = "" if wish.until else "Chọn ngày gia hạn."
        refusal = refusal or ("" if wish.reason.strip() else "Ghi lý do gia hạn.")
    return Line(school.pk, str(school), refusal, f"{wish.until} {wish.reason}")


def _of_move(school: School, sheet: RegistrationSheet | None, wish: Wish) -> Line:
    if sheet is None:
        return Line(school.pk, str(school), NOT_SENT)
    line = line_of(SHEETS, sheet, wish.deed, wish.by, str(school))
    return Line(school.pk, line.name, line.refusal, line.seen)


def _do(school: School, sheet: RegistrationSheet | None, line: Line, wish: Wish) -> Line:
    if line.refusal:
        return line
    if wish.deed in PERFORM:
        return Line(school.pk, line.name, attempt(lambda: PERFORM[wish.deed](school, sheet, wish)))
    assert sheet is not None  # such a line is closed
    return Line(school.pk, line.name, attempt(lambda: SHEETS.make(sheet, wish.deed, by=wish.by)))


def _wish(request: SeatedRequest, phase: Phase | None) -> Wish:
    deed = request.POST.get("deed", "")
    if deed not in DEEDS:
        raise RuleViolation("deed", "Chọn việc cần làm với các trường đã chọn.")
    asked = ACTIONS.get(deed, Action.CHASE)
    if not request.actor.may(asked):
        raise closed_to(asked)
    until = _day(request.POST.get("until", ""))
    return Wish(deed, phase, until, request.POST.get("reason", ""), request.actor)


def _chosen(request: SeatedRequest, lines: list[SendingLine]) -> list[School]:
    chosen = set(request.POST.getlist("school"))
    schools = [line.school for line in lines if str(line.school.pk) in chosen][:MOST]
    if not schools:
        raise RuleViolation("none", "Chọn ít nhất một trường trong bảng.")
    return schools


@require_POST
@requires(Action.SEE_SENDING)  # and what the deed asks: see _wish
def do_to_chosen(request: SeatedRequest) -> HttpResponse:
    """The chosen deed on every chosen school: asked first, then each in its own step, with what became of each."""
    year = the_year(request)
    phase = phase_of(year, Action.APPROVE_REGISTRATION)
    board = expected(year, phase, request.actor)
    wish, schools = _wish(request, phase), _chosen(request, board)
    sheets = RegistrationSheet.objects.filter(year=year, school__in=schools).select_related("year", "school")
    of_school = {sheet.school_id: sheet for sheet in sheets}
    lines = [_closed(school, of_school.get(school.pk), wish) for school in schools]
    ready = sum(not line.refusal for line in lines)
    title = MOVES[wish.deed].bulk_of(ready) if wish.deed in MOVES else OTHERS[wish.deed].format(n=ready)
    words = {"title": title, "url": reverse("sending"), "up": "Tiếp nhận", "back": "Về bảng các trường"}
    if "confirmed" not in request.POST:
        return ask_page(
            request, lines, hidden=_hidden(request, wish, schools), effects=_effects(wish, board, lines), **words
        )
    check_lines(request.POST.get("seen", ""), lines)
    done = [_do(school, of_school.get(school.pk), line, wish) for school, line in zip(schools, lines, strict=True)]
    return done_page(request, done, **words)


def _hidden(request: SeatedRequest, wish: Wish, schools: list[School]) -> list[tuple[str, str]]:
    typed = [("deed", wish.deed), ("until", request.POST.get("until", "")), ("reason", wish.reason)]
    return [*typed, *(("school", str(school.pk)) for school in schools)]


def _effects(wish: Wish, board: list[SendingLine], lines: list[Line]) -> list[str]:
    """What will happen, beyond what the title says."""
    if wish.deed == "accept":
        ready = {line.key for line in lines if not line.refusal}
        brought = sum(line.school.pk in ready and line.state == "for_school" for line in board)
        return [f"{brought} danh sách: {NOT_VOUCHED[0].lower()}{NOT_VOUCHED[1:]}"] if brought else []
    if wish.deed == "extend" and wish.until:
        return [f"Gia hạn đến hết {weekday_date(wish.until)}, lý do: {wish.reason}."]
    return ["Hiệu trưởng và thư ký được nhắc qua hộp thư."] if wish.deed == "chase" else []


def _day(text: str) -> date | None:
    return read_day(text) if text.strip() else None
