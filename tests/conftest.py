"""The test database is a copy of one that its owner migrated; every test then works as the application's weak role."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql

from tests.cast import build, cast  # noqa: F401  the fixture of every story
from tests.snapshot import learn
from tests.spent import (  # noqa: F401  hooks of pytest
    pytest_fixture_setup,
    pytest_runtest_logreport,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.spread import first, pytest_xdist_make_scheduler  # noqa: F401
from tests.tries import LONG
from thidua.wall.build import LAW

TEMPLATE = "thidua_template"  # made by `./dev test`; nobody ever connects to it, so it can be copied
# Filled by migrations, read-only afterwards: a flush between tests would leave the next one without the law.
_KEPT = ("django_migrations", "django_content_type", "auth_permission")
# Tables that were written to, and those that refer to them: TRUNCATE wants both, and takes 2 ms where all take 100.
_FILLED = """
WITH RECURSIVE filled AS (
    SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND pg_relation_size(oid) > 0 AND NOT starts_with(relname, %s) AND relname <> ALL (%s)
    UNION SELECT conrelid FROM pg_constraint JOIN filled ON confrelid = filled.oid WHERE contype = 'f'
)
SELECT relname FROM pg_class JOIN filled USING (oid)
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all`: nothing is left out, and every property is tried with all its examples."""
    parser.addoption("--all", action="store_true", help="cả các phép thử dài")


def pytest_configure(config: pytest.Config) -> None:
    """Passwords of the cast are hashed cheaply: the real hasher would take most of the tests' time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _own_cache()
    settings.PUBLIC_URL = "http://testserver"  # as the test client calls itself
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver of the browser keeps a loop in this thread
    if config.option.all:
        hypothesis.settings.load_profile(LONG)


def _own_cache() -> None:
    """Each process counts guesses in a database of its own: `cache.clear()` of one empties nobody else's."""
    place = settings.CACHES["default"].get("LOCATION", "")
    if place and "?" not in place:
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 2
        settings.CACHES["default"]["LOCATION"] = f"{place}?db={number % 15 + 1}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests wait for `--all`, or for being called by their file."""
    first(items)
    called = [name for name in config.invocation_params.args if ".py" in str(name)]
    if config.option.all or called:
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def _owner_at(database: str) -> psycopg.Connection:
    parts, here = urlsplit(settings.DATABASE_OWNER_URL), connection.settings_dict
    return psycopg.connect(
        host=here["HOST"],
        port=here["PORT"] or None,
        dbname=database,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or None,
    )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> None:
    """A copy of the migrated database for this process; it goes when the servers do."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_thidua_{worker}"
    connection.close()
    with _owner_at("postgres") as own:
        own.autocommit = True
        own.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        own.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        learn(build)


def owner_connection() -> psycopg.Connection:
    """A connection of its own as the owner of the test database's tables."""
    return _owner_at(connection.settings_dict["NAME"])


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection]:
    """The owner's connection for tests that break the wall; what they do is rolled back."""
    with owner_connection() as own:
        yield own
        own.rollback()


def _empty_all_tables(_case: TransactionTestCase) -> None:
    """Django's flush, by the owner (the application has no TRUNCATE), of tables in use and without those of law."""
    connection.close()
    with owner_connection() as own:
        used = [sql.Identifier(name) for (name,) in own.execute(_FILLED, [LAW, list(_KEPT)]).fetchall()]
        if used:
            own.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(used)))


TransactionTestCase._fixture_teardown = _empty_all_tables  # type: ignore[method-assign]
