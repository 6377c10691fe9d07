"""The cache that counts guesses, and goes on counting in this process's memory while the server is dead or silent.

Signing in and personal links must not wait for a cache: guesses are then counted for each process by itself, so that a
guesser has as many tries as there are processes, never endless ones.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

PATIENCE = 0.3  # seconds that one question may take
AWAY = 10.0  # seconds for which a server that did not answer is not asked again
log = logging.getLogger(__name__)


class SteadyCache(RedisCache):
    """Redis or Valkey where it answers within PATIENCE, else memory. What was counted here is not carried back."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})
        self._memory = LocMemCache("steady", {"TIMEOUT": self.default_timeout, "OPTIONS": {"MAX_ENTRIES": 20_000}})
        self._away_until = 0.0

    def _ask(self, server: Callable[..., Any], memory: Callable[..., Any], given: Any, more: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return server(*given, **more)
            except (RedisError, OSError) as silence:
                self._away_until = time.monotonic() + AWAY
                log.warning("the cache does not answer, counting in memory for %s s: %s", AWAY, silence)
        return memory(*given, **more)


def _steady(name: str) -> Callable[..., Any]:
    def method(self: SteadyCache, *given: Any, **more: Any) -> Any:
        return self._ask(getattr(super(SteadyCache, self), name), getattr(self._memory, name), given, more)

    method.__name__, method.__doc__ = name, f"`{name}` of the server, else of the memory."
    return method


_ASKED = "add get set touch delete incr has_key get_many set_many delete_many clear"
for _name in _ASKED.split():
    setattr(SteadyCache, _name, _steady(_name))
