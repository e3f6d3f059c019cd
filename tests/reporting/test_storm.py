"""Fifty people at once on the same keys: the sums are exact, and nobody is refused."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

import certificates.tasks  # noqa: F401  # known to Celery, since completing prints certificates at once here
from accounts.models import User
from courses.models import Course
from enrolments.services import complete_many, enrol_many, leave
from reporting.models import Balance, Delta
from reporting.queries.recount import recount
from tests.conftest import NOON, make_course

THREADS = 50
ROUNDS = 10 if os.environ.get("STORMS") == "full" else 1


@pytest.mark.storm
@pytest.mark.django_db(transaction=True)
def test_the_ledger_is_exact_under_fifty_threads(person: Callable[..., User]) -> None:
    course = make_course("MAG-C", professions=["juge-siege"], modules=("T1",))
    people = [
        person(f"s{n}@demo.example", court=("TPI-BML", "CA-BML")[n % 2]) for n in range(THREADS * ROUNDS)
    ]  # fmt: skip

    for n in range(ROUNDS):
        _at_once(people[n * THREADS :][:THREADS], course)

    told = dict(Balance.objects.filter(course_code="", regime="", court__code="TPI-BML").values_list("measure", "n"))
    assert told == {"people-enrolled": 20 * ROUNDS, "people-trained": 20 * ROUNDS}
    assert Delta.objects.count() == 8 * THREADS * ROUNDS
    assert recount().differences == ()


def _at_once(people: list[User], course: Course) -> None:
    """Every fifth leaves the course, the others complete it; all begin together."""
    start = Barrier(THREADS)

    def learn(index: int) -> None:
        try:
            start.wait()
            (enrolment,) = enrol_many([people[index]], edition=course.editions.get(), by=None, at=NOON)
            if index % 5 == 0:
                leave(enrolment, at=NOON + timedelta(days=1))
            else:
                complete_many([enrolment], at=NOON + timedelta(days=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as crowd:
        list(crowd.map(learn, range(THREADS)))
