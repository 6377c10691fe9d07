"""What a personal link opens, without an account, on a phone: one's own row, to confirm or to ask for a change."""

import re

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from blocks.models import Confirmation
from blocks.queries.registration.confirmations import digest, in_words, own_row, titles_of
from blocks.rules.promise.titles import Genus
from blocks.rules.registration.confirmations import OwnRow
from blocks.services.access.invitations import token_hash
from blocks.services.registration import confirmations
from thidua.errors import RuleViolation
from thidua.text import squeeze
from thidua.wall.tenancy import tenant
from thidua.web.gates import gates

_TOKEN = re.compile(r"([1-9][0-9]{0,11})-([A-Za-z0-9_-]{20,64})")
# Wrong links only: a whole school behind one address opens its right ones freely.
WRONG = {"own_registration": "20/5m/ip"}
_UNKNOWN = "Đường dẫn không đúng. Mở lại từ tin nhắn đã nhận, hoặc xin thư ký trường gửi lại."
_SLOW = "Đã mở nhiều đường dẫn không đúng từ địa chỉ mạng này nên tạm dừng 5 phút. Chờ rồi mở lại."


@gates(by_link=True, of_the_person=True)
@never_cache
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    """The row behind the link; wrong, used, ended or withdrawn links say so and show nothing of anybody."""
    if not _allowed(request, trial=True):
        return _closed(request, _SLOW, 429)
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return _unknown(request)
    with tenant(int(parts[1])):
        found = _found(parts[2])
        if found is None:
            return _unknown(request)
        try:
            confirmations.check_link(found)
            confirmations.mark_opened(confirmation=found)
            return _answer(request, found) if request.method == "POST" else _page(request, found)
        except RuleViolation as problem:
            return _closed(request, problem.message, 409 if problem.code == "state" else 410)


def _found(secret: str) -> Confirmation | None:
    kept = Confirmation.objects.filter(token_hash=token_hash(secret))
    return kept.select_related(
        "registration__staff", "registration__sheet__school", "registration__sheet__year"
    ).first()


def _allowed(request: HttpRequest, *, trial: bool) -> bool:
    used = consume(request, app="thidua", action="own_registration", config=WRONG, limit_get=True, dry_run=trial)
    return bool(used)


def _unknown(request: HttpRequest) -> HttpResponse:
    _allowed(request, trial=False)
    return _closed(request, _UNKNOWN, 404)


def _closed(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return _private(
        render(request, "blocks/registration/confirmations/closed.html", {"sentence": sentence}, status=status)
    )


def _private(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _typed(request: HttpRequest) -> OwnRow:
    return OwnRow(
        tuple(request.POST.getlist("title")),
        squeeze(request.POST.get("job_title", ""))[:120],
        squeeze(request.POST.get("initiative", ""))[:500],
        squeeze(request.POST.get("note", ""))[:500],
    )


def _answer(request: HttpRequest, found: Confirmation) -> HttpResponse:
    seen, asks = request.POST.get("seen", ""), request.POST.get("deed") == "ask"
    try:
        if asks:
            done = confirmations.ask_change(
                confirmation=found, seen=seen, wanted=_typed(request), why=request.POST.get("why", "")
            )
        else:
            done = confirmations.confirm(confirmation=found, seen=seen)
    except RuleViolation as problem:
        if problem.code in ("state", "off", "expired", "sent"):
            raise
        return _page(request, found, problem, _typed(request) if asks else None)
    labels = {title.code: title.name for title in titles_of(done.registration)}
    context = {"row": done.registration, "asked": asks, "wishes": in_words(done, labels), "done": done}
    return _private(render(request, "blocks/registration/confirmations/thanks.html", context))


def _page(
    request: HttpRequest, found: Confirmation, problem: RuleViolation | None = None, typed: OwnRow | None = None
) -> HttpResponse:
    row, known = found.registration, titles_of(found.registration)
    now = own_row(row)
    shown = typed or now
    choices = [
        (genus.label, [(title, title.code in shown.ticks) for title in known if title.genus == genus])
        for genus in (Genus.TITLE, Genus.COMMENDATION)
    ]
    context = {
        "row": row,
        "now": now,
        "typed": shown,
        "choices": choices,
        "seen": digest(now),
        "problem": problem,
        "ticked": [title for title in known if title.code in now.ticks],
        "asks": typed is not None,
        "why": request.POST.get("why", ""),
        "link": found,
    }
    status = 200 if problem is None else problem.status
    return _private(render(request, "blocks/registration/confirmations/own.html", context, status=status))
