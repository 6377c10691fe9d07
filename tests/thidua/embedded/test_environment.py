"""What the launcher tells Django's processes, and the sentences for what a person may have set wrong."""

import socket
from pathlib import Path

import pytest

from thidua.embedded import environment
from thidua.embedded.errors import Trouble
from thidua.embedded.servers import Servers


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    services = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "MEDIA_ROOT", "CSRF_TRUSTED_ORIGINS")
    for name in (*services, "PORT", "HOST", "ALLOWED_HOSTS", "PUBLIC_URL", "DEMO", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_everything_points_into_the_state_folder(tmp_path: Path) -> None:
    told = environment.variables(Servers(tmp_path))
    assert told["MEDIA_ROOT"] == str(tmp_path / "media")
    assert told["DATABASE_URL"].startswith("postgresql://thidua_app@/thidua?host=")
    assert told["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert (told["DEMO"], told["DEBUG"]) == ("1", "0")


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = environment.variables(Servers(tmp_path))["SECRET_KEY"]
    assert len(first) >= 50
    assert environment.variables(Servers(tmp_path))["SECRET_KEY"] == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_what_the_person_set_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://thidua_app@db/thidua")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://thidua_owner@db/thidua")
    monkeypatch.setenv("DEMO", "0")
    servers = environment.own_servers(tmp_path)
    assert (servers.want_postgres, servers.want_valkey) == (False, True)
    told = environment.variables(servers)
    assert told["DATABASE_URL"] == "postgresql://thidua_app@db/thidua"
    assert told["DEMO"] == "0"
    assert "valkey.sock" in told["REDIS_URL"]


def test_a_database_without_its_owner_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://thidua_app@db/thidua")
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL"):
        environment.variables(environment.own_servers(tmp_path))


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Trouble, match="không phải số cổng"):
        environment.address()


def test_open_to_the_network_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "*" not in environment.variables(Servers(tmp_path))["ALLOWED_HOSTS"]
    monkeypatch.setenv("HOST", "0.0.0.0")
    told = environment.variables(Servers(tmp_path))
    names = told["ALLOWED_HOSTS"].split(",")
    assert {"localhost", socket.gethostname().lower()} <= set(names) and "*" not in names, names
    assert told["PUBLIC_URL"].removeprefix("http://").rpartition(":")[0] in names
    monkeypatch.setenv("HOST", "192.0.2.7")
    assert "192.0.2.7" in environment.variables(Servers(tmp_path))["ALLOWED_HOSTS"].split(",")
