"""What stands before a view, said by the view itself: never by a table of beginnings of addresses.

An address that somebody adds is behind every gate until its view opens one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, URLPattern, URLResolver, resolve

from thidua.policy import Again

_View = TypeVar("_View", bound=Callable[..., Any])
_KEPT = "_gates"  # on the request: asked by several middlewares, resolved once


@dataclass(frozen=True, slots=True)
class Gates:
    """Which of the usual gates stand open before a view.

    `by_link`: opened by the secret in its address, perhaps of another authority, before any seat is chosen.
    `of_the_person`: belongs to the person and not to a seat: its forms need not name the acting seat.
    `for_readers`: who only reads in another authority may send it, and it is not noted there as reading.
    `first_proof_enough`: open before the second proof is set up.
    `again`: when this view asks for a recent proof although its action does not, or does so only on change.
    `instead_for_platform`: where the platform's staff, who sit in no authority, are led instead (name of an address).
    `in_memory`: a file sent here is never written to a disk, not even for the request (private keys).
    `body`: how many bytes a request may have; None for the usual limit (settings.BODY_LIMIT).
    `heavy`: the methods that open files: they work in a lane of their own (thidua.web.front).
    """

    by_link: bool = False
    of_the_person: bool = False
    for_readers: bool = False
    first_proof_enough: bool = False
    again: Again = Again.NEVER
    instead_for_platform: str = ""
    body: int | None = None
    in_memory: bool = False
    heavy: frozenset[str] = frozenset()

    @property
    def longest(self) -> int:
        """Bytes that a request may have."""
        return settings.BODY_LIMIT if self.body is None else self.body


CLOSED = Gates()
READS_FILES = frozenset({"POST"})  # `heavy` of a page that takes files
MAKES_FILES = frozenset({"GET", "POST"})  # `heavy` of an address that makes one
OF_SIGNING_IN = Gates(of_the_person=True, for_readers=True, first_proof_enough=True, body=64 * 1024)


def gates(**opened: Any) -> Callable[[_View], _View]:
    """Open some gates before a view: the names are those of `Gates`."""

    def mark(view: _View) -> _View:
        view.gates = replace(gates_of_view(view), **opened)  # type: ignore[attr-defined]
        return view

    return mark


def gated(opened: Gates, patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses of a library's views, which cannot say their gates themselves."""
    listed = list(patterns)
    for pattern in listed:
        if isinstance(pattern, URLResolver):
            gated(opened, pattern.url_patterns)
        else:
            pattern.callback.gates = opened  # type: ignore[attr-defined]
    return listed


def gates_of_view(view: Any) -> Gates:
    """What a page's function or an API's class says; CLOSED where it says nothing."""
    own = getattr(view, "gates", None) or getattr(getattr(view, "cls", None), "gates", None)
    return own if isinstance(own, Gates) else CLOSED


def gates_of(request: HttpRequest) -> Gates:
    """The gates of the view that will answer; CLOSED for an address without one."""
    kept = getattr(request, _KEPT, None)
    if kept is None:
        kept = gates_of_path(request.path_info)
        setattr(request, _KEPT, kept)
    return kept


def gates_of_path(path: str) -> Gates:
    """The gates of the view at `path`; CLOSED where there is none."""
    try:
        return gates_of_view(resolve(path).func)
    except Resolver404:
        return CLOSED
