"""Check the draft of a scenario, keep it as a version, and let people play it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.roles import Role
from assessments.models.scenarios import Scenario, ScenarioVersion
from assessments.queries.lint import findings_of
from assessments.scenarios.errors import KeyTaken, MayNotPublish, NotReady
from assessments.scenarios.graph import Graph, Scene, renamed, to_document

Flags = Collection[tuple[str, str]]


def may_publish(person: User) -> bool:
    """Whether `person` may let people play a draft: validators and administrators."""
    return person.is_superuser or Role.VALIDATOR in person.roles


@transaction.atomic
def keep_version(scenario: Scenario, *, by: User | None, at: datetime) -> ScenarioVersion:
    """The draft of `scenario` as a version: the last one where it says the same, else a new one.

    The scenario's row is locked. Raises `NotReady` where the linter refuses the draft.
    """
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if findings_of(scenario.graph_drafted):
        raise NotReady
    last = scenario.versions.order_by("-number").first()
    if last and last.document == scenario.draft:
        return last
    number = scenario.versions.aggregate(last=Max("number"))["last"] or 0
    return ScenarioVersion.objects.create(
        scenario=scenario, number=number + 1, document=scenario.draft, made_at=at, made_by=by
    )


@transaction.atomic
def publish(scenario: Scenario, *, by: User | None, at: datetime) -> ScenarioVersion:
    """Let people play the draft of `scenario`; runs that are under way keep to their version.

    `by` is `None` for the content pack. Raises `MayNotPublish` and `NotReady`.
    """
    if by is not None and not may_publish(by):
        raise MayNotPublish
    version = keep_version(scenario, by=by, at=at)
    Scenario.objects.filter(pk=scenario.pk).update(current=version)
    return version


def withdraw(scenario: Scenario, *, by: User) -> None:
    """Let nobody begin `scenario` any more; runs and results stay. Raises `MayNotPublish`."""
    if not may_publish(by):
        raise MayNotPublish
    Scenario.objects.filter(pk=scenario.pk).update(current=None)


@transaction.atomic
def save_scene(scenario: Scenario, *, scene: Scene, replaces: str = "") -> Scenario:
    """Put `scene` into the draft, in the place of the one with the key `replaces`, or behind the others.

    What led to the old key leads to the new one. The scenario's row is locked, so two authors do not undo each
    other's scenes. Raises `KeyTaken`.
    """
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    graph = scenario.graph_drafted
    if scene.key != replaces and graph.scene(scene.key):
        raise KeyTaken
    scenes = [scene if each.key == replaces else each for each in graph.scenes]
    if graph.scene(replaces) is None:
        scenes.append(scene)
    graph = replace(graph, scenes=tuple(scenes), start=graph.start or scene.key)
    return _keep(scenario, renamed(graph, before=replaces, after=scene.key) if replaces else graph)


@transaction.atomic
def remove_scene(scenario: Scenario, *, key: str) -> Scenario:
    """Take the scene `key` out of the draft; what led there is left for the linter to find."""
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    graph = scenario.graph_drafted
    return _keep(scenario, replace(graph, scenes=tuple(each for each in graph.scenes if each.key != key)))


@transaction.atomic
def save_frame(scenario: Scenario, *, budget: int, guides: Collection[str], start: str, flags: Flags) -> Scenario:
    """Put what frames the scenes into the draft: the budget of minutes, the notebook, the first scene, the flags."""
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    graph = replace(scenario.graph_drafted, budget=budget, guides=tuple(guides), start=start, flags=tuple(flags))
    return _keep(scenario, graph)


def _keep(scenario: Scenario, graph: Graph) -> Scenario:
    scenario.draft = to_document(graph)
    scenario.save(update_fields=["draft"])
    return scenario
