"""Open one more attempt for somebody who has none left."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.errors import AttemptStillLeft, LearnerNotEnrolled, OutOfReach, ReasonMissing
from assessments.models import ExtraAttempt, Quiz
from assessments.queries.standing import cycle_for, standing_of
from assessments.queries.waiting import learners_in_charge_of
from assessments.rules import Next
from enrolments.services import lock


@transaction.atomic
def open_extra_attempt(learner: User, *, quiz: Quiz, reason: str, by: User, at: datetime) -> ExtraAttempt:
    """Let `learner` sit `quiz` once more, at once; `reason` is kept with the name of `by`.

    The learner's row is locked, so two people who open one at the same time open one. Raises `OutOfReach`,
    `ReasonMissing`, `LearnerNotEnrolled`, and `AttemptStillLeft` while the learner has an attempt or has passed.
    """
    lock([learner.pk])
    if not learners_in_charge_of(by).filter(pk=learner.pk).exists():
        raise OutOfReach
    if not reason.strip():
        raise ReasonMissing
    cycle = cycle_for(learner, quiz=quiz)
    if cycle is None:
        raise LearnerNotEnrolled
    standing = standing_of(learner, quiz=quiz, cycle=cycle, at=at)
    if standing.open_attempt or standing.verdict.next is not Next.EXHAUSTED:
        raise AttemptStillLeft
    return ExtraAttempt.objects.create(
        learner=learner, quiz=quiz, cycle=cycle, reason=reason.strip(), opened_by=by, opened_at=at
    )
