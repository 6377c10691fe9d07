"""Entries of the navigation: groups in the order of the year, and a line for each noun that has pages."""

from dataclasses import dataclass

from thidua.policy import Action


@dataclass(frozen=True)
class Group:
    """Lines that belong together; `code` is what lines and home tasks name."""

    code: str
    label: str
    icon: str


@dataclass(frozen=True)
class Line:
    """One line; pages with `under` in their address belong to it; `unless` hides it from those who may do that.

    Lines of a group stand in the order of the wings; `place` puts one further down.
    """

    label: str
    url_name: str
    icon: str
    action: Action
    group: str
    under: str = ""
    unless: Action | None = None
    place: int = 0
