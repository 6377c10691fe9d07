"""A request that is too long, or hides how long it is, is answered before anything is read."""

import io

import pytest
from django.test import Client, RequestFactory

from thidua.web.body_limits import BodyLimitMiddleware
from thidua.web.gates import gates_of


class _Untouched(io.RawIOBase):
    """A body that must not be read."""

    def read(self, *_):
        raise AssertionError("đã đọc nội dung")


def _sent(path, **meta):
    request = RequestFactory().post(path)
    request.META.pop("CONTENT_LENGTH", None)
    request.META.update(meta)
    request._stream = _Untouched()
    return BodyLimitMiddleware(lambda _: pytest.fail("đi qua cửa"))(request)


def test_the_limit_is_what_the_view_says():
    longest = {
        path: gates_of(RequestFactory().get(path)).longest for path in ("/nhan-tep/", "/tep/", "/", "/khong-co/")
    }
    assert longest == {"/nhan-tep/": 120 << 20, "/tep/": 30 << 20, "/": 30 << 20, "/khong-co/": 30 << 20}


@pytest.mark.parametrize("path", ["/tep/", "/dang-ky/", "/tai-khoan/login/"])
def test_a_long_request_is_refused_unread(path):
    answer = _sent(path, CONTENT_LENGTH=str(31 * 1024 * 1024))
    assert answer.status_code == 413 and "quá lớn" in answer.content.decode() and answer["Connection"] == "close"


def test_the_api_is_told_in_its_own_shape():
    answer = _sent("/api/v1/attachments/", CONTENT_LENGTH=str(31 * 1024 * 1024))
    assert answer.status_code == 413 and b'"code": "too_large"' in answer.content


def test_a_request_in_pieces_is_refused_unread():
    answer = _sent("/tep/", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411 and "độ dài" in answer.content.decode()


def test_it_stands_before_everything_that_reads(cast):
    browser = cast.browser("officer")
    answer = browser.generic("POST", "/vai-tro/", b"x", CONTENT_LENGTH=str(40 * 1024 * 1024))
    assert answer.status_code == 413 and answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("length", ["", "0", "12", "abc", "-1"])
def test_short_and_strange_lengths_go_on(length):
    answer = Client(raise_request_exception=False).generic("POST", "/vai-tro/", b"", CONTENT_LENGTH=length)
    assert answer.status_code not in (411, 413)
