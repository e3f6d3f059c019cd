"""A finished run, replayed beside the recommended path: what was chosen, what it cost, what would have been better."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assessments.models.scenarios import ScenarioRun, ScenarioStep
from assessments.queries.stage import moves_in, noted_in
from assessments.scenarios.graph import REFERRAL, Critical, Graph, Scene, Words
from assessments.scenarios.marks import Marks, marks_of
from assessments.scenarios.play import Move, State, advised_path, missing_consent, offered, states_along
from library.models import Indicator, LegalReference, ReferralService


@dataclass(frozen=True)
class SeenIndicator:
    indicator: Indicator
    noted: bool


@dataclass(frozen=True)
class Act:
    """A choice or a referral as a debrief explains it. `text` is empty for a referral."""

    scene: Words
    text: Words
    why: Words
    articles: tuple[LegalReference, ...]
    minutes: int
    points: int


@dataclass(frozen=True)
class DebriefStep:
    """One move of the run, and what it cost.

    `lost` is what the `advised` way on would have earned beyond its `points`; `skipped` are the recommended
    observations that the move left behind.
    """

    act: Act
    taken_at: datetime
    points: Decimal
    lost: Decimal
    critical: Critical | None
    critical_why: Words
    advised: Act | None
    skipped: tuple[Act, ...]
    shown: tuple[SeenIndicator, ...]
    services: tuple[ReferralService, ...]
    services_wrong: tuple[ReferralService, ...]
    kinds_wanted: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    marks: Marks
    steps: tuple[DebriefStep, ...]
    path: tuple[Act, ...]
    path_minutes: int
    budget: int
    minutes: int
    found: tuple[Indicator, ...]
    missed: tuple[Indicator, ...]
    wrong: tuple[Indicator, ...]


@dataclass(frozen=True)
class _Shelf:
    """What the debrief cites, by code."""

    indicators: Mapping[str, Indicator]
    articles: Mapping[str, LegalReference]
    services: Mapping[str, ReferralService]

    def listed(self, codes: Iterable[str]) -> tuple[Indicator, ...]:
        return tuple(sorted((self.indicators[code] for code in codes if code in self.indicators), key=_place))

    def cited(self, codes: Iterable[str]) -> tuple[LegalReference, ...]:
        return tuple(self.articles[code] for code in codes if code in self.articles)

    def chosen(self, codes: Iterable[str]) -> tuple[ReferralService, ...]:
        return tuple(self.services[code] for code in codes if code in self.services)


def _place(indicator: Indicator) -> tuple[int, str]:
    return indicator.position, indicator.code


def debrief_of(run: ScenarioRun) -> Debrief:
    """The debrief of a finished `run`: four queries. Raises `ValueError` for another: nothing of it may be told."""
    if run.state != ScenarioRun.State.FINISHED:
        raise ValueError("only a finished run has a debrief")
    steps, graph = list(run.steps.all()), run.version.graph
    moves, noted = moves_in(steps), noted_in(steps)
    states = states_along(graph, moves)
    marks = marks_of(graph, states[-1], noted=noted)
    logged = [step for step in steps if step.kind != ScenarioStep.Kind.NOTES]
    shelf = _shelf(graph, noted, logged)
    path = advised_path(graph)
    return Debrief(
        marks=marks,
        steps=tuple(
            _step(graph, shelf, noted, move, step, before, came=n == 0 or moves[n - 1].scene != move.scene)
            for n, (move, step, before) in enumerate(zip(moves, logged, states[:-1], strict=True))
        ),
        path=tuple(_act(shelf, graph.by_key[move.scene], move.choice) for move in path),
        path_minutes=states_along(graph, path)[-1].minutes,
        budget=graph.budget,
        minutes=states[-1].minutes,
        found=shelf.listed(marks.found),
        missed=shelf.listed(marks.missed),
        wrong=shelf.listed(marks.wrong),
    )


def _shelf(graph: Graph, noted: Iterable[str], logged: Sequence[ScenarioStep]) -> _Shelf:
    """Three queries."""
    codes = graph.indicators() | set(noted)
    services = {code for step in logged for code in step.details.get("chosen", ())}
    rows = ReferralService.objects.defer("address").filter(code__in=services)
    return _Shelf(
        {each.code: each for each in Indicator.objects.filter(code__in=codes)},
        {each.code: each for each in LegalReference.objects.filter(code__in=graph.articles())},
        {each.code: each for each in rows},
    )


def _step(
    graph: Graph, shelf: _Shelf, noted: Collection[str], move: Move, step: ScenarioStep, before: State, *, came: bool
) -> DebriefStep:
    """One move from the state `before`; `came` says that the scene was entered by the move before it."""
    scene = graph.by_key[move.scene]
    choice = scene.choice(move.choice)
    points = (
        scene.referral.points * move.share if move.is_referral and scene.referral else Decimal(_points(scene, move))
    )
    better = None if choice and choice.is_observation else _way_on(scene, before)
    best = Decimal(_points(scene, better)) if better else Decimal(0)
    leaves = choice is None or not choice.is_observation
    critical, why = _critical(scene, move, before)
    shown = [*(scene.shows if came else ()), *(choice.shows if choice else ())]
    return DebriefStep(
        act=_act(shelf, scene, move.choice),
        taken_at=step.taken_at,
        points=points,
        lost=max(best - points, Decimal(0)),
        critical=critical,
        critical_why=why,
        advised=_act(shelf, scene, better.choice) if better and better.choice != move.choice else None,
        skipped=_skipped(shelf, scene, before) if leaves else (),
        shown=tuple(SeenIndicator(each, each.code in noted) for each in shelf.listed(shown)),
        services=shelf.chosen(step.details.get("chosen", ())),
        services_wrong=shelf.chosen(step.details.get("wrong", ())),
        kinds_wanted=tuple(_kind_words(step.details.get("wanted", ()))),
    )


def _way_on(scene: Scene, before: State) -> Move | None:
    """The way on that is recommended in a scene."""
    for choice in offered(scene, before):
        if choice.recommended and not choice.is_observation:
            return Move(scene.key, choice.key)
    return Move(scene.key, REFERRAL) if scene.referral else None


def _skipped(shelf: _Shelf, scene: Scene, before: State) -> tuple[Act, ...]:
    left = [choice for choice in offered(scene, before) if choice.recommended and choice.is_observation]
    return tuple(_act(shelf, scene, choice.key) for choice in left)


def _kind_words(kinds: Iterable[str]) -> list[str]:
    labels = dict(ReferralService.Kind.choices)
    return [str(labels[kind]) for kind in kinds if kind in labels]


def _points(scene: Scene, move: Move) -> int:
    if move.is_referral and scene.referral:
        return scene.referral.points
    choice = scene.choice(move.choice)
    return choice.points if choice else 0


def _critical(scene: Scene, move: Move, before: State) -> tuple[Critical | None, Words]:
    if move.is_referral and scene.referral:
        consent = scene.referral.consent
        return missing_consent(scene.referral, before), consent.why if consent else Words()
    choice = scene.choice(move.choice)
    return (choice.critical, choice.why) if choice else (None, Words())


def _act(shelf: _Shelf, scene: Scene, key: str) -> Act:
    """The choice `key` of `scene`, or its referral, explained."""
    choice = scene.choice(key)
    if choice:
        return Act(scene.title, choice.text, choice.why, shelf.cited(choice.law), choice.minutes, choice.points)
    referral = scene.referral
    if referral is None:
        return Act(scene.title, Words(), Words(), (), 0, 0)
    return Act(scene.title, Words(), referral.why, shelf.cited(referral.law), referral.minutes, referral.points)
