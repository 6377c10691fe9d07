"""One list of environment variables: thidua/settings reads it, README tells it, docker-compose.yml and ./dev set it."""

import ast
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
MAY_READ = {"thidua/settings/environment.py", "thidua/celery.py", "thidua/wsgi.py", "manage.py"}
OF_THE_LAUNCHER = {"HOST", "PORT"}  # where the door is; Django itself does not ask
OF_THE_BACKUP = {"DATABASE_OPS_URL"}  # told by ./dev to scripts, read by no settings


def _settings() -> set[str]:
    rooms = sorted((ROOT / "thidua/settings").glob("*.py"))
    return {
        node.args[0].value
        for room in rooms
        for node in ast.walk(ast.parse(room.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def _readme() -> set[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.split("## Biến môi trường")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z0-9_]+)` \|", table, re.MULTILINE))


def _compose(service: str) -> dict[str, str]:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return services[service]["environment"]


def test_settings_read_variables() -> None:
    assert len(_settings()) > 10


def test_readme_tells_what_the_settings_read() -> None:
    assert _readme() == _settings() | OF_THE_LAUNCHER


def test_compose_sets_all_that_the_settings_read() -> None:
    for service in ("web", "worker", "beat", "migrate"):
        assert set(_compose(service)) == _settings(), service


def test_only_the_migration_has_the_owner() -> None:
    for service in ("web", "worker", "beat"):
        assert _compose(service)["DATABASE_ROLE"] == "app"
        assert "thidua_owner" not in str(_compose(service))
        assert "thidua_app:" in _compose(service)["DATABASE_URL"]
    assert _compose("migrate")["DATABASE_ROLE"] == "owner"


def test_the_image_sets_nothing_else() -> None:
    lines = re.findall(r"^ENV (.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {word.split("=")[0] for line in lines for word in line.split()}
    assert {name for name in names if not name.startswith(("PYTHON", "PIP_"))} <= _settings()


def test_the_launcher_sets_only_what_is_told() -> None:
    tree = ast.parse((ROOT / "thidua/embedded/environment.py").read_text(encoding="utf-8"))
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "variables")
    known = next(node for node in ast.walk(function) if isinstance(node, ast.Dict) and len(node.keys) > 5)
    names = {key.value for key in known.keys if isinstance(key, ast.Constant)}
    assert names - {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"} <= _readme() | OF_THE_BACKUP


def test_nothing_else_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for folder in ("thidua", "blocks", "awards", "documents")
        for path in (ROOT / folder).rglob("*.py")
        if "embedded" not in path.parts and re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers <= MAY_READ
