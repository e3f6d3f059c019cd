"""What a run earns. The rule is explained with examples in docs/rules/scenarios.md."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from assessments.scenarios.graph import Graph
from assessments.scenarios.play import State, advised_path, replayed

DECISIONS_SHARE = 70  # per cent of the mark; the indicators noted make the rest
INDICATORS_SHARE = 30
WRONG_NOTE = Decimal("0.5")  # what an indicator noted wrongly takes from those found
MOST_LOST_TO_TIME = 20  # points of the mark, one for each minute beyond the budget
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Standard:
    """What the recommended path earns and shows: that is the full mark."""

    points: Decimal
    minutes: int
    indicators: frozenset[str]


@dataclass(frozen=True)
class Marks:
    """The mark of a run, in per cent, with all that went into it."""

    points: Decimal
    points_best: Decimal
    found: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]
    decisions: Decimal
    indicators: Decimal
    time_lost: int
    cap: int
    percent: Decimal

    @property
    def uncapped(self) -> Decimal:
        return _between(self.decisions + self.indicators - self.time_lost, 0, 100)

    @property
    def is_capped(self) -> bool:
        return self.uncapped > self.cap


def standard_of(graph: Graph) -> Standard:
    """What the recommended path of `graph` earns, costs and shows."""
    state = replayed(graph, advised_path(graph))
    return Standard(state.points, state.minutes, state.shown)


def marks_of(graph: Graph, state: State, *, noted: Collection[str]) -> Marks:
    """The marks of a run that ended in `state`, its learner having `noted` these indicators.

    Decisions earn up to 70 per cent, in the proportion of the recommended path's points; the indicators noted up
    to 30, in the proportion of those that path shows, each wrong one taking back half of one. Each minute beyond the
    budget costs one point of the mark, twenty at most. The result lies from 0 to the lowest cap met, rounded down.
    """
    standard = standard_of(graph)
    found, wrong = state.shown & set(noted), frozenset(set(noted) - state.shown)
    earned = _share(state.points, standard.points)
    seen = _share(len(found) - WRONG_NOTE * len(wrong), Decimal(len(standard.indicators)))
    lost = min(max(state.minutes - graph.budget, 0), MOST_LOST_TO_TIME)
    decisions, indicators = DECISIONS_SHARE * earned, INDICATORS_SHARE * seen
    whole = _between(decisions + indicators - lost, 0, 100)
    return Marks(
        points=state.points,
        points_best=standard.points,
        found=found,
        wrong=wrong,
        missed=state.shown - found,
        decisions=_rounded(decisions),
        indicators=_rounded(indicators),
        time_lost=lost,
        cap=state.cap,
        percent=_rounded(min(whole, Decimal(state.cap))),
    )


def _share(earned: Decimal, best: Decimal) -> Decimal:
    """The part of `best` that was earned, from 0 to 1; where nothing could be earned, all of it was."""
    return _between(earned / best, 0, 1) if best > 0 else Decimal(1)


def _between(value: Decimal, least: int, most: int) -> Decimal:
    return min(max(value, Decimal(least)), Decimal(most))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(HUNDREDTH, rounding=ROUND_DOWN)


def referral_share(chosen: Collection[str], *, wanted: Collection[str], wrong: int) -> Decimal:
    """The part of a referral's points that services of the kinds `chosen` earn, from 0 to 1.

    `wanted` are the kinds that the scenario wants and that the region has; `wrong` counts services of another kind
    or for another public: each takes back half of a kind. Where the region has none of the kinds wanted, nothing
    can be missed, and only wrong services cost.
    """
    if not wanted:
        return _between(1 - WRONG_NOTE * wrong, 0, 1)
    covered = len(set(chosen) & set(wanted))
    return _between((covered - WRONG_NOTE * wrong) / len(set(wanted)), 0, 1)
