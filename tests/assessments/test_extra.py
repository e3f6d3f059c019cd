"""One more attempt: who opens it, for whom, and who waits for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import User
from assessments.errors import AttemptStillLeft, LearnerNotEnrolled, OutOfReach, ReasonMissing
from assessments.models import ExtraAttempt, Quiz
from assessments.queries.waiting import learners_in_charge_of, opens_attempts, waiting_attempts
from assessments.services.attempts import open_attempt
from assessments.services.extra import open_extra_attempt
from enrolments.models import Enrolment
from tests.assessments.conftest import sit
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=3)
Enrol = Callable[[User], User]


@pytest.fixture
def exhausted(quiz: Quiz, enrolled: Enrol, nawal: User) -> User:
    """Nawal, of Mohammedia in the Casablanca resort, after three attempts."""
    enrolled(nawal)
    for hours in (0, 1, 25):
        sit(nawal, quiz=quiz, at=NOON + timedelta(hours=hours), well=False)
    return nawal


def test_a_tutor_a_coordinator_and_an_administrator_open_one(
    exhausted: User, quiz: Quiz, youssef: User, karim: User, administrator: User
) -> None:
    for by in (youssef, karim, administrator):
        open_extra_attempt(exhausted, quiz=quiz, reason=" Entretien fait. ", by=by, at=LATER)
        sit(exhausted, quiz=quiz, at=LATER, well=False)

    opened = list(ExtraAttempt.objects.order_by("pk").values_list("learner", "opened_by", "reason", "opened_at"))
    assert opened == [(exhausted.pk, by.pk, "Entretien fait.", LATER) for by in (youssef, karim, administrator)]


def test_nobody_else_opens_one(exhausted: User, quiz: Quiz, driss: User, olga: User, amina: User) -> None:
    for by in (driss, olga, amina, exhausted):
        with pytest.raises(OutOfReach):
            open_extra_attempt(exhausted, quiz=quiz, reason="Entretien fait.", by=by, at=LATER)

    assert not ExtraAttempt.objects.exists()


def test_a_coordinator_opens_none_beyond_the_resort(quiz: Quiz, enrolled: Enrol, amina: User, karim: User) -> None:
    enrolled(amina)
    for hours in (0, 1, 25):
        sit(amina, quiz=quiz, at=NOON + timedelta(hours=hours), well=False)

    with pytest.raises(OutOfReach):
        open_extra_attempt(amina, quiz=quiz, reason="Entretien fait.", by=karim, at=LATER)


def test_nobody_opens_one_for_themselves(exhausted: User, youssef: User, administrator: User, nadia: User) -> None:
    for person in (youssef, administrator, nadia):
        assert exhausted in learners_in_charge_of(person)
        assert person not in learners_in_charge_of(person)


def test_a_reason_is_required(exhausted: User, quiz: Quiz, youssef: User) -> None:
    with pytest.raises(ReasonMissing):
        open_extra_attempt(exhausted, quiz=quiz, reason="  ", by=youssef, at=LATER)


def test_none_is_opened_while_one_is_left_or_open(exhausted: User, quiz: Quiz, youssef: User) -> None:
    open_extra_attempt(exhausted, quiz=quiz, reason="Entretien fait.", by=youssef, at=LATER)

    with pytest.raises(AttemptStillLeft):
        open_extra_attempt(exhausted, quiz=quiz, reason="Encore.", by=youssef, at=LATER)
    open_attempt(exhausted, quiz=quiz, at=LATER)
    with pytest.raises(AttemptStillLeft):
        open_extra_attempt(exhausted, quiz=quiz, reason="Encore.", by=youssef, at=LATER)

    assert ExtraAttempt.objects.count() == 1


def test_none_is_opened_after_a_pass(quiz: Quiz, enrolled: Enrol, amina: User, youssef: User) -> None:
    sit(enrolled(amina), quiz=quiz, at=NOON, well=True)

    with pytest.raises(AttemptStillLeft):
        open_extra_attempt(amina, quiz=quiz, reason="Entretien fait.", by=youssef, at=LATER)


def test_none_is_opened_for_whoever_left_the_course(exhausted: User, quiz: Quiz, youssef: User) -> None:
    Enrolment.objects.update(left_at=LATER)

    with pytest.raises(LearnerNotEnrolled):
        open_extra_attempt(exhausted, quiz=quiz, reason="Entretien fait.", by=youssef, at=LATER)


def test_who_waits_is_seen_by_those_in_charge(
    exhausted: User, quiz: Quiz, youssef: User, karim: User, nadia: User, driss: User, olga: User
) -> None:
    last = exhausted.attempts.get(number=3)

    assert [list(waiting_attempts(person)) for person in (youssef, karim, nadia)] == [[last]] * 3
    assert [list(waiting_attempts(person)) for person in (driss, olga, exhausted)] == [[]] * 3
    assert [opens_attempts(person) for person in (youssef, karim, nadia)] == [True] * 3
    assert [opens_attempts(person) for person in (driss, olga, exhausted)] == [False] * 3


def test_a_coordinator_sees_nobody_waiting_beyond_the_resort(
    quiz: Quiz, enrolled: Enrol, amina: User, karim: User, nadia: User
) -> None:
    enrolled(amina)
    for hours in (0, 1, 25):
        sit(amina, quiz=quiz, at=NOON + timedelta(hours=hours), well=False)

    assert [len(waiting_attempts(person)) for person in (nadia, karim)] == [1, 0]


def test_whoever_has_an_attempt_again_or_passed_does_not_wait(exhausted: User, quiz: Quiz, youssef: User) -> None:
    open_extra_attempt(exhausted, quiz=quiz, reason="Entretien fait.", by=youssef, at=LATER)
    assert list(waiting_attempts(youssef)) == []

    sit(exhausted, quiz=quiz, at=LATER, well=False)
    assert [attempt.number for attempt in waiting_attempts(youssef)] == [4]

    open_extra_attempt(exhausted, quiz=quiz, reason="Encore.", by=youssef, at=LATER)
    sit(exhausted, quiz=quiz, at=LATER, well=True)
    assert list(waiting_attempts(youssef)) == []


def test_whoever_left_the_course_does_not_wait(exhausted: User, youssef: User) -> None:
    Enrolment.objects.update(left_at=LATER)

    assert list(waiting_attempts(youssef)) == []
