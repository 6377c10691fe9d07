"""Navigation by noun, in the order of the year: the lines of the manifests that the acting role may use."""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from thidua.actors import Actor
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


def entries(actor: Actor | None, path: str) -> list[Shown]:
    """The lines the acting person sees on the page at `path`; nobody signed in sees none."""
    if actor is None:
        return []
    open_to = [
        (line, url, _fit(line, url, path))
        for _, lines in menu()
        for line in lines
        if actor.may(line.action)
        and not (line.unless and actor.may(line.unless))
        and (url := _address(line.url_name, settings.ROOT_URLCONF))
    ]
    best = max((fit for *_, fit in open_to), default=0)
    return [Shown(line.label, url, line.icon, bool(fit) and fit == best) for line, url, fit in open_to]
