"""Opening, saving and submitting."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from assessments.errors import (
    AlreadyPassed,
    AttemptSubmitted,
    ForeignAnswer,
    NoAttemptLeft,
    NoQuestion,
    NotEnrolled,
    TooEarly,
)
from assessments.models import Attempt, Choice, ExtraAttempt, Question, Quiz, Response
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from enrolments.models import ModulePass
from lms.lib.errors import Refusal
from tests.assessments.answering import answers_in, offered_in, right_choices, save
from tests.assessments.conftest import make_quiz, sit
from tests.conftest import NOON, make_module

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
Enrol = Callable[[User], User]


def test_an_attempt_draws_as_many_questions_as_the_quiz_asks(attempt: Attempt) -> None:
    drawn = offered_in(attempt)
    offered = {
        question: {str(uuid) for uuid in Choice.objects.filter(question=question).values_list("uuid", flat=True)}
        for question in drawn
    }

    assert (len(drawn), attempt.number, attempt.cycle, attempt.state) == (3, 1, 1, "open")
    assert {question: set(choices) for question, choices in drawn.items()} == offered


def test_an_attempt_draws_no_retired_question_and_none_without_a_key(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    first, second, *rest = Question.objects.filter(module=quiz.module)
    Question.objects.filter(pk=first.pk).update(is_retired=True)
    second.choices.update(is_correct=False)

    attempt = open_attempt(enrolled(amina), quiz=quiz, at=NOON)

    assert set(offered_in(attempt)) == {question.pk for question in rest}


def test_a_small_bank_is_drawn_whole(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    Quiz.objects.update(question_count=10)
    quiz.refresh_from_db()

    assert len(open_attempt(enrolled(amina), quiz=quiz, at=NOON).drawn) == 5


def test_choices_are_not_in_the_order_of_the_bank(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    positions = set()
    for hours in (0, 1, 30):
        attempt = sit(enrolled(amina) if not hours else amina, quiz=quiz, at=NOON + hours * HOUR, well=False)
        places = {str(choice.uuid): choice.position for choice in Choice.objects.all()}
        positions |= {tuple(places[uuid] for uuid in choices) for choices in offered_in(attempt).values()}

    assert positions != {(0, 1, 2, 3)}


def test_opening_twice_gives_one_attempt(attempt: Attempt, quiz: Quiz, amina: User) -> None:
    again = open_attempt(amina, quiz=quiz, at=NOON + HOUR)

    assert again == attempt
    assert again.drawn == attempt.drawn
    assert Attempt.objects.count() == 1


def test_only_whoever_is_enrolled_opens_an_attempt(quiz: Quiz, driss: User) -> None:
    with pytest.raises(NotEnrolled):
        open_attempt(driss, quiz=quiz, at=NOON)

    assert not Attempt.objects.exists()


def test_a_quiz_without_questions_counts_no_attempt(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    Question.objects.filter(module=quiz.module).update(is_retired=True)

    with pytest.raises(NoQuestion):
        open_attempt(enrolled(amina), quiz=quiz, at=NOON)

    assert not Attempt.objects.exists()


def test_the_last_attempt_opens_a_day_after_the_one_before(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    for hours in (0, 1):
        sit(enrolled(amina) if not hours else amina, quiz=quiz, at=NOON + hours * HOUR, well=False)

    with pytest.raises(TooEarly) as refused:
        open_attempt(amina, quiz=quiz, at=NOON + 24 * HOUR)
    last = open_attempt(amina, quiz=quiz, at=NOON + 25 * HOUR)

    assert (refused.value.until, last.number) == (NOON + 25 * HOUR, 3)


def test_after_three_attempts_an_extra_one_opens_at_once(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    for hours in (0, 1, 25):
        sit(enrolled(amina) if not hours else amina, quiz=quiz, at=NOON + hours * HOUR, well=False)

    with pytest.raises(NoAttemptLeft):
        open_attempt(amina, quiz=quiz, at=NOON + 99 * HOUR)
    ExtraAttempt.objects.create(learner=amina, quiz=quiz, reason="entretien", opened_by=amina, opened_at=NOON)

    assert open_attempt(amina, quiz=quiz, at=NOON + 25 * HOUR).number == 4


def test_after_a_pass_there_is_no_other_attempt(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    sit(enrolled(amina), quiz=quiz, at=NOON, well=True)

    with pytest.raises(AlreadyPassed):
        open_attempt(amina, quiz=quiz, at=NOON + HOUR)


def test_a_saved_answer_replaces_the_one_before(attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))

    for hours, chosen in ((1, choices[:1]), (2, choices[1:2]), (3, [])):
        save(attempt, {question: chosen}, at=NOON + hours * HOUR)
        saved = list(Response.objects.values_list("question", "answer", "saved_at"))
        assert saved == [(question, sorted(chosen), NOON + hours * HOUR)]


def test_several_answers_are_saved_all_or_none(attempt: Attempt) -> None:
    (first, choices), (second, others), _ = offered_in(attempt).items()

    with pytest.raises(ForeignAnswer):
        save(attempt, {first: choices[:1], second: choices[:1]}, at=NOON)
    assert not Response.objects.exists()

    save(attempt, {first: choices[:1], second: others[:1]}, at=NOON)
    assert Response.objects.count() == 2


def test_an_answer_to_a_question_that_was_not_drawn_is_refused(attempt: Attempt, quiz: Quiz) -> None:
    other = Question.objects.filter(module=quiz.module).exclude(pk__in=offered_in(attempt))[0]

    with pytest.raises(ForeignAnswer):
        save(attempt, {other.pk: [str(other.choices.all()[0].uuid)]}, at=NOON)

    assert not Response.objects.exists()


def test_a_submitted_attempt_takes_no_answer(attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    submit(attempt, at=NOON)

    with pytest.raises(AttemptSubmitted):
        save(attempt, {question: choices[:1]}, at=NOON)

    assert answers_in(attempt) == {question: [] for question in attempt.questions}


def test_submitting_marks_each_question_and_tells_the_pass(attempt: Attempt, quiz: Quiz, amina: User) -> None:
    Quiz.objects.update(pass_mark_percent=60)
    key = right_choices(attempt)
    wrong = next(iter(key))
    save(attempt, {**key, wrong: []}, at=NOON)

    done = submit(attempt, at=NOON + HOUR)

    assert (done.marks, done.maximum) == (Decimal(2), Decimal(3))
    assert (done.passed, done.submitted_at) == (True, NOON + HOUR)
    assert dict(done.responses.values_list("question", "marks")) == {q: int(q != wrong) for q in key}
    passes = list(ModulePass.objects.values_list("learner", "module", "cycle", "percent", "passed_at"))
    assert passes == [(amina.pk, quiz.module_id, 1, Decimal("66.66"), NOON + HOUR)]


def test_a_failed_attempt_tells_nothing(attempt: Attempt) -> None:
    done = submit(attempt, at=NOON)

    assert (done.marks, done.maximum, done.passed) == (Decimal(0), Decimal(3), False)
    assert not ModulePass.objects.exists()


def test_submitting_twice_gives_one_mark_and_one_pass(attempt: Attempt) -> None:
    save(attempt, right_choices(attempt), at=NOON)

    first, second = submit(attempt, at=NOON), submit(attempt, at=NOON + HOUR)

    assert (second.submitted_at, second.marks) == (first.submitted_at, first.marks) == (NOON, Decimal(3))
    assert ModulePass.objects.count() == 1


def test_a_choice_deleted_after_the_draw_costs_nobody_a_mark(attempt: Attempt) -> None:
    key = right_choices(attempt)
    several = next((question for question, right in key.items() if len(right) == 2), None) or next(iter(key))
    Choice.objects.filter(uuid=key[several][-1]).delete()
    key[several].pop()
    save(attempt, key, at=NOON)

    done = submit(attempt, at=NOON)

    assert done.marks == done.maximum
    assert done.passed


def test_a_right_choice_added_after_the_draw_is_not_asked_of_anybody(attempt: Attempt) -> None:
    key = right_choices(attempt)
    Choice.objects.create(question_id=next(iter(key)), position=9, is_correct=True, text_fr="x", text_ar="x")
    save(attempt, key, at=NOON)

    assert submit(attempt, at=NOON).marks == 3


@pytest.mark.parametrize("refusal", [NotEnrolled(), AlreadyPassed(), NoAttemptLeft(), TooEarly(until=NOON)])
def test_each_refusal_is_a_sentence(refusal: Refusal) -> None:
    assert str(refusal).endswith(".")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), language=st.sampled_from(["fr", "ar"]))
def test_marks_depend_on_nothing_but_the_set_chosen(
    data: st.DataObject, language: str, quiz: Quiz, enrolled: Enrol, person: Callable[..., User]
) -> None:
    from django.utils.translation import override

    learner = enrolled(person(f"{User.objects.count()}@demo.example"))
    attempt = open_attempt(learner, quiz=quiz, at=NOON)
    key = right_choices(attempt)
    places = data.draw(st.lists(st.lists(st.integers(0, 3)), min_size=3, max_size=3))
    given = {
        each["question"]: [each["offered"][n] for n in chosen[: 4 if each["kind"] == "multiple" else 1]]
        for each, chosen in zip(attempt.drawn, places, strict=True)
    }

    with override(language):
        save(attempt, dict(reversed(given.items())), at=NOON)
        done = submit(attempt, at=NOON)

    earned = sum(set(given[question]) == set(right) for question, right in key.items())
    assert (done.marks, done.maximum) == (Decimal(earned), Decimal(3))


def test_a_module_shared_by_two_quizzes_does_not_mix_questions(quiz: Quiz, enrolled: Enrol, amina: User) -> None:
    other = make_quiz(make_module("T2"), questions=4)

    attempt = open_attempt(enrolled(amina), quiz=other, at=NOON)

    assert set(offered_in(attempt)) <= set(Question.objects.filter(module=other.module).values_list("pk", flat=True))
