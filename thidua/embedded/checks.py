"""`./dev test`: everything that must hold, on throw-away servers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from thidua.embedded.environment import PYTHON, ROOT, variables
from thidua.embedded.servers import Servers

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
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "mẫu trang (djangofmt)": [DJANGOFMT, "--check", "templates", "--extend-exclude", PAPERS],
    "mẫu văn bản (djangofmt)": [DJANGOFMT, "--check", "--profile", "jinja", PAPERS],
    "mã trình duyệt (deno fmt)": [PYTHON, "-m", "deno", "fmt", "--check", "-q"],
}
SERVICES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_ROLE", "REDIS_URL")


def test(arguments: list[str]) -> int:
    """Run pytest on `arguments`, or, without any, all checks and then all tests. Returns the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers and the folder go on the way out
    folder = Path(tempfile.mkdtemp(prefix="thidua-test-"))
    folder.chmod(0o711)  # the servers' account walks through to its own closed folders
    servers = Servers(folder, throw_away=True)
    given = {name: os.environ.pop(name, "") for name in SERVICES}
    if any(given.values()):
        print("Các phép thử dùng máy chủ dữ liệu riêng, bỏ qua DATABASE_URL và REDIS_URL.")
    try:
        servers.start()
        env = {**variables(servers), "DEMO": "1", "MEDIA_ROOT": str(folder / "media"), "THIDUA_STATE": str(folder)}
        failed = [] if arguments else _static_checks(env)
        code, last = _pytest(arguments or ["-n", "2"], env)
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)
    if failed:
        print(f"Không đạt: {', '.join(failed)}.")
        print(last)
    return code or (1 if failed else 0)


def _static_checks(env: dict[str, str]) -> list[str]:
    failed = []
    for name, argv in STEPS.items():
        done = subprocess.run(argv, check=False, cwd=ROOT, env=env, capture_output=True, text=True)
        print(f"{name}: {'đạt' if done.returncode == 0 else 'không đạt'}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            failed.append(name)
    return failed


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
