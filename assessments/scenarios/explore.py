"""Every situation that a scenario can come to: its scenes with the flags held, and how they follow each other."""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.scenarios.graph import REFERRAL, Graph, Scene

MOST_SITUATIONS = 20_000


@dataclass(frozen=True, order=True)
class Situation:
    """A scene, the flags held on entering it or after an observation, and whether a referral was made."""

    scene: str
    flags: tuple[str, ...] = ()
    referred: bool = False


@dataclass
class Map:
    """What was found: the fewest minutes to each situation, where each leads, and which choices were on offer."""

    minutes: dict[Situation, int] = field(default_factory=dict)
    before: dict[Situation, set[Situation]] = field(default_factory=lambda: defaultdict(set))
    ways_on: dict[Situation, int] = field(default_factory=lambda: defaultdict(int))
    offered: set[tuple[str, str]] = field(default_factory=set)
    complete: bool = True

    def scenes(self) -> set[str]:
        return {situation.scene for situation in self.minutes}

    def lead_to(self, goals: set[Situation]) -> set[Situation]:
        """The situations from which one of `goals` can be reached."""
        found, waiting = set(goals), list(goals)
        while waiting:
            for earlier in self.before[waiting.pop()]:
                if earlier not in found:
                    found.add(earlier)
                    waiting.append(earlier)
        return found


def explored(graph: Graph) -> Map:
    """Every situation of `graph`, at most `MOST_SITUATIONS` of them: `complete` says whether these are all.

    The shortest way in minutes of the story is found on the way (Dijkstra 1959).
    """
    start = Situation(graph.start)
    found, waiting = Map(), [(0, start)]
    while waiting:
        minutes, here = heapq.heappop(waiting)
        if here in found.minutes:
            continue
        if len(found.minutes) >= MOST_SITUATIONS:
            found.complete = False
            return found
        found.minutes[here] = minutes
        scene = graph.scene(here.scene)
        if scene and not scene.ending:
            for cost, there in _steps(scene, here, found):
                found.before[there].add(here)
                heapq.heappush(waiting, (minutes + cost, there))
    return found


def _steps(scene: Scene, here: Situation, found: Map) -> Iterator[tuple[int, Situation]]:
    """Minutes and situation of each move; an observation that sets no flag leads nowhere else."""
    held = set(here.flags)
    for choice in scene.choices:
        if not held.issuperset(choice.needs) or not held.isdisjoint(choice.unless):
            continue
        found.offered.add((scene.key, choice.key))
        flags = tuple(sorted(held | set(choice.sets)))
        if choice.goes:
            found.ways_on[here] += 1
            yield choice.minutes, Situation(choice.goes, flags, here.referred)
        elif flags != here.flags:
            yield choice.minutes, Situation(scene.key, flags, here.referred)
    if scene.referral:
        found.offered.add((scene.key, REFERRAL))
        found.ways_on[here] += 1
        yield scene.referral.minutes, Situation(scene.referral.goes, here.flags, True)
