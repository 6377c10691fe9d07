"""A law of another day, for the tests: the shipped files in a folder of their own, with what a test changes in them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from blocks.rules.law import Law, load_law, reading
from tests.conftest import owner_connection

TABLES = ("law_regime", "law_title", "law_titleauthority", "law_titlecondition")
Rows = list[dict[str, Any]]


class Lawbook:
    """A copy of the law's files; `change` edits one list of rows, `load` reads the whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, name: str, edit: Callable[[Rows], object]) -> None:
        """Edit the rows of one file in place."""
        path = self.folder / f"{name}.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        edit(told[name])
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    def load(self) -> Law:
        """The law as it now stands in the folder; what was read before is forgotten."""
        reading._load.cache_clear()
        return load_law(self.folder)


@pytest.fixture
def lawbook(tmp_path: Path) -> Iterator[Lawbook]:
    """A lawbook of the test's own."""
    yield Lawbook(Path(copytree(reading.DATA, tmp_path / "law")))
    reading._load.cache_clear()


@pytest.fixture
def _law_may_be_written(db: None) -> Iterator[None]:
    """The application may write the law's tables, as the owner may who migrates; only in this test."""
    names = ", ".join(TABLES)
    with owner_connection() as own:
        own.execute(f"GRANT INSERT, UPDATE, DELETE ON {names} TO thidua_app")  # type: ignore[arg-type]
    yield
    with owner_connection() as own:
        own.execute("SET lock_timeout = '2s'")
        own.execute(f"REVOKE INSERT, UPDATE, DELETE ON {names} FROM thidua_app")  # type: ignore[arg-type]
