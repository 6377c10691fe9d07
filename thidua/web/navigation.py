"""Navigation by noun, in the order of the year: the lines of the manifests that the acting role may use."""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from thidua.actors import Actor
from thidua.policy import Action, Role, may
from thidua.registries.menu import Line
from thidua.registries.wings import menu


class Shown(NamedTuple):
    """A line ready for the template."""

    label: str
    url: str
    icon: str
    current: bool


@lru_cache(maxsize=256)
def _address(name: str, _urls: str) -> str:
    """The page's address among those of the module `_urls`; asked for every line of every page, so remembered."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _fit(line: Line, url: str, path: str) -> int:
    """How closely the page at `path` belongs to the line: the length of what matches, 0 for not at all."""
    if line.under and line.under in path:
        return len(line.under)
    return len(url) if path == url or (url != "/" and path.startswith(url)) else 0


@lru_cache(maxsize=256)
def _open_to(
    role: Role, powers: frozenset[Action] | None, urls: str, _wings: tuple[str, ...]
) -> tuple[tuple[Line, str], ...]:
    """The lines that a role with these powers may use, each with its address: the same on every page."""

    def may_do(action: Action) -> bool:
        return may(role, action) and (powers is None or action in powers)

    return tuple(
        (line, url)
        for _, lines in menu()
        for line in lines
        if may_do(line.action) and not (line.unless and may_do(line.unless)) and (url := _address(line.url_name, urls))
    )


def entries(actor: Actor | None, path: str) -> tuple[Shown, ...]:
    """The lines the acting person sees on the page at `path`; nobody signed in sees none."""
    if actor is None:
        return ()
    open_to = _open_to(actor.role, actor.powers, settings.ROOT_URLCONF, tuple(settings.MANIFESTS))
    fits = [_fit(line, url, path) for line, url in open_to]
    best = max(fits, default=0)
    return tuple(
        Shown(line.label, url, line.icon, bool(fit) and fit == best)
        for (line, url), fit in zip(open_to, fits, strict=True)
    )


@lru_cache(maxsize=256)
def drawn(lines: tuple[Shown, ...]) -> SafeString:
    """The list as every page of that seat shows it, drawn once for each line that can be the current one."""
    return render_to_string("components/navigation.html", {"navigation": lines})
