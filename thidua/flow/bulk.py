"""One move of several things: first a page that names the deed, says what will be done and what cannot, then each.

Each thing is done in its own step; one that cannot holds up no other and says why.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.deeds import Mover, R
from thidua.flow.seen import check_seen, token_of
from thidua.flow.table import F, Move
from thidua.policy import Action, Again
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest
from thidua.web.sent_once import shown_once

MOST = 500  # things of one press


@dataclass(frozen=True)
class Line:
    """One thing of many: its name, why the deed is closed ("" where it is open), what was shown of it."""

    key: int
    name: str
    refusal: str = ""
    seen: str = ""


def line_of(mover: Mover[R, F], row: R, code: str, by: Actor, name: str) -> Line:
    """How the move stands for one thing, and what the page shows of it."""
    offer, facts = mover.offer(row, code, by)
    if offer is None:
        return Line(row.pk, name, "Vai trò đang dùng không làm được việc này.")
    if not offer.is_open:
        return Line(row.pk, name, offer.reason)
    if no := offer.move.asks(facts):
        return Line(row.pk, name, f"{no.sentence} Mở riêng hồ sơ này để ghi.")
    return Line(row.pk, name, "", mover.token(row, offer.move, facts))


def attempt(deed: Callable[[], Any]) -> str:
    """Do it in a step of its own; the refusal in words, or what the deed still says; "" where it was done."""
    try:
        with transaction.atomic():
            told = deed()
    except RuleViolation as problem:
        return problem.message
    return told if isinstance(told, str) else ""


def ask_page(
    request: SeatedRequest, lines: Sequence[Line], *, title: str, hidden: Iterable[tuple[str, str]], **context: Any
) -> HttpResponse:
    """The page that asks: `hidden` are the fields sent once more with the confirmation."""
    ready, closed = [one for one in lines if not one.refusal], [one for one in lines if one.refusal]
    seen = token_of({one.name: one.seen for one in ready})
    shown = {"title": title, "ready": ready, "closed": closed, "hidden": list(hidden), "seen": seen}
    return render(request, "thidua/flow/bulk_ask.html", shown | context, status=200 if ready else 422)


def check_lines(seen: str, lines: Sequence[Line]) -> None:
    """Conflict where what is ready now is not what the page had shown."""
    if seen:
        check_seen(seen, {one.name: one.seen for one in lines if not one.refusal})


def done_page(request: SeatedRequest, lines: Sequence[Line], **context: Any) -> HttpResponse:
    """What became of each, those that could not first; 422 where nothing was done."""
    done = sum(not one.refusal for one in lines)
    shown = {"lines": sorted(lines, key=lambda one: not one.refusal), "done": done, "all": len(lines)}
    answer = render(request, "thidua/flow/bulk_done.html", shown | context, status=200 if done else 422)
    return shown_once(answer) if done else answer


@dataclass(frozen=True)
class BulkPages(Generic[R, F]):
    """The noun's part: which of the chosen rows a person may see, what they are called, and the page of the list.

    A form of that page sends the ids as `row` to `<name>_bulk_<code>`.
    """

    mover: Mover[R, F]
    rows: Callable[[Actor, Sequence[int]], Iterable[R]]
    page: str
    name: str
    back: str
    name_of: Callable[[R], str] = str

    def paths(self, prefix: str) -> list[URLPattern]:
        """`<prefix><slug>/` for every move that is done to several at once."""
        moves = [move for move in self.mover.flow if move.bulk and move.slug]
        return [path(f"{prefix}{move.slug}/", self.view(move), name=f"{self.name}_bulk_{move.code}") for move in moves]

    def view(self, move: Move[F]) -> Callable[..., HttpResponse]:
        """The address of one move for several rows: asks first, then does."""
        if not isinstance(move.action, Action):
            raise ValueError(f"{move.code}: a bulk move names its action")

        def bulk_page(request: SeatedRequest) -> HttpResponse:
            chosen = [key for one in request.POST.getlist("row") if (key := whole_number(one)) is not None][:MOST]
            rows = list(self.rows(request.actor, chosen))
            if not rows:
                raise RuleViolation("none", "Chọn ít nhất một dòng trong bảng.")
            lines = [line_of(self.mover, row, move.code, request.actor, self.name_of(row)) for row in rows]
            ready = sum(not one.refusal for one in lines)
            words = {"title": move.bulk_of(ready), "url": reverse(self.page), "up": self.back, "back": self.back}
            if "confirmed" not in request.POST:
                hidden = [("row", str(row.pk)) for row in rows]
                return ask_page(request, lines, hidden=hidden, **words)
            check_lines(request.POST.get("seen", ""), lines)
            made = make_each(self.mover, rows, lines, move.code, by=request.actor)
            return done_page(request, made, **words)

        bulk_page.__doc__ = f"{move.label} cho các dòng đã chọn."
        guarded = gates(again=Again.ON_CHANGE if move.fresh else Again.NEVER)(requires(move.action)(bulk_page))
        return require_POST(guarded)


def make_each(mover: Mover[R, F], rows: Iterable[R], lines: Iterable[Line], code: str, *, by: Actor) -> list[Line]:
    """Make the move on each row that is ready; what became of each."""
    made = []
    for row, line in zip(rows, lines, strict=True):
        refusal = line.refusal or attempt(lambda row=row: mover.make(row, code, by=by))  # type: ignore[misc]
        made.append(Line(line.key, line.name, refusal))
    return made
