"""Entries of the navigation: groups in the order of the year, and a line for each noun that has pages."""

from dataclasses import dataclass

from thidua.access.kinds import DistrictKind
from thidua.policy import Action


@dataclass(frozen=True)
class Group:
    """Lines that belong together; `code` is what lines and home tasks name.

    `of_year`: its lines have nothing to show before a year is open. `gear`: it stands behind the gear of the top bar.
    `school_label` is what a school's people call it.
    """

    code: str
    label: str
    icon: str
    of_year: bool = False
    gear: bool = False
    school_label: str = ""


@dataclass(frozen=True)
class Line:
    """One line; pages with `under` in their address belong to it.

    Lines of a group stand in the order of the wings; `place` puts one further down. `action` is the page's own, `needs`
    a second one without which the line would only distract; `kinds` are the authorities that have such work, () all.
    For a school's people it may stand in another group (`school_group`; a line with `group` "" is theirs alone);
    `of_year` differs from its group's where it is said.
    """

    label: str
    url_name: str
    icon: str
    action: Action
    group: str
    under: str = ""
    needs: Action | None = None
    kinds: tuple[DistrictKind, ...] = ()
    school_group: str = ""
    of_year: bool | None = None
    place: int = 0
