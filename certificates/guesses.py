"""Guessing numbers is slowed down: an address that asks for too many unknown ones must wait.

Only misses count, so a clerk who checks a pile of certificates is never held up. Files count as well, since each
costs time: more of them in a minute than anybody compares by hand.
"""

from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache

MISSES_A_MINUTE = 30
FILES_A_MINUTE = 20
NEIGHBOURS = 64  # bits that a network of version 6 has in common: one subscriber holds the rest


def must_wait(address: str, *, at: datetime) -> bool:
    """Whether `address` has asked for too many unknown numbers in the minute of `at`: one look into the cache."""
    return int(cache.get(_key("misses", address, at=at), 0)) >= MISSES_A_MINUTE


def count_miss(address: str, *, at: datetime) -> None:
    """Note that `address` asked for an unknown number at `at`."""
    _count("misses", address, at=at)


def gives_too_many(address: str, *, at: datetime) -> bool:
    """Note that `address` gives a file at `at`, and tell whether it has given too many in that minute."""
    return _count("files", address, at=at) > FILES_A_MINUTE


def _count(what: str, address: str, *, at: datetime) -> int:
    key = _key(what, address, at=at)
    try:
        return int(cache.incr(key))
    except ValueError:  # the first of its minute
        cache.set(key, 1, timeout=120)
        return 1


def _key(what: str, address: str, *, at: datetime) -> str:
    return f"certificates:{what}:{_subscriber(address)}:{int(at.timestamp()) // 60}"


def _subscriber(address: str) -> str:
    """Whoever `address` belongs to: itself, or its network in version 6."""
    try:
        place = ip_address(address)
    except ValueError:
        return address
    if isinstance(place, IPv6Address) and not place.ipv4_mapped:
        return str(ip_network((place, NEIGHBOURS), strict=False))
    return str(place)
