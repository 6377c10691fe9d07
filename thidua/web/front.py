"""The reading front: a body is read whole, within a time and a length, before a thread is given to its request.

Readers cost a coroutine each, so that hundreds of slow senders hold no page. What opens files (`heavy` of the gates)
works in a lane of its own, so that pages never wait behind it.
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings

from thidua.web.gates import Gates, gates_of_path

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]

IN_MEMORY = 256 * 1024  # of one body; what is longer lies in a temporary file
STRANGERS = 1024 * 1024  # bytes taken from somebody without a session, whatever the view takes
PART = 1024 * 1024  # of an answer, handed on at once
PAGE_THREADS, HEAVY_THREADS = 4, 2
_TOLD = "text/plain; charset=utf-8"
_TOO_SLOW = "Nội dung gửi lên đến quá chậm nên máy chủ thôi chờ. Kiểm tra mạng rồi gửi lại."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a body may take: `quiet` seconds without a byte; `grace` and one second more each `rate` bytes in all.

    `at_once` bytes may be on their way in one process.
    """

    quiet: float = 10.0
    grace: float = 20.0
    rate: int = 32 * 1024
    at_once: int = 1024 * 1024 * 1024


class _Refused(Exception):
    """The body is not read to its end: (status, sentence)."""


class _Gone(Exception):
    """The sender left."""


class Front:
    """An ASGI application around Django's WSGI one."""

    def __init__(self, application: WSGI, patience: Patience | None = None) -> None:
        self.application, self.patience = application, patience or Patience()
        self.pages = ThreadPoolExecutor(PAGE_THREADS, "page")
        self.heavy = ThreadPoolExecutor(HEAVY_THREADS, "heavy")
        self.on_their_way = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read, let a thread answer, hand the answer on."""
        if scope["type"] != "http":
            return
        environ = environ_of(scope)
        gates = gates_of_path(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"))
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await self._read(environ, gates, receive, body)
            except _Refused as refused:
                return await _tell(send, *refused.args)
            except _Gone:
                return None
            environ["wsgi.input"] = body
            lane = self.heavy if environ["REQUEST_METHOD"] in gates.heavy else self.pages
            status, headers, content = await asyncio.get_running_loop().run_in_executor(lane, self._answer, environ)
        return await _hand_on(send, status, headers, b"" if scope["method"] == "HEAD" else content)

    async def _read(self, environ: dict[str, Any], gates: Gates, receive: Receive, body: IO[bytes]) -> None:
        """Take the body; one that is too long, or does not say how long it is, is left for the view's own refusal."""
        length = _length(environ)
        if not length or length > gates.longest:
            return
        if length > STRANGERS and settings.SESSION_COOKIE_NAME + "=" not in environ.get("HTTP_COOKIE", ""):
            raise _Refused(413, "Nội dung quá dài khi chưa đăng nhập. Đăng nhập rồi gửi lại.")
        loop, taken = asyncio.get_running_loop(), 0
        end = loop.time() + self.patience.grace + length / self.patience.rate
        try:
            more = True
            while more and taken < length:
                part, more = await self._part(receive, end - loop.time())
                taken += len(part)
                self.on_their_way += len(part)
                if self.on_their_way > self.patience.at_once:
                    raise _Refused(503, "Máy chủ đang nhận quá nhiều tệp. Chờ ít phút rồi gửi lại.")
                body.write(part)
        finally:
            self.on_their_way -= taken
        if taken < length:
            raise _Gone
        body.seek(0)

    async def _part(self, receive: Receive, left: float) -> tuple[bytes, bool]:
        try:
            message = await asyncio.wait_for(receive(), max(min(self.patience.quiet, left), 0.001))
        except TimeoutError:
            raise _Refused(408, _TOO_SLOW) from None
        if message["type"] == "http.disconnect":
            raise _Gone
        return message.get("body", b""), message.get("more_body", False)

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Headers, bytes]:
        """What the application says, in the calling thread."""
        said: list[tuple[int, Headers]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            lines = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            said.append((int(status[:3]), lines))

        try:
            parts = self.application(environ, start)
            try:
                content = b"".join(parts)
            finally:
                getattr(parts, "close", lambda: None)()
        except Exception:
            log.exception("%s %s broke outside of its page", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            return 500, [(b"content-type", _TOLD.encode())], "Máy chủ gặp lỗi.".encode()
        return *said[-1], content


def _length(environ: dict[str, Any]) -> int:
    given = environ.get("CONTENT_LENGTH", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0


def environ_of(scope: Message) -> dict[str, Any]:
    """The WSGI environment of an ASGI request, without its body.

    A name with an underscore is left out: it would pass for the one with a dash that a proxy of ours writes.
    """
    host, port = (scope.get("server") or ("localhost", 80))[:2]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": _path(scope).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(host),
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": _Errors(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper()
        if "_" in name:
            continue
        key = name.replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = (
            f"{environ[key]}{between}{value.decode('latin-1')}" if key in environ else value.decode("latin-1")
        )
    return environ


def _path(scope: Message) -> bytes:
    raw = scope.get("raw_path")
    return unquote_to_bytes(raw.partition(b"?")[0]) if raw else scope["path"].encode()


class _Errors:
    """Where a WSGI application may complain: into our log."""

    def write(self, text: str) -> None:
        """One complaint."""
        if text.strip():
            log.warning("%s", text.strip())

    def flush(self) -> None:
        """Nothing is held back."""


async def _tell(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", _TOLD.encode()), (b"connection", b"close"), (b"cache-control", b"no-store")]
    await _hand_on(send, status, headers, sentence.encode())


async def _hand_on(send: Send, status: int, headers: Headers, content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for place in range(0, len(content), PART):
        last = place + PART >= len(content)
        await send({"type": "http.response.body", "body": content[place : place + PART], "more_body": not last})
    if not content:
        await send({"type": "http.response.body", "body": b"", "more_body": False})
