"""What a pack says, as frozen facts. A `Place` is where it says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cms.pack.blocks import Block
from cms.pack.question_facts import NO_BANK, Bank, Choice, Question

if TYPE_CHECKING:
    from cms.pack.scenarios import Scenario
    from cms.pack.screenings import Screening


__all__ = ["Bank", "Choice", "Question"]  # read elsewhere under the names of this module


@dataclass(frozen=True)
class Place:
    path: Path
    line: int


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    fr: str = ""
    ar: str = ""

    def texts(self) -> tuple[str, str]:
        return self.fr, self.ar


@dataclass(frozen=True)
class Law:
    place: Place
    code: str
    article: str
    law: Words
    title: Words
    summary: Words
    source: str
    confidence: str


@dataclass(frozen=True)
class Penalty:
    place: Place
    article: str
    kind: str
    phrase: Words
    years_min: int | None
    years_max: int | None
    life: bool
    fine_min: int | None
    fine_max: int | None


@dataclass(frozen=True)
class IndicatorGuide:
    place: Place
    code: str
    name: Words
    edition: str
    source: Words
    caveat: Words


@dataclass(frozen=True)
class Dimension:
    place: Place
    guide: str
    code: str
    name: Words


@dataclass(frozen=True)
class Indicator:
    place: Place
    code: str
    guide: str
    dimension: str
    label: Words
    weight_adult: str
    weight_child: str
    source: str


@dataclass(frozen=True)
class Figure:
    place: Place
    code: str
    value: Words
    definition: Words
    period: str
    source: Words
    caveat: Words


@dataclass(frozen=True)
class Term:
    place: Place
    code: str
    domain: str
    term: Words
    english: str
    definition: Words


@dataclass(frozen=True)
class Judgment:
    place: Place
    code: str
    title: Words
    court: Words
    level: str
    country: Words
    decided_on: date
    citation: str
    form: str
    act: Words
    means: Words
    purpose: Words
    holding: Words
    summary: Words
    law: tuple[str, ...]
    anonymised: bool


@dataclass(frozen=True)
class Service:
    place: Place
    code: str
    kind: str
    name: Words
    region: str
    city: str
    public: str
    languages: tuple[str, ...]
    description: Words
    phone: str
    website: str
    hours: Words
    address: str
    address_protected: bool
    verified_on: date | None
    source: str
    example: bool


@dataclass(frozen=True)
class Step:
    place: Place
    key: str
    region: str
    title: Words
    actor: Words
    text: Words
    law: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Text:
    """One Markdown file: a lesson or a page in one language."""

    place: Place
    title: str
    summary: str
    minutes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lesson:
    slug: str
    fr: Text
    ar: Text


@dataclass(frozen=True)
class Guide:
    """What a tutor reads before and while animating a module."""

    fr: Text
    ar: Text


@dataclass(frozen=True)
class News:
    """A piece of news, a brochure or the notice of a study."""

    slug: str
    fr: Text
    ar: Text
    kind: str
    day: date
    citation: str


@dataclass(frozen=True)
class Quiz:
    questions: int
    pass_mark_percent: int


@dataclass(frozen=True)
class Module:
    place: Place
    code: str
    slug: str
    title: Words
    summary: Words
    minutes: int
    objectives_fr: tuple[str, ...]
    objectives_ar: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    quiz: Quiz | None
    questions: tuple[Question, ...]
    guide: Guide | None = None


@dataclass(frozen=True)
class Edition:
    place: Place
    number: int
    opens_on: date
    closes_on: date | None
    hours: Decimal | None
    modules: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    place: Place
    code: str
    slug: str
    regime: str
    professions: tuple[str, ...]
    title: Words
    summary: Words
    hours: Decimal
    months_valid: int
    editions: tuple[Edition, ...]


@dataclass(frozen=True)
class Page:
    slug: str
    fr: Text
    ar: Text


@dataclass(frozen=True)
class Pack:
    name: Words
    notice: Words
    law_described_on: date
    laws: tuple[Law, ...]
    penalties: tuple[Penalty, ...]
    guides: tuple[IndicatorGuide, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    terms: tuple[Term, ...]
    judgments: tuple[Judgment, ...]
    services: tuple[Service, ...]
    steps: tuple[Step, ...]
    modules: tuple[Module, ...]
    courses: tuple[Course, ...]
    pages: tuple[Page, ...]
    news: tuple[News, ...] = ()
    scenarios: "tuple[Scenario, ...]" = ()
    screenings: "tuple[Screening, ...]" = ()
    bank: Bank = NO_BANK
