"""The test database is made and migrated by the owner; every test then works as the application's own weak role."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from tests.cast import cast  # noqa: F401  the fixture of every story
from thidua.wall.build import LAW

# Filled by migrations, read-only afterwards: a flush between tests would leave the next one without the law.
_KEPT = ("django_migrations", "django_content_type", "auth_permission")


def pytest_configure() -> None:
    """Passwords of the cast are hashed cheaply: the real hasher would take most of the tests' time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver of the browser keeps a loop in this thread


def _act_as(url: str) -> None:
    parts = urlsplit(url)
    connection.close()
    connection.settings_dict.update(USER=unquote(parts.username or ""), PASSWORD=unquote(parts.password or ""))


@pytest.fixture(scope="session")
def _owner_first() -> None:
    _act_as(settings.DATABASE_OWNER_URL)


@pytest.fixture(scope="session")
def django_db_setup(_owner_first: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own set-up between two changes of role."""
    with django_db_blocker.unblock():
        _act_as(settings.DATABASE_URL)
    yield
    with django_db_blocker.unblock():
        _act_as(settings.DATABASE_OWNER_URL)


def owner_connection() -> psycopg.Connection:
    """A connection of its own as the owner of the test database's tables."""
    parts, here = urlsplit(settings.DATABASE_OWNER_URL), connection.settings_dict
    return psycopg.connect(
        host=here["HOST"],
        port=here["PORT"] or None,
        dbname=here["NAME"],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or None,
    )


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection]:
    """The owner's connection for tests that break the wall; what they do is rolled back."""
    with owner_connection() as own:
        yield own
        own.rollback()


def _empty_all_tables(_case: TransactionTestCase) -> None:
    """Django's flush, by the owner (the application has no TRUNCATE) and without the tables of law."""
    connection.close()
    with owner_connection() as own:
        names = own.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        flushed = [f'"{name}"' for (name,) in names if not name.startswith(LAW) and name not in _KEPT]
        own.execute(f"TRUNCATE {', '.join(flushed)}")  # type: ignore[arg-type]


TransactionTestCase._fixture_teardown = _empty_all_tables  # type: ignore[method-assign]
