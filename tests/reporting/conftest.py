"""Histories told to the ledger by the services of the apps below."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from accounts.models import Headcount, Profession, User
from courses.models import Course
from enrolments.models import Enrolment
from enrolments.services import complete_many, enrol_many
from jurisdictions.models import Court
from tests.conftest import NOON, make_course

Train = Callable[..., Enrolment]


@pytest.fixture
def continuing(db: None) -> Course:
    return make_course("MAG-C", professions=["juge-siege"], modules=("T1",))


@pytest.fixture
def initial(db: None) -> Course:
    return make_course("ATT-I", professions=["juge-siege"], modules=("T1",), regime="initial")


@pytest.fixture
def enrolled(continuing: Course) -> Train:
    """Enrol somebody at a moment; in the continuing course unless another is named."""

    def enrol(learner: User, *, at: datetime = NOON, course: Course | None = None) -> Enrolment:
        edition = (course or continuing).editions.get()
        return enrol_many([learner], edition=edition, by=None, at=at)[0]

    return enrol


@pytest.fixture
def trained(enrolled: Train) -> Train:
    """Enrol somebody a week before a moment, and complete at that moment."""

    def train(learner: User, *, at: datetime = NOON, course: Course | None = None) -> Enrolment:
        enrolment = enrolled(learner, at=at - timedelta(days=7), course=course)
        complete_many([enrolment], at=at)
        enrolment.refresh_from_db()
        return enrolment

    return train


@pytest.fixture
def headcount(db: None) -> Callable[..., Headcount]:
    def count(court: str, posts: int, *, profession: str = "juge-siege", on: date = date(2023, 1, 1)) -> Headcount:
        return Headcount.objects.create(
            court=Court.objects.get(code=court),
            profession=Profession.objects.get(code=profession),
            on=on,
            posts=posts,
        )

    return count
