"""The one deed behind all moves: lock, gather facts, ask the flow, write state, step and trail, tell who acts next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Model

from thidua import clock
from thidua.actors import Actor
from thidua.flow.models import Step
from thidua.flow.seen import check_seen, token_of
from thidua.flow.table import LONGEST_REASON, F, Flow, Move, Offer
from thidua.text import squeeze
from thidua.trail import audit
from thidua.wall.tenancy import TenantModel

R = TypeVar("R", bound=TenantModel)


@dataclass(frozen=True)
class Taken(Generic[R, F]):
    """A move that has just been made: what a noun's hook needs to do what it leads to."""

    row: R
    move: Move[F]
    by: Actor
    facts: F
    step: Step
    reason: str
    given: Mapping[str, Any] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    was: dict[str, Any] = field(default_factory=dict)  # what the trail's line says of before, beside the state

    def set(self, **values: Any) -> None:
        """Columns of the row that the move writes together with the state."""
        for name, value in values.items():
            setattr(self.row, name, value)
        self.columns.extend(values)


Hook = Callable[[Taken[R, F]], dict[str, Any] | None]


@dataclass(frozen=True)
class Mover(Generic[R, F]):
    """How a noun moves. `gather(row, by, move)` tells the facts ("" for all moves at once, as buttons need them).

    `leads_to`: by move, what else is written and who is told; it may answer what the trail's line says besides.
    `signing` tells how `by` signs, for moves that sign (`signing_for`, where row and fields have a say); `phrase` the
    trail's verb, where the row has a say in it; `target` whose line of the trail it is. `shows`: what the thing says,
    name of a line → its text: a page that asks
    carries it, and who confirms what has changed meanwhile is told the difference.
    """

    flow: Flow[F]
    lock: Callable[[R], R]
    gather: Callable[[R, Actor, str], F]
    leads_to: Mapping[str, Hook[R, F]] = field(default_factory=dict)
    signing: Callable[[Actor], Mapping[str, Any]] = lambda by: {}
    signing_for: Callable[[R, Actor, Mapping[str, Any]], Mapping[str, Any]] | None = None
    state: str = "state"
    phrase: Callable[[R, Move[F]], str] = lambda row, move: move.phrase
    target: Callable[[R], Model] = lambda row: row
    shows: Callable[[R], Mapping[str, str]] = lambda row: {}

    @transaction.atomic
    def make(self, row: R, code: str, *, by: Actor, reason: str = "", seen: str = "", **given: Any) -> R:
        """Make the move; one transaction, one line in the trail. Raises Denied, RuleViolation as the flow says.

        `seen`: the token of what was shown to who confirms; Conflict where it differs. `given`: the move's fields.
        """
        row, move = self.lock(row), self.flow[code]
        old, facts = str(getattr(row, self.state)), self.gather(row, by, code)
        new, why = self.flow.check(code, old, by, facts, reason), squeeze(reason)[:LONGEST_REASON]
        if seen:
            check_seen(seen, self.shown(row, move, facts))
        setattr(row, self.state, new)
        signed = self._signed(row, move, by, given)
        step = record_step(row, move, by=by, old=old, new=new, reason=why, signing=signed)
        taken, hook = Taken(row, move, by, facts, step, why, given), self.leads_to.get(code)
        more = (hook(taken) if hook else None) or {}
        if new != old or taken.columns:
            row.save(update_fields=[self.state, *taken.columns])
        told = {self.state: new} | more if new != old else more or None
        was = ({self.state: old} if new != old else {}) | taken.was or None
        target = self.target(row)
        audit.record(by=by, verb=self.phrase(row, move)[:60], target=target, old=was, new=told, reason=why[:500])
        return row

    def _signed(self, row: R, move: Move[F], by: Actor, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if not move.signs:
            return {}
        return self.signing(by) if self.signing_for is None else self.signing_for(row, by, given)

    def shown(self, row: R, move: Move[F], facts: F) -> dict[str, str]:
        """What a page that asks shows of the thing and of what will happen, line by line."""
        effects = {f"việc sẽ xảy ra, {n}": effect for n, effect in enumerate(move.effects_of(facts), start=1)}
        return {"tình trạng": str(getattr(row, self.state)), **self.shows(row), **effects}

    def token(self, row: R, move: Move[F], facts: F) -> str:
        """The same as a token to carry."""
        return token_of(self.shown(row, move, facts))

    def offers(self, row: R, actor: Actor) -> list[Offer[F]]:
        """Every move this person may make on the row at all, open or closed with its reason."""
        return self.flow.offers(str(getattr(row, self.state)), actor, self.gather(row, actor, ""))

    def offer(self, row: R, code: str, actor: Actor) -> tuple[Offer[F] | None, F]:
        """One move with the facts behind the answer."""
        facts = self.gather(row, actor, code)
        return self.flow.offer(code, str(getattr(row, self.state)), actor, facts), facts


def record_step(
    row: TenantModel,
    move: Move[Any],
    *,
    by: Actor,
    old: str,
    new: str,
    reason: str = "",
    signing: Mapping[str, Any] | None = None,
) -> Step:
    """Write that the move was made; the step before it, and those it undoes, no longer stand."""
    kind, target = row._meta.label_lower, row.pk
    before = Step.objects.filter(kind=kind, target=target, standing=True, move__in=[move.code, *move.undoes])
    before.update(standing=False)
    step = step_of(row, move, by=by, old=old, new=new, reason=reason, signing=signing)
    step.save()
    return step


def step_of(
    row: TenantModel,
    move: Move[Any],
    *,
    by: Actor,
    old: str,
    new: str,
    reason: str = "",
    signing: Mapping[str, Any] | None = None,
) -> Step:
    """The step, unsaved: for deeds that write through a undo_log of their own."""
    return Step(**_told(move, by, row._meta.label_lower, row.pk, old, new), reason=reason, signing=dict(signing or {}))


def record_steps(rows: Sequence[TenantModel], move: Move[Any], *, by: Actor, old: str) -> None:
    """The same move of many things at once (lists brought in from files), none of them a fork; two statements."""
    if not rows:
        return
    kind, targets = rows[0]._meta.label_lower, [row.pk for row in rows]
    codes = [move.code, *move.undoes]
    Step.objects.filter(kind=kind, target__in=targets, standing=True, move__in=codes).update(standing=False)
    Step.objects.bulk_create(Step(**_told(move, by, kind, target, old, move.ends[0])) for target in targets)


def _told(move: Move[Any], by: Actor, kind: str, target: int, old: str, new: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "target": target,
        "move": move.code,
        "from_state": old,
        "to_state": new,
        "account": by.account_id,
        "name": by.account_name[:120],
        "seat": by.seat_name[:300],
        "delegation": by.delegation_id,
        "for_name": by.for_name[:120],
        "at": clock.now(),
    }
