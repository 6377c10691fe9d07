"""From where a deed comes: the address and the browser of the request, known to the trail and to nobody's model."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Origin(NamedTuple):
    """Address and browser; both empty for jobs and commands."""

    ip: str = ""
    agent: str = ""


_NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=_NOWHERE)


def current_origin() -> Origin:
    """Where the deed under way comes from."""
    return _origin.get()


@contextmanager
def coming_from(ip: str, agent: str) -> Iterator[None]:
    """Deeds inside come from there."""
    mark = _origin.set(Origin(ip[:45], agent[:200]))
    try:
        yield
    finally:
        _origin.reset(mark)
