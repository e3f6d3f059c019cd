"""What a person's history tells the ledger: one pure function, and what it is told from.

Source: `docs/rules/ledger.md`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.signals import PersonFacts

ANY = ""


class Measure(TextChoices):
    """What is counted. Events stay where they happened; people move with their posting."""

    ENROLLED = "enrolled", _("enrolments")
    COMPLETED = "completed", _("completions")
    PEOPLE_ENROLLED = "people-enrolled", _("people enrolled")
    PEOPLE_TRAINED = "people-trained", _("people trained")


PEOPLE = (Measure.PEOPLE_ENROLLED, Measure.PEOPLE_TRAINED)
EVENTS = (Measure.ENROLLED, Measure.COMPLETED)


@dataclass(frozen=True)
class EnrolmentFacts:
    """What of an enrolment counts: its course, and the days in Casablanca on which it turned."""

    course_code: str
    regime: str
    enrolled_on: date
    completed_on: date | None = None
    left_on: date | None = None

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """The (regime, course) filters under which this enrolment makes its learner count."""
        return (self.regime, self.course_code), (self.regime, ANY), (ANY, ANY)


class Place(NamedTuple):
    """Where somebody serves, and as what."""

    court_id: int
    profession_id: int


class Line(NamedTuple):
    """What a delta is told by, its day of happening included; the order is that in which keys are locked."""

    court_id: int
    profession_id: int
    gender: str
    regime: str
    course_code: str
    measure: str
    happened_on: date


@dataclass(frozen=True)
class Span:
    """Days from `start` until `end` (excluded; `None` for good)."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def contributions(facts: PersonFacts, enrolments: Sequence[EnrolmentFacts]) -> Counter[Line]:
    """Everything that one person's history adds to the ledger, as a sum per line without zeros.

    Events (`enrolled`, `completed`) are told where the person served on that day, and stay there; leaving an
    enrolment takes it back where it was told, on the day of leaving. People (`people-enrolled`,
    `people-trained`) are told once per filter for as long as it holds, wherever the person serves on each day.
    A day without a posting is told nowhere.
    """
    lines: Counter[Line] = Counter()
    for line, n in _events(facts, enrolments):
        lines[line] += n
    for line, n in _people(facts, enrolments):
        lines[line] += n
    return _without_zeros(lines)


def difference(before: Counter[Line], after: Counter[Line]) -> Counter[Line]:
    """The lines that turn `before` into `after`, negative ones included."""
    lines = Counter(after)
    lines.subtract(before)
    return _without_zeros(lines)


def place_on(facts: PersonFacts, day: date) -> Place | None:
    """Where the person serves on `day`; the posting that began first where several hold."""
    for service in facts.services:
        if Span(service.starts_on, service.ends_on).holds(day):
            return Place(service.court_id, service.profession_id)
    return None


def _events(facts: PersonFacts, enrolments: Iterable[EnrolmentFacts]) -> Iterator[tuple[Line, int]]:
    for enrolment in enrolments:
        filter_ = (enrolment.regime, enrolment.course_code)
        if place := place_on(facts, enrolment.enrolled_on):
            yield Line(*place, facts.gender, *filter_, Measure.ENROLLED.value, enrolment.enrolled_on), 1
            if enrolment.left_on:
                yield Line(*place, facts.gender, *filter_, Measure.ENROLLED.value, enrolment.left_on), -1
        if enrolment.completed_on and (place := place_on(facts, enrolment.completed_on)):
            yield Line(*place, facts.gender, *filter_, Measure.COMPLETED.value, enrolment.completed_on), 1


def _people(facts: PersonFacts, enrolments: Sequence[EnrolmentFacts]) -> Iterator[tuple[Line, int]]:
    days = sorted(_turning_days(facts, enrolments))
    places = [place_on(facts, day) for day in days]
    for (measure, regime, course), spans in _spans(enrolments).items():
        told: Place | None = None
        for day, place in zip(days, places, strict=True):
            now = place if any(span.holds(day) for span in spans) else None
            if now != told:
                for there, n in ((told, -1), (now, 1)):
                    if there:
                        yield Line(*there, facts.gender, regime, course, measure, day), n
                told = now


def _spans(enrolments: Iterable[EnrolmentFacts]) -> dict[tuple[str, str, str], list[Span]]:
    """By (measure, regime, course): the days for which the person counts, enrolment by enrolment."""
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for enrolment in enrolments:
        for regime, course in enrolment.levels:
            enrolled = Span(enrolment.enrolled_on, enrolment.left_on)
            spans[Measure.PEOPLE_ENROLLED.value, regime, course].append(enrolled)
            if enrolment.completed_on:
                spans[Measure.PEOPLE_TRAINED.value, regime, course].append(Span(enrolment.completed_on))
    return spans


def _turning_days(facts: PersonFacts, enrolments: Iterable[EnrolmentFacts]) -> set[date]:
    days = {day for service in facts.services for day in (service.starts_on, service.ends_on)}
    for enrolment in enrolments:
        days |= {enrolment.enrolled_on, enrolment.completed_on, enrolment.left_on}
    return {day for day in days if day is not None}


def _without_zeros(lines: Counter[Line]) -> Counter[Line]:
    return Counter({line: n for line, n in lines.items() if n})
