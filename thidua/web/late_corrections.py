"""What the office corrects after a deadline: the reason is given once for a piece of work and goes into every deed.

The reason stands in the person's session, under the place it was given for, until it is taken back or the session ends.
"""

from dataclasses import dataclass

from thidua.web.kit import SeatedRequest

_KEY, _MOST = "corrections", 20


@dataclass(frozen=True)
class Door:
    """Whether a deed can be done now: `shut` is why its phase forbids it, `reason` why the office does it still."""

    place: str
    shut: str
    reason: str
    is_office: bool

    @property
    def closed(self) -> str:
        """Why this person cannot do it now; "" where they can."""
        return "" if self.reason else self.shut


def door(request: SeatedRequest, *, place: str, shut: str) -> Door:
    """The door of `place` (a key of the caller's) for who acts."""
    kept = reason_kept(request, place=place) if shut else ""
    return Door(place, shut, kept, bool(request.actor.is_office))


def reason_kept(request: SeatedRequest, *, place: str) -> str:
    """The office's reason for `place`, whether its phase is over or not; "" where none was given."""
    return str(request.session.get(_KEY, {}).get(place, "")) if request.actor.is_office else ""


def keep(request: SeatedRequest, *, place: str, reason: str) -> None:
    """Remember the reason for `place`; an empty one closes the door again."""
    kept = dict(request.session.get(_KEY, {}))
    kept.pop(place, None)
    if reason:
        kept[place] = reason
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
