"""The doors' kit: one form, one deed, and what is answered when it is shown, typed wrong, refused or done."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from thidua.errors import Conflict, RuleViolation
from thidua.web.kit import deed_form, or_404, show_version


class HourForm(forms.Form):
    """An hour, with the version that was read."""

    hour = forms.IntegerField(max_value=23)
    version = forms.IntegerField()


def _sent(**typed: str) -> HttpRequest:
    request = RequestFactory().post("/", typed) if typed else RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def _answer(
    request: HttpRequest, deed: Callable[[dict[str, Any]], Any], done: Callable[[Any], str | HttpResponse] = str
) -> HttpResponse:
    form = HourForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        if status == Conflict.status:
            show_version(form, 8)
        return HttpResponse(form.as_p(), status=status)

    return deed_form(request, form, deed, page=page, done=done, back=lambda made: f"/{made}/")


def _refuses(problem: RuleViolation) -> Callable[[dict[str, Any]], None]:
    def deed(_data: dict[str, Any]) -> None:
        raise problem

    return deed


def _never(_data: dict[str, Any]) -> None:
    raise AssertionError("nothing may be done")


def test_a_form_is_shown_and_what_is_typed_wrong_answers_422() -> None:
    assert _answer(_sent(), _never).status_code == 200
    assert _answer(_sent(hour="99", version="7"), _never).status_code == 422


def test_a_refusal_stands_beside_its_field_else_at_the_top() -> None:
    beside = _answer(_sent(hour="7", version="7"), _refuses(RuleViolation("hour", "Quá sớm.", where="hour")))
    above = _answer(_sent(hour="7", version="7"), _refuses(RuleViolation("hour", "Quá sớm.", where="nowhere")))
    assert (beside.status_code, above.status_code) == (422, 422)
    assert 'id="id_hour_error"' in beside.content.decode() and 'id="id_hour_error"' not in above.content.decode()
    assert "Quá sớm." in above.content.decode()


def test_who_comes_too_late_is_answered_409_and_sends_the_newest_version_next() -> None:
    late = _answer(_sent(hour="7", version="7"), _refuses(Conflict("Người khác vừa sửa.")))
    assert late.status_code == 409
    assert 'name="version" value="8"' in late.content.decode() and 'name="hour" value="7"' in late.content.decode()


def test_what_is_done_is_told_once_and_left() -> None:
    request = _sent(hour="7", version="7")
    left = _answer(request, lambda data: data["hour"], done=lambda hour: f"Từ nay lúc {hour} giờ.")
    assert (left.status_code, left.headers["Location"]) == (302, "/7/")
    assert [str(told) for told in get_messages(request)] == ["Từ nay lúc 7 giờ."]


def test_a_deed_may_answer_a_page_of_its_own() -> None:
    request = _sent(hour="7", version="7")
    shown = _answer(request, lambda data: data["hour"], done=lambda hour: HttpResponse(f"link {hour}"))
    assert (shown.status_code, shown.content.decode()) == (200, "link 7")
    assert list(get_messages(request)) == []


def test_what_is_not_there_is_404() -> None:
    assert or_404(QueryDict("a=1")) == QueryDict("a=1")
    with pytest.raises(Http404):
        or_404(None)
