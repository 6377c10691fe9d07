"""Every template compiles, finds what it includes, and is used by something."""

import ast
import re
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file())
_NAMED_IN_TAGS = re.compile(r"""\{%-?\s*(?:include|extends|import|from|table_lines \S+)\s+["']([^"']+)["']""")


PAPERS = "documents/papers/"
BY_PACKAGES = {"429.html": "allauth's rate limits"}


def _texts_of(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _patterns_of(tree: ast.AST) -> set[str]:
    """Names put together at run time, `f"errors/{name}.html"`, as patterns; a folder and an ending must be spelled."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)  # type: ignore[misc]
            if re.fullmatch(r"[a-z_/]+/[a-z_*]+\.(html|txt)", text):
                found.add(text)
    return found


def _named() -> tuple[set[str], set[str]]:
    """Template names in Python strings and in the tags of other templates; the patterns of names put together."""
    exact: set[str] = set()
    patterns: set[str] = set()
    for folder in ("thidua", "blocks", "awards", "documents"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            exact |= _texts_of(tree)
            patterns |= _patterns_of(tree)
    for name in NAMES:
        tags = _NAMED_IN_TAGS.findall((TEMPLATES / name).read_text(encoding="utf-8"))
        exact |= {part for part in tags if part != name}
    exact |= {PAPERS + name for name in exact}  # papers name each other from their own folder
    return exact, patterns


def _unused(names: Iterable[str]) -> list[str]:
    exact, patterns = _named()
    return [
        name
        for name in names
        if name not in exact
        and not any(fnmatch(name, pattern) for pattern in patterns)
        and name not in BY_PACKAGES
        and not _overrides_a_package(name)
    ]


def _overrides_a_package(name: str) -> bool:
    """Whether an installed package (allauth, Django) brings a template of this name, which ours stands in for."""
    for loader in engines["django"].engine.template_loaders[0].loaders:  # type: ignore[attr-defined]
        for origin in loader.get_template_sources(name):
            if not str(origin).startswith(str(TEMPLATES)) and Path(str(origin)).is_file():
                return True
    return False


PAGES = [name for name in NAMES if name.endswith((".html", ".txt")) and "/papers/" not in name]  # papers are Jinja's


@pytest.mark.parametrize("name", PAGES)
def test_template_compiles_and_finds_its_parts(name: str) -> None:
    get_template(name)
    for part in _NAMED_IN_TAGS.findall((TEMPLATES / name).read_text(encoding="utf-8")):
        try:
            get_template(part)
        except TemplateDoesNotExist:
            pytest.fail(f"{name} gọi {part}, không có tệp đó")


def test_every_template_is_used() -> None:
    unused = _unused(NAMES)
    assert not unused, ", ".join(unused)


def test_a_template_that_nothing_names_is_seen() -> None:
    assert _unused(["documents/plans/gaps.html"]) == ["documents/plans/gaps.html"]
