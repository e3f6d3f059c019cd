"""What a pack says, as frozen facts. A `Place` is where it says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from cms.pack.blocks import Block


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
class Choice:
    correct: bool
    text: Words
    feedback: Words


@dataclass(frozen=True)
class Question:
    place: Place
    code: str
    kind: str
    difficulty: str
    situation: bool
    lesson: str
    law: tuple[str, ...]
    indicators: tuple[str, ...]
    text: Words
    feedback: Words
    choices: tuple[Choice, ...]


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


@dataclass(frozen=True)
class Edition:
    place: Place
    number: int
    opens_on: date
    closes_on: date | None
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
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    modules: tuple[Module, ...]
    courses: tuple[Course, ...]
    pages: tuple[Page, ...]
