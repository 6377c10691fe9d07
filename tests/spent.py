"""Where the time went: the ten slowest files and the ten dearest fixtures, told at the end of a long run."""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

MANY = 300  # tests: a shorter run is not worth the lines
SHOWN = 10
_files: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])  # seconds of set-up and of the tests
_fixtures: dict[str, float] = defaultdict(float)
_number = [0]


def _now() -> float:
    return time.clock_gettime(time.CLOCK_MONOTONIC)  # the one clock that tests cannot stop


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Iterator[Any]:
    """Count what a fixture takes itself: those it asks for were set up before."""
    begun = _now()
    try:
        return (yield)
    finally:
        _fixtures[fixturedef.argname] += _now() - begun


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its fixtures to the one that prints."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["fixtures"] = dict(_fixtures)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Take what a worker counted; one that broke counted nothing."""
    for name, seconds in getattr(node, "workeroutput", {}).get("fixtures", {}).items():
        _fixtures[name] += seconds


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count a phase of a test for its file."""
    _files[report.nodeid.partition("::")[0]][report.when == "call"] += report.duration
    _number[0] += report.when == "call"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table, where the run was long."""
    if _number[0] < MANY:
        return
    write = terminalreporter.write_line
    around, calls = (sum(times[place] for times in _files.values()) for place in (0, 1))
    write(f"\nThời gian của các tiến trình: {calls:.0f} giây thử, {around:.0f} giây chuẩn bị và dọn. Tệp lâu nhất:")
    for name, (before, call) in sorted(_files.items(), key=lambda pair: -sum(pair[1]))[:SHOWN]:
        write(f"{call + before:7.1f} giây ({before:.1f} chuẩn bị)  {name}")
    write("Phần chuẩn bị lâu nhất:")
    for name, seconds in sorted(_fixtures.items(), key=lambda pair: -pair[1])[:SHOWN]:
        write(f"{seconds:7.1f} giây  {name}")
