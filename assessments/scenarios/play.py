"""How a scenario is played: what is on offer in a state, and the state that a move leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.scenarios.graph import REFERRAL, Choice, Critical, Graph, Referral, Scene

NO_CAP = 100


@dataclass(frozen=True)
class Move:
    """A choice taken in a scene, or a referral; `share` is the part of the wanted kinds that it covered, 0 to 1."""

    scene: str
    choice: str
    share: Decimal = Decimal(1)

    @property
    def is_referral(self) -> bool:
        return self.choice == REFERRAL


@dataclass(frozen=True)
class State:
    """Where a run is, and what it has cost and shown so far. `earned` holds the points of each move, once."""

    scene: str
    flags: frozenset[str] = frozenset()
    minutes: int = 0
    taken: frozenset[tuple[str, str]] = frozenset()
    shown: frozenset[str] = frozenset()
    earned: tuple[tuple[str, str, Decimal], ...] = ()
    cap: int = NO_CAP
    referred: bool = False

    @property
    def points(self) -> Decimal:
        return sum((points for _scene, _choice, points in self.earned), Decimal(0))


def begin(graph: Graph) -> State:
    return _enter(graph, State(scene=graph.start))


def offered(scene: Scene, state: State) -> list[Choice]:
    """The choices of `scene` on offer in `state`: their flags agree, and an observation was not made yet."""
    return [choice for choice in scene.choices if _agrees(choice, state.flags) and not _was_made(scene, choice, state)]


def _agrees(choice: Choice, flags: Iterable[str]) -> bool:
    held = set(flags)
    return held.issuperset(choice.needs) and held.isdisjoint(choice.unless)


def _was_made(scene: Scene, choice: Choice, state: State) -> bool:
    return choice.is_observation and (scene.key, choice.key) in state.taken


def is_offered(graph: Graph, state: State, key: str) -> bool:
    """Whether the choice or the referral `key` may be taken now."""
    scene = graph.scene(state.scene)
    if scene is None:
        return False
    if key == REFERRAL:
        return scene.referral is not None
    return any(choice.key == key for choice in offered(scene, state))


def take(graph: Graph, state: State, move: Move) -> State:
    """The state after `move`. Raises `ValueError` where it is not on offer."""
    scene = graph.scene(move.scene)
    if scene is None or move.scene != state.scene or not is_offered(graph, state, move.choice):
        raise ValueError(f"{move.choice!r} is not on offer in {state.scene!r}")
    if move.is_referral and scene.referral:
        return _refer(graph, state, scene, scene.referral, move)
    choice = scene.choice(move.choice)
    assert choice is not None
    after = replace(
        state,
        flags=state.flags | set(choice.sets),
        minutes=state.minutes + choice.minutes,
        taken=state.taken | {(scene.key, choice.key)},
        shown=state.shown | set(choice.shows),
        earned=_earn(state, scene, choice.key, Decimal(choice.points)),
        cap=_capped(state.cap, choice.critical),
    )
    return _enter(graph, replace(after, scene=choice.goes)) if choice.goes else after


def _refer(graph: Graph, state: State, scene: Scene, referral: Referral, move: Move) -> State:
    error = missing_consent(referral, state)
    after = replace(
        state,
        scene=referral.goes,
        minutes=state.minutes + referral.minutes,
        taken=state.taken | {(scene.key, REFERRAL)},
        earned=_earn(state, scene, REFERRAL, referral.points * move.share),
        cap=_capped(state.cap, error),
        referred=True,
    )
    return _enter(graph, after)


def missing_consent(referral: Referral, state: State) -> Critical | None:
    """The critical error of referring in `state` without the person's agreement, where it is one."""
    consent = referral.consent
    return Critical(consent.cap, consent.name) if consent and consent.flag not in state.flags else None


def _earn(state: State, scene: Scene, key: str, points: Decimal) -> tuple[tuple[str, str, Decimal], ...]:
    """What was earned, with `points` in the place of what the same move earned before: nothing counts twice."""
    others = tuple(each for each in state.earned if each[:2] != (scene.key, key))
    return (*others, (scene.key, key, points))


def _capped(cap: int, error: Critical | None) -> int:
    return min(cap, error.cap) if error and error.cap is not None else cap


def _enter(graph: Graph, state: State) -> State:
    scene = graph.scene(state.scene)
    return replace(state, shown=state.shown | set(scene.shows)) if scene else state


def replayed(graph: Graph, moves: Iterable[Move]) -> State:
    """The state after `moves`, from the start."""
    state = begin(graph)
    for move in moves:
        state = take(graph, state, move)
    return state


def states_along(graph: Graph, moves: Sequence[Move]) -> list[State]:
    """The state before each of `moves`, and the last one."""
    states = [begin(graph)]
    for move in moves:
        states.append(take(graph, states[-1], move))
    return states


def advised(graph: Graph, state: State) -> Move | None:
    """What is recommended in `state`: first the observations, then the way on; `None` at an end."""
    scene = graph.scene(state.scene)
    if scene is None or scene.ending:
        return None
    on_offer = [choice for choice in offered(scene, state) if choice.recommended]
    for choice in sorted(on_offer, key=lambda each: not each.is_observation):
        return Move(scene.key, choice.key)
    return Move(scene.key, REFERRAL) if scene.referral else None


def advised_path(graph: Graph) -> list[Move]:
    """The recommended path from the start, as far as it goes; a scene decided twice breaks it off."""
    state, moves, decided = begin(graph), [], set()
    while move := advised(graph, state):
        if (move.scene, move.choice) in decided:
            break
        decided.add((move.scene, move.choice))
        moves.append(move)
        state = take(graph, state, move)
    return moves
