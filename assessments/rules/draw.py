"""Which questions an attempt gets: the same again from the same seed and the same portions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

TRIES = 50
Unit = tuple[int, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Portion:
    """So many questions out of `pool`, whose units are drawn whole: a question by itself, or those of one file."""

    count: int
    pool: tuple[Unit, ...]


@dataclass(frozen=True)
class Drawn:
    """The units drawn for each portion, in order; `short` is the first portion the bank could not fill."""

    portions: tuple[tuple[Unit, ...], ...] = ()
    short: int | None = None

    @property
    def questions(self) -> list[int]:
        return [question for portion in self.portions for unit in portion for question in unit]


def order_by_seed(things: Iterable[T], *, seed: str) -> list[T]:
    """`things` in an order that the `seed` alone decides, whatever the machine and the version of Python."""
    return sorted(things, key=lambda thing: sha256(f"{seed}/{thing}".encode()).digest())


def draw(portions: Sequence[Portion], *, seed: str) -> Drawn:
    """Draw each of `portions` exactly, no question twice.

    The portion with the least to choose from draws first; where portions take from one another and one stays
    short, the draw begins again from the next of fifty seeds made from `seed`, before it says which is short.
    Source: docs/rules/draw.md.
    """
    short = None
    for again in range(TRIES):
        drawn = _try(portions, f"{seed}/{again}")
        if drawn.short is None:
            return drawn
        short = drawn.short if short is None else short
    return Drawn(short=short)


def _try(portions: Sequence[Portion], seed: str) -> Drawn:
    taken: set[int] = set()
    drawn: dict[int, tuple[Unit, ...]] = {}
    for number in sorted(range(len(portions)), key=lambda n: _room(portions[n])):
        portion = portions[number]
        free = [unit for unit in portion.pool if not taken.intersection(unit)]
        units = _fill(order_by_seed(free, seed=f"{seed}/{number}"), portion.count)
        if units is None:
            return Drawn(short=number)
        drawn[number] = units
        taken.update(question for unit in units for question in unit)
    return Drawn(tuple(drawn[number] for number in range(len(portions))))


def _room(portion: Portion) -> int:
    return sum(len(unit) for unit in portion.pool) - portion.count


def _fill(units: Sequence[Unit], count: int) -> tuple[Unit, ...] | None:
    """The first units, in their order, that make exactly `count` questions; `None` where none do.

    `reachable[n]` are the numbers of questions that the units from the nth on can make.
    """
    reachable: list[set[int]] = [{0}]
    for unit in reversed(units):
        reachable.append({0, *reachable[-1], *(n + len(unit) for n in reachable[-1] if n + len(unit) <= count)})
    reachable.reverse()
    chosen: list[Unit] = []
    left = count
    for number, unit in enumerate(units):
        if len(unit) <= left and left - len(unit) in reachable[number + 1]:
            chosen.append(unit)
            left -= len(unit)
    return tuple(chosen) if left == 0 else None
