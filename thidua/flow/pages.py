"""The pages of a flow: one confirmation page and its POST a move, addresses and all, from the noun's table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.deeds import Mover, R
from thidua.flow.table import F, Move, Offer
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@dataclass(frozen=True)
class Ask:
    """What the page of a move says beside the table: of what, where it belongs, what will happen, what to answer.

    `warnings` are (who, what, why); where there are some, the reason is an explanation of them.
    """

    lead: str
    up: str
    question: str
    effects: Sequence[str] = ()
    warnings: Sequence[tuple[str, str, str]] = ()
    kept: str = ""


@dataclass(frozen=True)
class MovePages(Generic[R, F]):
    """The noun's part: how a row is found for a person (else 404), what the page asks, and the row's own page.

    `page` is the URL name of that page, `back` what the way back to it is called.
    """

    mover: Mover[R, F]
    fetch: Callable[[Actor, int], R]
    ask: Callable[[R, Move[F], F, Actor], Ask]
    page: str
    back: str = "Quay lại"

    def paths(self, prefix: str) -> list[URLPattern]:
        """`<prefix><slug>/` for every move that has a page here, named `<page>_<code>`."""
        moves = [move for move in self.mover.flow if move.slug and not move.doorless]
        return [path(f"{prefix}{move.slug}/", self.view(move), name=f"{self.page}_{move.code}") for move in moves]

    def view(self, move: Move[F]) -> Callable[..., HttpResponse]:
        """The page of one move: GET asks, POST makes it; a refusal is told on the same page."""
        if move.action is None:
            raise ValueError(f"{move.code}: a move with a page names its action")

        @requires(move.action)
        def move_page(request: SeatedRequest, pk: int) -> HttpResponse:
            row, refusal = self.fetch(request.actor, pk), None
            if request.method == "POST":
                try:
                    self.mover.make(row, move.code, by=request.actor, reason=request.POST.get("reason", ""))
                except RuleViolation as problem:
                    refusal = problem
                else:
                    return self._made(request, row, move)
            return self._asked(request, row, move, refusal)

        move_page.__doc__ = f"{move.label}. {move.told}".strip()
        return move_page

    def _made(self, request: SeatedRequest, row: R, move: Move[F]) -> HttpResponse:
        messages.success(request, move.done or f"{move.label}: đã xong.")
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": reverse(self.page, args=[row.pk])})
        return redirect(self.page, row.pk)

    def _asked(self, request: SeatedRequest, row: R, move: Move[F], refusal: RuleViolation | None) -> HttpResponse:
        offer, facts = self.mover.offer(row, move.code, request.actor)
        if offer is None:
            raise Http404
        ask, asks = self.ask(row, move, facts, request.actor), move.asks(facts)
        context: dict[str, Any] = {
            "move": move,
            "ask": ask,
            "is_open": offer.is_open,
            "refusal": refusal.message if refusal else offer.reason,
            "effects": [*ask.effects, *move.effects_of(facts)],
            "asks_reason": asks is not None,
            "url": reverse(self.page, args=[row.pk]),
            "back": self.back,
        }
        status = refusal.status if refusal else 200
        part = "thidua/flow/ask.html" if request.htmx else "thidua/flow/move.html"
        return render(request, part, context, status=status)


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
