from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import Next, Terms, Verdict, mark, next_attempt, passes, percent
from tests.conftest import NOON

TERMS = Terms(attempts_allowed=3, wait_before_last=timedelta(hours=24))
HOUR = timedelta(hours=1)
choices = st.sets(st.integers(0, 7))


@pytest.mark.parametrize(
    ("chosen", "key", "marks"),
    [
        ("b", "b", 1),
        ("a", "b", 0),
        ("", "b", 0),
        ("ab", "b", 0),
        ("bd", "bd", 1),
        ("db", "bd", 1),
        ("bbd", "bd", 1),
        ("b", "bd", 0),
        ("bcd", "bd", 0),
        ("", "bd", 0),
        ("", "", 0),
    ],
)
def test_a_question_earns_its_whole_mark_for_exactly_the_key(chosen: str, key: str, marks: int) -> None:
    assert mark(chosen, key=key) == Decimal(marks)


@given(choices, choices)
def test_a_mark_is_zero_or_one_and_one_only_for_the_key(chosen: set[int], key: set[int]) -> None:
    assert mark(chosen, key=key) == Decimal(bool(chosen) and chosen == key)


@given(st.lists(st.integers(0, 7), unique=True).flatmap(lambda key: st.tuples(st.just(key), st.permutations(key))))
def test_the_order_of_choices_does_not_count(pair: tuple[list[int], list[int]]) -> None:
    key, shuffled = pair

    assert mark(shuffled, key=set(key)) == mark(key, key=set(key))


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
