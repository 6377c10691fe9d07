"""A mail server small enough to be killed in between: it takes mails, refuses addresses, or hangs up."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class _Talk(socketserver.StreamRequestHandler):
    """One connection, as far as SMTP is spoken here."""

    server: "FakeSmtp"

    def handle(self) -> None:
        self._say("220 thu.example ESMTP")
        to = ""
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith(("EHLO", "HELO")):
                self._say("250 thu.example")
            elif word.startswith("RCPT"):
                to = line.decode().split("<")[1].split(">")[0]
                self._say(f"{self.server.refusals.get(to, 250)} .")
            elif word == "DATA":
                self._say("354 .")
                content = self._content()
                if self.server.hang_up == "before":
                    return
                self.server.taken.append((to, content))
                if self.server.hang_up == "after":
                    return
                self._say("250 .")
            elif word == "QUIT":
                self._say("221 .")
                return
            else:
                self._say("250 .")

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class FakeSmtp(socketserver.ThreadingTCPServer):
    """`taken` holds (address, bytes) of every mail it answered for; `hang_up` is "", "before" or "after" taking one."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.refusals: dict[str, int] = {}
        self.hang_up = ""
        super().__init__(("127.0.0.1", port), _Talk)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def mails(self) -> list[EmailMessage]:
        """What it took, parsed."""
        return [message_from_bytes(content, policy=policy.default) for _, content in self.taken]  # type: ignore[misc]


@contextmanager
def running(port: int = 0) -> Iterator[FakeSmtp]:
    """A server in a thread of its own, gone at the end."""
    server = FakeSmtp(port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def use(settings: Any, port: int) -> None:
    """Let the installation send through that server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.PUBLIC_URL = "https://thidua.example"
