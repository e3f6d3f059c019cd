from decimal import Decimal
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.lib.charts import Frame, Map, Spot, map_of, radius_of, share_of, step_of

FRAME = Frame()
SPOTS = st.lists(
    st.builds(
        Spot,
        name=st.text(alphabet="aéب ", min_size=1, max_size=20),
        latitude=st.floats(min_value=21, max_value=36),
        longitude=st.floats(min_value=-17, max_value=-1),
        weight=st.integers(min_value=0, max_value=900),
    ),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def three() -> Map:
    """Tanger in the north, Casablanca in the west of it, Béni Mellal inland."""
    return map_of(
        [
            Spot("Tanger", 35.8, -5.8, 40),
            Spot("Casablanca", 33.6, -7.6, 160),
            Spot("Béni Mellal", 32.3, -6.35, 10),
        ]
    )


def test_north_is_up_and_west_is_left(three: Map) -> None:
    tanger, casablanca, beni_mellal = three.dots

    assert tanger.y < casablanca.y < beni_mellal.y
    assert casablanca.x < beni_mellal.x < tanger.x


def test_a_degree_is_as_long_both_ways_at_the_middle_latitude() -> None:
    south, north, east = map_of([Spot("", 0, 0, 1), Spot("", 2, 0, 1), Spot("", 1, 2, 1)]).dots

    assert east.x - south.x == pytest.approx(south.y - north.y, rel=0.001)


def test_the_area_of_a_circle_is_its_weight(three: Map) -> None:
    tanger, casablanca, _ = three.dots

    assert casablanca.radius == FRAME.largest
    assert tanger.radius**2 * 4 == pytest.approx(casablanca.radius**2)


def test_a_place_of_no_weight_is_still_seen() -> None:
    assert radius_of(0, heaviest=100, frame=FRAME) == radius_of(0, heaviest=0, frame=FRAME) == FRAME.smallest


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="A map needs a place"):
        map_of([])


@given(spots=SPOTS)
def test_every_circle_lies_within_the_picture(spots: list[Spot]) -> None:
    drawn = map_of(spots)

    assert len(drawn.dots) == len(drawn.labels) == len(spots)
    assert drawn.height <= FRAME.tallest + 0.01
    for dot in drawn.dots:
        assert dot.radius - 0.1 <= dot.x <= drawn.width - dot.radius + 0.1
        assert dot.radius - 0.1 <= dot.y <= drawn.height - dot.radius + 0.1


@given(spots=SPOTS)
def test_a_name_meets_no_other_and_is_nearest_to_its_own_circle(spots: list[Spot]) -> None:
    drawn = map_of(spots)

    boxes = [label.box for label in drawn.labels if label]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    for n, label in enumerate(drawn.labels):
        others = [dot for m, dot in enumerate(drawn.dots) if m != n]
        if label:
            assert all(label.box.gap_to(dot) > max(0, label.box.gap_to(drawn.dots[n])) for dot in others)


def test_two_places_at_one_spot_share_the_middle() -> None:
    one, other = map_of([Spot("a", 33, -7, 4), Spot("b", 33, -7, 1)]).dots

    assert hypot(one.x - other.x, one.y - other.y) == 0
    assert one.x == FRAME.width / 2


@pytest.mark.parametrize(
    ("percent", "step"),
    [(None, None), ("0", 1), ("19.9", 1), ("20.0", 2), ("59.9", 3), ("60", 4), ("80", 5), ("100", 5), ("240", 5)],
)
def test_a_rate_has_its_fifth(percent: str | None, step: int | None) -> None:
    assert step_of(Decimal(percent) if percent is not None else None) == step


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 4, 25.0), (1, 3, 33.33), (9, 4, 100.0), (-1, 4, 0.0), (3, 0, 0.0)]
)
def test_a_share_stays_on_its_bar(part: int, whole: int, share: float) -> None:
    assert share_of(part, whole) == share
