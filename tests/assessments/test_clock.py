"""Time limits, extra time, and what arrives late, twice or out of order."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import User
from assessments.errors import (
    AttemptVoided,
    ExtraTimeOutOfReach,
    OutOfReach,
    PassStands,
    ReasonMissing,
    TimeOver,
)
from assessments.models import Attempt, Quiz, Response
from assessments.rules.answers import Answer
from assessments.services.answers import Given, save_answers
from assessments.services.attempts import open_attempt
from assessments.services.granting import grant_extra_time, void_attempt
from assessments.services.submission import submit
from assessments.tasks import sweep
from enrolments.models import ModulePass
from tests.assessments.answering import answers_in, offered_in, right_choices, save
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

Enrol = Callable[[User], User]
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def timed(quiz: Quiz, enrolled: Enrol, amina: User) -> Attempt:
    """Amina's attempt at a quiz of an hour."""
    Quiz.objects.update(time_limit=HOUR)
    quiz.refresh_from_db()
    return open_attempt(enrolled(amina), quiz=quiz, at=NOON)


def test_the_last_second_belongs_to_the_learner_and_the_next_does_not(timed: Attempt) -> None:
    key = right_choices(timed)
    first, *rest = key
    save(timed, {question: key[question] for question in rest}, at=NOON + HOUR)

    with pytest.raises(TimeOver):
        save(timed, {first: key[first]}, at=NOON + HOUR + SECOND)

    assert answers_in(timed) == {question: key[question] for question in rest}


def test_what_is_handed_in_a_second_late_is_handed_in_by_the_clock(timed: Attempt) -> None:
    save(timed, right_choices(timed), at=NOON)

    done = submit(timed, at=NOON + HOUR + SECOND)

    assert (done.state, done.ran_out, done.submitted_at, done.passed) == ("marked", True, NOON + HOUR, True)
    assert ModulePass.objects.get().passed_at == NOON + HOUR + SECOND


def test_the_sweep_hands_in_what_the_clock_has_ended_and_nothing_else(
    timed: Attempt, quiz: Quiz, enrolled: Enrol, nawal: User
) -> None:
    Quiz.objects.update(time_limit=None)
    quiz.refresh_from_db()
    untimed = open_attempt(enrolled(nawal), quiz=quiz, at=NOON)
    save(timed, right_choices(timed), at=NOON)

    sweep()
    sweep()

    assert list(Attempt.objects.order_by("pk").values_list("state", "ran_out")) == [("marked", True), ("open", False)]
    assert untimed.deadline is None


def test_extra_time_moves_the_deadline_of_what_opens_afterwards(
    timed: Attempt, quiz: Quiz, enrolled: Enrol, nawal: User, karim: User, administrator: User
) -> None:
    grant_extra_time(nawal, percent=50, reason="Décision du 3 mars.", by=administrator, at=NOON)
    grant_extra_time(nawal, percent=25, reason="Décision du 4 mars.", by=karim, at=NOON + HOUR)

    attempt = open_attempt(enrolled(nawal), quiz=quiz, at=NOON)

    assert (timed.deadline, attempt.deadline) == (NOON + HOUR, NOON + timedelta(minutes=75))


def test_extra_time_is_granted_with_a_reason_by_those_who_oversee_the_person(
    amina: User, karim: User, youssef: User, driss: User, administrator: User
) -> None:
    for by in (karim, youssef, driss, amina):
        with pytest.raises(ExtraTimeOutOfReach):
            grant_extra_time(amina, percent=25, reason="Décision.", by=by, at=NOON)
    with pytest.raises(ReasonMissing):
        grant_extra_time(amina, percent=25, reason=" ", by=administrator, at=NOON)

    assert not amina.accommodations.exists()


def sent(attempt: Attempt, question: int, answer: Answer, sequence: int) -> bool:
    """Whether the answer sent with `sequence` is what stands afterwards."""
    saved = save_answers(
        attempt.pk, learner=attempt.learner, given={question: Given(answer, sequence)}, at=NOON + sequence * SECOND
    )
    return question not in saved.overtaken


def test_what_comes_late_twice_or_out_of_order_changes_nothing(attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    requests = [([choices[0]], 1), ([choices[2]], 3), ([choices[1]], 2), ([choices[2]], 3), ([choices[0]], 1)]

    taken = [sent(attempt, question, answer, sequence) for answer, sequence in requests]

    assert taken == [True, True, False, True, False]
    saved = Response.objects.values_list("answer", "sequence", "saved_at").get()
    assert saved == ([choices[2]], 3, NOON + 3 * SECOND)


def test_two_devices_with_the_same_number_keep_what_came_first_and_say_so(attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))

    taken = [sent(attempt, question, [choices[0]], 1), sent(attempt, question, [choices[1]], 1)]

    assert taken == [True, False]
    assert answers_in(attempt) == {question: [choices[0]]}


def test_a_voided_attempt_does_not_count_and_keeps_its_answers(
    quiz: Quiz, attempt: Attempt, amina: User, youssef: User
) -> None:
    save(attempt, {attempt.questions[0]: []}, at=NOON)
    submit(attempt, at=NOON)

    voided = void_attempt(attempt, reason="Panne du tribunal.", by=youssef, at=NOON + HOUR)

    assert (voided.state, voided.void_reason, voided.responses.count()) == ("voided", "Panne du tribunal.", 3)
    numbers = [open_attempt(amina, quiz=quiz, at=NOON + HOUR).number]
    for hours in (2, 3, 40):
        submit(Attempt.objects.get(state="open"), at=NOON + hours * HOUR)
        numbers += [open_attempt(amina, quiz=quiz, at=NOON + 99 * HOUR).number] if hours < 40 else []
    assert numbers == [2, 3, 4]


def test_only_those_in_charge_void_and_never_a_pass(attempt: Attempt, driss: User, karim: User, youssef: User) -> None:
    for by in (driss, karim, attempt.learner):
        with pytest.raises(OutOfReach):
            void_attempt(attempt, reason="Non.", by=by, at=NOON)
    save(attempt, right_choices(attempt), at=NOON)
    submit(attempt, at=NOON)

    with pytest.raises(PassStands):
        void_attempt(attempt, reason="Non.", by=youssef, at=NOON)


def test_nothing_is_voided_twice(attempt: Attempt, youssef: User) -> None:
    void_attempt(attempt, reason="Doublon.", by=youssef, at=NOON)

    with pytest.raises(AttemptVoided):
        void_attempt(attempt, reason="Encore.", by=youssef, at=NOON)
