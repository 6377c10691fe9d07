"""Few children for many files: at most MOST at once in a process, kept warm between files.

Who brings a file while all are at work waits; the threads that wait are those of the heavy lane (thidua.web.front).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from thidua.errors import RuleViolation
from thidua.gate.sandbox import Inspector

MOST = 2
PATIENCE = 60.0  # seconds until somebody who waits is asked to come back
FILES_EACH = 200  # then a child is replaced, before it has grown or used up its computing time
BUSY = "Máy chủ đang kiểm tra nhiều tệp cùng lúc. Chờ ít phút rồi gửi lại."

_free: list[tuple[int, int, Inspector]] = []  # (process, files seen, child)
_places = threading.BoundedSemaphore(MOST)


@contextmanager
def inspecting() -> Iterator[Inspector]:
    """An inspector for some files; `RuleViolation` where none is free in time."""
    if not _places.acquire(timeout=PATIENCE):
        raise RuleViolation("busy", BUSY)
    process, seen, inspector = os.getpid(), 0, Inspector()
    try:
        while _free:  # a child belongs to the process that started it, not to one forked from it
            owner, count, kept = _free.pop()
            if owner == process and kept.alive:
                seen, inspector = count, kept
                break
        yield inspector
    finally:
        if inspector.alive and seen < FILES_EACH:
            _free.append((process, seen + 1, inspector))
        else:
            inspector.close()
        _places.release()
