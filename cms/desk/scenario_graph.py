"""The graph of a scenario as a list to read: each scene, where its choices lead, and what the linter finds there."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.scenarios.graph import REFERRAL, Choice, Graph, Scene
from assessments.scenarios.lint import Finding
from assessments.scenarios.play import advised_path


@dataclass(frozen=True)
class ChoiceRow:
    choice: Choice
    target: Scene | None
    on_path: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class SceneRow:
    scene: Scene
    target: Scene | None
    is_start: bool
    on_path: bool
    choices: tuple[ChoiceRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Overview:
    """The scenes as one comes to them, those that nobody reaches last; `findings` are about the whole."""

    rows: tuple[SceneRow, ...]
    findings: tuple[Finding, ...]


def overview_of(graph: Graph, findings: Iterable[Finding]) -> Overview:
    found = list(findings)
    path = set() if found else {(move.scene, move.choice) for move in advised_path(graph)}
    rows = tuple(_row(graph, scene, found, path) for scene in _in_order(graph))
    keys = set(graph.by_key)
    return Overview(rows, tuple(each for each in found if each.scene not in keys))


def _row(graph: Graph, scene: Scene, findings: list[Finding], path: set[tuple[str, str]]) -> SceneRow:
    here = [each for each in findings if each.scene == scene.key]
    keys = {choice.key for choice in scene.choices}
    choices = tuple(
        ChoiceRow(
            choice,
            graph.scene(choice.goes),
            (scene.key, choice.key) in path,
            tuple(each for each in here if each.choice == choice.key),
        )
        for choice in scene.choices
    )
    return SceneRow(
        scene,
        graph.scene(scene.referral.goes) if scene.referral else None,
        scene.key == graph.start,
        (scene.key, REFERRAL) in path,
        choices,
        tuple(each for each in here if each.choice not in keys),
    )


def _in_order(graph: Graph) -> Iterator[Scene]:
    """Breadth first from the start, then what is left."""
    waiting, seen = deque([graph.start]), set()
    while waiting:
        scene = graph.scene(waiting.popleft())
        if scene and scene.key not in seen:
            seen.add(scene.key)
            yield scene
            waiting.extend(choice.goes for choice in scene.choices if choice.goes)
            waiting.extend([scene.referral.goes] if scene.referral else [])
    yield from (scene for scene in graph.scenes if scene.key not in seen)
