"""The record of all addresses, made once a process and a person."""

from typing import Any

import pytest

from tests.house.walk.sweep import Sweep


@pytest.fixture(scope="session")
def sweep(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Sweep:
    """Ask it `of(who)`; a test that reads it has no rows of its own."""
    return Sweep(request.config.option.all, django_db_blocker)
