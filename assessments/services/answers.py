"""Save answers in an open attempt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.errors import AttemptSubmitted, ForeignAnswer, TimeOver
from assessments.models import Attempt, Response
from assessments.rules.answers import Answer, fits, is_answered
from lms.lib.errors import Refusal
from lms.lib.languages import reading_language


@dataclass(frozen=True)
class Given:
    """An answer as a browser sent it; without `sequence` it counts as the one after whatever was saved."""

    answer: Answer
    sequence: int | None = None


@dataclass(frozen=True)
class Saved:
    """What stands in the table, by question id, once it is committed; and which answers a later one had overtaken."""

    attempt: Attempt
    responses: Mapping[int, Response]
    overtaken: frozenset[int]

    @property
    def answered(self) -> int:
        return sum(response.is_answered for response in self.responses.values())


Reader = Callable[[Mapping[str, Any]], Given]


def save_one(pk: int, *, learner: User, question: int, read: Reader, at: datetime) -> Saved:
    """Save the answer to one question of attempt `pk` as `read` reads it from how the question was drawn.

    Three queries. Raises what `save_answers` raises.
    """

    def given(attempt: Attempt) -> dict[int, Given]:
        drawn = attempt.drawn_question(question)
        return {question: read(drawn) if drawn else Given([])}

    return _save(pk, learner=learner, given=given, at=at)


def save_answers(pk: int, *, learner: User, given: Mapping[int, Given], at: datetime) -> Saved:
    """Save the answers to several questions of attempt `pk` of `learner`: three queries whatever their number.

    An answer is taken when its sequence number is above that of what is saved: one that comes late, twice or out
    of order changes nothing, and the same answer with the same number is saved already. The attempt's row is
    locked, so no answer slips in behind the marking; what this returns has been committed.
    Raises `Attempt.DoesNotExist`, `AttemptSubmitted`, `TimeOver`, and `ForeignAnswer` for what was not offered:
    then nothing is saved.
    """
    return _save(pk, learner=learner, given=lambda attempt: given, at=at)


def _save(pk: int, *, learner: User, given: Callable[[Attempt], Mapping[int, Given]], at: datetime) -> Saved:
    saved = None
    with transaction.atomic(savepoint=False):  # spares the quickest request of all two statements
        attempt = Attempt.objects.select_for_update().filter(pk=pk, learner=learner).first()
        answers = given(attempt) if attempt else {}
        refusal = _refusal(attempt, answers, at) if attempt else None
        if attempt and not refusal:
            saved = _write(attempt, answers, at)
    if refusal:
        raise refusal
    if saved is None:
        raise Attempt.DoesNotExist
    return saved


def _write(attempt: Attempt, given: Mapping[int, Given], at: datetime) -> Saved:
    responses = {each.question_id: each for each in attempt.responses.all()}
    late = {q for q, each in given.items() if q in responses and not _is_newer(each, responses[q])}
    rows = [_row(attempt, q, each, responses.get(q), at) for q, each in given.items() if q not in late]
    Response.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["answer", "is_answered", "sequence", "language", "saved_at"],
    )
    overtaken = frozenset(q for q in late if not _is_same(given[q], responses[q]))
    return Saved(attempt, {**responses, **{each.question_id: each for each in rows}}, overtaken)


def _refusal(attempt: Attempt, given: Mapping[int, Given], at: datetime) -> Refusal | None:
    """Why nothing is saved; raised only once the transaction is over, which has no savepoint to go back to."""
    if not attempt.is_open:
        return AttemptSubmitted()
    if attempt.is_over(at):
        return TimeOver()
    drawn = {each["question"]: each for each in attempt.drawn}
    if any(question not in drawn or not fits(each.answer, drawn[question]) for question, each in given.items()):
        return ForeignAnswer()
    return None


def _is_newer(given: Given, saved: Response) -> bool:
    return given.sequence is None or given.sequence > saved.sequence


def _is_same(given: Given, saved: Response) -> bool:
    return given.sequence == saved.sequence and given.answer == saved.answer


def _row(attempt: Attempt, question: int, given: Given, saved: Response | None, at: datetime) -> Response:
    drawn = attempt.drawn_question(question) or {}
    return Response(
        attempt=attempt,
        question_id=question,
        answer=given.answer,
        is_answered=is_answered(given.answer),
        sequence=given.sequence if given.sequence is not None else (saved.sequence + 1 if saved else 1),
        language=reading_language(),
        maximum=drawn["marks"],
        saved_at=at,
    )
