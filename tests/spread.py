"""Which process runs which tests: a file stays together, for its fixtures, and so do the readers of one record."""

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

READER = re.compile(r"\[record-(\w+)")  # ids that tests.house.walk.routes.together gives


class ByFileOrRecord(LoadScopeScheduling):
    """xdist's own scheduling with our groups."""

    def _split_scope(self, nodeid: str) -> str:
        reader = READER.search(nodeid)
        return reader[1] if reader else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """In the order of `first`, instead of the groups with most tests first."""
    config.option.loadscopereorder = False
    return ByFileOrRecord(config, log)


def first(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no process waits for the other at the end: the records."""
    items.sort(key=lambda item: READER.search(item.nodeid) is None)
