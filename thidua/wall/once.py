"""What one reading request asks more than once is asked once: kept for that request alone, never where rows change."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from thidua.wall.scope import current_tenant

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)
_Answer = TypeVar("_Answer")


@contextmanager
def asking_once() -> Iterator[None]:
    """Inside, `asked_once` keeps its answers; outside, and in deeds, jobs and commands, it asks each time."""
    mark = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(mark)


def asked_once(question: Hashable, ask: Callable[[], _Answer]) -> _Answer:
    """The answer to `question` in the current authority; whoever gets it must not change it."""
    answers = _answers.get()
    if answers is None:
        return ask()
    key = (current_tenant(), question)
    if key not in answers:
        answers[key] = ask()
    answer: _Answer = answers[key]
    return answer


def answer_to(question: Hashable) -> Any:
    """What `asked_once` has learnt of `question` in the current authority; None while nobody has asked."""
    return (_answers.get() or {}).get((current_tenant(), question))
