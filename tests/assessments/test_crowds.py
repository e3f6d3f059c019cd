"""Many at once: locks mean nothing on SQLite, so this runs on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from accounts.models import User
from assessments.errors import AttemptSubmitted
from assessments.models import Attempt, Quiz
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from enrolments.models import ModulePass
from tests.assessments.answering import right_choices, save
from tests.conftest import NOON

CROWD = 50

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="locks mean nothing on SQLite"),
]


def all_at_once(act: Callable[[int], object]) -> None:
    """Let `CROWD` threads begin `act` together, each with its number; the first error of any is raised."""
    start = Barrier(CROWD)

    def one(number: int) -> None:
        start.wait()
        try:
            act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as crowd:
        list(crowd.map(one, range(CROWD)))


@pytest.fixture
def learner(person: Callable[..., User], enrolled: Callable[[User], User]) -> User:
    return enrolled(person("amina@demo.example"))


def test_fifty_openings_give_one_attempt(learner: User, quiz: Quiz) -> None:
    all_at_once(lambda _: open_attempt(learner, quiz=quiz, at=NOON))

    assert list(Attempt.objects.values_list("number", "state")) == [(1, "open")]


def test_fifty_submissions_give_one_mark_and_one_pass(learner: User, quiz: Quiz) -> None:
    attempt = open_attempt(learner, quiz=quiz, at=NOON)
    save(attempt, right_choices(attempt), at=NOON)

    all_at_once(lambda number: submit(attempt, at=NOON + timedelta(seconds=number)))

    (done,) = Attempt.objects.all()
    assert (done.state, done.marks, done.passed) == ("marked", Decimal(3), True)
    assert list(ModulePass.objects.values_list("passed_at", flat=True)) == [done.submitted_at]


def test_fifty_learners_submit_together_and_all_pass(
    person: Callable[..., User], enrolled: Callable[[User], User], quiz: Quiz
) -> None:
    attempts = [open_attempt(enrolled(person(f"{n}@demo.example")), quiz=quiz, at=NOON) for n in range(CROWD)]
    for attempt in attempts:
        save(attempt, right_choices(attempt), at=NOON)

    all_at_once(lambda number: submit(attempts[number], at=NOON))

    assert Attempt.objects.filter(state="marked", marks=3, passed=True).count() == CROWD
    assert ModulePass.objects.values("learner").distinct().count() == CROWD


def test_no_answer_slips_in_behind_the_marking(learner: User, quiz: Quiz) -> None:
    attempt = open_attempt(learner, quiz=quiz, at=NOON)
    refused = Event()

    def save_late() -> None:
        try:
            save(attempt, right_choices(attempt), at=NOON)
        except AttemptSubmitted:
            refused.set()
        finally:
            connection.close()

    late = Thread(target=save_late)
    with transaction.atomic():
        submit(attempt, at=NOON)
        late.start()
        late.join(timeout=1)
        assert late.is_alive()
    late.join(timeout=20)

    assert refused.is_set()
    assert [each.is_answered for each in attempt.responses.all()] == [False] * len(attempt.drawn)
