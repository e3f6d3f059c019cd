"""Marking, passing, and when the next attempt opens. Explained in docs/rules/marking.md and docs/rules/attempts.md."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum, auto

FULL_MARK = Decimal(1)
NO_MARK = Decimal(0)
HUNDREDTH = Decimal("0.01")


def mark(chosen: Collection[Hashable], *, key: Collection[Hashable]) -> Decimal:
    """Return 1 when `chosen` is exactly `key`, 0 otherwise; no answer earns nothing, whatever the key.

    Order and repetition do not count. One rule serves single and multiple choice.
    Source: IMS Question and Test Interoperability 2.1, response processing template "Match Correct".
    """
    return FULL_MARK if chosen and set(chosen) == set(key) else NO_MARK


def percent(marks: Decimal, *, maximum: Decimal) -> Decimal:
    """Return `marks` as per cent of `maximum`, to the hundredth, rounded down.

    Rounded down, so that what is printed never reaches a pass mark that was missed.
    Raises `ValueError` when `maximum` is not positive or `marks` lies outside 0 to `maximum`.
    """
    if maximum <= 0 or not 0 <= marks <= maximum:
        raise ValueError("marks lie between 0 and a positive maximum")
    return (marks * 100 / maximum).quantize(HUNDREDTH, rounding=ROUND_DOWN)


def passes(marks: Decimal, *, maximum: Decimal, pass_mark_percent: int) -> bool:
    """Whether `marks` out of a positive `maximum` reach `pass_mark_percent`, compared without rounding."""
    return maximum > 0 and marks * 100 >= maximum * pass_mark_percent


class Next(StrEnum):
    """What a learner may do about the next attempt."""

    OPEN = auto()
    LATER = auto()
    EXHAUSTED = auto()
    PASSED = auto()


@dataclass(frozen=True)
class Terms:
    """What a quiz grants: how many attempts, and how long to wait before the last of them."""

    attempts_allowed: int
    wait_before_last: timedelta


@dataclass(frozen=True)
class Verdict:
    """Whether the next attempt may open, how many are left, and from when where it is too early."""

    next: Next
    left: int
    opens_at: datetime | None = None


def next_attempt(terms: Terms, *, submitted: Sequence[datetime], passed: bool, extra: int, at: datetime) -> Verdict:
    """When a learner who submitted attempts at the moments `submitted` may open another.

    After a pass there is none. The last of the attempts that every learner has opens `wait_before_last`
    after the submission before it; each of the `extra` ones opens at once.
    Source: the training's own assessment rules (docs/rules/attempts.md).
    """
    left = max(terms.attempts_allowed + extra - len(submitted), 0)
    if passed:
        return Verdict(Next.PASSED, left=0)
    if not left:
        return Verdict(Next.EXHAUSTED, left=0)
    if submitted and len(submitted) == terms.attempts_allowed - 1:
        opens_at = max(submitted) + terms.wait_before_last
        if at < opens_at:
            return Verdict(Next.LATER, left=left, opens_at=opens_at)
    return Verdict(Next.OPEN, left=left)
