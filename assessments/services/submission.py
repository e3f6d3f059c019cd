"""Hand in an attempt, by its learner or by the clock, and settle its marks."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from assessments.models import Attempt, Kind, Question, Quiz, Response
from assessments.queries.keys import keys_of
from assessments.rules import NO_MARK, Key, marks_for, passes, percent
from assessments.rules.answers import empty_answer
from enrolments.services import lock, record_exam, record_pass


@transaction.atomic
def submit(attempt: Attempt, *, at: datetime) -> Attempt:
    """Hand in `attempt` and mark it from the answers saved in it; twice is harmless.

    Behind its deadline it is handed in by the clock, with what was saved in time. A pass is told to `enrolments`.
    With a case note among its questions it waits for a tutor. The learner's row is locked, then the attempt's:
    whoever comes second finds it handed in and changes nothing.
    """
    attempt = locked(attempt)
    if not attempt.is_open:
        return attempt
    attempt.ran_out = attempt.is_over(at)
    attempt.state = Attempt.State.EXPIRED if attempt.ran_out else Attempt.State.SUBMITTED
    attempt.submitted_at = attempt.deadline if attempt.ran_out else at
    attempt.save(update_fields=["state", "submitted_at", "ran_out"])
    _open_rows_for_all(attempt)
    keys = keys_of(attempt)
    mark_responses(attempt, keys)
    settle(attempt, keys, at=at)
    return attempt


def end_by_clock(attempt: Attempt, *, at: datetime) -> Attempt:
    """Hand in `attempt` where its time is over at a moment; before that nothing happens."""
    return submit(attempt, at=at) if attempt.is_open and attempt.is_over(at) else attempt


def locked(attempt: Attempt) -> Attempt:
    """`attempt` read again, its learner's row and its own locked in this order."""
    lock([attempt.learner_id])
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("learner", "quiz__module", "quiz__course")
    return rows.get(pk=attempt.pk)


def _open_rows_for_all(attempt: Attempt) -> None:
    """Give each question of `attempt` a row, so that whoever counts answers counts those left open too."""
    there = set(attempt.responses.values_list("question_id", flat=True))
    known = set(Question.objects.filter(pk__in=attempt.questions).values_list("pk", flat=True))
    Response.objects.bulk_create(
        Response(
            attempt=attempt, question_id=each["question"], answer=empty_answer(each["kind"]), sequence=0,
            maximum=each["marks"], saved_at=attempt.submitted_at or attempt.opened_at,
        )
        for each in attempt.drawn
        if each["question"] in known - there
    )  # fmt: skip


def mark_responses(attempt: Attempt, keys: dict[int, Key]) -> None:
    """Write the marks of each response that a rule can mark; a case note written waits for a tutor."""
    drawn = {each["question"]: each for each in attempt.drawn}
    responses = [
        each
        for each in attempt.responses.all()
        if drawn[each.question_id]["kind"] != Kind.ESSAY or not each.is_answered
    ]
    for response in responses:
        key = keys.get(response.question_id)
        worth = Decimal(drawn[response.question_id]["marks"])
        response.marks = marks_for(response.answer, key=key, worth=worth) if key else NO_MARK
        response.maximum = worth if key else NO_MARK
        response.marked_version = drawn[response.question_id]["version"]
    Response.objects.bulk_update(responses, ["marks", "maximum", "marked_version"])


def settle(attempt: Attempt, keys: dict[int, Key], *, at: datetime) -> None:
    """Add up `attempt` once every answer has its marks, and tell a pass.

    A case note left empty has none to wait for. Questions without a key are not in the maximum.
    """
    responses = [each for each in attempt.responses.all() if each.question_id in keys]
    if any(each.marks is None and each.is_answered for each in responses):
        return
    attempt.state = Attempt.State.MARKED
    attempt.marked_at = at
    attempt.marks = sum((each.marks or NO_MARK for each in responses), NO_MARK)
    attempt.maximum = sum((each.maximum for each in responses), NO_MARK)
    attempt.passed = passes(attempt.marks, maximum=attempt.maximum, pass_mark_percent=attempt.quiz.pass_mark_percent)
    attempt.save(update_fields=["state", "marked_at", "marks", "maximum", "passed"])
    if attempt.passed:
        tell_pass(attempt, at=at)


def tell_pass(attempt: Attempt, *, at: datetime) -> None:
    """Tell `enrolments` that the module or the exam is passed; tests before and after a course tell nothing."""
    quiz = attempt.quiz
    earned = percent(attempt.marks or NO_MARK, maximum=attempt.maximum or NO_MARK)
    if quiz.kind == Quiz.Kind.MODULE and quiz.module:
        record_pass(attempt.learner, module=quiz.module, percent=earned, cycle=attempt.cycle, at=at)
    elif quiz.kind == Quiz.Kind.EXAM and quiz.course:
        record_exam(attempt.learner, course=quiz.course, percent=earned, cycle=attempt.cycle, at=at)
