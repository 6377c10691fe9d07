"""Moves of a noun, told once: from which states, by whom, when, why not, to where. Plain facts in, answers out.

A noun's table is a `Flow` in its wing's rules. Buttons, pages, bulk deeds, the API, the service and the drawing in
HOUSE.md read it; `offers` and `check` say the same sentence.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from thidua.actors import Actor
from thidua.choices import Choice
from thidua.errors import Denied, RuleViolation
from thidua.policy import ACTION_LABELS, Action, roles_that_may
from thidua.text import squeeze

LONGEST_REASON = 1000
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class No:
    """Why a move is closed and the way out. `code` and `where` are those of the RuleViolation it becomes."""

    why: str
    way_out: str = ""
    code: str = "state"
    where: str = ""

    @property
    def sentence(self) -> str:
        """Both, as a person reads them."""
        return f"{self.why} {self.way_out}".strip()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every flow asks of its noun; a noun's own facts extend it.

    `own`: the thing is of the actor's own unit, or the actor is the authority's. `shut`: why the phase of the flow's
    moves is closed now, "" where it is open.
    """

    own: bool = True
    shut: str = ""


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Fork(Generic[F]):
    """A move that ends in one of several states, as the facts decide."""

    decide: Callable[[F], str]
    ends: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Move(Generic[F]):
    """One row of the table. `to` None: the state stays. `action` None: who may is told elsewhere
    (by a link, by a kind of paper); `also` are other actions that let it.

    `closed` are states from which a page shows the closed button, with the way out; `elsewhere` the ways out told only
    to who comes by an address. `waits_for`: states in which others of the unit are told who makes this move.
    `undoes`: moves whose steps no longer stand once this one is made. `needs_reason`: what is said where no reason is
    given, or a function that says it of the facts. `slug` is the page's address, "" where the noun has a page of its
    own or none; `doorless` moves are made by other deeds only.
    `at_once`: the button makes the move, without the page that asks first.
    """

    code: str
    label: str
    starts: frozenset[str]
    to: str | Fork[F] | None
    action: Action | None
    slug: str = ""
    icon: str = "arrow-right"
    done: str = ""
    verb: str = ""
    told: str = ""
    primary: bool = False
    at_once: bool = False
    bulk: str = ""
    phase: str = ""
    signs: bool = False
    also: frozenset[Action] = frozenset()
    doorless: bool = False
    guards: tuple[Callable[[F], No | None], ...] = ()
    needs_reason: No | Callable[[F], No | None] | None = None
    effects: tuple[str | Callable[[F], str], ...] = ()
    closed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    elsewhere: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    waits_for: frozenset[str] = frozenset()
    undoes: frozenset[str] = frozenset()

    @property
    def phrase(self) -> str:
        """The verb phrase of the trail."""
        return self.verb or self.label.lower()

    @property
    def ends(self) -> tuple[str, ...]:
        """The states in which it may end; () where the state stays."""
        return () if self.to is None else self.to.ends if isinstance(self.to, Fork) else (self.to,)

    def after(self, state: str, facts: F) -> str:
        """The state after the move."""
        if self.to is None:
            return state
        return self.to.decide(facts) if isinstance(self.to, Fork) else self.to

    def asks(self, facts: F) -> No | None:
        """What is said where no reason is given; None where none is needed."""
        return self.needs_reason(facts) if callable(self.needs_reason) else self.needs_reason

    def effects_of(self, facts: F) -> list[str]:
        """What the page says will happen."""
        told = (effect if isinstance(effect, str) else effect(facts) for effect in self.effects)
        return [effect for effect in told if effect]


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
            return Offer(move, no, no is None or state in move.starts or state in move.closed)
        if facts.own and state in move.waits_for and move.action is not None:
            return Offer(move, No(_theirs(move.action), code="denied"), True)
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
    if not any(actor.may(action) for action in (move.action, *move.also)):
        told = f"Vai trò đang dùng không được “{ACTION_LABELS[move.action]}”."
        return No(told, _theirs(move.action), code="denied")
    return None if facts.own else No("Hồ sơ này không thuộc đơn vị của bạn.", code="denied")
