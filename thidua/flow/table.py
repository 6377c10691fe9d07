"""Moves of a noun, told once: from which states, by whom, when, why not, to where. Plain facts in, answers out.

A noun's table is a `Flow` in its wing's rules, written with what `moves` offers. Buttons, pages, bulk deeds, the API,
the service and the drawing in HOUSE.md read it; `offers` and `check` say the same sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from thidua.actors import Actor
from thidua.choices import Choice
from thidua.errors import Denied, RuleViolation
from thidua.flow.moves import LONGEST_REASON, F, Facts, Field, Fork, Move, No
from thidua.policy import ACTION_LABELS, Action, roles_that_may
from thidua.text import squeeze

__all__ = ["LONGEST_REASON", "F", "Facts", "Field", "Flow", "Fork", "Move", "No", "Offer"]


@dataclass(frozen=True, slots=True)
class Offer(Generic[F]):
    """A move as offered to one person: open, or closed with its reason. `shown`: a page shows the closed button too."""

    move: Move[F]
    no: No | None
    shown: bool

    @property
    def is_open(self) -> bool:
        """Whether it can be made now."""
        return self.no is None

    @property
    def reason(self) -> str:
        """Why it is closed and the way out; "" where it is open."""
        return self.no.sentence if self.no else ""


class Flow(Generic[F]):
    """All moves of a noun. `stands` is the full sentence of each state; `refused` how a service says a closed state.

    `moves` stand in the order of the buttons.
    """

    def __init__(
        self,
        noun: str,
        states: type[Choice],
        moves: tuple[Move[F], ...],
        *,
        stands: Mapping[str, str],
        refused: str = "{why}",
    ) -> None:
        self.noun, self.states, self.stands, self.refused = noun, states, stands, refused
        self.moves = {move.code: move for move in moves}

    def __iter__(self) -> Iterator[Move[F]]:
        return iter(self.moves.values())

    def __getitem__(self, code: str) -> Move[F]:
        return self.moves[code]

    def starts(self, code: str, state: str) -> bool:
        """Whether the move starts from the state."""
        return state in self[code].starts

    def wrong_state(self, code: str, state: str) -> No | None:
        """Why the move cannot be made from the state, and the way out; None where it can."""
        move = self[code]
        if state in move.starts:
            return None
        return No(self.stands[state], move.closed.get(state, "") or move.elsewhere.get(state, ""))

    def closed(self, code: str, state: str, facts: F) -> No | None:
        """Why the move is closed by state, phase or a guard, whoever asks."""
        move = self[code]
        if no := self.wrong_state(code, state):
            return no
        if move.phase and facts.shut:
            return No(facts.shut, code="phase")
        return next((no for guard in move.guards if (no := guard(facts))), None)

    def step(self, code: str, state: str, facts: F) -> str:
        """The state after the move; raises RuleViolation where it is closed."""
        if no := self.wrong_state(code, state):
            raise RuleViolation(no.code, self.refused.format(label=self[code].label, why=no.sentence), where=no.where)
        _refuse(self.closed(code, state, facts))
        return self[code].after(state, facts)

    def check(self, code: str, state: str, actor: Actor, facts: F, reason: str = "") -> str:
        """The state after the move as `actor` would make it; raises Denied or RuleViolation with the offer's reason."""
        self.demand(code, actor, facts)
        after = self.step(code, state, facts)
        _refuse(None if squeeze(reason) else self[code].asks(facts))
        return after

    def demand(self, code: str, actor: Actor, facts: F) -> None:
        """Raise Denied unless `actor` may make the move at all."""
        _refuse(_denied(self[code], actor, facts))

    def offers(self, state: str, actor: Actor, facts: F) -> list[Offer[F]]:
        """Each move that `actor` may make at all, open ones first; and who makes those that are waited for."""
        offered = [offer for move in self if (offer := self.offer(move.code, state, actor, facts)) is not None]
        has_part = any(_denied(move, actor, facts) is None for move in self)
        return sorted((offer for offer in offered if has_part), key=lambda offer: not offer.is_open)

    def offer(self, code: str, state: str, actor: Actor, facts: F) -> Offer[F] | None:
        """One move for one person; None where it is not theirs and nobody of their unit waits for it."""
        move = self[code]
        if move.doorless:
            return None
        if _denied(move, actor, facts) is None:
            no = self.closed(code, state, facts)
            shown = no is None or (not no.never and (state in move.starts or state in move.closed))
            return Offer(move, no, shown)
        if facts.own and state in move.waits_for and (action := move.who(facts)) is not None:
            return Offer(move, No(_theirs(action), code="denied"), True)
        return None


def _refuse(no: No | None) -> None:
    if no is not None and no.code == "denied":
        raise Denied(no.sentence)
    if no is not None:
        raise RuleViolation(no.code, no.sentence, where=no.where)


def _theirs(action: Action) -> str:
    return f"Việc này dành cho: {', '.join(roles_that_may(action))}."


def _denied(move: Move[Any], actor: Actor, facts: Facts) -> No | None:
    """Why this person may not make the move at all: role or delegation, or a thing of another unit."""
    if move.action is None or (actor.account_id is None and actor.seat_id is None):
        return None  # a link's holder; a command, or the other side of a transfer: whoever set it going was asked
    action = move.who(facts)
    if action is None:
        return No("Hồ sơ loại này không có bước đó.", code="denied")
    if not any(actor.may(one) for one in (action, *move.also)):
        told = f"Vai trò đang dùng không được “{ACTION_LABELS[action]}”."
        return No(told, _theirs(action), code="denied")
    return None if facts.own else No("Hồ sơ này không thuộc đơn vị của bạn.", code="denied")
