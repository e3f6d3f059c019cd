"""The day to which the law is described on the platform: told by the pages above, which register how to look it up."""

from collections.abc import Callable
from datetime import date

LookUp = Callable[[], date | None]

_look_ups: list[LookUp] = []


def register(look_up: LookUp) -> None:
    """Let `look_up` tell to which day the law is described; the last one registered answers."""
    _look_ups[:] = [look_up]


def described_on() -> date | None:
    """The day to which the law is described, `None` where nobody tells: the queries of what is registered."""
    return _look_ups[0]() if _look_ups else None
