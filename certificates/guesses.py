"""Guessing numbers is slowed down: an address that asks for too many unknown ones must wait.

Only misses count, so a clerk who checks a pile of certificates is never held up.
"""

from datetime import datetime

from django.core.cache import cache

MISSES_A_MINUTE = 30


def must_wait(address: str, *, at: datetime) -> bool:
    """Whether `address` has asked for too many unknown numbers in the minute of `at`: one look into the cache."""
    return int(cache.get(_key(address, at=at), 0)) >= MISSES_A_MINUTE


def count_miss(address: str, *, at: datetime) -> None:
    """Note that `address` asked for an unknown number at `at`."""
    try:
        cache.incr(_key(address, at=at))
    except ValueError:
        cache.set(_key(address, at=at), 1, timeout=120)


def _key(address: str, *, at: datetime) -> str:
    return f"certificates:misses:{address}:{int(at.timestamp()) // 60}"
