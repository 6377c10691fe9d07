"""The migrated database that every test process copies: made once, kept in `.local` for as long as nothing it is made
from has changed."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import psycopg

from thidua.embedded.environment import ROOT, variables
from thidua.embedded.migrated import migrate
from thidua.embedded.servers import Servers

NAME = "thidua_template"
KEPT = ROOT / ".local" / "test-database"
DOORS = {"views", "api", "tasks", "templatetags"}  # nothing below them can be changed by what they say
KINDS = {".py", ".json", ".sql"}


def start_with_template(servers: Servers) -> None:
    """Start throw-away servers whose cluster holds the migrated database under NAME. Raises Trouble."""
    kept = KEPT / _key()
    if not kept.exists():
        _make(servers, kept)
    elif not (data := servers.home() / "postgres").exists():
        _copy(kept, data)
    servers.start()


def _key() -> str:
    """Of everything that migrations, the law they load and the wall are made from; page and API code is not."""
    folders = sorted({"thidua", *(path.parent.name for path in ROOT.glob("*/apps.py"))})
    files = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in KINDS)
    made = sha256((ROOT / "requirements-dev.lock").read_bytes())
    for path in files:
        name = path.relative_to(ROOT)
        if not DOORS.intersection(name.parts):
            made.update(f"\0{name}\0".encode() + path.read_bytes())
    return made.hexdigest()[:20]


def _make(servers: Servers, kept: Path) -> None:
    servers.start()
    migrate(variables(servers))
    with psycopg.connect(servers.urls()["DATABASE_OWNER_URL"].replace("/thidua?", "/postgres?")) as owner:
        owner.autocommit = True
        owner.execute(f"ALTER DATABASE thidua RENAME TO {NAME}")
    servers.stop(orderly=True)
    half = KEPT / f"half-{os.getpid()}"
    shutil.rmtree(KEPT, ignore_errors=True)  # one is enough: what it was made from is gone
    KEPT.mkdir(parents=True, exist_ok=True)
    _copy(servers.home() / "postgres", half)
    half.rename(kept)


def _copy(source: Path, target: Path) -> None:
    # As a program, since it keeps the owner of the files: PostgreSQL runs as nobody else.
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
