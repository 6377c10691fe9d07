"""The environment variables the settings read, and who holds the state folder."""

import base64
import contextlib
import fcntl
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from thidua.embedded.errors import Trouble
from thidua.embedded.servers import Servers

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
EVERYWHERE = {"0.0.0.0", "::", ""}
_FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))  # addresses of documentation


def state_folder() -> Path:
    """THIDUA_STATE or `.local`, made when missing. Raises Trouble where one may not write."""
    state = Path(os.environ.get("THIDUA_STATE") or ROOT / ".local").expanduser().absolute()
    try:
        state.mkdir(parents=True, exist_ok=True)
        (state / "lock").open("a").close()
    except OSError as error:
        raise Trouble(
            f"Không ghi được vào {state} ({error.strerror}): chạy ./dev bằng người dùng đã tạo thư mục này, "
            "hoặc đặt THIDUA_STATE là một thư mục của bạn."
        ) from None
    return state.resolve()


def address() -> tuple[str, int]:
    """HOST and PORT. Raises Trouble for a port that is no number from 1 to 65535."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit()) or len(port) > 5 or not 0 < int(port) < 65536:
        raise Trouble(f"PORT={port} không phải số cổng: hãy đặt một số từ 1 đến 65535.")
    return os.environ.get("HOST") or "127.0.0.1", int(port)


def variables(servers: Servers) -> dict[str, str]:
    """The whole environment for Django's processes; what the person has set stands."""
    host, port = address()
    here = f"http://{'127.0.0.1' if host in LOOPBACK else _seen_from_outside(host)}:{port}"
    known = {
        **servers.urls(),
        "DJANGO_SETTINGS_MODULE": "thidua.settings",
        "PYTHONPATH": str(ROOT),
        "THIDUA_STATE": str(servers.state),
        "SECRET_KEY": _kept(servers.state / "secret_key", lambda: secrets.token_urlsafe(50)),
        "MFA_KEYS": _kept(servers.state / "mfa_keys", lambda: base64.urlsafe_b64encode(os.urandom(32)).decode()),
        "DEMO": "1",
        "DEBUG": "0",
        "ALLOWED_HOSTS": ",".join(hosts(host)),
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "PUBLIC_URL": here,
        "MEDIA_ROOT": str(servers.state / "media"),
        "HOST": host,
        "PORT": str(port),
    }
    given = {key: value for key, value in os.environ.items() if value and key not in {"PYTHONPATH", "THIDUA_STATE"}}
    if "DATABASE_URL" in given and "DATABASE_OWNER_URL" not in given:
        raise Trouble("Đã đặt DATABASE_URL thì đặt cả DATABASE_OWNER_URL (vai thidua_owner, dùng để migrate).")
    return {**known, **given}


def hosts(host: str) -> list[str]:
    """The names under which this machine answers; a made-up Host of a stranger is none of them."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if host in LOOPBACK:
        return names
    if host not in EVERYWHERE:
        return [*names, f"[{host}]" if ":" in host else host]
    own = socket.gethostname()
    addresses = {_address_towards(family, far) for family, far in _FAR}
    with contextlib.suppress(OSError):
        addresses |= {str(info[4][0]) for info in socket.getaddrinfo(own, None)}
    told = sorted(f"[{one.partition('%')[0]}]" if ":" in one else one for one in addresses if one)
    return list(dict.fromkeys([*names, own.lower(), f"{own.lower()}.local", *told]))


def _seen_from_outside(host: str) -> str:
    """How others reach this machine: what links in mails and invitations begin with."""
    return host if host not in EVERYWHERE else _address_towards(*_FAR[0]) or "localhost"


def _address_towards(family: socket.AddressFamily, far: str) -> str:
    """This machine's address on the way to `far`; nothing is sent. "" where there is no way."""
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists() or not path.read_text().strip():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
    return path.read_text().strip()


def own_servers(state: Path) -> Servers:
    """The servers of the state folder, leaving out what the environment names already."""
    given = {name: bool(os.environ.get(name)) for name in ("DATABASE_URL", "REDIS_URL")}
    return Servers(state, want_postgres=not given["DATABASE_URL"], want_valkey=not given["REDIS_URL"])


def _try_lock(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def holding(state: Path, deed: str) -> Iterator[None]:
    """Be the one launcher that starts and stops the servers of `state`.

    Waits for a management command that holds them; raises Trouble when `./dev run` does already.
    """
    with (state / "lock").open("r+") as file:
        told = False
        while not _try_lock(file, fcntl.LOCK_EX):
            file.seek(0)
            holder = file.read().strip()
            if holder.startswith("run"):
                raise Trouble(f"Hệ thống đang chạy rồi ({holder.removeprefix('run').strip()}).")
            if not told:
                print("Đợi lệnh quản trị đang chạy xong…", flush=True)
            told = True
            time.sleep(0.2)
        file.seek(0)
        file.truncate()
        file.write(deed)
        file.flush()
        yield


@contextmanager
def borrowed_or_started(servers: Servers) -> Iterator[None]:
    """The servers for one command: those that run already, else started now and stopped after.

    Whoever started them waits, before stopping, for the commands that borrow them.
    """
    with (servers.state / "lock").open("r+") as lock, (servers.state / "borrowers").open("a+") as borrowers:
        while not (mine := _try_lock(lock, fcntl.LOCK_EX)):
            if _try_lock(borrowers, fcntl.LOCK_SH):
                if servers.answering():
                    break
                fcntl.flock(borrowers, fcntl.LOCK_UN)
            time.sleep(0.1)
        if not mine:
            yield
            return
        lock.truncate(0)
        try:
            servers.start()
            yield
            fcntl.flock(borrowers, fcntl.LOCK_EX)
        finally:
            servers.stop()
