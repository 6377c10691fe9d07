"""The acting seat, carried by every form: a tab opened before a hand-over must not act in the wrong seat."""

import secrets
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thidua.errors import Conflict, Denied
from thidua.web.gates import gates_of
from thidua.web.kit import ArrivingRequest

FIELD, HEADER, FORM_KEY = "acting_seat", "X-Acting-Seat", "form_key"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
READ_ONLY = Denied("Hồ sơ của đơn vị khác chỉ để đọc. Đổi về vai trò của mình để làm việc khác.")

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> SafeString | str:
    """Django's own tag, with the acting seat and the form's own key beside the token.

    It replaces Django's in every template (settings.TEMPLATES).
    """
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return ""
    made = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    actor = context.get("actor")
    if actor is None:
        return made
    seat = format_html('<input type="hidden" name="{}" value="{}">', FIELD, actor.key)
    key = format_html('<input type="hidden" name="{}" value="{}">', FORM_KEY, secrets.token_urlsafe(9))
    return mark_safe(made + seat + key)  # all are escaped


def stale(request: ArrivingRequest) -> Conflict | None:
    """The refusal of a form or htmx request that names another seat than the one acting now; None if all is well."""
    if request.method in SAFE or gates_of(request).of_the_person:
        return None
    named = request.headers.get(HEADER)
    if named is None and request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        named = request.POST.get(FIELD)
    actor = getattr(request, "actor", None)
    if not named or (actor is not None and named == actor.key):
        return None
    now = f"nay đang là “{actor.seat_name}”" if actor else "nay không còn vai trò nào có hiệu lực"
    return Conflict(
        "Trang này được mở bằng một vai trò khác: vai trò đó đã kết thúc, đã bàn giao hoặc đã đổi ở cửa sổ khác "
        f"({now}). "
        "Chưa có gì được ghi. Tải lại trang để làm tiếp bằng vai trò hiện có."
    )


def trespass(request: ArrivingRequest) -> Denied | None:
    """The refusal of anything but reading by who only reads in this authority; the database refuses it once more."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.reads is None or request.method in SAFE or gates_of(request).for_readers:
        return None
    return READ_ONLY
