"""Correct the key of a question, and mark again the attempts concerned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.errors import KeyLost, NothingCorrected, ReasonMissing
from assessments.models import AcceptedAnswer, Attempt, Choice, Correction, Kind, Question, Remark, Response
from assessments.queries.bank import live_questions
from assessments.queries.corrections import responses_concerned
from assessments.queries.keys import KeyRows
from assessments.rules import NO_MARK, marks_for, passed_after_correction
from assessments.services.submission import tell_pass
from enrolments.services import lock


@dataclass(frozen=True)
class NewKey:
    """What a correction makes of a key; what it leaves empty stays.

    `right` and `fractions` are by choice uuid, `order` lists choice uuids, `accepts` are further accepted answers
    as columns of the table, and `annulled` takes the question out of the marks.
    """

    right: Mapping[str, bool] = field(default_factory=dict)
    fractions: Mapping[str, Decimal | None] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    accepts: tuple[Mapping[str, Any], ...] = ()
    annulled: bool = False


@dataclass(frozen=True)
class Effect:
    """What a correction does to the attempts concerned, the changed ones in the order of their learners."""

    concerned: int
    remarks: tuple[Remark, ...]

    @property
    def raised(self) -> int:
        return sum(each.marks_after > each.marks_before for each in self.remarks)

    @property
    def lowered(self) -> int:
        return sum(each.marks_after < each.marks_before for each in self.remarks)

    @property
    def passes_gained(self) -> int:
        return sum(each.passed_after and not each.passed_before for each in self.remarks)


def preview_correction(question: Question, *, new: NewKey, by: User, at: datetime) -> Effect:
    """What `correct` would do, without doing it. Raises what `correct` raises."""
    with transaction.atomic():
        effect = correct(question, new=new, reason="-", by=by, at=at, tells=False)
        transaction.set_rollback(True)
    return effect


@transaction.atomic
def correct(question: Question, *, new: NewKey, reason: str, by: User, at: datetime, tells: bool = True) -> Effect:
    """Correct the key of `question` and mark again every attempt handed in that holds it.

    The marks before are kept with the name of `by` and the reason. A pass may be gained, and is told to
    `enrolments`; one that was given is not taken away, whatever the marks become. Open attempts are marked by the
    new key when they are handed in. Raises `ReasonMissing`, `NothingCorrected`, and `KeyLost` where nothing would
    be right any more. Queries grow by one for each pass gained.
    """
    if not reason.strip():
        raise ReasonMissing
    lock(list(responses_concerned(question).values_list("attempt__learner", flat=True)))
    question = Question.objects.select_for_update().get(pk=question.pk)
    before = key_as_rows(question)
    _write(question, new)
    after = key_as_rows(question)
    if after == before:
        raise NothingCorrected
    if not question.is_annulled and not live_questions().filter(pk=question.pk).exists() and not question.is_retired:
        raise KeyLost
    correction = Correction.objects.create(
        question=question, version=question.version, reason=reason.strip(), before=before, after=after, by=by, at=at
    )
    return _mark_again(correction, tells=tells)


def _write(question: Question, new: NewKey) -> None:
    choices = {str(each.uuid): each for each in question.choices.all()}
    for uuid, choice in choices.items():
        choice.is_correct = new.right.get(uuid, choice.is_correct)
        choice.fraction = new.fractions.get(uuid, choice.fraction)
        choice.position = new.order.index(uuid) if uuid in new.order else choice.position
    Choice.objects.bulk_update(choices.values(), ["is_correct", "fraction", "position"])
    AcceptedAnswer.objects.bulk_create(AcceptedAnswer(question=question, **columns) for columns in new.accepts)
    question.version += 1
    question.is_annulled = question.is_annulled or new.annulled
    question.is_retired = question.is_retired or new.annulled
    question.save(update_fields=["version", "is_annulled", "is_retired"])


def key_as_rows(question: Question) -> dict[str, Any]:
    """The key of `question` as plain values, for the record: two queries."""
    return {
        "annulled": question.is_annulled,
        "choices": [
            [str(each.uuid), each.position, each.is_correct, None if each.fraction is None else str(each.fraction)]
            for each in question.choices.all()
        ],
        "accepted": [
            [each.text, None if each.number is None else str(each.number), str(each.tolerance), str(each.fraction)]
            for each in question.accepted.all()
        ],
    }


def _mark_again(correction: Correction, *, tells: bool) -> Effect:
    question = correction.question
    rows = KeyRows([question.pk])
    responses = list(responses_concerned(question))
    remarks, attempts = [], []
    for response in responses:
        marks, maximum = response.marks, response.maximum
        _mark(response, rows, version=correction.version)
        if response.attempt.is_marked and (marks, maximum) != (response.marks, response.maximum):
            remarks.append(_remark(correction, response, marks or NO_MARK, maximum))
            attempts.append(response.attempt)
    Response.objects.bulk_update(responses, ["marks", "maximum", "marked_version"], batch_size=500)
    Attempt.objects.bulk_update(attempts, ["marks", "maximum", "passed"], batch_size=500)
    Remark.objects.bulk_create(remarks, batch_size=500)
    for remark in remarks if tells else ():
        if remark.passed_after and not remark.passed_before:
            tell_pass(remark.attempt, at=correction.at)
    return Effect(len(responses), tuple(remarks))


def _mark(response: Response, rows: KeyRows, *, version: int) -> None:
    """Give `response` the marks of the new key; a case note keeps those of its tutor, unless it is taken out."""
    drawn = response.attempt.drawn_question(response.question_id) or {}
    key = rows.key_of(drawn) if response.question_id in rows.asked else None
    worth = Decimal(drawn["marks"])
    response.marked_version = version
    if key is None or key.is_empty:
        response.marks = response.maximum = NO_MARK
    elif drawn["kind"] != Kind.ESSAY:
        response.marks, response.maximum = marks_for(response.answer, key=key, worth=worth), worth


def _remark(correction: Correction, response: Response, marks: Decimal, maximum: Decimal) -> Remark:
    """Bring the attempt of `response` to its new marks, and keep what they were; `marks` are the answer's before."""
    attempt = response.attempt
    before, passed = attempt.marks or NO_MARK, bool(attempt.passed)
    attempt.marks = before - marks + (response.marks or NO_MARK)
    attempt.maximum = (attempt.maximum or NO_MARK) - maximum + response.maximum
    attempt.passed = passed_after_correction(
        attempt.marks, maximum=attempt.maximum, pass_mark_percent=attempt.quiz.pass_mark_percent, before=passed
    )
    return Remark(
        correction=correction, attempt=attempt, marks_before=before, marks_after=attempt.marks, passed_before=passed,
        passed_after=attempt.passed,
    )  # fmt: skip
