"""`./dev run`: all services, watched until Ctrl-C."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from thidua.embedded.environment import LOOPBACK, PYTHON, ROOT, address, holding, own_servers, state_folder, variables
from thidua.embedded.errors import Trouble
from thidua.embedded.migrated import is_empty, is_migrated, migrate
from thidua.embedded.processes import Process, spawn, stop, wait_until
from thidua.embedded.servers import Servers

_RESTARTS = (5, 60.0)  # more than five restarts of one service in a minute: something is broken, say so and stop


class _Stop(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal."""


@dataclass
class Watched:
    """A service that is started again when it dies."""

    label: str
    get: Callable[[], Process]
    restart: Callable[[], None]


class Site:
    """The web server and the worker beside the two data servers."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.env = variables(servers)
        self.running: dict[str, Process] = {}

    def start_worker(self) -> None:
        """One Celery worker of two processes."""
        argv = [
            PYTHON,
            "-P",
            "-m",
            "celery",
            "-A",
            "thidua",
            "worker",
            "-c",
            "2",
            "--loglevel",
            "WARNING",
        ]
        self.running["worker"] = self._spawn("worker", argv)

    def start_beat(self) -> None:
        """The clock of what is due, a process of its own: one inside the worker would die unseen."""
        place = str(self.servers.state / "beat")
        argv = [PYTHON, "-P", "-m", "celery", "-A", "thidua", "beat", "--loglevel", "WARNING", "--schedule", place]
        argv += ["--pidfile="]  # the launcher alone watches; a file left by a killed one would keep the next out
        self.running["beat"] = self._spawn("beat", argv)

    def start_web(self) -> None:
        """Granian; two processes, each with the reading front and its threads (thidua.web.front)."""
        host, port = address()
        argv = [
            PYTHON,
            "-P",
            "-m",
            "granian",
            "--interface",
            "asginl",
            "--host",
            host,
            "--port",
            str(port),
            "--workers",
            "2",
            "--backpressure",
            "4096",
            "--http1-header-read-timeout",
            "10000",
            "--no-ws",
            "--log-level",
            "warning",
            "thidua.asgi:application",
        ]
        self.running["web"] = self._spawn("web", argv)

    def _spawn(self, name: str, argv: list[str]) -> Process:
        return spawn(argv, log=self.servers.logs / f"{name}.log", env=self.env, cwd=ROOT)

    def stop(self) -> None:
        """All are told at once, then waited for; a job cut off here is taken up again by its lease."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            stop(process, patience=5)
        self.running.clear()

    def answers(self) -> bool:
        """Whether the first page comes (a redirect to the sign-in counts)."""
        host, port = address()
        try:
            with urllib.request.urlopen(f"http://{_reachable(host)}:{port}/", timeout=10) as page:
                return bool(page.status < 500)
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def watched(self) -> list[Watched]:
        """Everything that is started again when it dies."""
        found = [
            Watched("Web", lambda: self.running["web"], self.start_web),
            Watched("Worker", lambda: self.running["worker"], self.start_worker),
            Watched("Beat", lambda: self.running["beat"], self.start_beat),
        ]
        if self.servers.want_postgres:
            found.append(Watched("PostgreSQL", lambda: self.servers.running["postgres"], self.servers.start_postgres))
        if self.servers.want_valkey:
            found.append(Watched("Valkey", lambda: self.servers.running["valkey"], self.servers.start_valkey))
        return found


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)


def check_port() -> None:
    """Raises Trouble where another program listens on HOST:PORT; waits a moment for one that is just leaving."""
    host, port = address()
    for tick in range(30):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError:
                raise Trouble(f"Không được phép mở cổng {port}: chọn cổng từ 1024, ví dụ PORT=8080.") from None
            except OSError as error:
                if tick == 29:
                    raise Trouble(
                        f"Không mở được cổng {port} ở {host}: {_reason(error)}. Chọn cổng khác, ví dụ "
                        f"PORT={port + 1 if port < 65535 else 8080} ./dev run."
                    ) from None
                time.sleep(0.1)
            else:
                return


def _reason(error: OSError) -> str:
    return "đang có chương trình khác dùng" if error.errno == 98 else str(error.strerror or error)


class _Signals:
    """The first signal to stop raises _Stop; more signals change nothing: the way out is orderly and bounded."""

    told = False

    def __enter__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._leave)

    def __exit__(self, *_: object) -> None:
        """Nothing to put back: the process ends."""

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        if not self.told:
            self.told = True
            raise _Stop


def run() -> int:
    """Start everything, print where it stands and who may sign in, watch until told to stop. Returns the exit code."""
    begun = time.monotonic()
    state = state_folder()
    host, port = address()
    with _Signals(), holding(state, f"run ở http://{_reachable(host)}:{port}, tiến trình {os.getpid()}"):
        check_port()
        site = Site(own_servers(state))
        try:
            _say(site, _prepare(site), begun)
            _watch(site)
        except _Stop:
            print("\nĐang dừng…", flush=True)
        finally:
            site.stop()
            site.servers.stop()
    print("Đã dừng. Dữ liệu được giữ lại cho lần chạy sau.")
    return 0


def _prepare(site: Site) -> subprocess.Popen[str] | None:
    """Bring everything up; returns the command that prints the demo's accounts, still running beside the web server."""
    print("Khởi động PostgreSQL và Valkey…", flush=True)
    site.servers.start()
    if not is_migrated(site.env):
        migrate(site.env)
    if site.env["DEMO"] == "1" and is_empty(site.env):
        _load_demo(site)
    site.start_web()
    accounts = None
    if site.env["DEMO"] == "1":
        argv = [PYTHON, "-P", str(ROOT / "manage.py"), "demo", "--accounts"]
        accounts = subprocess.Popen(argv, env=site.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    wait_until(site.answers, site.running["web"], name="Web", log=site.servers.logs / "web.log")
    site.start_worker()  # after the first page, not beside it: two cores are few
    site.start_beat()
    return accounts


def _load_demo(site: Site) -> None:
    """One transaction, so a start broken off here leaves the database empty. Its errors tell themselves."""
    print("Nạp dữ liệu trình diễn (chỉ lần đầu)…", flush=True)
    argv = [PYTHON, "-P", str(ROOT / "manage.py"), "demo", "--stage", "registration"]
    if subprocess.run(argv, check=False, env=site.env, cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
        raise Trouble("Không nạp được dữ liệu trình diễn, lý do ở trên.")


def _say(site: Site, accounts: subprocess.Popen[str] | None, begun: float) -> None:
    host, port = address()
    shown = accounts.communicate()[0] if accounts else ""
    seconds = f"{time.monotonic() - begun:.1f}".replace(".", ",")
    print(f"\nThi đua đang chạy ở http://{_reachable(host)}:{port} (sau {seconds} giây)")
    if host not in LOOPBACK:
        print(f"Máy khác trong mạng vào bằng địa chỉ của máy này, cổng {port}.")
    if shown.strip():
        print(f"\n{shown.rstrip()}")
    print(f"\nNhật ký: {site.servers.logs}. Dừng: Ctrl-C.", flush=True)


def _watch(site: Site) -> None:
    """Start again what dies; raises Trouble when it keeps dying."""
    restarts: dict[str, list[float]] = {}
    while True:
        time.sleep(0.5)
        for service in site.watched():
            process = service.get()
            if process.poll() is None:
                continue
            stop(process)  # its children, if any are left
            recent = [moment for moment in restarts.get(service.label, []) if time.monotonic() - moment < _RESTARTS[1]]
            if len(recent) >= _RESTARTS[0]:
                raise Trouble(f"{service.label} dừng liên tục, xem nhật ký trong {site.servers.logs}.")
            restarts[service.label] = [*recent, time.monotonic()]
            print(f"{service.label} vừa dừng (mã {process.returncode}), khởi động lại.", flush=True)
            time.sleep(len(recent))
            with contextlib.suppress(Trouble):  # tried again at the next turn, until the limit above
                service.restart()
