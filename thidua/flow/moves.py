"""What a flow is written with: why not (`No`), facts, what a move asks besides (`Field`), one row of it (`Move`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

from thidua.policy import Action

LONGEST_REASON = 1000
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class No:
    """Why a move is closed and the way out. `code` and `where` are those of the RuleViolation it becomes.

    `never`: the move does not fit this thing at all, so no page shows its button; who comes by an address is told.
    """

    why: str
    way_out: str = ""
    code: str = "state"
    where: str = ""
    never: bool = False

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a move asks besides its reason, on its page and in the API alike; the service gets it by `name`.

    `required`: what is said where nothing is typed; "" where it may stay empty. `hint` stands beside the field.
    """

    name: str
    label: str
    kind: Literal["words", "number", "day", "tick"] = "words"
    required: str = ""
    wrong: str = ""
    hint: str = ""
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Fork(Generic[F]):
    """A move that ends in one of several states, as the facts decide."""

    decide: Callable[[F], str]
    ends: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Move(Generic[F]):
    """One row of the table. `to` None: the state stays. `action` None: who may is told by a link; a function
    says it of the facts (each kind of paper has its own; None from it: nobody). `also` are other actions that let it.

    `closed` are states from which a page shows the closed button, with the way out; `elsewhere` the ways out told only
    to who comes by an address. `waits_for`: states in which others of the unit are told who makes this move.
    `undoes`: moves whose steps no longer stand once this one is made. `needs_reason`: what is said where no reason is
    given, or a function that says it of the facts. `slug` is the page's address, "" where the noun has a page of its
    own or none; `doorless` moves are made by other deeds only.
    `at_once`: the button makes the move, without the page that asks first. `asks_for`: its fields. `question` is the
    heading of that page, with `{of}` for what it is about; `bulk` names the deed for many ("Công nhận {n} danh sách").
    `fresh`: the person proves anew who they are.
    """

    code: str
    label: str
    starts: frozenset[str]
    to: str | Fork[F] | None
    action: Action | Callable[[F], Action | None] | None
    slug: str = ""
    icon: str = "arrow-right"
    done: str = ""
    verb: str = ""
    told: str = ""
    primary: bool = False
    at_once: bool = False
    fresh: bool = False
    question: str = ""
    asks_for: tuple[Field, ...] = ()
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

    def who(self, facts: F) -> Action | None:
        """The action that lets it, of this thing."""
        return self.action(facts) if callable(self.action) and not isinstance(self.action, Action) else self.action

    def asked_of(self, of: str) -> str:
        """The question of its page."""
        return self.question.format(of=of) if self.question else f"{self.label}: {of}?"

    def bulk_of(self, n: int | str) -> str:
        """The deed done to several, named with their number."""
        return self.bulk.format(n=n) if "{n}" in self.bulk else f"{self.bulk}: {n}"

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
