"""Geometry of pictures of data, drawn on the server: where things stand, never how they look.

Pure and without units of the screen: an SVG's `viewBox` takes the numbers, style sheets take the class names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import cos, hypot, inf, radians, sqrt

STEPS = 5
LETTER = 0.56
GAP = 2.0
FURTHER = (4.0, 8.0, 12.0)
NO_WIDTH = 1e-6


@dataclass(frozen=True)
class Spot:
    """A place to show: its name, where it lies in degrees, how large it counts."""

    name: str
    latitude: float
    longitude: float
    weight: int


@dataclass(frozen=True)
class Frame:
    """A picture's size, and the sizes within it, in units of its `viewBox`."""

    width: float = 360.0
    margin: float = 20.0
    smallest: float = 2.5
    largest: float = 11.0
    letters: float = 11.0
    tallest: float = 400.0


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def gap_to(self, dot: "Dot") -> float:
        """How far the circle of `dot` lies from the box; below nought where it reaches into it."""
        across = max(self.left - dot.x, 0.0, dot.x - self.right)
        down = max(self.top - dot.y, 0.0, dot.y - self.bottom)
        return hypot(across, down) - dot.radius

    def within(self, other: "Box") -> bool:
        return (
            other.left <= self.left and self.right <= other.right
            and other.top <= self.top and self.bottom <= other.bottom
        )  # fmt: skip


@dataclass(frozen=True)
class Dot:
    """A place as a circle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Label:
    """A name beside its circle; `anchor` is SVG's `text-anchor` for text that runs from left to right."""

    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True)
class Map:
    """Circles and names of the spots given, in their order; `labels` holds `None` where a name found no room."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    labels: tuple[Label | None, ...]


def map_of(spots: Sequence[Spot], *, frame: Frame = Frame()) -> Map:
    """Draw `spots` in equirectangular projection, true at the middle latitude, filling `frame`; drawn maps are kept.

    A circle's area grows with its weight. Names are set from the weightiest down, wherever they meet no other name
    and no circle, and lie nearer to their own circle than to any other. Raises `ValueError` when `spots` is empty.
    """
    return _drawn(tuple(spots), frame)


@lru_cache(maxsize=64)
def _drawn(spots: tuple[Spot, ...], frame: Frame) -> Map:
    across, down = _projected(spots)
    # The picture is as wide as the frame and as tall as the places need; one place alone lies in the middle.
    breadth, depth = max(across) - min(across), max(down) - min(down)
    room = frame.width - 2 * frame.margin, frame.tallest - 2 * frame.margin
    scale = min(room[0] / max(breadth, NO_WIDTH), room[1] / max(depth, NO_WIDTH))
    height = depth * scale + 2 * frame.margin
    start = (frame.width - breadth * scale) / 2
    heaviest = max(spot.weight for spot in spots)
    dots = tuple(
        Dot(
            round(start + (x - min(across)) * scale, 2),
            round(frame.margin + (y - min(down)) * scale, 2),
            round(radius_of(spot.weight, heaviest=heaviest, frame=frame), 2),
        )
        for spot, x, y in zip(spots, across, down, strict=True)
    )
    return Map(frame.width, round(height, 2), dots, _labels(spots, dots, height=height, frame=frame))


def radius_of(weight: int, *, heaviest: int, frame: Frame) -> float:
    """The radius whose circle's area is in proportion to `weight`, but never too small to see."""
    share = weight / heaviest if heaviest > 0 else 0.0
    return max(frame.smallest, frame.largest * sqrt(max(share, 0.0)))


def step_of(percent: Decimal | None) -> int | None:
    """The step, 1 to 5, of a rate in percent: one for each fifth, the last for all above; `None` where unknown."""
    if percent is None:
        return None
    return min(STEPS, int(percent // 20) + 1)


def share_of(part: int, whole: int) -> float:
    """How much of a bar of 100 units `part` fills, from 0 to 100; nothing where there is no `whole`."""
    return round(min(max(100 * part / whole, 0.0), 100.0), 2) if whole > 0 else 0.0


def _projected(spots: Sequence[Spot]) -> tuple[list[float], list[float]]:
    if not spots:
        raise ValueError("A map needs a place.")
    latitudes = [spot.latitude for spot in spots]
    narrowing = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return [spot.longitude * narrowing for spot in spots], [-latitude for latitude in latitudes]


def _labels(spots: Sequence[Spot], dots: Sequence[Dot], *, height: float, frame: Frame) -> tuple[Label | None, ...]:
    labels: list[Label | None] = [None] * len(spots)
    room = Box(0.0, 0.0, frame.width, height)
    taken: list[Box] = []
    for index in sorted(range(len(spots)), key=lambda i: (-spots[i].weight, spots[i].name)):
        others = [dot for other, dot in enumerate(dots) if other != index]
        for label in _candidates(spots[index].name, dots[index], letters=frame.letters):
            nearest = min((label.box.gap_to(dot) for dot in others), default=inf)
            clear = nearest > max(label.box.gap_to(dots[index]), 0.0)
            if clear and label.box.within(room) and not any(label.box.overlaps(box) for box in taken):
                labels[index] = label
                taken.append(label.box)
                break
    return tuple(labels)


def _candidates(name: str, dot: Dot, *, letters: float) -> Iterator[Label]:
    """The name beside its circle, right then left, at its four corners, above and below, then further out."""
    width, baseline = len(name) * letters * LETTER, letters * 0.35
    right, left = dot.x + dot.radius + GAP, dot.x - dot.radius - GAP
    corner = dot.radius * 0.7 + GAP / 2
    above, below = dot.y - dot.radius - GAP, dot.y + dot.radius + GAP + letters * 0.8
    yield _label(right, dot.y + baseline, "start", width, letters)
    yield _label(left, dot.y + baseline, "end", width, letters)
    yield from _corners(dot, corner, width, letters)
    yield _label(dot.x, above, "middle", width, letters)
    yield _label(dot.x, below, "middle", width, letters)
    for away in FURTHER:
        yield _label(left - away, dot.y + baseline, "end", width, letters)
        yield _label(right + away, dot.y + baseline, "start", width, letters)
        yield from _corners(dot, corner + away / 2, width, letters)


def _corners(dot: Dot, away: float, width: float, letters: float) -> Iterator[Label]:
    for y in (dot.y - away, dot.y + away + letters * 0.7):
        yield _label(dot.x - away, y, "end", width, letters)
        yield _label(dot.x + away, y, "start", width, letters)


def _label(x: float, y: float, anchor: str, width: float, letters: float) -> Label:
    left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
    box = Box(left, y - letters * 0.8, left + width, y + letters * 0.3)
    return Label(round(x, 2), round(y, 2), anchor, box)
