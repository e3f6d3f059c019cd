from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import (
    Next,
    Terms,
    Verdict,
    deadline_of,
    next_attempt,
    passed_after_correction,
    passes,
    percent,
)
from tests.conftest import NOON

TERMS = Terms(attempts_allowed=3, wait_before_last=timedelta(hours=24))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("marks", "maximum", "result"),
    [(0, 10, "0.00"), (7, 10, "70.00"), (2, 3, "66.66"), (10, 10, "100.00"), (16, 20, "80.00"), (6999, 10000, "69.99")],
)
def test_per_cent_is_rounded_down_to_the_hundredth(marks: int, maximum: int, result: str) -> None:
    assert percent(Decimal(marks), maximum=Decimal(maximum)) == Decimal(result)


@pytest.mark.parametrize(("marks", "maximum"), [(1, 0), (0, 0), (-1, 10), (11, 10)])
def test_per_cent_refuses_marks_out_of_bounds(marks: int, maximum: int) -> None:
    with pytest.raises(ValueError, match="between 0 and a positive maximum"):
        percent(Decimal(marks), maximum=Decimal(maximum))


@given(st.integers(1, 60).flatmap(lambda maximum: st.tuples(st.integers(0, maximum), st.just(maximum))))
def test_per_cent_lies_between_0_and_100(pair: tuple[int, int]) -> None:
    marks, maximum = map(Decimal, pair)

    assert 0 <= percent(marks, maximum=maximum) <= 100


@pytest.mark.parametrize(
    ("marks", "maximum", "passed"),
    [("7", "10", True), ("6", "10", False), ("2", "3", False), ("6.99", "10", False), ("0", "0", False)],
)
def test_seventy_per_cent_passes(marks: str, maximum: str, passed: bool) -> None:
    assert passes(Decimal(marks), maximum=Decimal(maximum), pass_mark_percent=70) is passed


@given(st.integers(1, 60).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))), st.integers(0, 100))
def test_a_printed_percentage_reaches_the_pass_mark_exactly_when_it_passes(pair: tuple[int, int], mark: int) -> None:
    marks, maximum = map(Decimal, pair)

    assert passes(marks, maximum=maximum, pass_mark_percent=mark) == (percent(marks, maximum=maximum) >= mark)


@pytest.mark.parametrize(
    ("submitted", "passed", "extra", "verdict"),
    [
        ([], False, 0, Verdict(Next.OPEN, left=3)),
        ([NOON - HOUR], False, 0, Verdict(Next.OPEN, left=2)),
        ([NOON - 3 * HOUR, NOON - HOUR], False, 0, Verdict(Next.LATER, left=1, opens_at=NOON + 23 * HOUR)),
        ([NOON - 30 * HOUR, NOON - 24 * HOUR], False, 0, Verdict(Next.OPEN, left=1)),
        ([NOON - 3 * HOUR] * 3, False, 0, Verdict(Next.EXHAUSTED, left=0)),
        ([NOON - HOUR] * 3, False, 1, Verdict(Next.OPEN, left=1)),
        ([NOON - HOUR] * 4, False, 1, Verdict(Next.EXHAUSTED, left=0)),
        ([NOON - HOUR] * 4, False, 2, Verdict(Next.OPEN, left=1)),
        ([NOON - HOUR], True, 0, Verdict(Next.PASSED, left=0)),
        ([], True, 0, Verdict(Next.PASSED, left=0)),
        ([NOON - HOUR] * 3, True, 1, Verdict(Next.PASSED, left=0)),
    ],
)
def test_when_the_next_attempt_opens(submitted: Sequence[datetime], passed: bool, extra: int, verdict: Verdict) -> None:
    assert next_attempt(TERMS, submitted=submitted, passed=passed, extra=extra, at=NOON) == verdict


def test_a_single_attempt_opens_without_a_wait() -> None:
    once = Terms(attempts_allowed=1, wait_before_last=timedelta(hours=24))

    assert next_attempt(once, submitted=[], passed=False, extra=0, at=NOON) == Verdict(Next.OPEN, left=1)


def test_each_attempt_waits_for_the_cooling_off_and_an_extra_one_does_not() -> None:
    terms = Terms(attempts_allowed=3, wait_before_last=24 * HOUR, wait_between=2 * HOUR)

    told = [
        next_attempt(terms, submitted=[NOON - HOUR] * n, passed=False, extra=extra, at=NOON)
        for n, extra in ((1, 0), (2, 0), (3, 1))
    ]

    assert told == [
        Verdict(Next.LATER, left=2, opens_at=NOON + HOUR),
        Verdict(Next.LATER, left=1, opens_at=NOON + 23 * HOUR),
        Verdict(Next.OPEN, left=1),
    ]


def test_while_a_tutor_has_still_to_mark_no_attempt_opens() -> None:
    verdict = next_attempt(TERMS, submitted=[NOON - HOUR], passed=False, extra=0, at=NOON, awaited=True)

    assert verdict == Verdict(Next.AWAITED, left=2)


@pytest.mark.parametrize(
    ("minutes", "extra", "ends_after"), [(60, 0, 60), (60, 25, 75), (45, 33, 59.85), (60, 100, 120)]
)
def test_extra_time_lengthens_the_limit(minutes: int, extra: int, ends_after: float) -> None:
    ends = deadline_of(NOON, limit=timedelta(minutes=minutes), extra_time_percent=extra)

    assert ends == NOON + timedelta(minutes=ends_after)


def test_without_a_limit_an_attempt_never_ends() -> None:
    assert deadline_of(NOON, limit=None, extra_time_percent=50) is None


@pytest.mark.parametrize(
    ("marks", "before", "after"), [(7, False, True), (7, True, True), (6, True, True), (6, False, False)]
)
def test_a_correction_gives_a_pass_and_takes_none(marks: int, before: bool, after: bool) -> None:
    told = passed_after_correction(Decimal(marks), maximum=Decimal(10), pass_mark_percent=70, before=before)

    assert told is after
