"""A child process with limits that opens files: bounded memory, seconds of computing and 15 s of waiting a file.

One child opens many files, because starting it is most of the cost of a small one; after a death the next file gets a
fresh child. The child writes no files and knows no settings.
"""

import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from thidua.errors import RuleViolation
from thidua.gate.tables import Sheet, sheet_from_json

MEMORY_BYTES = 600 * 1024 * 1024
ROOM = 145 * 1024 * 1024  # bytes that one file may take; with the program itself less than 200 MB
CPU_SECONDS_IN_ALL = 300
WALL_SECONDS = 15.0
MAX_ANSWER = 128 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent.parent

# limits are set before anything is imported that a file could reach; pages go before files
_CHILD = f"""
import os, resource, sys
os.nice(15)
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS_IN_ALL}, {CPU_SECONDS_IN_ALL}))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.path.insert(0, sys.argv[1])
from importlib import import_module
serve = import_module(sys.argv[2]).serve
if os.path.exists("/proc/self/statm"):  # what a file may take beyond what the program itself has taken
    with open("/proc/self/statm") as told:
        most = int(told.read().split()[0]) * resource.getpagesize() + int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (min(most, {MEMORY_BYTES}), {MEMORY_BYTES}))
serve(sys.stdin.buffer, sys.stdout.buffer)
"""

TOO_HEAVY = "Tệp quá nặng để đọc: quá lâu hoặc quá nhiều bộ nhớ. Hãy xóa trang tính và dòng trống thừa rồi lưu lại."
TOO_HEAVY_FILE = (
    "Tệp quá nặng hoặc quá rối để kiểm tra. Hãy chia nhỏ, bỏ trang tính và hình thừa, quét lại ở 300 dpi, hoặc lưu bản "
    "mới rồi tải lên."
)
UNREADABLE_FILE = "Không mở được tệp này để kiểm tra. Hãy mở lại bằng chương trình đã tạo, lưu bản mới rồi tải lên."
UNREADABLE = (
    "Không đọc được bảng tính này (tệp hỏng hoặc không do Excel lưu). Mở tệp bằng Excel, chọn Lưu thành (Save As), "
    "kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
)


class Child:
    """One limited process that answers for files one after the other; `serves` names the module that does it."""

    serves = ""
    too_heavy = TOO_HEAVY
    room = ROOM
    writes = 0  # bytes of a temporary file that it may write

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self.wall_seconds = wall_seconds
        self.peak, self.seconds = 0, 0.0  # kB that the child has needed so far; seconds it computed for the last file
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether its process can take another file."""
        return self._child is not None and self._child.poll() is None

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        for stream in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()
        child.kill()
        child.wait()

    def ask(self, kind: str, content: bytes) -> tuple[dict[str, Any], bytes]:
        """The child's answer and the bytes that come with it; `RuleViolation` where the child died of the file."""
        child = self._start()
        assert child.stdin and child.stdout
        try:
            child.stdin.write(struct.pack("!4sQ", kind.ljust(4).encode()[:4], len(content)) + content)
            child.stdin.flush()
            deadline, pipe = time.monotonic() + self.wall_seconds, child.stdout.fileno()
            length = struct.unpack("!Q", _take(pipe, 8, deadline))[0]
            if length > MAX_ANSWER:
                raise EOFError
            answer: dict[str, Any] = json.loads(_take(pipe, length, deadline))
            return answer, _take(pipe, min(int(answer.get("bytes", 0)), MAX_ANSWER), deadline)
        except (OSError, EOFError, ValueError) as death:
            self.close()
            raise RuleViolation("heavy", self.too_heavy) from death

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-c", _CHILD, str(ROOT), self.serves, str(self.room), str(self.writes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8"},
                close_fds=True,
                cwd="/",
            )
        return self._child


class WorkbookReader(Child):
    """Reads admitted files one after the other: ``with WorkbookReader() as reader: reader.read("xlsx", content)``."""

    serves = "thidua.gate.workbook"

    def read(self, kind: str, content: bytes) -> list[Sheet]:
        """The sheets of one file that passed `thidua.gate.uploads.admit`; `RuleViolation` when it cannot be read."""
        answer, _ = self.ask(kind, content)
        if "error" in answer:
            if answer["error"] == "memory":
                self.close()
                raise RuleViolation("heavy", TOO_HEAVY)
            raise RuleViolation("unreadable", UNREADABLE)
        return [sheet_from_json(raw) for raw in answer["sheets"]]


@dataclass(frozen=True)
class Inspected:
    """What the child found: pages of a PDF (0 for others), and a picture written anew (None: keep what was sent)."""

    pages: int = 0
    anew: bytes | None = None


class Inspector(Child):
    """Looks into workbooks, texts, Word files, PDF and pictures where they can do no harm."""

    serves = "thidua.gate.child"
    too_heavy = TOO_HEAVY_FILE

    def inspect(self, kind: str, content: bytes) -> Inspected:
        """`kind` as the gates name them (xlsx, csv, pdf …); `RuleViolation` says what is wrong with the file."""
        answer, blob = self.ask(kind, content)
        self.peak, self.seconds = int(answer.get("peak", 0)), float(answer.get("cpu", 0))
        if "refusal" in answer:
            raise RuleViolation(*answer["refusal"])
        if "error" in answer:
            self.close()
            if answer["error"] == "memory":
                raise RuleViolation("heavy", TOO_HEAVY_FILE)
            raise RuleViolation("unreadable", UNREADABLE_FILE)
        return Inspected(answer["pages"], blob or None)


def _take(pipe: int, length: int, deadline: float) -> bytes:
    """`length` bytes from `pipe`, or EOFError at its end or at the deadline (monotonic seconds)."""
    parts, missing = [], length
    while missing:
        ready, _, _ = select.select([pipe], [], [], max(deadline - time.monotonic(), 0))
        part = os.read(pipe, min(missing, 1 << 20)) if ready else b""
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
