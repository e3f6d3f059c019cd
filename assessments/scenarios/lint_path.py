"""What refuses the recommended path, which is the full mark: it must be one, whole, and the best there is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.scenarios.graph import REFERRAL, Graph, Scene
from assessments.scenarios.play import NO_CAP, State, advised_path, offered, states_along

Fault = tuple[str, str, str]


def path_faults(graph: Graph) -> Iterator[Fault]:
    """What keeps the recommended path of `graph` from being the one that earns the best mark."""
    moves = advised_path(graph)
    states = states_along(graph, moves)
    for state in states:
        scene = graph.by_key[state.scene]
        if not scene.ending and not _is_observing(scene, state):
            yield from _ways_on(scene, state)
    yield from _outcome(graph, states[-1])
    if states[-1].points <= 0:
        yield "", "", _("The recommended path earns no points.")
    if not states[-1].shown:
        yield "", "", _("The recommended path shows no indicator.")


def _is_observing(scene: Scene, state: State) -> bool:
    return any(choice.recommended and choice.is_observation for choice in offered(scene, state))


def _ways_on(scene: Scene, state: State) -> Iterator[Fault]:
    """Exactly one way on is recommended, and nothing else that is on offer earns more."""
    decisions = [choice for choice in offered(scene, state) if not choice.is_observation]
    advised = [choice for choice in decisions if choice.recommended]
    ways = len(advised) + (scene.referral is not None)
    if not ways:
        yield scene.key, "", _("No choice is recommended here, so no path comes to the best mark.")
    if ways > 1:
        yield scene.key, "", _("Several ways on are recommended here: only one can be.")
    best = advised[0].points if advised else scene.referral.points if scene.referral else 0
    for choice in offered(scene, state):
        if not choice.recommended and choice.points > (0 if choice.is_observation else best):
            yield scene.key, choice.key, _("It earns more than what is recommended here.")


def _outcome(graph: Graph, last: State) -> Iterator[Fault]:
    scene = graph.by_key[last.scene]
    if not scene.ending:
        yield scene.key, "", _("The recommended path does not come to an ending.")
    elif not last.referred:
        yield scene.key, REFERRAL, _("The recommended path makes no referral.")
    if last.cap < NO_CAP:
        yield "", "", _("The recommended path meets a critical error.")
    if last.minutes > graph.budget:
        places = {"minutes": last.minutes, "budget": graph.budget}
        yield "", "", _("The recommended path takes %(minutes)s minutes, for a budget of %(budget)s.") % places
