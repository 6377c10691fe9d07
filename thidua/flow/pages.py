"""The pages of a flow: one confirmation page and its POST a move, addresses and all, from the noun's table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.deeds import Mover, R
from thidua.flow.forms import form_of
from thidua.flow.table import F, Move, Offer
from thidua.policy import Action, Again
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest, refuse_field


class Warned(NamedTuple):
    """Something to look at before confirming: in words with its number, and where ("" for nowhere)."""

    told: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What the page of a move says beside the table: of what, where it belongs, what will happen, what to answer.

    `of`: what the question names. `answers`: what was said, as (label, words), the check-answers of the page.
    `warned`: what to look at before confirming. `warnings` are (who, what, why): where there are some, the reason is an
    explanation of them. `initial`: values of the move's fields. `kept`: the reason as it was given before.
    """

    lead: str
    up: str = ""
    of: str = ""
    answers: Sequence[tuple[str, str]] = ()
    effects: Sequence[str] = ()
    warned: Sequence[Warned] = ()
    warnings: Sequence[tuple[str, str, str]] = ()
    kept: str = ""
    initial: dict[str, Any] = field(default_factory=dict)


def _plain(row: Any, _move: Any, _facts: Any, _actor: Actor) -> Ask:
    return Ask(lead=str(row), of=str(row))


@dataclass(frozen=True)
class MovePages(Generic[R, F]):
    """The noun's part: how a row is found for a person (else 404) and the row's own page; the rest has a usual answer.

    `page` is the URL name of that page, by the row's id or, with `one_page`, without; `name` begins the names of the
    moves' addresses. `ask`: what the page says; `back` what the way back is called. `gate`: the action that opens the
    pages of moves whose action is told by the facts. `told`: the sentence after the move, where the row has a say.
    `url` answers the row's page itself.
    """

    mover: Mover[R, F]
    fetch: Callable[[Actor, int], R]
    page: str
    ask: Callable[[R, Move[F], F, Actor], Ask] = _plain
    back: str = "Quay lại"
    name: str = ""
    one_page: bool = False
    gate: Action | None = None
    told: Callable[[R, Move[F]], str] = lambda row, move: move.done or f"{move.label}: đã xong."
    url: Callable[[R], str] | None = None

    def paths(self, prefix: str) -> list[URLPattern]:
        """`<prefix><slug>/` for every move that has a page here, named `<name>_<code>`."""
        moves = [move for move in self.mover.flow if move.slug and not move.doorless]
        names = self.name or self.page
        return [path(f"{prefix}{move.slug}/", self.view(move), name=f"{names}_{move.code}") for move in moves]

    def view(self, move: Move[F]) -> Callable[..., HttpResponse]:
        """The page of one move: GET asks, POST makes it; a refusal is told on the same page."""
        action = self.gate if self.gate is not None else move.action
        if not isinstance(action, Action):
            raise ValueError(f"{move.code}: a move with a page names its action, or the pages their gate")

        def move_page(request: SeatedRequest, pk: int) -> HttpResponse:
            row, refusal = self.fetch(request.actor, pk), None
            form = form_of(move, request.POST if request.method == "POST" else None)
            if request.method == "POST" and form.is_valid():
                try:
                    made = self._make(request, row, move, form)
                except RuleViolation as problem:
                    refusal = problem
                else:
                    return self._made(request, made, move)
            return self._asked(request, row, move, refusal, form)

        move_page.__doc__ = f"{move.label}. {move.told}".strip()
        return gates(again=Again.ON_CHANGE if move.fresh else Again.NEVER)(requires(action)(move_page))

    def _make(self, request: SeatedRequest, row: R, move: Move[F], form: forms.Form) -> R:
        typed = {"reason": request.POST.get("reason", ""), "seen": request.POST.get("seen", "")}
        return self.mover.make(row, move.code, by=request.actor, **typed, **form.cleaned_data)

    def home(self, row: R) -> str:
        """The address of the row's own page."""
        if self.url is not None:
            return self.url(row)
        return reverse(self.page, args=() if self.one_page else [row.pk])

    def _made(self, request: SeatedRequest, row: R, move: Move[F]) -> HttpResponse:
        messages.success(request, self.told(row, move))
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": self.home(row)})
        return redirect(self.home(row))

    def _asked(
        self, request: SeatedRequest, row: R, move: Move[F], refusal: RuleViolation | None, form: forms.Form
    ) -> HttpResponse:
        offer, facts = self.mover.offer(row, move.code, request.actor)
        if offer is None:
            raise Http404
        ask, status = self.ask(row, move, facts, request.actor), 422 if form.errors else 200
        if request.method != "POST":
            form = form_of(move, None, ask.initial)
        elif refusal is not None:
            status, refusal = _beside_field(form, refusal)
        context: dict[str, Any] = {
            "move": move,
            "ask": ask,
            "up": ask.up or self.back,
            "question": move.asked_of(ask.of),
            "form": form,
            "seen": self.mover.token(row, move, facts) if offer.is_open else "",
            "reason": request.POST.get("reason") or ask.kept,
            "is_open": offer.is_open,
            "refusal": refusal.message if refusal else offer.reason,
            "effects": [*ask.effects, *move.effects_of(facts)],
            "asks_reason": move.asks(facts) is not None,
            "url": self.home(row),
            "back": self.back,
        }
        part = "thidua/flow/ask.html" if request.htmx else "thidua/flow/move.html"
        return render(request, part, context, status=status)


def _beside_field(form: forms.Form, refusal: RuleViolation) -> tuple[int, RuleViolation | None]:
    """The status, and the refusal where it stands beside no field of the form."""
    if refusal.where in form.fields:
        return refuse_field(form, refusal), None
    return refusal.status, refusal


def buttons(offers: Sequence[Offer[F]], page: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The one button that stands out (the first open move that leads on) and the others, as templates show them."""
    shown = [
        {
            "move": offer.move.code,
            "label": offer.move.label,
            "icon": offer.move.icon,
            "reason": offer.reason,
            "at_once": offer.move.at_once,
            "url_name": f"{page}_{offer.move.code}",
        }
        for offer in offers
        if offer.shown
    ]
    leading = {offer.move.code for offer in offers if offer.is_open and offer.move.primary}
    primary = next((button for button in shown if button["move"] in leading), None)
    return primary, [button for button in shown if button is not primary]
