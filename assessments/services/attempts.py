"""Open an attempt, save answers in it, submit it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from random import SystemRandom

from django.db import transaction

from accounts.models import User
from assessments.errors import AttemptSubmitted, ForeignAnswer, NoQuestion, NotEnrolled
from assessments.models import Attempt, Choice, Quiz, Response
from assessments.queries.sheets import chosen_in, key_of
from assessments.queries.standing import live_questions, standing_of
from assessments.rules import FULL_MARK, NO_MARK, mark, passes, percent
from enrolments.queries import cycle_of
from enrolments.services import lock, record_pass

_random = SystemRandom()


@transaction.atomic
def open_attempt(learner: User, *, quiz: Quiz, at: datetime) -> Attempt:
    """Give `learner` the attempt to answer: the open one where there is one, else a new one freshly drawn.

    The learner's row is locked, so two devices get the same attempt. Raises `NotEnrolled`, `AlreadyPassed`,
    `NoAttemptLeft`, `TooEarly` and `NoQuestion`.
    """
    lock([learner.pk])
    cycle = cycle_of(learner, module=quiz.module)
    if cycle is None:
        raise NotEnrolled
    standing = standing_of(learner, quiz=quiz, cycle=cycle, at=at)
    if standing.open_attempt:
        return standing.open_attempt
    if standing.refusal:
        raise standing.refusal
    return Attempt.objects.create(
        learner=learner, quiz=quiz, cycle=cycle, number=standing.next_number, drawn=_draw(quiz), opened_at=at
    )


def _draw(quiz: Quiz) -> list[tuple[int, list[str]]]:
    """Questions at random, as many as the quiz asks or the bank holds, each with its choices shuffled."""
    bank = sorted(live_questions(quiz.module).values_list("pk", flat=True))
    if not bank:
        raise NoQuestion
    questions = _random.sample(bank, k=min(quiz.question_count, len(bank)))
    choices: dict[int, list[str]] = {question: [] for question in questions}
    for question, uuid in Choice.objects.filter(question__in=questions).values_list("question_id", "uuid"):
        choices[question].append(str(uuid))
    return [(question, _random.sample(choices[question], k=len(choices[question]))) for question in questions]


def save_answer(attempt: Attempt, *, question: int, chosen: Sequence[str], at: datetime) -> Response:
    """Save which choices of one question are chosen, in place of what was saved before; none takes it back.

    Two queries. Raises `ForeignAnswer` and `AttemptSubmitted`.
    """
    return save_answers(attempt, answers={question: chosen}, at=at)[0]


def save_answers(attempt: Attempt, *, answers: Mapping[int, Sequence[str]], at: datetime) -> list[Response]:
    """Save the choices of several questions, all or none: two queries whatever their number.

    The attempt's row is locked, so no answer slips in behind the marking.
    Raises `ForeignAnswer` for a question or choice that `attempt` did not draw, and `AttemptSubmitted`.
    """
    drawn = attempt.choices_drawn
    if any(question not in drawn or not set(chosen) <= set(drawn[question]) for question, chosen in answers.items()):
        raise ForeignAnswer
    responses = [
        Response(attempt=attempt, question_id=question, chosen=sorted(set(chosen)), saved_at=at)
        for question, chosen in answers.items()
    ]
    with transaction.atomic(savepoint=False):  # spares the quickest request of all two statements
        still_open = Attempt.objects.select_for_update().filter(pk=attempt.pk, state=Attempt.State.OPEN)
        if list(still_open.values_list("pk")):
            return Response.objects.bulk_create(
                responses,
                update_conflicts=True,
                unique_fields=["attempt", "question"],
                update_fields=["chosen", "saved_at"],
            )
    raise AttemptSubmitted


@transaction.atomic
def submit(attempt: Attempt, *, at: datetime) -> Attempt:
    """Mark `attempt` from the answers saved in it, and tell `enrolments` of a pass; twice is harmless.

    Each question is worth one mark, answered or not. The learner's row is locked, then the attempt's: whoever
    comes second finds it submitted and changes nothing.
    """
    lock([attempt.learner_id])
    attempt = (
        Attempt.objects.select_for_update(of=("self",)).select_related("learner", "quiz__module").get(pk=attempt.pk)
    )
    if not attempt.is_open:
        return attempt
    marks = _mark_responses(attempt)
    attempt.state = Attempt.State.SUBMITTED
    attempt.submitted_at = at
    attempt.marks = sum(marks.values(), NO_MARK)
    attempt.maximum = FULL_MARK * len(marks)
    attempt.passed = passes(attempt.marks, maximum=attempt.maximum, pass_mark_percent=attempt.quiz.pass_mark_percent)
    attempt.save(update_fields=["state", "submitted_at", "marks", "maximum", "passed"])
    if attempt.passed:
        earned = percent(attempt.marks, maximum=attempt.maximum)
        record_pass(attempt.learner, module=attempt.quiz.module, percent=earned, cycle=attempt.cycle, at=at)
    return attempt


def _mark_responses(attempt: Attempt) -> dict[int, Decimal]:
    """Write the marks of each response; return those of every question, by question id."""
    chosen = chosen_in(attempt)
    marks = {question: mark(chosen.get(question, ()), key=key) for question, key in key_of(attempt).items()}
    responses = list(attempt.responses.filter(question__in=marks))
    for response in responses:
        response.marks = marks[response.question_id]
    Response.objects.bulk_update(responses, ["marks"])
    return marks
