"""Every form is done once: a double click, a lost answer sent again, two tabs of the same form.

The tag `csrf_token` puts a key of its own into every form (`access/form_seat.py`). Whoever sends it claims the digest
of key, address and all that was typed, in the transaction of the deed: a second sender waits for the first, and is then
led where the first was led. What was refused, or answered with a page that writes nothing, gives its claim back; a page
that shows what was done (a link shown once, results) says so with `shown_once`.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect

from thidua import clock
from thidua.access.form_seat import FIELD as SEAT_FIELD
from thidua.access.form_seat import FORM_KEY
from thidua.errors import Conflict
from thidua.models import SentForm
from thidua.web.door import refuse
from thidua.web.kit import ArrivingRequest

KEPT = timedelta(days=1)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_ALREADY = "Biểu mẫu này đã được gửi rồi; việc chỉ được ghi một lần."
_AGAIN = Conflict(f"{_ALREADY} Mở lại trang để xem kết quả hoặc làm lần khác.")
_SHOWN = "_shown_once"


def shown_once(answer: HttpResponse) -> HttpResponse:
    """Mark a page that shows what was done, so that its form is not done again."""
    setattr(answer, _SHOWN, True)
    return answer


def digest_of(request: ArrivingRequest) -> str:
    """The digest of a form with a key; "" for everything else."""
    if request.method != "POST" or request.content_type not in _FORMS or not request.POST.get(FORM_KEY):
        return ""
    actor = getattr(request, "actor", None)
    if actor is None or actor.reads is not None:  # links answer once by their state; who only reads writes nothing
        return ""
    told = hashlib.sha256(f"{request.user.pk}\n{actor.key}\n{request.get_full_path()}\n".encode())
    for name in sorted(request.POST):
        if name not in ("csrfmiddlewaretoken", SEAT_FIELD, "passphrase"):
            told.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        told.update(repr([(name, file.name, file.size) for file in request.FILES.getlist(name)]).encode())
    return told.hexdigest()


def claim(digest: str, account: int) -> bool:
    """Whether this is the first time; waits for who sends the same at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO thidua_sentform (digest, account, answer, at) VALUES (%s, %s, '', %s) ON CONFLICT DO NOTHING",
            [digest, account, clock.now()],
        )
        return bool(cursor.rowcount)


class SentOnceMiddleware:
    """Within the transaction of the actor: claims the form before its view, settles the claim by the answer."""

    def __init__(self, get_response: Callable[..., HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ArrivingRequest) -> HttpResponse:
        """Let the view answer; keep the claim only of what was done."""
        response = self.get_response(request)
        digest = getattr(request, "sent_form", "")
        if not digest or getattr(request, "undo", False) or response.status_code >= 500:
            return response  # rolled back with everything else
        led = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
        if led or getattr(response, _SHOWN, False):
            if led:
                SentForm.objects.filter(pk=digest).update(answer=led[:500])
        else:
            SentForm.objects.filter(pk=digest).delete()
        return response

    def process_view(self, request: ArrivingRequest, _view: Any, _args: Any, _keys: Any) -> HttpResponse | None:
        """The first sender goes on; the next is led where the first was led."""
        digest = digest_of(request)
        if not digest:
            return None
        if claim(digest, request.user.pk or 0):
            request.sent_form = digest  # type: ignore[attr-defined]
            return None
        before = SentForm.objects.filter(pk=digest).first()
        if before is None or not before.answer:
            return refuse(request, _AGAIN)
        messages.info(request, _ALREADY)
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": before.answer})
        return redirect(before.answer)

    def process_exception(self, request: ArrivingRequest, _problem: Exception) -> None:
        """What is refused, or waits for a new proof, was not done."""
        if digest := getattr(request, "sent_form", ""):
            request.sent_form = ""  # type: ignore[attr-defined]
            if not connection.needs_rollback:
                SentForm.objects.filter(pk=digest).delete()


def forget() -> None:
    """Forms of yesterday are forgotten."""
    SentForm.objects.filter(at__lt=clock.now() - KEPT).delete()
