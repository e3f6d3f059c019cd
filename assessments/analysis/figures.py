"""The figures of classical test theory, from sums. Formulas and sources: docs/rules/item-analysis.md.

Every figure lies in the unit named; `None` says that it is not defined, or that fewer than `FLOOR` people answered.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from assessments.analysis.sums import ItemSums, SheetSums

FLOOR = 30  # answers below which no figure is shown
SETTLED = 100  # answers below which a figure may still move much
NOTHING = 1e-12  # a variance below this is that of equal numbers, computed in floating point


@dataclass(frozen=True)
class Spread:
    """Sums of two measures over `n` people, and what follows from them (with n − 1, as of a sample)."""

    n: int
    x: float
    xx: float
    y: float
    yy: float
    xy: float

    @property
    def variance_x(self) -> float:
        return _variance(self.n, self.x, self.xx)

    @property
    def variance_y(self) -> float:
        return _variance(self.n, self.y, self.yy)

    @property
    def covariance(self) -> float:
        return (self.xy - self.x * self.y / self.n) / (self.n - 1) if self.n > 1 else 0.0

    @property
    def correlation(self) -> float | None:
        """Pearson's product-moment correlation, from −1 to 1; none where either measure does not vary."""
        scale = sqrt(self.variance_x * self.variance_y)
        return max(-1.0, min(1.0, self.covariance / scale)) if scale > NOTHING else None


@dataclass(frozen=True)
class Option:
    """One choice: how many took it, their share of all, and how taking it goes with the rest of the sheet."""

    key: str
    n: int
    share: float
    rest_mean: float | None
    correlation: float | None


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one question in one language version, over `n` answers."""

    n: int
    facility: float | None = None
    deviation: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    point_biserial: float | None = None

    @property
    def enough(self) -> bool:
        return self.n >= FLOOR

    @property
    def settled(self) -> bool:
        return self.n >= SETTLED


@dataclass(frozen=True)
class Reliability:
    """How far the marks of a quiz are repeatable, over the `n` sheets of its commonest length.

    `kind` is "kr20" where every mark is all or nothing, "alpha" otherwise, "drawn" where sheets hold different
    questions. `error` is the standard error of measurement, in marks out of `maximum`.
    """

    n: int
    questions: int
    kind: str
    maximum: float
    mean: float | None = None
    deviation: float | None = None
    coefficient: float | None = None
    error: float | None = None

    @property
    def enough(self) -> bool:
        return self.n >= FLOOR

    @property
    def settled(self) -> bool:
        return self.n >= SETTLED


def item_figures(sums: ItemSums, *, floor: int = FLOOR) -> ItemFigures:
    """Facility, spread and discrimination of one question; nothing but `n` below `floor` answers.

    Facility is the mean share of the mark (0 to 1, below where marks are taken away). Discrimination is the
    correlation with the rest of the sheet, corrected by leaving the question out. Efficiency is that covariance
    in the share of the largest that the same marks allow (1 at most). The point-biserial is the correlation with
    the whole sheet, where every mark is all or nothing.
    """
    if sums.n < max(floor, 2):
        return ItemFigures(sums.n)
    rest = Spread(sums.n, sums.x, sums.xx, sums.r, sums.rr, sums.xr)
    whole = Spread(sums.n, sums.x, sums.xx, sums.t, sums.tt, sums.xt)
    return ItemFigures(
        sums.n,
        facility=sums.x / sums.n,
        deviation=sqrt(rest.variance_x),
        discrimination=rest.correlation,
        efficiency=_efficiency(rest, sums),
        point_biserial=whole.correlation if set(sums.shares) <= {0.0, 1.0} else None,
    )


def _efficiency(rest: Spread, sums: ItemSums) -> float | None:
    """The covariance with the rest in the share of the one of both sorted the same way."""
    best = Spread(rest.n, rest.x, rest.xx, rest.y, rest.yy, _sorted_products(sums.shares, sums.rests)).covariance
    return min(1.0, rest.covariance / best) if best > NOTHING else None


def _sorted_products(one: Mapping[float, int], other: Mapping[float, int]) -> float:
    """The sum of products of two histograms of equal size, the smallest with the smallest and so on."""
    total = 0.0
    others = iter(sorted(other.items()))
    value, left = next(others)
    for mine, count in sorted(one.items()):
        while count:
            if not left:
                value, left = next(others)
            taken = min(count, left)
            total += mine * value * taken
            count, left = count - taken, left - taken
    return total


def options(sums: ItemSums, keys: Iterable[str], *, floor: int = FLOOR) -> list[Option]:
    """The distractor table: each of `keys`, and "" for no answer; nothing below `floor` answers.

    An answer is a JSON list of keys, so that a choice of a question with several right ones counts by itself.
    """
    if sums.n < max(floor, 2):
        return []
    taken: dict[str, tuple[int, float]] = {}
    for answer, (count, rests) in sums.chosen.items():
        for key in _chosen_keys(answer):
            before, rests_before = taken.get(key, (0, 0.0))
            taken[key] = (before + count, rests_before + rests)
    return [_option(key, *taken.get(key, (0, 0.0)), sums) for key in (*keys, "")]


def _chosen_keys(answer: str) -> list[str]:
    try:
        keys = json.loads(answer or "[]")
    except ValueError:
        return [answer]
    return [str(key) for key in keys] or [""] if isinstance(keys, list) else [answer]


def _option(key: str, count: int, rests: float, sums: ItemSums) -> Option:
    both = Spread(sums.n, count, count, sums.r, sums.rr, rests)
    return Option(key, count, count / sums.n, rests / count if count else None, both.correlation)


def reliability(
    sheets: Mapping[int, SheetSums], items: Mapping[int, ItemSums], *, floor: int = FLOOR
) -> Reliability | None:
    """The reliability of the sheets of the commonest length; none where there is no sheet.

    Where every sheet holds the same questions this is Cronbach's α, which is KR-20 for marks of all or nothing.
    Where questions are drawn it is the coefficient of the design "questions within people", which counts the luck
    of the draw as error and lies lower.
    """
    if not sheets:
        return None
    questions, sums = max(sheets.items(), key=lambda each: (each[1].n, each[0]))
    crossed = len(sheets) == 1 and len(items) == questions and all(each.n == sums.n for each in items.values())
    kind = "drawn" if not crossed else "alpha" if sums.partial else "kr20"
    if sums.n < max(floor, 2):
        return Reliability(sums.n, questions, kind, sums.maximum)
    variance = _variance(sums.n, sums.t, sums.tt)
    coefficient = _alpha(items, questions, variance) if crossed else _nested(sums, questions, variance)
    deviation = sqrt(variance)
    return Reliability(
        sums.n, questions, kind, sums.maximum,
        mean=sums.t / sums.n, deviation=deviation, coefficient=coefficient,
        error=deviation * sqrt(1 - max(coefficient, 0.0)) if coefficient is not None else None,
    )  # fmt: skip


def _alpha(items: Mapping[int, ItemSums], questions: int, variance: float) -> float | None:
    if questions < 2 or variance <= NOTHING:
        return None
    within = sum(each.maximum**2 * _variance(each.n, each.x, each.xx) for each in items.values())
    return questions / (questions - 1) * (1 - within / variance)


def _nested(sums: SheetSums, questions: int, variance: float) -> float | None:
    """1 − (mean square within people) ÷ (mean square between people)."""
    if questions < 2 or variance <= NOTHING:
        return None
    between = variance / questions
    within = (sums.xx - sums.tt / questions) / (sums.n * (questions - 1))
    return 1 - within / between


def _variance(n: int, x: float, xx: float) -> float:
    variance = (xx - x * x / n) / (n - 1) if n > 1 else 0.0
    return variance if variance > NOTHING else 0.0
