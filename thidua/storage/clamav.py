"""The virus scanner, where one is configured: clamd's INSTREAM over a socket. Without one a file is "not scanned".

A scanner that is down, slow or says something strange never counts as clean.
"""

import socket
import struct
import time
from dataclasses import dataclass

from django.conf import settings

from thidua.models import ScanState

CHUNK = 1 << 16
CONNECT_SECONDS, ALL_SECONDS = 1.5, 12.0
MAX_REPLY = 4_096


class _Silent(Exception):
    """The scanner gave no verdict; the text says why."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner said: `note` is the malware's name, or why there is no verdict."""

    state: ScanState
    note: str = ""


def configured() -> bool:
    """Whether the settings name a scanner."""
    return bool(settings.CLAMAV_SOCKET or settings.CLAMAV_HOST)


def answering() -> bool:
    """Whether the scanner answers PING now."""
    if not configured():
        return False
    try:
        with _connect(time.monotonic() + CONNECT_SECONDS * 2) as wire:
            wire.sendall(b"zPING\0")
            return _reply(wire, time.monotonic() + CONNECT_SECONDS) == "PONG"
    except (OSError, _Silent):
        return False


def scan(content: bytes) -> Verdict:
    """Ask about `content`; WAITING with the reason wherever there is no clear word within twelve seconds."""
    if not configured():
        return Verdict(ScanState.WAITING, "máy chủ chưa cài bộ quét mã độc")
    deadline = time.monotonic() + ALL_SECONDS
    try:
        with _connect(deadline) as wire:
            wire.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                wire.settimeout(_left(deadline))
                wire.sendall(struct.pack("!I", len(part)) + part)
            wire.sendall(struct.pack("!I", 0))
            return _judge(_reply(wire, deadline))
    except TimeoutError:
        return Verdict(ScanState.WAITING, "bộ quét mã độc trả lời quá lâu")
    except OSError:
        return Verdict(ScanState.WAITING, "bộ quét mã độc không trả lời")
    except _Silent as why:
        return Verdict(ScanState.WAITING, str(why))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connect(deadline: float) -> socket.socket:
    wait = min(CONNECT_SECONDS, _left(deadline))
    if not settings.CLAMAV_SOCKET:
        host, _, port = settings.CLAMAV_HOST.partition(":")
        return socket.create_connection((host, int(port or 3310)), timeout=wait)
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        wire.settimeout(wait)
        wire.connect(settings.CLAMAV_SOCKET)
    except BaseException:
        wire.close()
        raise
    return wire


def _reply(wire: socket.socket, deadline: float) -> str:
    """One answer, which ends with NUL; a broken off or endless one is no answer."""
    said = b""
    while b"\0" not in said:
        wire.settimeout(_left(deadline))
        part = wire.recv(MAX_REPLY)
        said += part
        if not part or len(said) > MAX_REPLY:
            raise _Silent("bộ quét mã độc trả lời dở dang")
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _judge(said: str) -> Verdict:
    what, _, verdict = said.partition(": ")
    if what == "stream" and verdict == "OK":
        return Verdict(ScanState.CLEAN)
    if what == "stream" and verdict.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, verdict.removesuffix(" FOUND")[:200])
    if "size limit exceeded" in said:
        raise _Silent("tệp lớn hơn mức bộ quét mã độc nhận")
    raise _Silent("bộ quét mã độc trả lời không hiểu được")
