"""`./dev test`: everything that must hold, on throw-away servers."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from thidua.embedded.environment import PYTHON, ROOT, variables
from thidua.embedded.servers import Servers
from thidua.embedded.template import start_with_template

DJANGOFMT = str(Path(PYTHON).with_name("djangofmt"))  # a program of its own, no module
PAPERS = "templates/documents/papers"  # Jinja's; all other templates are Django's
STEPS = {
    "ruff": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "-q", "."],
    "luật nhập khẩu (import-linter)": [
        PYTHON,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
    ],
    "kiểu (mypy)": [PYTHON, "-m", "mypy"],
    "mẫu trang (djangofmt)": [DJANGOFMT, "--check", "templates", "--extend-exclude", PAPERS],
    "mẫu văn bản (djangofmt)": [DJANGOFMT, "--check", "--profile", "jinja", PAPERS],
    "mã trình duyệt (deno fmt)": [PYTHON, "-m", "deno", "fmt", "--check", "-q"],
}
SERVICES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_ROLE", "REDIS_URL")
EVERYTHING = ["-n", "2"]


@dataclass(frozen=True)
class Checked:
    """One static check: what it said, and how long it took."""

    name: str
    passed: bool
    said: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.name}: {'đạt' if self.passed else 'không đạt'} ({_comma(self.seconds)} giây)"


def test(arguments: list[str]) -> int:
    """Run pytest on `arguments`, or, without any or with `--all`, all checks and all tests. Returns the exit code."""
    begun = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers and the folder go on the way out
    checked: list[Checked] = []
    whole = arguments in ([], ["--all"])
    with _throw_away_servers() as env:
        beside = Thread(target=_static_checks, args=(env, checked))
        if whole:
            beside.start()
        code, last = _pytest([*EVERYTHING, *arguments] if whole else arguments, env)
        if whole:
            beside.join()
    if whole:
        _tell(checked, last, time.monotonic() - begun)
    return code or (0 if all(step.passed for step in checked) else 1)


@contextmanager
def _throw_away_servers() -> Iterator[dict[str, str]]:
    """The environment of servers that hold the migrated database, gone afterwards with all they kept."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-test-"))
    folder.chmod(0o711)  # the servers' account walks through to its own closed folders
    servers = Servers(folder, throw_away=True)
    given = {name: os.environ.pop(name, "") for name in SERVICES}
    if any(given.values()):
        print("Các phép thử dùng máy chủ dữ liệu riêng, bỏ qua DATABASE_URL và REDIS_URL.")
    try:
        start_with_template(servers)
        yield {**variables(servers), "DEMO": "1", "MEDIA_ROOT": str(folder / "media"), "THIDUA_STATE": str(folder)}
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _static_checks(env: dict[str, str], checked: list[Checked]) -> None:
    """One after the other, beside the tests; what fails is told at once."""
    for name, argv in STEPS.items():
        begun = time.monotonic()
        done = subprocess.run(argv, check=False, cwd=ROOT, env=env, capture_output=True, text=True)
        step = Checked(name, done.returncode == 0, done.stdout + done.stderr, time.monotonic() - begun)
        checked.append(step)
        if not step.passed:
            print(f"\n{step}\n{step.said}", flush=True)


def _pytest(arguments: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Exit code and closing line of pytest, whose output is passed on as it comes."""
    process = subprocess.Popen(
        [PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, errors="replace"
    )
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        last = line.strip() or last
    return process.wait(), last


def _tell(checked: list[Checked], last: str, seconds: float) -> None:
    """The static checks, the closing line of pytest and the price of it all, the servers' processor time with it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("\n".join(map(str, checked)))
    if failed := [step.name for step in checked if not step.passed]:
        print(f"Không đạt: {', '.join(failed)}.")
    print(last)
    print(f"Hết {_comma(seconds)} giây, {_comma(used.ru_utime + used.ru_stime)} giây bộ xử lý.")


def _comma(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
