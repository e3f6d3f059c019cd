import os
import socket
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from lms.lib.cache import SoftRedisCache

REDIS_URL = os.environ.get("REDIS_URL", "")

CALLS: dict[str, tuple[Callable[[SoftRedisCache], Any], Any]] = {
    "get": (lambda cache: cache.get("key"), None),
    "get with a default": (lambda cache: cache.get("key", "other"), "other"),
    "set": (lambda cache: cache.set("key", 1), None),
    "add": (lambda cache: cache.add("key", 1), True),
    "delete": (lambda cache: cache.delete("key"), False),
    "get_many": (lambda cache: cache.get_many(["key", "other"]), {}),
    "set_many": (lambda cache: cache.set_many({"key": 1, "other": 2}), ["key", "other"]),
    "delete_many": (lambda cache: cache.delete_many(["key"]), None),
    "incr": (lambda cache: cache.incr("key"), 1),
    "decr": (lambda cache: cache.decr("key"), 1),
    "touch": (lambda cache: cache.touch("key"), False),
    "has_key": (lambda cache: cache.has_key("key"), False),
    "in": (lambda cache: "key" in cache, False),
    "get_or_set": (lambda cache: cache.get_or_set("key", lambda: 7), 7),
    "clear": (lambda cache: cache.clear(), False),
}


@pytest.fixture
def deserted() -> SoftRedisCache:
    """A cache whose server is away: nobody listens at its port."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
    return SoftRedisCache(f"redis://127.0.0.1:{port}/0", {})


@pytest.mark.parametrize("name", CALLS)
def test_a_cache_that_is_away_answers_as_an_empty_one_and_at_once(deserted: SoftRedisCache, name: str) -> None:
    call, neutral = CALLS[name]
    began = time.monotonic()

    assert call(deserted) == neutral
    assert time.monotonic() - began < 1


@pytest.mark.redis
@pytest.mark.skipif(not REDIS_URL, reason="no Redis at REDIS_URL")
def test_a_cache_that_is_there_is_djangos_own() -> None:
    cache = SoftRedisCache(REDIS_URL, {"KEY_PREFIX": f"test-{uuid4()}", "TIMEOUT": 30})

    assert [cache.add("n", 1), cache.add("n", 2), cache.incr("n"), cache.get("n")] == [True, False, 2, 2]
    assert [cache.set("word", "été"), cache.get("word"), cache.has_key("word")] == [None, "été", True]
    assert cache.get_many(["n", "word", "none"]) == {"n": 2, "word": "été"}
    assert [cache.touch("n", 30), cache.touch("none", 30), cache.delete("n"), cache.get("n")] == [
        True,
        False,
        True,
        None,
    ]
    with pytest.raises(ValueError, match="not found"):
        cache.incr("none")


@pytest.mark.redis
@pytest.mark.skipif(not REDIS_URL, reason="no Redis at REDIS_URL")
def test_a_fault_of_our_own_is_not_taken_for_an_outage() -> None:
    cache = SoftRedisCache(REDIS_URL, {"KEY_PREFIX": f"test-{uuid4()}"})

    with pytest.raises((TypeError, AttributeError), match="pickle"):
        cache.set("lambda", lambda: None)
