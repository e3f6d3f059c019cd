"""What refuses a scenario, found without playing it: each finding with its scene and choice."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.scenarios.explore import Map, explored
from assessments.scenarios.graph import REFERRAL, Graph
from assessments.scenarios.lint_path import path_faults
from assessments.scenarios.lint_texts import text_faults


@dataclass(frozen=True)
class Finding:
    """A sentence about a scene, and about one of its choices, or about the whole where `scene` is empty."""

    scene: str
    choice: str
    sentence: str


@dataclass(frozen=True)
class Known:
    """What a graph may cite: indicators with the guide that each belongs to, articles, guides, kinds, publics."""

    indicators: Mapping[str, str]
    articles: Set[str]
    guides: Set[str]
    kinds: Set[str]
    publics: Set[str]


def lint(graph: Graph, *, known: Known) -> list[Finding]:
    """Everything that refuses `graph`, in the order of its scenes; none where it may be published."""
    faults = [*_names(graph), *_citations(graph, known), *text_faults(graph)]
    if not faults:
        faults = [*_structure(graph)]
    if not faults:
        faults = [*path_faults(graph)]
    order = {scene.key: n for n, scene in enumerate(graph.scenes)}
    findings = [Finding(*fault) for fault in dict.fromkeys(faults)]
    return sorted(findings, key=lambda finding: order.get(finding.scene, -1))


Fault = tuple[str, str, str]


def _names(graph: Graph) -> Iterator[Fault]:
    """Keys used twice, scenes that are named and missing, flags that nobody declares or sets."""
    if graph.budget <= 0:
        yield "", "", _("The scenario has no budget of minutes.")
    if graph.scene(graph.start) is None:
        yield "", "", _("The first scene, “%(key)s”, does not exist.") % {"key": graph.start}
    for key in _twice(scene.key for scene in graph.scenes):
        yield key, "", _("Two scenes have the key “%(key)s”.") % {"key": key}
    for scene in graph.scenes:
        for key in _twice(choice.key for choice in scene.choices):
            yield scene.key, key, _("Two choices of this scene have the key “%(key)s”.") % {"key": key}
        if scene.choice(REFERRAL):
            yield scene.key, REFERRAL, _("The key “%(key)s” is kept for the referral.") % {"key": REFERRAL}
    for place, choice, goes in _ways(graph):
        if graph.scene(goes) is None:
            yield place, choice, _("It leads to the scene “%(key)s”, which does not exist.") % {"key": goes}
    yield from _flags(graph)


def _twice(keys: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def _ways(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for scene, choice in graph.choices():
        if choice.goes:
            yield scene.key, choice.key, choice.goes
    for scene in graph.scenes:
        if scene.referral:
            yield scene.key, REFERRAL, scene.referral.goes


def _flags(graph: Graph) -> Iterator[Fault]:
    settable: set[str] = set()
    for scene, choice in graph.choices():
        settable.update(choice.sets)
        for name in (*choice.sets, *choice.needs, *choice.unless):
            if name not in graph.flag_names:
                yield scene.key, choice.key, _("The flag “%(name)s” is not declared.") % {"name": name}
    for scene in graph.scenes:
        consent = scene.referral.consent if scene.referral else None
        if consent and consent.flag not in graph.flag_names:
            yield scene.key, REFERRAL, _("The flag “%(name)s” is not declared.") % {"name": consent.flag}
    for name in sorted(graph.flag_names - settable):
        yield "", "", _("No choice sets the flag “%(name)s”.") % {"name": name}


def _citations(graph: Graph, known: Known) -> Iterator[Fault]:
    for guide in graph.guides:
        if guide not in known.guides:
            yield "", "", _("The guide “%(code)s” is not known.") % {"code": guide}
    for scene, choice, code in _shown(graph):
        if code not in known.indicators:
            yield scene, choice, _("The indicator “%(code)s” is not known.") % {"code": code}
        elif known.indicators[code] not in graph.guides:
            yield scene, choice, _("The indicator “%(code)s” belongs to no guide of the notebook.") % {"code": code}
    for scene, choice, code in _cited(graph):
        if code not in known.articles:
            yield scene, choice, _("The article “%(code)s” is not known.") % {"code": code}
    for each in graph.scenes:
        if not each.referral:
            continue
        for code in each.referral.kinds:
            if code not in known.kinds:
                yield each.key, REFERRAL, _("The kind of service “%(code)s” is not known.") % {"code": code}
        for code in each.referral.publics:
            if code not in known.publics:
                yield each.key, REFERRAL, _("The public “%(code)s” is not known.") % {"code": code}


def _shown(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for scene in graph.scenes:
        yield from ((scene.key, "", code) for code in scene.shows)
    for scene, choice in graph.choices():
        yield from ((scene.key, choice.key, code) for code in choice.shows)


def _cited(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for scene, choice in graph.choices():
        yield from ((scene.key, choice.key, code) for code in choice.law)
    for scene in graph.scenes:
        if scene.referral:
            yield from ((scene.key, REFERRAL, code) for code in scene.referral.law)


def _structure(graph: Graph) -> Iterator[Fault]:
    """Scenes that nobody reaches, dead ends, endings without a referral, a budget that no path keeps."""
    found = explored(graph)
    if not found.complete:
        yield "", "", _("The scenario branches too much to be checked: take flags or scenes away.")
        return
    for check in (_unreached, _dead_ends, _endings):
        yield from check(graph, found)


def _unreached(graph: Graph, found: Map) -> Iterator[Fault]:
    for scene in graph.scenes:
        if scene.key not in found.scenes():
            yield scene.key, "", _("No path reaches this scene.")
            continue
        for choice in scene.choices:
            if (scene.key, choice.key) not in found.offered and not scene.ending:
                yield scene.key, choice.key, _("No path ever offers this choice.")


def _dead_ends(graph: Graph, found: Map) -> Iterator[Fault]:
    """A scene is a dead end where, with some flags, no observation opens a way on either."""
    ends = {each for each in found.minutes if graph.by_key[each.scene].ending}
    going_on = found.lead_to(ends)
    told: set[str] = set()
    for each in sorted(set(found.minutes) - going_on):
        if each.scene not in told:
            told.add(each.scene)
            held = ", ".join(each.flags) or _("none")
            if found.ways_on[each]:
                yield each.scene, "", _("From here, no path comes to an ending (flags: %(flags)s).") % {"flags": held}
            else:
                yield each.scene, "", _("Dead end: nothing leads on from here (flags: %(flags)s).") % {"flags": held}


def _endings(graph: Graph, found: Map) -> Iterator[Fault]:
    ends = {each: minutes for each, minutes in found.minutes.items() if graph.by_key[each.scene].ending}
    for key in sorted({each.scene for each in ends if not each.referred}):
        yield key, "", _("A path comes to this ending without a referral step.")
    if ends and min(ends.values()) > graph.budget:
        places = {"least": min(ends.values()), "budget": graph.budget}
        yield "", "", _("Every path takes longer than the budget: %(least)s minutes at least, for %(budget)s.") % places
