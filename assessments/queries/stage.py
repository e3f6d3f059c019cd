"""A run as the page that plays it shows it: the scene, what was learnt there, the notebook; nothing later."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessments.models.scenarios import ScenarioRun, ScenarioStep
from assessments.scenarios.graph import Choice, Graph, Scene, Words
from assessments.scenarios.play import Move, State, offered, replayed
from library.models import Dimension, Indicator


def moves_in(steps: Sequence[ScenarioStep]) -> list[Move]:
    """The moves among `steps`, as the engine takes them."""
    return [
        Move(step.scene, step.choice, Decimal(step.details.get("share", 1)))
        for step in steps
        if step.kind != ScenarioStep.Kind.NOTES
    ]


def noted_in(steps: Sequence[ScenarioStep]) -> frozenset[str]:
    """The indicators noted, as the last of `steps` about them says."""
    notes = [step for step in steps if step.kind == ScenarioStep.Kind.NOTES]
    return frozenset(notes[-1].details.get("noted", ())) if notes else frozenset()


@dataclass(frozen=True)
class Told:
    """What a choice led to, in words."""

    text: Words
    result: Words


@dataclass(frozen=True)
class Stage:
    """Where a run is. `after` is how many moves were made: a page sends it back, so that no choice counts twice."""

    run: ScenarioRun
    graph: Graph
    state: State
    moves: tuple[Move, ...]
    noted: frozenset[str]

    @property
    def after(self) -> int:
        return len(self.moves)

    @cached_property
    def scene(self) -> Scene:
        return self.graph.by_key[self.state.scene]

    @property
    def decisions(self) -> list[Choice]:
        return [choice for choice in offered(self.scene, self.state) if not choice.is_observation]

    @property
    def observations(self) -> list[Choice]:
        return [choice for choice in offered(self.scene, self.state) if choice.is_observation]

    @property
    def minutes_left(self) -> int:
        return max(self.graph.budget - self.state.minutes, 0)

    @property
    def minutes_over(self) -> int:
        return max(self.state.minutes - self.graph.budget, 0)

    @property
    def came_by(self) -> Told | None:
        """The decision that led here, where it tells what followed."""
        for move in reversed(self.moves):
            choice = self._choice(move)
            if choice is None or not choice.is_observation:
                return Told(choice.text, choice.result) if choice and choice.result else None
        return None

    @property
    def learnt(self) -> list[Told]:
        """The observations made since the scene was entered, oldest first."""
        told = []
        for move in reversed(self.moves):
            choice = self._choice(move)
            if choice is None or not choice.is_observation:
                break
            told.append(Told(choice.text, choice.result))
        return told[::-1]

    def _choice(self, move: Move) -> Choice | None:
        scene = self.graph.scene(move.scene)
        return scene.choice(move.choice) if scene else None


def stage_of(run: ScenarioRun) -> Stage:
    """Where `run` is: one query."""
    steps, graph = list(run.steps.all()), run.version.graph
    moves = moves_in(steps)
    return Stage(run, graph, replayed(graph, moves), tuple(moves), noted_in(steps))


@dataclass(frozen=True)
class NotebookLine:
    indicator: Indicator
    noted: bool


@dataclass(frozen=True)
class NotebookPart:
    """The indicators of one dimension."""

    dimension: Dimension
    lines: tuple[NotebookLine, ...]

    @property
    def noted(self) -> int:
        return sum(line.noted for line in self.lines)


def notebook(guides: Collection[str], *, noted: Collection[str]) -> list[NotebookPart]:
    """Every indicator of `guides` by dimension, whatever a scenario shows of them: one query."""
    rows = Indicator.objects.filter(dimension__guide__code__in=guides).select_related("dimension")
    rows = rows.order_by("dimension__guide__position", "dimension__position", "position", "code")
    return [
        NotebookPart(dimension, tuple(NotebookLine(each, each.code in noted) for each in lines))
        for dimension, lines in _by_dimension(rows)
    ]


def _by_dimension(rows: Iterable[Indicator]) -> Iterator[tuple[Dimension, list[Indicator]]]:
    parts: dict[int, list[Indicator]] = {}
    for each in rows:
        parts.setdefault(each.dimension_id, []).append(each)
    for lines in parts.values():
        yield lines[0].dimension, lines
