"""The figures against a computation by hand, published results, and numpy."""

from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.analysis.figures import FLOOR, ItemFigures, item_figures, options, reliability
from assessments.analysis.sums import BOTH, MIXED, tally
from tests.assessments.analysis.data_sets import BY_HAND, Marks, drawn, graded, lsat6, sheets, tallied

SETS = {"by hand": BY_HAND, "lsat6": lsat6(), "graded": graded()}


def figures(marks: Marks, *, floor: int = 2) -> list[ItemFigures]:
    items = tallied(marks).items_in(BOTH)
    return [item_figures(items[question], floor=floor) for question in sorted(items)]


def test_the_figures_are_those_worked_by_hand() -> None:
    first = figures(BY_HAND)[0]
    told = reliability(tallied(BY_HAND).sheets_in(BOTH), tallied(BY_HAND).items_in(BOTH), floor=2)

    assert told is not None
    assert (first.n, told.kind, told.mean) == (6, "kr20", 14 / 6)
    for figure, by_hand in (
        (first.facility, 0.8333), (first.deviation, 0.4082), (first.discrimination, 0.2335), (first.efficiency, 0.3333),
        (first.point_biserial, 0.5394), (told.coefficient, 0.4242), (told.deviation, 1.2111), (told.error, 0.9189),
    ):  # fmt: skip
        assert figure is not None
        assert isclose(figure, by_hand, abs_tol=5e-5)


def test_the_law_school_admission_test_gives_its_published_figures() -> None:
    """As the R package ltm prints them for the data set LSAT: facility, point-biserial with and without the item, α."""
    published = [(0.924, 0.3620, 0.1128), (0.709, 0.5668, 0.1532), (0.553, 0.6184, 0.1728), (0.763, 0.5344, 0.1444),
                 (0.870, 0.4354, 0.1216)]  # fmt: skip
    marks = tallied(lsat6())
    told = reliability(marks.sheets_in(BOTH), marks.items_in(BOTH))

    found = [
        tuple(round(each or 0, 4) for each in (one.facility, one.point_biserial, one.discrimination))
        for one in figures(lsat6())
    ]
    assert found == published
    assert told is not None
    assert round(told.coefficient or 0, 3) == 0.295


@pytest.mark.parametrize("name", SETS)
def test_each_figure_of_a_question_agrees_with_numpy(name: str) -> None:
    marks = np.array(SETS[name], dtype=float)
    for question, found in enumerate(figures(SETS[name])):
        x, rest = marks[:, question], np.delete(marks, question, axis=1).sum(axis=1)
        best = np.cov(np.sort(x), np.sort(rest))[0, 1]

        assert found.facility == pytest.approx(x.mean())
        assert found.deviation == pytest.approx(x.std(ddof=1))
        assert found.discrimination == pytest.approx(np.corrcoef(x, rest)[0, 1])
        assert found.efficiency == pytest.approx(np.cov(x, rest)[0, 1] / best)
        if set(x) <= {0.0, 1.0}:
            assert found.point_biserial == pytest.approx(np.corrcoef(x, marks.sum(axis=1))[0, 1])


@pytest.mark.parametrize("name", SETS)
def test_the_reliability_of_a_quiz_agrees_with_numpy(name: str) -> None:
    marks = np.array(SETS[name], dtype=float)
    total, questions = marks.sum(axis=1), marks.shape[1]
    alpha = questions / (questions - 1) * (1 - marks.var(axis=0, ddof=1).sum() / total.var(ddof=1))
    told = reliability(tallied(SETS[name]).sheets_in(BOTH), tallied(SETS[name]).items_in(BOTH), floor=2)

    assert told is not None
    assert told.coefficient == pytest.approx(alpha)
    assert told.error == pytest.approx(total.std(ddof=1) * sqrt(1 - alpha))
    assert told.kind == ("alpha" if name == "graded" else "kr20")


def test_drawn_questions_are_compared_by_the_share_of_the_rest() -> None:
    marks = np.array(drawn(), dtype=float)
    asked = ~np.isnan(marks)
    total = np.nansum(marks, axis=1)
    for question, found in enumerate(figures(drawn())):
        here = asked[:, question]
        rest = (total[here] - marks[here, question]) / (asked[here].sum(axis=1) - 1)

        assert found.n == here.sum()
        assert found.discrimination == pytest.approx(np.corrcoef(marks[here, question], rest)[0, 1])


def test_the_reliability_of_drawn_sheets_is_that_of_questions_within_people() -> None:
    marks = np.array([[mark for mark in row if mark is not None] for row in drawn()])
    people, asked = marks.shape
    between = asked * marks.mean(axis=1).var(ddof=1)
    within = ((marks - marks.mean(axis=1, keepdims=True)) ** 2).sum() / (people * (asked - 1))
    told = reliability(tallied(drawn()).sheets_in(BOTH), tallied(drawn()).items_in(BOTH))

    assert told is not None
    assert (told.kind, told.n, told.questions) == ("drawn", people, asked)
    assert told.coefficient == pytest.approx((between - within) / between)


def test_below_the_floor_nothing_but_the_number_is_told() -> None:
    few = graded(people=FLOOR - 1)
    told = reliability(tallied(few).sheets_in(BOTH), tallied(few).items_in(BOTH))

    assert set(figures(few, floor=FLOOR)) == {ItemFigures(FLOOR - 1)}
    assert told is not None
    assert (told.n, told.enough, told.mean, told.coefficient) == (FLOOR - 1, False, None, None)
    assert options(tallied(few).items_in(BOTH)[0], ["right"]) == []
    assert figures(graded(people=FLOOR), floor=FLOOR)[0].facility is not None


def test_the_distractor_table_counts_each_choice_and_how_it_goes_with_the_rest() -> None:
    marks = np.array(lsat6(), dtype=float)
    right, wrong, blank = options(tallied(lsat6()).items_in(BOTH)[0], ["right", "wrong"])
    took_wrong, rest = 1 - marks[:, 0], marks[:, 1:].sum(axis=1) / 4

    assert [each.n for each in (right, wrong, blank)] == [924, 76, 0]
    assert wrong.rest_mean == pytest.approx(rest[took_wrong == 1].mean())
    assert wrong.correlation == pytest.approx(np.corrcoef(took_wrong, rest)[0, 1])
    assert (blank.key, blank.rest_mean, blank.correlation) == ("", None, None)


def test_each_language_version_counts_its_own_sheets_and_a_mixed_one_in_neither() -> None:
    sums = tally(sheets(graded(people=90), languages=("fr", "ar", "fr")))
    sums.add([(0, 1.0, 1.0, "fr", ""), (1, 1.0, 1.0, "ar", "")])
    sums.add([(0, 0.0, 1.0, "", "")])

    assert {version: sums.items_in(version)[0].n for version in ("fr", "ar", MIXED, BOTH)} == {
        "fr": 60, "ar": 30, MIXED: 2, BOTH: 92,
    }  # fmt: skip


marks_given = st.integers(2, 6).flatmap(
    lambda wide: st.lists(
        st.lists(st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0]), min_size=wide, max_size=wide), min_size=2, max_size=30
    )
)


@given(marks=marks_given)
@settings(deadline=None)
def test_every_figure_stays_within_its_bounds(marks: list[list[float]]) -> None:
    told = reliability(tallied(marks).sheets_in(BOTH), tallied(marks).items_in(BOTH), floor=2)

    for each in figures(marks):
        assert each.facility is not None
        assert -0.5 <= each.facility <= 1
        assert each.discrimination is None or -1 <= each.discrimination <= 1
        assert each.efficiency is None or each.efficiency <= 1
        assert each.point_biserial is None or -1 <= each.point_biserial <= 1
    assert told is not None
    assert told.coefficient is None or told.coefficient <= 1 + 1e-9
    assert told.error is None or told.error >= 0


@given(marks=marks_given, seed=st.randoms())
@settings(deadline=None)
def test_the_order_of_the_sheets_changes_nothing(marks: list[list[float]], seed: object) -> None:
    other = list(marks)
    seed.shuffle(other)  # type: ignore[attr-defined]  # hypothesis' own Random

    for one, two in zip(figures(marks), figures(other), strict=True):
        assert one.facility == pytest.approx(two.facility)
        assert one.discrimination == pytest.approx(two.discrimination)
