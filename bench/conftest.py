"""Benches that need a database get the tests' one: made by the owner, used as the weak role."""

from tests.conftest import *  # noqa: F403
