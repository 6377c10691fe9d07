"""The two commands README gives for backup and restore do what it says."""

import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.cast import build
from tests.conftest import owner_connection
from thidua.embedded.binaries import account_for, postgres_programs
from thidua.wall.check import breaches

COPY = "thidua_restored"


def _run(program: str, role: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    here = dict(parse_qsl(urlsplit(settings.DATABASE_OWNER_URL).query))["host"]
    argv = [str(postgres_programs(account_for(settings.STATE)) / program), "-h", here, "-U", role, *arguments]
    return subprocess.run(argv, check=False, capture_output=True, text=True)


def _rows(database: str) -> dict[str, int]:
    """Rows of every table, as seen by the role that sees all."""
    with psycopg.connect(host=connection.settings_dict["HOST"], dbname=database, user="thidua_ops") as ops:
        names = ops.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        count = "SELECT count(*) FROM "
        return {name: ops.execute(f'{count}"{name}"').fetchone()[0] for (name,) in names}  # type: ignore[arg-type, index]


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_whole_behind_its_wall(tmp_path: Path, django_db_blocker: Any) -> None:
    build()
    connection.close()
    source, dump = connection.settings_dict["NAME"], str(tmp_path / "thidua.dump")
    refused = _run("pg_dump", "thidua_owner", "-Fc", "-d", source, "-f", str(tmp_path / "owner.dump"))
    assert "row-level security" in refused.stderr
    done = _run("pg_dump", "thidua_ops", "-Fc", "-d", source, "-f", dump)
    assert done.returncode == 0, done.stderr
    with owner_connection() as own:
        own.autocommit = True
        own.execute(f"DROP DATABASE IF EXISTS {COPY}")
        own.execute(f"CREATE DATABASE {COPY}")
        try:
            done = _run("pg_restore", "thidua_owner", "-d", COPY, "--no-owner", dump)
            assert done.returncode == 0, done.stderr
            assert _rows(COPY) == _rows(source)
            assert _rows(COPY)["blocks_school"] == 3
            with psycopg.connect(host=connection.settings_dict["HOST"], dbname=COPY, user="thidua_owner") as copy:
                assert breaches(copy.cursor()) == []
        finally:
            own.execute(f"DROP DATABASE {COPY} WITH (FORCE)")
