"""A scanner for tests that speaks clamd's protocol over a local socket, rightly or in every wrong way."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MALWARE = b"-- day la ma doc gia --"


class Clamd:
    """Finds MALWARE in what is streamed; `manner` says how it misbehaves. `seen` holds what was scanned."""

    def __init__(self, path: Path, manner: str = "well") -> None:
        self.manner, self.seen = manner, []  # type: ignore[var-annotated]
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.door.bind(str(path))
        self.door.listen(8)
        self.over = False
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.over:
            try:
                wire, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(wire,), daemon=True).start()

    def _answer(self, wire: socket.socket) -> None:
        with wire, contextlib.suppress(OSError):  # whoever asked may have gone
            command = b""
            while not command.endswith(b"\0"):
                command += wire.recv(1)
            if command == b"zPING\0":
                wire.sendall(b"PONG\0")
            elif command == b"zINSTREAM\0":
                self._stream(wire)
            else:
                wire.sendall(b"UNKNOWN COMMAND\0")

    def _take(self, wire: socket.socket, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            part = wire.recv(length - len(taken))
            if not part:
                raise ConnectionError
            taken += part
        return taken

    def _stream(self, wire: socket.socket) -> None:
        if self.manner == "hangs_up":
            return
        whole = b""
        while length := struct.unpack("!I", self._take(wire, 4))[0]:
            whole += self._take(wire, length)
            if self.manner == "too_large" and len(whole) > 100:
                wire.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.seen.append(whole)
        found = b"stream: Win.Test.Gia-1 FOUND\0" if MALWARE in whole else b"stream: OK\0"
        said = {
            "well": found,
            "garbage": b"\x00\xff\xfe stream: OK",
            "cut": b"stream: OK",
            "endless": b"a" * 100_000,
            "other": b"file: OK\0",
            "error": b"stream: Can't allocate memory ERROR\0",
            "empty": b"\0",
        }
        if self.manner == "slow":
            time.sleep(3)
        wire.sendall(said.get(self.manner, found))


@contextmanager
def clamd(folder: Path, manner: str = "well") -> Iterator[Clamd]:
    """A scanner at `folder/clamd.sock`."""
    path = folder / "clamd.sock"
    path.unlink(missing_ok=True)
    one = Clamd(path, manner)
    try:
        yield one
    finally:
        one.over = True
        one.door.close()
        path.unlink(missing_ok=True)
