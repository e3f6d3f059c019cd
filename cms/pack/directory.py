"""Judgments, services and the pathway under `library/`; a pack may have none of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.facts import Judgment, Pack, Place, Service, Step, Words
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry, read_entries
from library.rules import LANGUAGES

LEVELS = ("first-instance", "appeal", "cassation", "regional", "international", "foreign")
FORMS = ("sexual", "labour", "domestic", "begging", "slavery", "crime", "organs", "other")
KINDS = ("reporting", "justice", "shelter", "health", "legal-aid", "social", "children", "return")
PUBLICS = ("all", "women", "children", "men", "migrants")


def read_judgments(folder: Path, findings: Findings) -> tuple[Judgment, ...]:
    return tuple(_judgment(entry) for entry in _entries(folder / "judgments.yaml", findings))


def _entries(path: Path, findings: Findings) -> list[Entry]:
    return read_entries(path, findings) if path.exists() else []


def _judgment(entry: Entry) -> Judgment:
    entry.only(
        ("code", "title", "court", "level", "country", "decided_on", "citation", "form", "act", "means", "purpose",
         "holding", "summary", "law", "anonymised")
    )  # fmt: skip
    decided_on = entry.day("decided_on")
    if decided_on is None and not entry.has("decided_on"):
        entry.wrong("decided_on", _("“%(key)s” is missing.") % {"key": "decided_on"})
    return Judgment(
        place=entry.place,
        code=entry.text("code", longest=80),
        title=entry.words("title", longest=200),
        court=entry.words("court", longest=200),
        level=entry.one_of("level", LEVELS),
        country=_words(entry, "country", longest=80),
        decided_on=decided_on or date.min,
        citation=entry.text("citation", longest=200),
        form=entry.one_of("form", FORMS),
        act=_words(entry, "act"),
        means=_words(entry, "means"),
        purpose=_words(entry, "purpose"),
        holding=entry.words("holding"),
        summary=entry.words("summary"),
        law=entry.texts("law", required=False),
        anonymised=entry.truth("anonymised"),
    )


def _words(entry: Entry, key: str, *, longest: int | None = None) -> Words:
    return entry.words(key, required=False, longest=longest) if entry.has(key) else Words()


def read_services(folder: Path, findings: Findings) -> tuple[Service, ...]:
    return tuple(_service(entry) for entry in _entries(folder / "services.yaml", findings))


def _service(entry: Entry) -> Service:
    entry.only(
        ("code", "kind", "name", "region", "city", "public", "languages", "description", "phone", "website", "hours",
         "address", "address_protected", "verified_on", "source", "example")
    )  # fmt: skip
    languages = entry.texts("languages", required=False)
    for code in languages:
        if code not in LANGUAGES:
            places = {"key": "languages", "word": code, "known": ", ".join(LANGUAGES)}
            entry.wrong("languages", _("“%(key)s” is “%(word)s”; it can be: %(known)s.") % places)
    website = entry.text("website", required=False, longest=200)
    if website and not website.startswith(("https://", "http://")):
        entry.wrong("website", _("A web address begins with https://."))
    return Service(
        place=entry.place,
        code=entry.text("code", longest=80),
        kind=entry.one_of("kind", KINDS),
        name=entry.words("name", longest=200),
        region=entry.text("region", required=False, longest=8),
        city=entry.text("city", required=False, longest=8),
        public=entry.one_of("public", PUBLICS, default="all"),
        languages=languages,
        description=_words(entry, "description"),
        phone=entry.text("phone", required=False, longest=40),
        website=website,
        hours=_words(entry, "hours", longest=120),
        address=entry.text("address", required=False),
        address_protected=entry.truth("address_protected"),
        verified_on=entry.day("verified_on"),
        source=entry.text("source", required=False, longest=200),
        example=entry.truth("example"),
    )


def read_steps(folder: Path, findings: Findings) -> tuple[Step, ...]:
    return tuple(_step(entry) for entry in _entries(folder / "pathway.yaml", findings))


def _step(entry: Entry) -> Step:
    entry.only(("key", "region", "title", "actor", "text", "law", "source"))
    return Step(
        place=entry.place,
        key=entry.text("key", longest=50),
        region=entry.text("region", required=False, longest=8),
        title=entry.words("title", longest=200),
        actor=entry.words("actor", longest=200),
        text=entry.words("text"),
        law=entry.texts("law", required=False),
        source=entry.text("source", longest=200),
    )


def check_directory(pack: Pack, findings: Findings, *, places: Mapping[str, str] | None) -> None:
    """Note codes that are written twice, articles that the pack lacks, and places that are none.

    `places` gives the region of each city, by their codes; without it, places are not checked.
    """
    _check_once(((each.code, each.place) for each in pack.judgments), findings)
    _check_once(((each.code, each.place) for each in pack.services), findings)
    _check_once(((f"{each.key} {each.region}".strip(), each.place) for each in pack.steps), findings)
    laws = {each.code for each in pack.laws}
    cited = [(each.law, each.place) for each in pack.judgments] + [(each.law, each.place) for each in pack.steps]
    for codes, place in cited:
        _check_known(codes, laws, place, findings)
    if places is not None:
        _check_places(pack, findings, places)


def _check_once(codes: Iterable[tuple[str, Place]], findings: Findings) -> None:
    seen: Counter[str] = Counter()
    for code, place in codes:
        seen[code] += 1
        if code and seen[code] > 1:
            findings.add(place.path, place.line, _("“%(code)s” is used twice.") % {"code": code})


def _check_known(codes: Iterable[str], known: Iterable[str], place: Place, findings: Findings) -> None:
    for code in codes:
        if code and code not in known:
            findings.add(place.path, place.line, _("“%(code)s” is not known.") % {"code": code})


def _check_places(pack: Pack, findings: Findings, places: Mapping[str, str]) -> None:
    regions = set(places.values())
    for step in pack.steps:
        _check_known([step.region], regions, step.place, findings)
    for service in pack.services:
        _check_known([service.region], regions, service.place, findings)
        _check_known([service.city], places, service.place, findings)
        region = places.get(service.city)
        if region and service.region and service.region != region:
            findings.add(
                service.place.path,
                service.place.line,
                _("The city lies in another region: %(region)s.") % {"region": region},
            )
