"""Starting and stopping processes so that none is left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from thidua.embedded.binaries import Account
from thidua.embedded.errors import Trouble

_PR_SET_PDEATHSIG = 1
_LOG_LIMIT = 10 * 1024 * 1024
Process = subprocess.Popen[bytes]


def _die_with_parent(number: int) -> Callable[[], None] | None:
    """On Linux the child gets signal `number` when the launcher dies, even by kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, number)


def spawn(
    argv: list[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    farewell: int = signal.SIGTERM,
) -> Process:
    """Start `argv` in a session of its own (Ctrl-C reaches only the launcher), output appended to `log`."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.unlink()
    with log.open("ab") as output:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with_parent(farewell),
            **(account.switch if account else {}),  # type: ignore[call-overload]
        )


def stop(process: Process, *, number: int = signal.SIGTERM, patience: float = 15) -> None:
    """Ask with signal `number`, wait `patience` seconds, then kill the whole group."""
    if process.poll() is None:
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(ready: Callable[[], bool], process: Process, *, name: str, log: Path, seconds: float = 180) -> None:
    """Poll `ready`; raises Trouble with the end of the log when the process ends first or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.03)
    tail = log.read_text(errors="replace").strip().splitlines()[-8:]
    raise Trouble(f"{name} không khởi động được. Cuối nhật ký {log}:\n  " + "\n  ".join(tail))


def end_leftover(pid_file: Path, mark: str, *, number: int) -> None:
    """Stop the server that an earlier launcher, since killed, left running on the same data."""
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return
    for tick in range(500):
        if mark not in command_of(pid):
            return
        with contextlib.suppress(ProcessLookupError):
            if tick % 100 == 0:
                os.kill(pid, number if tick < 400 else signal.SIGKILL)
        time.sleep(0.02)


def command_of(pid: int) -> str:
    """The command line of a running process, or nothing."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    done = subprocess.run(["ps", "-p", str(pid), "-o", "command="], check=False, capture_output=True, text=True)
    return done.stdout
