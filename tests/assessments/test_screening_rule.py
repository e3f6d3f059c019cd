"""The screening rule: dimensions by the counts of the source, and every combination with its reading."""

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement

import pytest

from assessments.screening.rule import (
    DIMENSIONS,
    Audience,
    Elements,
    Reading,
    is_positive,
    positive_dimensions,
    reading_of,
    reading_of_adult,
    reading_of_child,
)
from tests.architecture.tree import ROOT

Combination = tuple[str, ...]


@pytest.mark.parametrize(
    ("weights", "positive"),
    [
        ("SS", True), ("SM", True), ("SW", True), ("MMM", True), ("MMW", True),  # the four combinations
        ("", False), ("S", False), ("M", False), ("MM", False), ("W", False), ("WWWWW", False), ("MW", False),
        ("MWW", False), ("SSM", True), ("MMMM", True), ("SWW", True), ("MMWW", True),
    ],
)  # fmt: skip
def test_a_dimension_is_positive_by_its_combinations(weights: str, positive: bool) -> None:
    names = {"S": "strong", "M": "medium", "W": "weak"}

    assert is_positive([names[letter] for letter in weights]) is positive


def test_one_indicator_more_never_makes_a_dimension_negative() -> None:
    kinds = ("strong", "medium", "weak")
    for size in range(6):
        for weights in combinations_with_replacement(kinds, size):
            if is_positive(weights):
                assert all(is_positive([*weights, more]) for more in kinds)


def test_each_dimension_is_weighed_by_itself() -> None:
    seen = {"D1": ["strong"], "D2": ["medium", "medium"], "D4": ["strong", "weak"], "D5": []}

    assert positive_dimensions(seen) == {"D4"}


def all_combinations() -> Iterator[Combination]:
    for size in range(len(DIMENSIONS) + 1):
        yield from combinations(DIMENSIONS, size)


def adult_by_the_table(positive: Combination) -> Reading:
    """The table of the source, row by row, read independently of the rule."""
    deceived, forced = "D1" in positive, "D2" in positive or "D3" in positive
    exploited, held = "D4" in positive, "D5" in positive or "D6" in positive
    if not deceived and not forced:
        return {
            (False, False): Reading.NOTHING, (True, False): Reading.LABOUR_LAW,
            (False, True): Reading.COERCION_WITHOUT_EXPLOITATION, (True, True): Reading.FORCED_LABOUR,
        }[exploited, held]  # fmt: skip
    if exploited and held:
        return Reading.PRESUMED_VICTIM
    if exploited:
        return Reading.PROBABLE_TRAFFICKING if forced else Reading.DECEPTION_AND_EXPLOITATION
    return Reading.HOLD_WITHOUT_EXPLOITATION if held else Reading.SUSPICIOUS_RECRUITMENT


def test_all_64_combinations_of_an_adult_read_as_the_table_says() -> None:
    read = {positive: reading_of_adult(positive) for positive in all_combinations()}

    assert len(read) == 64
    assert read == {positive: adult_by_the_table(positive) for positive in read}


def test_all_64_combinations_of_a_child_read_as_act_and_purpose_say() -> None:
    read = {
        (positive, act, purpose): reading_of_child(positive, elements=Elements(act, purpose))
        for positive in all_combinations()
        for act in (False, True)
        for purpose in (False, True)
    }

    assert len(read) == 64 * 4
    for (positive, act, purpose), reading in read.items():
        has_act = act or bool(set(positive) - {"D4"})
        has_purpose = purpose or "D4" in positive
        both, neither = has_act and has_purpose, not has_act and not has_purpose
        expected = Reading.PRESUMED_CHILD if both else Reading.NOTHING if neither else Reading.UNDECIDED
        assert reading == expected, (positive, act, purpose)


def test_a_child_needs_no_exploitation_that_has_begun() -> None:
    recruited = reading_of(["D1"], audience=Audience.CHILD, elements=Elements(act=False, purpose=True))
    adult = reading_of(["D1"], audience=Audience.ADULT, elements=Elements(act=False, purpose=True))

    assert (recruited, adult) == (Reading.PRESUMED_CHILD, Reading.SUSPICIOUS_RECRUITMENT)


def test_abuse_of_vulnerability_takes_the_place_of_coercion() -> None:
    assert reading_of_adult(["D3", "D4"]) == reading_of_adult(["D2", "D4"]) == Reading.PROBABLE_TRAFFICKING
    assert reading_of_adult(["D1", "D3", "D4"]) == Reading.PROBABLE_TRAFFICKING
    assert reading_of_adult(["D4", "D6"]) == reading_of_adult(["D4", "D5"]) == Reading.FORCED_LABOUR


def test_the_documented_table_is_the_one_computed() -> None:
    page = (ROOT / "docs" / "rules" / "screening.md").read_text()

    for positive in all_combinations():
        name = " ".join(positive) or "–"
        child = reading_of_child(positive, elements=Elements())
        assert f"| {name} | {reading_of_adult(positive)} | {child} |" in page
