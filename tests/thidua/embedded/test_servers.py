"""The embedded PostgreSQL and Valkey, started for real in a folder of their own.

`./dev test` itself works on such servers, so one start is enough for every day.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from thidua.embedded.errors import Trouble
from thidua.embedded.processes import command_of
from thidua.embedded.servers import Servers


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder with a blank and a Vietnamese letter in its path, which the servers' account may walk through."""
    base = Path(tempfile.mkdtemp())
    base.chmod(0o711)
    folder = base / "thư mục"
    folder.mkdir()
    yield folder
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def servers(state: Path) -> Iterator[Servers]:
    """Started servers, stopped after the test."""
    started = Servers(state, throw_away=True)
    started.start()
    yield started
    started.stop()


def _asks(servers: Servers, role: str, question: str) -> object:
    with psycopg.connect(servers.urls()[f"DATABASE_{role}"]) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
        return row[0] if row else None


def _ended(pid: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if not command_of(pid):
            return True
        time.sleep(0.05)
    return False


def test_each_role_has_its_power_and_no_more(servers: Servers) -> None:
    powers = "SELECT (rolsuper, rolbypassrls, rolcreatedb)::text FROM pg_roles WHERE rolname = current_user"
    assert _asks(servers, "URL", powers) == "(f,f,f)"
    assert _asks(servers, "OWNER_URL", powers) == "(f,f,t)"
    assert _asks(servers, "OPS_URL", powers) == "(f,t,f)"
    assert _asks(servers, "URL", "SELECT pg_has_role('thidua_owner', 'MEMBER')") is False


@pytest.mark.long
def test_the_database_knows_vietnamese_letters(servers: Servers) -> None:
    assert _asks(servers, "URL", "SELECT upper('đặng thị ỏ')") == "ĐẶNG THỊ Ỏ"


@pytest.mark.long
def test_nobody_else_can_reach_the_sockets(servers: Servers) -> None:
    assert servers.sockets.stat().st_mode & 0o077 == 0
    assert servers.sockets.stat().st_uid == servers.account.uid


@pytest.mark.long
def test_data_outlive_a_stop_and_a_kill(state: Path) -> None:
    first = Servers(state)
    first.start()
    with psycopg.connect(first.urls()["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    first.stop()
    second = Servers(state)
    second.start()
    os.kill(second.running["postgres"].pid, signal.SIGKILL)
    second.running["postgres"].wait()
    second.running["valkey"].kill()
    third = Servers(state)
    third.start()
    try:
        assert _asks(third, "OWNER_URL", "SELECT seven FROM kept") == 7
    finally:
        third.stop()
        second.running["valkey"].wait()


@pytest.mark.long
def test_servers_left_running_by_a_killed_launcher_are_replaced(state: Path) -> None:
    left, pids = Servers(state), []
    left.start()
    pids = [process.pid for process in left.running.values()]
    fresh = Servers(state)
    fresh.start()
    try:
        assert fresh.answering()
        assert {process.pid for process in fresh.running.values()}.isdisjoint(pids)
        for process in left.running.values():
            assert process.wait(10) is not None
    finally:
        fresh.stop()


@pytest.mark.long
def test_a_stop_leaves_nothing(servers: Servers) -> None:
    pids = [process.pid for process in servers.running.values()]
    servers.stop()
    assert all(_ended(pid) for pid in pids)
    assert not servers.sockets.exists()
    assert not servers.answering()


@pytest.mark.long
def test_data_of_another_version_are_not_touched(servers: Servers) -> None:
    servers.stop()
    (servers.state / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="phiên bản PostgreSQL khác"):
        servers.start()


@pytest.mark.long
def test_roles_can_be_given_passwords(servers: Servers) -> None:
    programs = Path(command_of(servers.running["postgres"].pid).split(" -D ")[0]).parent
    roles = Path(__file__).resolve().parents[3] / "thidua" / "roles.sql"
    argv = [
        programs / "psql",
        "-X",
        "-q",
        "-h",
        servers.sockets,
        "-U",
        "thidua_super",
        "-d",
        "postgres",
        "-v",
        "owner_password=mot",
        "-v",
        "app_password=hai",
        "-v",
        "ops_password=ba",
        "-f",
        roles,
    ]
    subprocess.run([str(part) for part in argv], check=True)
    with psycopg.connect(host=str(servers.sockets), user="thidua_super", dbname="postgres") as connection:
        rows = connection.execute("SELECT count(*) FROM pg_authid WHERE rolname LIKE 'thidua_%' AND rolpassword <> ''")
        assert rows.fetchone() == (3,)
