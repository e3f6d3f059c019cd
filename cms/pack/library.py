"""The files under `library/`."""

from pathlib import Path

from cms.pack.facts import Dimension, Figure, Indicator, IndicatorGuide, Law, Penalty, Term, Words
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry, read_entries

_WEIGHTS = ("strong", "medium", "weak")
_DOMAINS = ("droit", "procedure", "protection", "institution", "justice", "formation", "plateforme")


def read_laws(folder: Path, findings: Findings) -> tuple[Law, ...]:
    return tuple(_law(entry) for entry in read_entries(folder / "legal.yaml", findings))


def _law(entry: Entry) -> Law:
    entry.only(("code", "law", "article", "title", "summary", "source", "confidence"))
    return Law(
        place=entry.place,
        code=entry.text("code", longest=20),
        article=entry.text("article", longest=20),
        law=entry.words("law", longest=160),
        title=entry.words("title", longest=200),
        summary=entry.words("summary"),
        source=entry.text("source", longest=200),
        confidence=entry.one_of("confidence", ("high", "medium", "low"), default="high"),
    )


def read_penalties(folder: Path, findings: Findings) -> tuple[Penalty, ...]:
    return tuple(_penalty(entry) for entry in read_entries(folder / "penalties.yaml", findings))


def _penalty(entry: Entry) -> Penalty:
    entry.only(("article", "fr", "ar", "kind", "years_min", "years_max", "life", "fine_min", "fine_max"))
    return Penalty(
        place=entry.place,
        article=entry.text("article", longest=20),
        kind=entry.one_of("kind", ("reclusion", "emprisonnement", "dissolution")),
        phrase=Words(entry.text("fr"), entry.text("ar")),
        years_min=entry.number_or_none("years_min"),
        years_max=entry.number_or_none("years_max"),
        life=entry.truth("life"),
        fine_min=entry.number_or_none("fine_min"),
        fine_max=entry.number_or_none("fine_max"),
    )


def read_guides(folder: Path, findings: Findings) -> tuple[IndicatorGuide, ...]:
    return tuple(_guide(entry) for entry in read_entries(folder / "guides.yaml", findings))


def _guide(entry: Entry) -> IndicatorGuide:
    entry.only(("code", "name", "edition", "source", "caveat"))
    return IndicatorGuide(
        place=entry.place,
        code=entry.text("code"),
        name=entry.words("name", longest=200),
        edition=entry.text("edition", longest=60),
        source=entry.words("source", longest=300),
        caveat=entry.words("caveat", required=False),
    )


def read_dimensions(folder: Path, findings: Findings) -> tuple[Dimension, ...]:
    return tuple(_dimension(entry) for entry in read_entries(folder / "indicator_dimensions.yaml", findings))


def _dimension(entry: Entry) -> Dimension:
    entry.only(("code", "guide", "name"))
    return Dimension(entry.place, entry.text("guide"), entry.text("code"), entry.words("name", longest=200))


def read_indicators(folder: Path, findings: Findings) -> tuple[Indicator, ...]:
    return tuple(_indicator(entry) for entry in read_entries(folder / "indicators.yaml", findings))


def _indicator(entry: Entry) -> Indicator:
    entry.only(("code", "guide", "dimension", "label", "weight_adult", "weight_child", "source"))
    return Indicator(
        place=entry.place,
        code=entry.text("code", longest=20),
        guide=entry.text("guide"),
        dimension=entry.text("dimension"),
        label=entry.words("label", longest=300),
        weight_adult=_weight(entry, "weight_adult"),
        weight_child=_weight(entry, "weight_child"),
        source=entry.text("source", required=False, longest=200),
    )


def read_figures(folder: Path, findings: Findings) -> tuple[Figure, ...]:
    return tuple(_figure(entry) for entry in read_entries(folder / "figures.yaml", findings))


def _figure(entry: Entry) -> Figure:
    entry.only(("code", "value", "definition", "period", "source", "caveat"))
    return Figure(
        place=entry.place,
        code=entry.text("code"),
        value=entry.words("value", longest=60),
        definition=entry.words("definition"),
        period=entry.text("period", longest=60),
        source=entry.words("source", longest=300),
        caveat=entry.words("caveat", required=False),
    )


def read_terms(folder: Path, findings: Findings) -> tuple[Term, ...]:
    return tuple(_term(entry) for entry in read_entries(folder / "terms.yaml", findings))


def _term(entry: Entry) -> Term:
    entry.only(("code", "domain", "term", "english", "definition"))
    return Term(
        place=entry.place,
        code=entry.text("code", longest=80),
        domain=entry.one_of("domain", _DOMAINS),
        term=entry.words("term", longest=120),
        english=entry.text("english", longest=120),
        definition=entry.words("definition"),
    )


def _weight(entry: Entry, key: str) -> str:
    return entry.one_of(key, _WEIGHTS) if entry.has(key) else ""
