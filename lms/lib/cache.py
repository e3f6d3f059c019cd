"""A cache whose loss costs speed and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


def _softly(name: str, neutral: Callable[..., Any]) -> Any:
    loud = getattr(RedisCache, name)

    @wraps(loud)
    def soft(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return loud(self, *args, **kwargs)
        except (RedisError, OSError):
            return neutral(*args, **kwargs)

    return soft


class SoftRedisCache(RedisCache):
    """Django's Redis cache, which answers as an empty one while the server is away.

    `incr` answers 1, so counters (rate limits among them) start again rather than lock anybody out.
    """

    get = _softly("get", lambda key, default=None, version=None: default)
    set = _softly("set", lambda *args, **kwargs: None)
    add = _softly("add", lambda *args, **kwargs: True)
    delete = _softly("delete", lambda *args, **kwargs: False)
    get_many = _softly("get_many", lambda *args, **kwargs: {})
    set_many = _softly("set_many", lambda data, *args, **kwargs: list(data))
    delete_many = _softly("delete_many", lambda *args, **kwargs: None)
    incr = _softly("incr", lambda *args, **kwargs: 1)
    touch = _softly("touch", lambda *args, **kwargs: False)
    has_key = _softly("has_key", lambda *args, **kwargs: False)
    clear = _softly("clear", lambda *args, **kwargs: False)
