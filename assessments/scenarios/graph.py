"""The graph of a scenario as frozen facts, and as the document that a version keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from lms.lib.languages import ARABIC, reading_language

REFERRAL = "referral"  # the key under which a referral is logged beside the keys of choices
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """A text in both languages; `str()` is the one in the reader's."""

    fr: str = ""
    ar: str = ""

    def __str__(self) -> str:
        return (self.ar or self.fr) if reading_language() == ARABIC else (self.fr or self.ar)

    def __bool__(self) -> bool:
        return bool(self.fr or self.ar)

    @property
    def complete(self) -> bool:
        return bool(self.fr and self.ar)


@dataclass(frozen=True)
class Critical:
    """An error that caps the mark of the whole run, in per cent; `cap` is `None` where it is still missing."""

    cap: int | None
    name: Words


@dataclass(frozen=True)
class Choice:
    """A decision leads on to the scene `goes`; without it, an observation that one makes once and stays."""

    key: str
    text: Words
    minutes: int = 0
    points: int = 0
    recommended: bool = False
    goes: str = ""
    result: Words = Words()
    why: Words = Words()
    law: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    critical: Critical | None = None

    @property
    def is_observation(self) -> bool:
        return not self.goes


@dataclass(frozen=True)
class Consent:
    """Referring while `flag` is not set is a critical error."""

    flag: str
    cap: int | None
    name: Words
    why: Words


@dataclass(frozen=True)
class Referral:
    """The step where services are chosen: `kinds` are wanted, for `publics` besides everybody."""

    kinds: tuple[str, ...]
    goes: str
    publics: tuple[str, ...] = ()
    minutes: int = 0
    points: int = 0
    why: Words = Words()
    law: tuple[str, ...] = ()
    consent: Consent | None = None


@dataclass(frozen=True)
class Scene:
    """`picture` and `audio` name a picture and a document of the site; `transcript` says what is heard."""

    key: str
    title: Words
    text: Words
    shows: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    referral: Referral | None = None
    ending: bool = False
    picture: int | None = None
    alt: Words = Words()
    audio: int | None = None
    transcript: Words = Words()

    def choice(self, key: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True)
class Graph:
    """All that is played. `flags` tells authors what each flag means; `guides` is what the notebook lists."""

    budget: int
    guides: tuple[str, ...]
    start: str
    flags: tuple[tuple[str, str], ...] = ()
    scenes: tuple[Scene, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Scene]:
        return {scene.key: scene for scene in self.scenes}

    def scene(self, key: str) -> Scene | None:
        return self.by_key.get(key)

    @property
    def flag_names(self) -> set[str]:
        return {name for name, _meaning in self.flags}

    def choices(self) -> Iterator[tuple[Scene, Choice]]:
        for scene in self.scenes:
            for choice in scene.choices:
                yield scene, choice

    def indicators(self) -> set[str]:
        """Every indicator that the graph shows somewhere."""
        return {code for scene in self.scenes for code in scene.shows} | {
            code for _scene, choice in self.choices() for code in choice.shows
        }

    def articles(self) -> set[str]:
        cited = {code for _scene, choice in self.choices() for code in choice.law}
        return cited | {code for scene in self.scenes if scene.referral for code in scene.referral.law}


def to_document(graph: Graph) -> dict[str, Any]:
    """The graph as plain values that JSON can hold; `from_document` reads it back the same."""
    document: dict[str, Any] = plain(asdict(graph))
    document["flags"] = [[name, meaning] for name, meaning in graph.flags]
    return document


def plain(value: Any) -> Any:
    """The value with its tuples as lists, all the way down."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def from_document(document: Document) -> Graph:
    """The graph that `document` holds; what is missing is empty, so that a draft can be read too."""
    return Graph(
        budget=document.get("budget") or 0,
        guides=_codes(document, "guides"),
        start=document.get("start") or "",
        flags=tuple((str(name), str(meaning)) for name, meaning in document.get("flags") or ()),
        scenes=tuple(scene_from(each) for each in document.get("scenes") or ()),
    )


def scene_from(document: Document) -> Scene:
    referral = document.get("referral")
    return Scene(
        key=document.get("key") or "",
        title=_words(document, "title"),
        text=_words(document, "text"),
        shows=_codes(document, "shows"),
        choices=tuple(choice_from(each) for each in document.get("choices") or ()),
        referral=_referral(referral) if referral else None,
        ending=bool(document.get("ending")),
        picture=document.get("picture"),
        alt=_words(document, "alt"),
        audio=document.get("audio"),
        transcript=_words(document, "transcript"),
    )


def choice_from(document: Document) -> Choice:
    critical = document.get("critical")
    return Choice(
        key=document.get("key") or "",
        text=_words(document, "text"),
        minutes=document.get("minutes") or 0,
        points=document.get("points") or 0,
        recommended=bool(document.get("recommended")),
        goes=document.get("goes") or "",
        result=_words(document, "result"),
        why=_words(document, "why"),
        law=_codes(document, "law"),
        shows=_codes(document, "shows"),
        sets=_codes(document, "sets"),
        needs=_codes(document, "needs"),
        unless=_codes(document, "unless"),
        critical=Critical(critical.get("cap"), _words(critical, "name")) if critical else None,
    )


def renamed(graph: Graph, *, before: str, after: str) -> Graph:
    """The graph in which whatever led to the scene `before` leads to `after`."""
    return replace(
        graph,
        start=after if graph.start == before else graph.start,
        scenes=tuple(_leading(scene, before, after) for scene in graph.scenes),
    )


def _leading(scene: Scene, before: str, after: str) -> Scene:
    choices = tuple(replace(each, goes=after) if each.goes == before else each for each in scene.choices)
    referral = scene.referral
    if referral and referral.goes == before:
        referral = replace(referral, goes=after)
    return replace(scene, choices=choices, referral=referral)


def _referral(document: Document) -> Referral:
    consent = document.get("consent")
    return Referral(
        kinds=_codes(document, "kinds"),
        goes=document.get("goes") or "",
        publics=_codes(document, "publics"),
        minutes=document.get("minutes") or 0,
        points=document.get("points") or 0,
        why=_words(document, "why"),
        law=_codes(document, "law"),
        consent=Consent(consent.get("flag") or "", consent.get("cap"), _words(consent, "name"), _words(consent, "why"))
        if consent
        else None,
    )


def _words(document: Document, key: str) -> Words:
    said = document.get(key) or {}
    return Words(said.get("fr") or "", said.get("ar") or "")


def _codes(document: Document, key: str) -> tuple[str, ...]:
    return tuple(document.get(key) or ())
