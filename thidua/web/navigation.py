"""Navigation in groups, in the order of the year: the lines of the manifests that the acting seat may use.

A group's own link leads to its next step (`next_step`); its lines stand under it. Drawn once for a seat's rights, a
current line and whether a year is open.
"""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from thidua.actors import Actor
from thidua.policy import Action, Role, may
from thidua.registries.menu import Group, Line
from thidua.registries.wings import menu


class Seen(NamedTuple):
    """What of an actor decides which lines are seen."""

    role: Role
    powers: frozenset[Action] | None
    kind: str
    of_school: bool
    has_year: bool

    def may_do(self, action: Action | None) -> bool:
        """Whether the seat may do `action`; None asks nothing."""
        return action is None or (may(self.role, action) and (self.powers is None or action in self.powers))


class Shown(NamedTuple):
    """One line of the navigation: its name, its address, and whether it is the page one stands on."""

    label: str
    url: str
    icon: str
    current: bool


class ShownGroup(NamedTuple):
    """A group with its lines; `url` leads to its next step."""

    code: str
    label: str
    icon: str
    url: str
    lines: tuple[Shown, ...]
    current: bool
    gear: bool


@lru_cache(maxsize=256)
def _address(name: str, _urls: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _fit(line: Line, url: str, path: str) -> int:
    """How closely a page belongs to a line: the longer address wins, of equal ones the line's own."""
    if path == url or (url != "/" and path.startswith(url)):
        return 2 * len(url) + 1
    return 2 * len(line.under) if line.under and line.under in path else 0


def _seen_by(actor: Actor, has_year: bool) -> Seen:
    return Seen(actor.role, actor.powers, actor.kind, actor.school_id is not None, has_year)


def _shows(line: Line, group: Group, seen: Seen) -> bool:
    of_year = group.of_year if line.of_year is None else line.of_year
    if of_year and not seen.has_year:
        return False
    of_kind = not line.kinds or seen.kind in line.kinds
    return of_kind and seen.may_do(line.action) and seen.may_do(line.needs)


@lru_cache(maxsize=256)
def _open_to(seen: Seen, urls: str, _wings: tuple[str, ...]) -> tuple[tuple[Group, tuple[tuple[Line, str], ...]], ...]:
    """Groups with the lines that are seen, and their addresses; a group without lines is none."""
    found = []
    for group, lines in menu():
        open_lines = tuple(
            (line, url)
            for line in lines
            if group.code == ((seen.of_school and line.school_group) or line.group)
            and _shows(line, group, seen)
            and (url := _address(line.url_name, urls))
        )
        if open_lines:
            found.append((group, open_lines))
    return tuple(found)


def groups(actor: Actor | None, path: str, *, has_year: bool = True) -> tuple[ShownGroup, ...]:
    """The groups that `actor` sees, the one that holds the page at `path` marked."""
    if actor is None:
        return ()
    seen = _seen_by(actor, has_year)
    open_to = _open_to(seen, settings.ROOT_URLCONF, tuple(settings.MANIFESTS))
    best = max((_fit(line, url, path) for _, lines in open_to for line, url in lines), default=0)
    return tuple(_shown(group, lines, path, best, seen) for group, lines in open_to)


def _shown(group: Group, lines: tuple[tuple[Line, str], ...], path: str, best: int, seen: Seen) -> ShownGroup:
    fits = [_fit(line, url, path) for line, url in lines]
    pairs = zip(lines, fits, strict=True)
    shown = tuple(Shown(line.label, url, line.icon, bool(fit) and fit == best) for (line, url), fit in pairs)
    label = (seen.of_school and group.school_label) or group.label
    steps = seen.may_do(Action.SEE_HOME) and not group.gear and shown[0].url != "/"
    url = reverse("next_step", query={"nhom": group.code}) if steps else shown[0].url
    current = any(line.current for line in shown)
    return ShownGroup(group.code, label, group.icon, url, shown, current, group.gear)


def entries(actor: Actor | None, path: str, *, has_year: bool = True) -> tuple[Shown, ...]:
    """All lines that `actor` sees, group by group."""
    return tuple(line for group in groups(actor, path, has_year=has_year) for line in group.lines)


def group_of(actor: Actor, url: str, *, has_year: bool) -> str:
    """The code of the group that the page at `url` belongs to for `actor`; "" where no line leads near it."""
    return next((group.code for group in groups(actor, url, has_year=has_year) if group.current), "")


@lru_cache(maxsize=256)
def drawn(shown: tuple[ShownGroup, ...]) -> SafeString:
    """The groups as HTML, for the left column."""
    return render_to_string("components/navigation.html", {"groups": shown})


@lru_cache(maxsize=256)
def drawn_gear(shown: tuple[ShownGroup, ...]) -> SafeString:
    """What stands behind the gear of the top bar; "" where the seat has nothing there."""
    behind = [group for group in shown if group.gear]
    return render_to_string("components/gear.html", {"groups": behind}) if behind else SafeString("")
