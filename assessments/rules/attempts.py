"""When the next attempt opens, and when one ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto


class Door(StrEnum):
    """Whether a quiz may be sat at this place of the course."""

    OPEN = auto()
    NOT_YET = auto()
    OVER = auto()


class Next(StrEnum):
    """What a learner may do about the next attempt."""

    OPEN = auto()
    LATER = auto()
    EXHAUSTED = auto()
    PASSED = auto()
    AWAITED = auto()


@dataclass(frozen=True)
class Terms:
    """What a quiz grants: how many attempts, how long to wait between them, and before the last of them."""

    attempts_allowed: int
    wait_before_last: timedelta
    wait_between: timedelta = timedelta(0)


@dataclass(frozen=True)
class Verdict:
    """Whether the next attempt may open, how many are left, and from when where it is too early."""

    next: Next
    left: int
    opens_at: datetime | None = None


def next_attempt(
    terms: Terms, *, submitted: Sequence[datetime], passed: bool, extra: int, at: datetime, awaited: bool = False
) -> Verdict:
    """When a learner who submitted attempts at the moments `submitted` may open another.

    After a pass there is none, and while one is `awaited` from the tutors there is none yet. Each attempt opens
    `wait_between` after the submission before it, and the last of those that every learner has `wait_before_last`
    after it, whichever is later; each of the `extra` ones opens at once.
    Source: the training's own assessment rules (docs/rules/attempts.md).
    """
    left = max(terms.attempts_allowed + extra - len(submitted), 0)
    if passed:
        return Verdict(Next.PASSED, left=0)
    if awaited:
        return Verdict(Next.AWAITED, left=left)
    if not left:
        return Verdict(Next.EXHAUSTED, left=0)
    if submitted and len(submitted) < terms.attempts_allowed:
        is_last = len(submitted) == terms.attempts_allowed - 1
        wait = max(terms.wait_between, terms.wait_before_last) if is_last else terms.wait_between
        opens_at = max(submitted) + wait
        if at < opens_at:
            return Verdict(Next.LATER, left=left, opens_at=opens_at)
    return Verdict(Next.OPEN, left=left)


def door_of(kind: str, *, modules_complete: bool) -> Door:
    """The door of a quiz of a course: exam and test after it lie behind its modules, the test before it ends there.

    Source: docs/rules/attempts.md.
    """
    if kind == "pre-test":
        return Door.OVER if modules_complete else Door.OPEN
    return Door.OPEN if modules_complete else Door.NOT_YET


def deadline_of(opened_at: datetime, *, limit: timedelta | None, extra_time_percent: int = 0) -> datetime | None:
    """When an attempt ends that opened at `opened_at`; never without a `limit`.

    The limit grows by `extra_time_percent`. The last second belongs to the learner.
    Source: docs/rules/attempts.md; extra time as examinations grant it (Access Arrangements, commonly 25 per cent).
    """
    return None if limit is None else opened_at + limit * (100 + extra_time_percent) / 100
