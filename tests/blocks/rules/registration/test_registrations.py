"""The moves of a registration sheet, drawn once more by hand, and which cells are open."""

import itertools

import pytest

from blocks.rules.registration.registrations import (
    ACTIONS,
    MOVES,
    NAMES,
    ROW,
    SheetState,
    allowed,
    cell_closed,
    closed_reason,
    step,
)
from thidua.errors import RuleViolation
from thidua.policy import Role, may

S = SheetState
DRAWN = {
    ("submit", S.DRAFT): S.WITH_PRINCIPAL,
    ("submit", S.RETURNED): S.WITH_PRINCIPAL,
    ("take_back", S.WITH_PRINCIPAL): S.DRAFT,
    ("take_back_returned", S.WITH_PRINCIPAL): S.RETURNED,
    ("approve", S.WITH_PRINCIPAL): S.SENT,
    ("recall", S.SENT): S.DRAFT,
    ("recall_returned", S.SENT): S.RETURNED,
    ("receive", S.SENT): S.RECEIVED,
    ("return", S.SENT): S.RETURNED,
    ("return", S.RECEIVED): S.RETURNED,
    ("accept", S.RECEIVED): S.ACCEPTED,
    ("reopen", S.ACCEPTED): S.RECEIVED,
}


@pytest.mark.parametrize(("move", "state"), list(itertools.product(MOVES, S)))
def test_every_move_from_every_state(move: str, state: SheetState) -> None:
    if (move, state) in DRAWN:
        assert step(state, move) == DRAWN[move, state] and allowed(state, move) and closed_reason(state, move) == ""
        return
    with pytest.raises(RuleViolation) as no:
        step(state, move)
    assert no.value.code == "state" and NAMES[move] in no.value.message and closed_reason(state, move)


def test_received_can_never_be_recalled() -> None:
    assert "Sau khi tiếp nhận không thu hồi được" in closed_reason(S.RECEIVED, "recall")


def test_who_makes_which_move() -> None:
    assert all(not may(Role.SECRETARY, ACTIONS[move]) for move in ("approve", "recall", "receive", "return", "accept"))
    assert all(not may(Role.OFFICER, ACTIONS[move]) for move in ("submit", "approve", "recall"))
    assert all(not may(Role.PRINCIPAL, ACTIONS[move]) for move in ("receive", "return", "accept", "reopen"))
    assert may(Role.PRINCIPAL, ACTIONS["approve"]) and may(Role.SECRETARY, ACTIONS["submit"])


@pytest.mark.parametrize(
    ("state", "flags", "row", "cell", "is_open"),
    [
        (S.DRAFT, frozenset(), 7, "note", True),
        (S.DRAFT, frozenset(), None, "TTLDXS", True),
        (S.RETURNED, frozenset(), 7, "note", False),
        (S.RETURNED, frozenset({(7, "note")}), 7, "note", True),
        (S.RETURNED, frozenset({(7, "note")}), 7, "initiative", False),
        (S.RETURNED, frozenset({(7, "note")}), 8, "note", False),
        (S.RETURNED, frozenset({(7, ROW)}), 7, "CSTDCS", True),
        (S.RETURNED, frozenset({(None, "COTP")}), None, "COTP", True),
        (S.RETURNED, frozenset({(None, "COTP")}), None, "TTLDXS", False),
        (S.WITH_PRINCIPAL, frozenset({(7, "note")}), 7, "note", False),
        (S.SENT, frozenset(), 7, "note", False),
        (S.RECEIVED, frozenset(), 7, "note", False),
        (S.ACCEPTED, frozenset(), 7, "note", False),
    ],
)
def test_open_cells(
    state: SheetState, flags: frozenset[tuple[int | None, str]], row: int | None, cell: str, is_open: bool
) -> None:
    assert (cell_closed(state, flags=flags, row=row, cell=cell) == "") is is_open
