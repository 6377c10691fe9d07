"""`./dev run` as a person uses it: the first page comes, a killed service comes back, Ctrl-C leaves nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

ROOT = Path(__file__).resolve().parents[3]
SERVICES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_ROLE", "REDIS_URL", "MEDIA_ROOT")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Launched:
    """A running `./dev run` with its state folder, its port and what it printed."""

    all: ClassVar[list["Launched"]] = []

    def __init__(self, state: Path, port: int, **more: str) -> None:
        given = {key: value for key, value in os.environ.items() if key not in SERVICES}
        env = {**given, "THIDUA_STATE": str(state), "PORT": str(port), "PYTHONPATH": str(ROOT), **more}
        self.output = state / f"output-{time.monotonic_ns()}"
        with self.output.open("wb") as out:
            argv = [sys.executable, "-P", "-m", "thidua.embedded", "run"]
            self.process = subprocess.Popen(argv, env=env, stdout=out, stderr=subprocess.STDOUT, cwd="/")
        self.all.append(self)

    def printed(self, sentence: str, seconds: float = 90) -> str:
        """Wait until `sentence` is printed; the whole output."""
        end = time.monotonic() + seconds
        while sentence not in (text := self.output.read_text()) and time.monotonic() < end:
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        text = self.output.read_text()
        assert sentence in text, text
        return text


@pytest.fixture
def state() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp())
    base.chmod(0o711)
    yield base
    for launched in Launched.all:
        launched.process.kill()  # what it started goes with it
        launched.process.wait()
    shutil.rmtree(base, ignore_errors=True)


def _family(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found, grown = {pid}, True
    while grown:
        more = {child for child, parent in pairs if parent in found} - found
        found, grown = found | more, bool(more)
    return found - {pid}


def _gone(pids: set[int], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.long  # a minute: two whole starts
@pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("ps"), reason="reads /proc, asks ps")
def test_from_the_first_start_to_the_last_stop(state: Path) -> None:
    port = _free_port()
    launched = Launched(state, port, DEMO="0")
    assert f"http://127.0.0.1:{port}" in launched.printed("đang chạy ở")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/login/", timeout=20) as page:
        assert page.status == 200
    second = Launched(state, port)
    second.process.wait(30)
    assert "đang chạy rồi" in second.output.read_text()

    family = _family(launched.process.pid)
    launched.process.kill()  # the launcher alone, without a word to the others
    launched.process.wait()
    assert _gone(family)

    again = Launched(state, port, DEMO="0")
    again.printed("đang chạy ở")
    family = _family(again.process.pid)
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(30) == 0
    assert _gone(family)


def test_a_port_in_use_is_said(state: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        launched = Launched(state, port)
        assert launched.process.wait(30) == 1
        assert f"Không mở được cổng {port}" in launched.output.read_text()
