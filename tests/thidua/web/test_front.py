"""Slow and hostile senders hold no page: a body is read before a thread is given, and what opens files waits apart."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import path

from thidua.web.front import STRANGERS, Front, Patience, environ_of
from thidua.web.gates import READS_FILES, gates

ROOT = Path(__file__).resolve().parents[3]
HURRY = Patience(quiet=0.2, grace=0.4, rate=1024 * 1024, at_once=4 * 1024 * 1024)


def _scope(method="POST", path="/tai-khoan/login/", length=None, **headers) -> dict:
    listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if length is not None:
        listed.append((b"content-length", str(length).encode()))
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "headers": listed,
    }


def _ask(front: Front, scope: dict, *parts: bytes | float) -> tuple[int, bytes]:
    """Send `parts` (numbers are seconds of silence, silence follows the last one); (status, content), 0 for none."""
    said: list[dict] = []

    async def play() -> None:
        left = list(parts)

        async def receive() -> dict:
            while left and isinstance(left[0], float):
                await asyncio.sleep(left.pop(0))
            if not left:
                await asyncio.sleep(30)
            part = left.pop(0)
            return {"type": "http.request", "body": part, "more_body": True} if part else {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            said.append(message)

        await front(scope, receive, send)

    asyncio.run(play())
    return (said[0]["status"] if said else 0), b"".join(message.get("body", b"") for message in said)


def _echo(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


def test_a_body_comes_whole_to_the_application() -> None:
    assert _ask(Front(_echo, HURRY), _scope(length=9), b"abc", 0.1, b"def", b"ghi") == (200, b"abcdefghi")
    assert _ask(Front(_echo, HURRY), _scope("GET", "/"))[0] == 200


def test_silence_and_trickling_are_ended_without_a_thread() -> None:
    front = Front(lambda *_: pytest.fail("a thread was given"), HURRY)
    assert _ask(front, _scope(length=1000), b"abc")[0] == 408
    begun = time.monotonic()
    assert _ask(front, _scope(length=1000), *[b"a", 0.1] * 50)[0] == 408
    assert time.monotonic() - begun < 1 and front.on_their_way == 0


def test_a_sender_who_leaves_half_way_changes_nothing() -> None:
    front = Front(lambda *_: pytest.fail("a thread was given"), HURRY)
    assert _ask(front, _scope(length=1000), b"abc", b"") == (0, b"")


def test_strangers_send_little_and_all_together_not_more_than_fits() -> None:
    front = Front(lambda *_: pytest.fail("a thread was given"), HURRY)
    assert _ask(front, _scope(path="/tep/", length=STRANGERS + 1))[0] == 413
    signed_in = _scope(path="/tep/", length=8 << 20, cookie="sessionid=abc")
    assert _ask(front, signed_in, b"x" * (5 << 20))[0] == 503
    assert front.on_their_way == 0


def test_what_is_too_long_or_hides_its_length_is_left_for_the_refusal() -> None:
    unread = Front(lambda environ, start: _echo(environ, start), HURRY)
    assert _ask(unread, _scope(length=31 << 20, cookie="sessionid=abc")) == (200, b"")
    assert _ask(unread, _scope(transfer_encoding="chunked")) == (200, b"")


def test_headers_that_would_pass_for_a_proxys_are_left_out() -> None:
    scope = _scope("GET", "/a%20b", x_forwarded_for="1.2.3.4")
    scope["raw_path"] = b"/kh%C3%B4ng/%ff"
    scope["headers"] += [(b"x_forwarded_proto", b"https"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]
    environ = environ_of(scope)
    assert environ["PATH_INFO"] == b"/kh\xc3\xb4ng/\xff".decode("latin-1")
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_X_FORWARDED_FOR"] == "1.2.3.4" and "HTTP_X_FORWARDED_PROTO" not in environ


def test_what_breaks_outside_of_its_page_is_a_500_and_is_logged(caplog) -> None:
    def broken(*_):
        raise RuntimeError("bí mật bên trong")

    status, content = _ask(Front(broken, HURRY), _scope("GET", "/"))
    assert status == 500 and "bí mật" not in content.decode() and "bí mật bên trong" in caplog.text


@gates(heavy=READS_FILES)
def _slow_view(request):
    raise AssertionError("never called: the application below answers")


urlpatterns = [path("tep/", _slow_view), path("trang/", lambda request: None)]


@override_settings(ROOT_URLCONF=__name__)
def test_pages_never_wait_behind_files() -> None:
    free = threading.Event()

    def application(environ, start):
        if environ["PATH_INFO"] == "/tep/" and environ["REQUEST_METHOD"] == "POST":
            assert free.wait(10)
        start("200 OK", [])
        return [b"x"]

    async def play() -> list[float]:
        front, times = Front(application, HURRY), []

        async def nothing(*_) -> dict:
            return {"type": "http.request", "body": b"a", "more_body": False}

        files = [asyncio.ensure_future(front(_scope(path="/tep/", length=1), nothing, nothing)) for _ in range(30)]
        await asyncio.sleep(0.1)
        for page in ("/trang/", "/tep/"):  # to look at the page that takes files is no heavy work
            begun = time.monotonic()
            await front(_scope("GET", page), nothing, nothing)
            times.append(time.monotonic() - begun)
        free.set()
        await asyncio.gather(*files)
        return times

    assert max(asyncio.run(play())) < 0.3


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The web server as it is run, without a database behind it: the sign-in page asks none."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    argv = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port), "--workers", "1", "--no-ws"]
    given = {**os.environ, "REDIS_URL": "redis://127.0.0.1:1/0", "DJANGO_SETTINGS_MODULE": "thidua.settings"}
    given.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    process = subprocess.Popen([*argv, "thidua.asgi:application"], cwd=ROOT, env=given, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", port), 1):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _page(port: int) -> float:
    begun = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/login/", timeout=10) as page:
        assert page.status == 200 and page.read()
    return time.monotonic() - begun


_SLOW = b"POST /tai-khoan/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\nlogin=a"


def test_two_hundred_slow_senders_stop_no_page(server: int) -> None:
    _page(server)
    with ExitStack() as held:
        for _ in range(200):
            sender = held.enter_context(socket.create_connection(("127.0.0.1", server)))
            sender.sendall(_SLOW % 60_000)
        times = [_page(server) for _ in range(20)]
    assert sorted(times)[10] < 0.3 and max(times) < 2, times


def test_a_refusal_leaves_the_connection_fit_for_the_next_request(server: int) -> None:
    """405 and 302 come after the body: what follows on the same connection is read from its beginning."""
    ask = (
        b"%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"
        + b"x" * 20_000
        + b"GET /tai-khoan/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    for first in (b"PUT /tai-khoan/login/", b"POST /khong-co/", b"POST /dang-ky/", b"DELETE /tep/"):
        with socket.create_connection(("127.0.0.1", server), 10) as line:
            line.sendall(ask % first)
            said = b""
            while part := line.recv(65536):
                said += part
        assert said.count(b"HTTP/1.1 ") == 2 and b"HTTP/1.1 200" in said, said[:300]
