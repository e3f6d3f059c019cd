"""The files under `scenarios/`: each a branching case in both languages."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from assessments.scenarios import graph as said
from assessments.scenarios.graph import REFERRAL, Graph
from assessments.scenarios.lint import Known, lint
from cms.pack import directory
from cms.pack.facts import Pack, Place, Words
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry, read_entry

KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
LONGEST_KEY = 40
LONGEST_SLUG = 60


@dataclass(frozen=True)
class Scenario:
    """`places` says where each scene, and each choice of it, is written."""

    place: Place
    slug: str
    title: Words
    summary: Words
    role: Words
    content_note: Words
    minutes: int
    modules: tuple[str, ...]
    forms: tuple[str, ...]
    graph: Graph
    places: Mapping[tuple[str, str], Place] = field(repr=False)


def read_scenarios(folder: Path, findings: Findings) -> tuple[Scenario, ...]:
    """The scenarios under `folder`, in the order of their names; none where there is no such folder."""
    found = [_scenario(path, findings) for path in sorted(folder.glob("*.yaml"))]
    return tuple(scenario for scenario in found if scenario)


def slug_of(path: Path, findings: Findings) -> str:
    if not KEY.match(path.stem) or len(path.stem) > LONGEST_SLUG:
        sentence = _(
            "The name of the file should be in ASCII letters, digits and hyphens, at most %(longest)s of them."
        )
        findings.add(path, 1, sentence % {"longest": LONGEST_SLUG})
    return path.stem


def _scenario(path: Path, findings: Findings) -> Scenario | None:
    entry = read_entry(path, findings)
    if entry is None:
        return None
    entry.only(
        ("title", "summary", "role", "content_note", "minutes", "budget", "modules", "forms", "guides", "start",
         "flags", "scenes")
    )  # fmt: skip
    scenes = entry.entries("scenes")
    return Scenario(
        place=entry.place,
        slug=slug_of(path, findings),
        title=entry.words("title", longest=120),
        summary=entry.words("summary", longest=300),
        role=optional(entry, "role"),
        content_note=optional(entry, "content_note"),
        minutes=entry.number("minutes", least=1),
        modules=entry.texts("modules"),
        forms=_forms(entry),
        graph=Graph(
            budget=entry.number("budget", least=1),
            guides=entry.texts("guides"),
            start=_key(entry, "start"),
            flags=_flags(entry),
            scenes=tuple(_scene(each) for each in scenes),
        ),
        places=_places(scenes),
    )


def optional(entry: Entry, key: str) -> Words:
    return entry.words(key) if entry.has(key) else Words()


def _forms(entry: Entry) -> tuple[str, ...]:
    forms = entry.texts("forms", required=False)
    for form in forms:
        if form not in directory.FORMS:
            places = {"key": "forms", "word": form, "known": ", ".join(directory.FORMS)}
            entry.wrong("forms", _("“%(key)s” is “%(word)s”; it can be: %(known)s.") % places)
    return forms


def _flags(entry: Entry) -> tuple[tuple[str, str], ...]:
    flags = entry.entry("flags") if entry.has("flags") else None
    return tuple((name, flags.text(name)) for name in flags.keys()) if flags else ()  # noqa: SIM118  # no mapping


def _key(entry: Entry, key: str = "key") -> str:
    text = entry.text(key, longest=LONGEST_KEY)
    if text and not KEY.match(text):
        entry.wrong(key, _("“%(key)s” should be in ASCII letters, digits and hyphens.") % {"key": key})
    return text


def _places(scenes: list[Entry]) -> dict[tuple[str, str], Place]:
    places: dict[tuple[str, str], Place] = {}
    for scene in scenes:
        key = scene.text("key", required=False)
        places[key, ""] = scene.place
        for choice in scene.entries("choices") if scene.has("choices") else []:
            places[key, choice.text("key", required=False)] = choice.place
        if scene.has("referral"):
            places[key, REFERRAL] = scene.place_of("referral")
    return places


def _scene(entry: Entry) -> said.Scene:
    entry.only(("key", "title", "text", "shows", "choices", "referral", "ending"))
    referral = entry.entry("referral") if entry.has("referral") else None
    return said.Scene(
        key=_key(entry),
        title=_words(entry, "title"),
        text=_words(entry, "text"),
        shows=entry.texts("shows", required=False),
        choices=tuple(_choice(each) for each in entry.entries("choices")) if entry.has("choices") else (),
        referral=_referral(referral) if referral else None,
        ending=entry.truth("ending"),
    )


def _choice(entry: Entry) -> said.Choice:
    entry.only(
        ("key", "text", "goes", "result", "why", "minutes", "points", "recommended", "law", "shows", "sets", "needs",
         "unless", "critical")
    )  # fmt: skip
    critical = entry.entry("critical") if entry.has("critical") else None
    if critical:
        critical.only(("cap", "name"))
    return said.Choice(
        key=_key(entry),
        text=_words(entry, "text"),
        minutes=entry.number("minutes", default=0),
        points=entry.number_or_none("points", least=-20) or 0,
        recommended=entry.truth("recommended"),
        goes=entry.text("goes", required=False),
        result=_words(entry, "result") if entry.has("result") else said.Words(),
        why=_words(entry, "why"),
        law=entry.texts("law", required=False),
        shows=entry.texts("shows", required=False),
        sets=entry.texts("sets", required=False),
        needs=entry.texts("needs", required=False),
        unless=entry.texts("unless", required=False),
        critical=said.Critical(critical.number_or_none("cap"), _words(critical, "name")) if critical else None,
    )


def _referral(entry: Entry) -> said.Referral:
    entry.only(("kinds", "publics", "minutes", "points", "goes", "why", "law", "consent"))
    consent = entry.entry("consent") if entry.has("consent") else None
    if consent:
        consent.only(("flag", "cap", "name", "why"))
    return said.Referral(
        kinds=entry.texts("kinds"),
        goes=entry.text("goes"),
        publics=entry.texts("publics", required=False),
        minutes=entry.number("minutes", default=0),
        points=entry.number("points", least=1),
        why=_words(entry, "why"),
        law=entry.texts("law", required=False),
        consent=said.Consent(
            consent.text("flag"), consent.number_or_none("cap"), _words(consent, "name"), _words(consent, "why")
        )
        if consent
        else None,
    )


def _words(entry: Entry, key: str) -> said.Words:
    words = entry.words(key)
    return said.Words(words.fr, words.ar)


def check_scenarios(pack: Pack, findings: Findings) -> None:
    """Note what each scenario cites that does not exist, and everything that the linter refuses."""
    known = Known(
        indicators={each.code: each.guide for each in pack.indicators},
        articles={each.code for each in pack.laws},
        guides={each.code for each in pack.guides},
        kinds=set(directory.KINDS),
        publics=set(directory.PUBLICS),
    )
    modules = {each.slug for each in pack.modules}
    for scenario in pack.scenarios:
        check_modules(scenario.modules, modules, scenario.place, findings)
        if findings.any_in(scenario.place.path):
            continue  # what could not be read would be told a second time
        for finding in lint(scenario.graph, known=known):
            place = scenario.places.get((finding.scene, finding.choice)) or scenario.places.get((finding.scene, ""))
            place = place or scenario.place
            findings.add(place.path, place.line, finding.sentence)


def check_modules(slugs: Collection[str], known: Collection[str], place: Place, findings: Findings) -> None:
    for slug in slugs:
        if slug not in known:
            findings.add(place.path, place.line, _("“%(code)s” is not known.") % {"code": slug})
