"""Every flow is drawn in HOUSE.md as its table says, and its table holds together."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import awards.rules
import blocks.rules
import documents.rules
from thidua.flow.drawing import drawing
from thidua.flow.table import Facts, Flow

HOUSE = Path(__file__).resolve().parents[2] / "thidua" / "HOUSE.md"


def _flows() -> dict[str, Flow[Any]]:
    """Every flow that stands in a wing's rules, by module."""
    found: dict[str, Flow[Any]] = {}
    for package in (blocks.rules, awards.rules, documents.rules):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Flow) and value not in found.values():
                    found[module.name] = value
    return found


FLOWS = _flows()


def test_the_flows_are_found() -> None:
    assert len(FLOWS) >= 5


@pytest.mark.parametrize("name", FLOWS)
def test_the_drawing_is_the_table(name: str) -> None:
    assert drawing(FLOWS[name]) in HOUSE.read_text(encoding="utf-8"), f"draw it anew:\n{drawing(FLOWS[name])}"


@pytest.mark.parametrize("name", FLOWS)
def test_the_table_holds_together(name: str) -> None:
    flow = FLOWS[name]
    states = {str(state) for state in flow.states}
    assert set(flow.stands) == states, "each state says in a sentence where the thing stands"
    slugs = [move.slug for move in flow if move.slug]
    assert len(slugs) == len(set(slugs))
    for move in flow:
        told = {*move.starts, *move.ends, *move.closed, *move.elsewhere, *move.waits_for}
        assert told <= states and move.starts, move.code
        assert not move.starts & {*move.closed, *move.elsewhere}, f"{move.code}: open and closed at once"
        assert move.undoes <= set(flow.moves) and move.code not in move.undoes, move.code
        assert not move.slug or (move.action is not None and move.done), f"{move.code}: a page needs action and answer"


def test_a_state_nobody_leaves_or_enters_is_meant() -> None:
    """A dead end is an end, and every state but the first is reached."""
    for flow in FLOWS.values():
        reached = {end for move in flow for end in move.ends}
        first = next(iter(flow.states))
        assert {str(state) for state in flow.states} - {str(first)} <= reached, flow.noun


def test_the_drawing_of_a_changed_table_differs() -> None:
    """What the test above rests on: one start more is another drawing."""
    flow = next(iter(FLOWS.values()))
    move = next(iter(flow))
    fewer = {**vars(move), "starts": frozenset(list(move.starts)[1:])}
    changed: Flow[Facts] = Flow(flow.noun, flow.states, (type(move)(**fewer),), stands=flow.stands)
    assert drawing(changed).split("\n")[2] != drawing(flow).split("\n")[2]
