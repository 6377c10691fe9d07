"""Every address of the product, read from the URL resolver: nothing can be left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

from thidua.api.base import action_of
from thidua.policy import Action

# Without a declared action on purpose: signing in and out, the second proof and a forgotten password belong to a
# person, not to a seat; an invitation, a calendar and one's own registration are opened by the secret in their link.
PUBLIC = re.compile(r"(account|mfa)_\w+|invitation|calendar|mails_off|own_registration")


@dataclass(frozen=True)
class Route:
    """One address: `pattern` as written, `params` the names in it, `view` what answers."""

    name: str
    pattern: str
    params: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return f"{self.name or '(không tên)'} /{self.pattern}"

    @property
    def is_api(self) -> bool:
        """Whether programs call it."""
        return self._kind is not None

    @property
    def _kind(self) -> Any:
        return getattr(self.view, "cls", None)

    @property
    def public(self) -> bool:
        """Whether it stands on the short list of addresses without an action."""
        return bool(PUBLIC.fullmatch(self.name))

    def action(self, method: str) -> Action | None:
        """What the view says it demands: `@requires` on pages, `action_required` in the API."""
        return action_of(self._kind, method) if self.is_api else getattr(self.view, "action", None)

    def answers(self, method: str) -> bool:
        """Whether its view knows `method` at all; pages know GET and POST."""
        if not self.is_api:
            return method in ("GET", "POST")
        known = getattr(self.view, "actions", None)  # of a viewset: method → its function
        return method.lower() in known if known else hasattr(self._kind, method.lower())

    def url(self, values: dict[str, Any]) -> str:
        """The address filled with `values`; raises NoReverseMatch where the name or a value is wrong."""
        if not self.name:
            raise NoReverseMatch(str(self))
        return reverse(self.name, kwargs={name: values[name] for name in self.params})


def _text(pattern: Any) -> tuple[str, tuple[str, ...]]:
    if isinstance(pattern, RoutePattern):
        return str(pattern), tuple(pattern.converters)
    assert isinstance(pattern, RegexPattern)
    regex = str(pattern).removeprefix("^").removesuffix(r"\Z").removesuffix("$")
    shown = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", regex)
    return shown, tuple(pattern.regex.groupindex)


def routes(found: Any = None, before: str = "", params: tuple[str, ...] = (), space: str = "") -> Iterator[Route]:
    """All routes below the resolver."""
    for entry in (found or get_resolver()).url_patterns:
        text, own = _text(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, before + text, params + own, inner)
        else:
            assert isinstance(entry, URLPattern)
            name = f"{space}{entry.name}" if entry.name else ""
            yield Route(name, before + text, params + own, entry.callback)


def together(*people: str) -> list[Any]:
    """Parameters of a test, a person each; tests of one person share a process, and so the record."""
    return [pytest.param(who, id=f"record-{who}") for who in people]
