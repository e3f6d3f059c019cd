"""News for the apps above, sent inside the transaction of the change it tells.

`person_changed` carries `changes`, a sequence of `PersonChange` in person order, and `at`, the moment of
recording. It is sent when somebody's postings or gender change; the people's rows are locked by the sender.
Heard by `reporting`.
"""

from dataclasses import dataclass
from datetime import date

from django.dispatch import Signal


@dataclass(frozen=True)
class Service:
    """One posting: where and as what, from a day until a day (excluded; `None` while it lasts)."""

    court_id: int
    profession_id: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What of a person counts in figures: gender, and postings in order of their days."""

    gender: str
    services: tuple[Service, ...]


@dataclass(frozen=True)
class PersonChange:
    person_id: int
    before: PersonFacts
    after: PersonFacts


person_changed = Signal()
