"""The image's steps without docker: the commands of the Dockerfile, in an empty folder, with its environment alone."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")


def _steps(word: str) -> list[str]:
    return [line.partition(" ")[2].strip() for line in DOCKERFILE.splitlines() if line.startswith(f"{word} ")]


def _environment() -> dict[str, str]:
    return {
        name: value for line in _steps("ENV") for name, _, value in (each.partition("=") for each in shlex.split(line))
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `COPY . .` copies: the files of the repository, and nothing that happens to lie beside them."""
    place = tmp_path_factory.mktemp("srv")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place / name)
    return place


def _run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command of the image with nothing of this process's environment."""
    state = folder.parent / "state"
    state.mkdir(exist_ok=True)
    env = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8", **_environment(), **more}
    env = {name: value.replace("/srv/state", str(state)) for name, value in env.items()}
    told = command.replace("/srv/state", str(state))
    return subprocess.run(["sh", "-ec", told], cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_lock_is_installed_whole_and_by_hash() -> None:
    assert any(
        "pip install" in step and "--require-hashes" in step and "requirements.lock" in step for step in _steps("RUN")
    )


def test_static_files_are_gathered(folder: Path) -> None:
    (step,) = [each for step in _steps("RUN") for each in step.split("&&") if "collectstatic" in each]
    before = {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}  # the later ENV lines do not stand yet
    done = _run(f"unset THIDUA_STATE MEDIA_ROOT STATIC_ROOT PRODUCTION; {step}", folder, **before)
    assert done.returncode == 0, done.stderr
    gathered = folder.parent / "state" / "static"
    assert (gathered / "staticfiles.json").exists() and list(gathered.glob("thidua/*.css")), done.stdout


def test_what_the_containers_start_is_there(folder: Path) -> None:
    secrets = {
        "SECRET_KEY": "mot-khoa-thu-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
        "MFA_KEYS": "A" * 43 + "=",
        "REDIS_URL": "redis://valkey:6379/0",
    }
    secrets["DATABASE_URL"] = "postgresql://thidua_app@postgres/thidua"
    command = shlex.split(re.sub(r"[\[\],]", " ", _steps("CMD")[0]))
    assert command[:3] == ["python", "-m", "granian"] and "asginl" in command
    module, _, name = command[-1].partition(":")
    checks = [
        f"python -c 'import {module}; assert callable({module}.{name})'",
        "python -m celery -A thidua report",
        "python manage.py check --deploy --fail-level WARNING",
        "python -m granian --help",
    ]
    for check in checks:
        done = _run(check, folder, ALLOWED_HOSTS="thidua.example", **secrets)
        assert done.returncode == 0, (check, done.stderr[-2000:])
    known = _run("python -m granian --help", folder).stdout
    assert all(flag in known or flag.replace("--no-", "--") in known for flag in command if flag.startswith("--"))


def test_only_the_reading_front_is_open_to_the_outside() -> None:
    services = dict(re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", COMPOSE.partition("services:")[2], re.MULTILINE))
    assert [name for name, text in services.items() if "ports:" in text] == ["front"]
    assert "./deploy/front.conf:" in services["front"]
    front = (ROOT / "deploy" / "front.conf").read_text(encoding="utf-8")
    for said in ("proxy_request_buffering on", "client_body_timeout", "client_max_body_size 121m", "http://web:8000"):
        assert said in front
    assert os.access(ROOT / "thidua" / "roles.sql", os.R_OK) and "PRODUCTION" in COMPOSE
