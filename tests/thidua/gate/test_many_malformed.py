"""Hundreds of hostile files at both gates: each ends in time and memory, with a sentence that helps."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

from tests.thidua.gate.many_malformed import Made, everything
from thidua.errors import RuleViolation
from thidua.gate.papers import receive
from thidua.gate.sandbox import Inspector, WorkbookReader
from thidua.gate.uploads import admit

SECONDS, KILOBYTES = 2.0, 200 * 1024
_HELPS = re.compile(r"[Hh]ãy |[Ll]ưu|[Cc]ần |[Gg]ửi|[Mm]ở |[Dd]ùng|[Cc]họn|[Ss]ửa|[Bb]ỏ")
GATES = {"tables": admit, "papers": receive}
SEED = 29


def _faults(gate: str, files: Iterable[Made]) -> list[str]:
    found = []
    for what, name, content in files:
        with Inspector() as child:
            try:
                GATES[gate](content, name, inspector=child)
            except RuleViolation as refusal:
                said = refusal.message
                if not (said[:1].isupper() and said.endswith(".") and len(said) > 30 and _HELPS.search(said)):
                    found.append(f"{what}: says {said!r}")
            except Exception as broken:  # whatever it is: the gate may not break
                found.append(f"{what}: {type(broken).__name__} {broken}")
            if child.seconds > SECONDS or child.peak > KILOBYTES:
                found.append(f"{what}: {child.seconds:.1f} s, {child.peak // 1024} MB")
    return found


def test_there_are_hundreds() -> None:
    labels = [what for what, *_ in everything(SEED)]
    assert len(labels) > 500 and len(set(labels)) > 450


@pytest.fixture
def files(request: pytest.FixtureRequest) -> Iterator[Made]:
    """A sample every day, all of them with `--all`."""
    return islice(everything(SEED), 0, None, 1 if request.config.option.all else 25)


@pytest.mark.parametrize("gate", GATES)
def test_each_ends_in_time_with_a_sentence_that_helps(gate: str, files: Iterator[Made]) -> None:
    assert _faults(gate, files) == []


def test_what_gets_in_is_read_in_bounds_or_refused(files: Iterator[Made]) -> None:
    found = []
    for what, name, content in files:
        try:
            kind = admit(content, name).kind
        except RuleViolation:
            continue
        with WorkbookReader() as reader:
            try:
                sheets = reader.read(kind, content)
            except RuleViolation as refusal:
                found += [] if _HELPS.search(refusal.message) else [f"{what}: {refusal.message}"]
                continue
        texts = [cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
        found += [f"{what}: a control character" for text in texts if re.search(r"[\x00-\x08\x0e-\x1f]", text)]
    assert found == []
