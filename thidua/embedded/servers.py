"""PostgreSQL and Valkey on unix sockets, with their data in the state folder."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from thidua.embedded.binaries import (
    Account,
    account_for,
    fallback_home,
    fingerprint,
    make_passable,
    postgres_programs,
    valkey_program,
)
from thidua.embedded.errors import Trouble
from thidua.embedded.processes import Process, end_leftover, spawn, stop, wait_until

ROLES = Path(__file__).resolve().parent.parent / "roles.sql"
SUPERUSER = "thidua_super"
_CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
_THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]


def _own_folder(path: Path, account: Account) -> Path:
    """A folder of mode 700 that belongs to `account`; raises Trouble where somebody else's stands in its place."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in (account.uid, os.geteuid()):
        raise Trouble(f"Thư mục {path} thuộc người dùng khác: xóa nó, hoặc đặt THIDUA_STATE là một thư mục của bạn.")
    if path.stat().st_uid != account.uid:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path


@dataclass
class Servers:
    """The two servers of one state folder. `start()` returns when both answer; `stop()` when both are gone."""

    state: Path
    throw_away: bool = False
    want_postgres: bool = True
    want_valkey: bool = True
    running: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.account = account_for(self.state)
        self.sockets = Path(tempfile.gettempdir()) / f"thidua-{self.account.uid}-{fingerprint(self.state)}"
        if len(str(self.sockets)) > 80 or " " in str(self.sockets):  # a socket's path has at most 107 bytes
            self.sockets = Path("/tmp") / self.sockets.name
        self.logs = self.state / "log"

    def urls(self) -> dict[str, str]:
        """The variables by which the settings find the servers."""
        folder, found = quote(str(self.sockets), safe="/"), {}
        if self.want_postgres:
            for name, role in (("URL", "app"), ("OWNER_URL", "owner"), ("OPS_URL", "ops")):
                found[f"DATABASE_{name}"] = f"postgresql://thidua_{role}@/thidua?host={folder}"
        if self.want_valkey:
            found["REDIS_URL"] = f"redis+socket://{self.sockets}/valkey.sock"
        return found

    def answering(self) -> bool:
        """Whether the wanted servers take connections now."""
        return (not self.want_postgres or self._postgres_ready()) and (not self.want_valkey or self._valkey_ready())

    def start(self) -> None:
        """Start what is wanted, making the database on first start. Raises Trouble with the cause."""
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("media", "static"):
            (self.state / name).mkdir(mode=0o700, exist_ok=True)
        _own_folder(self.sockets, self.account)
        if self.want_postgres:
            self.start_postgres()
        if self.want_valkey:
            self.start_valkey()

    def stop(self, *, orderly: bool = False) -> None:
        """Stop both; a throw-away database is written out first only where `orderly` asks for it."""
        quick = self.throw_away and not orderly
        for name, process in reversed(self.running.items()):
            number = signal.SIGTERM if name == "valkey" else signal.SIGQUIT if quick else signal.SIGINT
            stop(process, number=number)
        self.running.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def home(self) -> Path:
        """Where the servers keep data: in the state folder, or in root's own place when they cannot enter it."""
        elsewhere = fallback_home(self.state)
        if elsewhere.exists():
            return elsewhere
        if self.account.can_enter(self.state):
            return self.state
        if (self.state / "postgres").exists():
            raise Trouble(f"Người dùng số {self.account.uid} không vào được {self.state}, nơi đang giữ dữ liệu.")
        return make_passable(elsewhere)

    def start_postgres(self) -> None:
        """Start PostgreSQL and bring its roles and database up to date with roles.sql."""
        programs, data, log = postgres_programs(self.account), self.home() / "postgres", self.logs / "postgres.log"
        if not (data / "PG_VERSION").exists():
            self._make_cluster(programs, data)
        wheel = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True, text=True).stdout
        if f" {(data / 'PG_VERSION').read_text().strip()}." not in wheel:
            raise Trouble(f"Dữ liệu ở {data} thuộc phiên bản PostgreSQL khác với {wheel.strip()}.")
        end_leftover(data / "postmaster.pid", str(data), number=signal.SIGINT)
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=60",
            "timezone=Asia/Ho_Chi_Minh",
            "log_min_error_statement=panic",
            *(_THROW_AWAY if self.throw_away else []),
        ]
        argv = [str(programs / "postgres"), "-D", str(data)] + [part for option in options for part in ("-c", option)]
        process = spawn(argv, log=log, env=_CLEAN, cwd=data, account=self.account, farewell=signal.SIGINT)
        self.running["postgres"] = process
        wait_until(self._postgres_ready, process, name="PostgreSQL", log=log)
        psql = [programs / "psql", "-X", "-q", "-h", self.sockets, "-U", SUPERUSER, "-d", "postgres", "-f", ROLES]
        done = subprocess.run([str(part) for part in psql], check=False, capture_output=True, text=True, env=_CLEAN)
        if done.returncode:
            raise Trouble(f"Không tạo được vai và cơ sở dữ liệu: {done.stderr.strip()}")

    def _make_cluster(self, programs: Path, data: Path) -> None:
        if data.exists():  # an earlier start was broken off before the cluster was whole
            shutil.rmtree(data)
        _own_folder(data, self.account)
        argv = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            *(["--no-sync"] if self.throw_away else []),
        ]
        done = subprocess.run(
            argv, check=False, capture_output=True, text=True, cwd=data, env=_CLEAN, **self.account.switch
        )  # type: ignore[call-overload]
        if done.returncode:
            shutil.rmtree(data, ignore_errors=True)
            raise Trouble(f"Không tạo được kho dữ liệu PostgreSQL ở {data}: {done.stderr.strip()}")

    def _postgres_ready(self) -> bool:
        programs = postgres_programs(self.account)
        argv = [str(programs / "pg_isready"), "-q", "-h", str(self.sockets), "-U", SUPERUSER, "-d", "postgres"]
        return subprocess.run(argv, check=False, env=_CLEAN, capture_output=True).returncode == 0

    def start_valkey(self) -> None:
        """Start Valkey; queued work survives a stop (append-only file) unless the servers are thrown away."""
        program, log = valkey_program(self.account), self.logs / "valkey.log"
        data = _own_folder(self.home() / "valkey", self.account)
        end_leftover(data / "valkey.pid", "valkey-server", number=signal.SIGTERM)
        options = {
            "port": "0",
            "unixsocket": str(self.sockets / "valkey.sock"),
            "unixsocketperm": "700",
            "dir": str(data),
            "pidfile": str(data / "valkey.pid"),
            "appendonly": "no" if self.throw_away else "yes",
            "save": "",
        }
        argv = [str(program)] + [part for key, value in options.items() for part in (f"--{key}", value)]
        process = spawn(argv, log=log, env=_CLEAN, cwd=data, account=self.account)
        self.running["valkey"] = process
        wait_until(self._valkey_ready, process, name="Valkey", log=log)

    def _valkey_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.sockets / "valkey.sock"))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")  # -LOADING while it still reads its file
            except OSError:
                return False
