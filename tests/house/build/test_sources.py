"""Laws of the house that no linter knows: read from the sources themselves."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WINGS = ("blocks", "awards", "documents")
FOLDERS = ("thidua", *WINGS, "tests", "templates", "static")
BELOW_THE_DOORS = ("rules", "models", "queries", "services", "papers")
OF_THE_DOORS = ("django.http", "django.shortcuts", "django.contrib.messages")
OTHER_CLOCKS = {("timezone", "now"), ("timezone", "localdate"), ("date", "today"), ("datetime", "utcnow")}
NO_ROOM = ("utils", "common", "core", "helpers", "misc")


def _files(*folders: str, kinds: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in kinds and path.is_file())


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_web_stays_at_the_doors() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for wing in WINGS
        for path in _files(*(f"{wing}/{floor}" for floor in BELOW_THE_DOORS))
        for name in _imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith(OF_THE_DOORS)
    }
    assert found == set()


def test_there_is_one_clock() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _files("thidua", *WINGS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in OTHER_CLOCKS
    }
    assert found == set()


MANY = 15  # files that one can still take in at a glance


def test_no_folder_is_a_corridor() -> None:
    """Sources of a folder, tests and templates alike, without the mark of the package and the folders below it."""
    counted: dict[Path, int] = {}
    for path in _files(*FOLDERS, "docs", "bench", kinds=(".py", ".html", ".js", ".css")):
        if path.name != "__init__.py":
            counted[path.parent] = counted.get(path.parent, 0) + 1
    allowed = {ROOT / "static" / "thidua"}  # style sheets in the order of the cascade, beside the scripts of all pages
    found = {str(path.relative_to(ROOT)): many for path, many in counted.items() if many > MANY and path not in allowed}
    assert found == {}


def test_no_room_for_odds_and_ends() -> None:
    assert [path for path in _files("thidua", *WINGS) if path.stem in NO_ROOM or path.parent.name in NO_ROOM] == []


def test_sources_are_composed_unicode() -> None:
    kinds = (".py", ".html", ".css", ".js", ".json", ".sql", ".txt")
    found = [
        str(path.relative_to(ROOT))
        for path in _files(*FOLDERS, kinds=kinds)
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_template_spells_the_level_of_the_authority() -> None:
    """A managing authority is a district office until 2025-06-30 and a ward after: its kind and dated name carry it."""
    found = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in _files("templates", kinds=(".html", ".txt"))
        if path.name != "styleguide.html"  # shows samples, among them names of schools
        for word in re.findall(r"(?i)\b(?:quận|huyện|phường|thị trấn)\b", _shown(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def _shown(template: str) -> str:
    return re.sub(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", "", template, flags=re.DOTALL)


@pytest.mark.parametrize("wing", WINGS)
def test_migrations_of_tenant_tables_build_the_wall(wing: str) -> None:
    """A migration that makes a table with a district, in a wing, comes with or before a BuildWall of that wing."""
    walls = "".join(path.read_text(encoding="utf-8") for path in _files("thidua/migrations", f"{wing}/migrations"))
    makes = any("CreateModel" in path.read_text(encoding="utf-8") for path in _files(f"{wing}/migrations"))
    assert not makes or re.search(rf"BuildWall\([^)]*['\"]{wing}['\"]", walls)


def test_a_request_is_always_typed() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{argument.lineno}"
        for path in _files("thidua", *WINGS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.arg == "request" and (argument.annotation is None or ast.unparse(argument.annotation) == "Any")
    }
    assert found == set()
