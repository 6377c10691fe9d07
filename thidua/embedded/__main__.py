"""`./dev COMMAND …` arrives here once the virtual environment is whole."""

import signal
import subprocess
import sys
from contextlib import nullcontext

from thidua.embedded.checks import test
from thidua.embedded.environment import PYTHON, ROOT, borrowed_or_started, own_servers, state_folder, variables
from thidua.embedded.errors import Trouble
from thidua.embedded.migrated import is_migrated, migrate
from thidua.embedded.run import run

HELP = """./dev run              chạy tất cả dịch vụ (PORT, HOST, THIDUA_STATE đặt được)
./dev test [ĐỐI SỐ]    không đối số: mọi kiểm tra hằng ngày; --all: thêm các phép thử dài; đối số khác: của pytest
./dev manage LỆNH …    lệnh quản trị trên dịch vụ đang chạy hoặc đang dừng
./dev lock             tính lại requirements.lock và requirements-dev.lock theo pyproject.toml"""
RESOLVE = "-m uv pip compile -q --universal --generate-hashes --python-version 3.11"
LOCKS = {
    "requirements.lock": "",
    "requirements-dev.lock": "--extra test --extra embedded --constraint requirements.lock",
}
AS_OWNER = {"migrate", "sqlmigrate"}  # everything else works with the application's own rights
ANY_DATABASE = {*AS_OWNER, "makemigrations", "showmigrations", "check", "help", "--version", "--help"}
WITHOUT_SERVERS = {"judge"}  # asks no database row


def manage(arguments: list[str]) -> int:
    """One management command; relative paths are the caller's. Returns its exit code."""
    servers = own_servers(state_folder())
    env = variables(servers)
    if arguments[0] in AS_OWNER:
        env["DATABASE_ROLE"] = "owner"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the command; the servers are then stopped in order
    alone = arguments[0] in WITHOUT_SERVERS
    with nullcontext() if alone else borrowed_or_started(servers):
        if not alone and servers.want_postgres and arguments[0] not in ANY_DATABASE and not is_migrated(env):
            migrate(env)
        argv = [PYTHON, "-P", str(ROOT / "manage.py"), *arguments]
        return subprocess.run(argv, check=False, env=env, preexec_fn=_hear_ctrl_c).returncode


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lock() -> int:
    """Resolve pyproject.toml anew, for real use and for work on it; the locks name no registry: they serve anywhere."""
    for target, more in LOCKS.items():
        argv = f"{RESOLVE} {more} pyproject.toml -o {target}".split()
        if code := subprocess.run([PYTHON, *argv], check=False, cwd=ROOT).returncode:
            return code
    return 0


def main(argv: list[str]) -> int:
    """Dispatch; a Trouble becomes one sentence on standard error and exit code 1."""
    command, rest = argv[0], argv[1:]
    try:
        if command == "run" and not rest:
            return run()
        if command == "test":
            return test(rest)
        if command == "manage" and rest:
            return manage(rest)
        if command == "lock" and not rest:
            return lock()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(HELP)
    return 0 if command in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
