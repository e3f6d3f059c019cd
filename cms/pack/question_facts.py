"""What a pack says of the bank of questions, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.pack.facts import Place, Words


@dataclass(frozen=True)
class Choice:
    """A choice or a line to put in order; `share` is its part of the marks, in per cent."""

    correct: bool
    text: Words
    feedback: Words
    share: Decimal | None = None


@dataclass(frozen=True)
class Pair:
    """A stem with its answer; without a stem, an answer too many."""

    stem: Words
    answer: Words


@dataclass(frozen=True)
class Accepted:
    """A number with its tolerance, or words in one language."""

    language: str
    text: str
    number: Decimal | None
    tolerance: Decimal
    share: Decimal


@dataclass(frozen=True)
class Level:
    marks: Decimal
    text: Words


@dataclass(frozen=True)
class Criterion:
    title: Words
    levels: tuple[Level, ...]


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
    marks: Decimal = Decimal(1)
    tags: tuple[str, ...] = ()
    file: str = ""
    pairs: tuple[Pair, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    rubric: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Tag:
    place: Place
    code: str
    name: Words


@dataclass(frozen=True)
class Draw:
    """So many questions of those that meet every condition named; what is empty is no condition."""

    place: Place
    count: int
    module: str
    tag: str
    indicator: str
    dimension: str
    article: str
    difficulty: str
    kind: str


@dataclass(frozen=True)
class Blueprint:
    place: Place
    code: str
    name: Words
    draws: tuple[Draw, ...]


@dataclass(frozen=True)
class Test:
    """A final exam, or a test before or after a course."""

    place: Place
    course: str
    kind: str
    blueprint: str
    pass_mark_percent: int
    attempts: int
    minutes: int | None
    review: str
    from_edition: int = 1


@dataclass(frozen=True)
class Bank:
    """Tags, blueprints and the tests of courses: the file `bank.yaml` of a pack."""

    tags: tuple[Tag, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()
    tests: tuple[Test, ...] = ()


NO_BANK = Bank()
