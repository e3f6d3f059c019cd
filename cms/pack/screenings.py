"""The files under `screenings/`: each a file to screen, with the experts' key."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from assessments.screening.rule import Audience, Elements, Reading, positive_dimensions, reading_of
from cms.pack.facts import Indicator, Pack, Place, Words
from cms.pack.mistakes import Findings
from cms.pack.scenarios import check_modules, optional, slug_of
from cms.pack.yaml_file import Entry, read_entry

GUIDE = "oit-2009"


@dataclass(frozen=True)
class Seen:
    """One indicator of the experts' key, and what they say of it."""

    place: Place
    indicator: str
    comment: Words


@dataclass(frozen=True)
class Screening:
    place: Place
    slug: str
    title: Words
    summary: Words
    content_note: Words
    minutes: int
    audience: str
    modules: tuple[str, ...]
    narrative: Words
    key: tuple[Seen, ...]
    act: bool
    purpose: bool
    reading: str
    reading_place: Place


def read_screenings(folder: Path, findings: Findings) -> tuple[Screening, ...]:
    """The files under `folder`, in the order of their names; none where there is no such folder."""
    found = [_screening(path, findings) for path in sorted(folder.glob("*.yaml"))]
    return tuple(screening for screening in found if screening)


def _screening(path: Path, findings: Findings) -> Screening | None:
    entry = read_entry(path, findings)
    if entry is None:
        return None
    entry.only(
        ("title", "summary", "content_note", "minutes", "audience", "modules", "narrative", "key", "act", "purpose",
         "reading")
    )  # fmt: skip
    audience = entry.one_of("audience", Audience)
    for name in ("act", "purpose"):
        if audience == Audience.CHILD and not entry.has(name):
            entry.wrong(name, _("“%(key)s” is missing.") % {"key": name})
        if audience == Audience.ADULT and entry.has(name):
            entry.wrong(name, _("“%(key)s” is said of a child only.") % {"key": name})
    return Screening(
        place=entry.place,
        slug=slug_of(path, findings),
        title=entry.words("title", longest=120),
        summary=entry.words("summary", longest=300),
        content_note=optional(entry, "content_note"),
        minutes=entry.number("minutes", least=1),
        audience=audience,
        modules=entry.texts("modules"),
        narrative=entry.words("narrative"),
        key=tuple(_seen(each) for each in entry.entries("key")),
        act=entry.truth("act"),
        purpose=entry.truth("purpose"),
        reading=entry.one_of("reading", Reading),
        reading_place=entry.place_of("reading"),
    )


def _seen(entry: Entry) -> Seen:
    entry.only(("indicator", "comment"))
    return Seen(entry.place, entry.text("indicator"), entry.words("comment"))


def check_screenings(pack: Pack, findings: Findings) -> None:
    """Note what a key cites that the guide does not weigh, and a reading that the rule does not give."""
    weighed = {each.code: each for each in pack.indicators if each.guide == GUIDE}
    modules = {each.slug for each in pack.modules}
    for screening in pack.screenings:
        check_modules(screening.modules, modules, screening.place, findings)
        _check_key(screening, weighed, findings)
        if not findings.any_in(screening.place.path):
            _check_reading(screening, weighed, findings)


def _check_key(screening: Screening, weighed: dict[str, Indicator], findings: Findings) -> None:
    codes: set[str] = set()
    for seen in screening.key:
        indicator = weighed.get(seen.indicator)
        place = (seen.place.path, seen.place.line)
        if indicator is None:
            findings.add(*place, _("The guide “%(guide)s” has no indicator “%(code)s”.") % _named(seen.indicator))
        elif not _weight(indicator, screening.audience):
            findings.add(*place, _("“%(code)s” has no weight for this audience.") % _named(seen.indicator))
        if seen.indicator in codes:
            findings.add(*place, _("“%(code)s” is used twice.") % _named(seen.indicator))
        codes.add(seen.indicator)


def _named(code: str) -> dict[str, str]:
    return {"guide": GUIDE, "code": code}


def _weight(indicator: Indicator, audience: str) -> str:
    return indicator.weight_child if audience == Audience.CHILD else indicator.weight_adult


def _check_reading(screening: Screening, weighed: dict[str, Indicator], findings: Findings) -> None:
    weights: dict[str, list[str]] = defaultdict(list)
    for seen in screening.key:
        indicator = weighed[seen.indicator]
        weights[indicator.dimension].append(_weight(indicator, screening.audience))
    positive = positive_dimensions(weights)
    elements = Elements(screening.act, screening.purpose)
    reading = reading_of(positive, audience=screening.audience, elements=elements)
    if reading != screening.reading:
        places = {"given": screening.reading, "reading": reading, "positive": " ".join(sorted(positive)) or "–"}
        sentence = _("The key reads as “%(reading)s” (positive: %(positive)s), not as “%(given)s”.") % places
        findings.add(screening.reading_place.path, screening.reading_place.line, sentence)
