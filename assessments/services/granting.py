"""What is granted to one person: more time; and an attempt that does not count."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import people_visible_to
from assessments.errors import AttemptVoided, ExtraTimeOutOfReach, OutOfReach, PassStands, ReasonMissing
from assessments.models import Accommodation, Attempt
from assessments.queries.waiting import learners_in_charge_of
from assessments.services.submission import locked


def grant_extra_time(learner: User, *, percent: int, reason: str, by: User, at: datetime) -> Accommodation:
    """Give `learner` `percent` more time in every attempt that opens from now on; zero ends it.

    The reason and the name of `by` are kept, as are all grants before. Raises `ExtraTimeOutOfReach` and
    `ReasonMissing`.
    """
    if learner == by or not people_visible_to(by).filter(pk=learner.pk).exists():
        raise ExtraTimeOutOfReach
    if not reason.strip():
        raise ReasonMissing
    return Accommodation.objects.create(
        learner=learner, extra_time_percent=percent, reason=reason.strip(), granted_by=by, granted_at=at
    )


@transaction.atomic
def void_attempt(attempt: Attempt, *, reason: str, by: User, at: datetime) -> Attempt:
    """Take `attempt` out of the count: it keeps its answers and marks, and its learner may sit another instead.

    Raises `OutOfReach`, `ReasonMissing`, `AttemptVoided`, and `PassStands` where it has given a pass.
    """
    attempt = locked(attempt)
    if not learners_in_charge_of(by).filter(pk=attempt.learner_id).exists():
        raise OutOfReach
    if not reason.strip():
        raise ReasonMissing
    if attempt.state == Attempt.State.VOIDED:
        raise AttemptVoided
    if attempt.passed and attempt.quiz.blocks:
        raise PassStands
    attempt.state = Attempt.State.VOIDED
    attempt.voided_at, attempt.voided_by, attempt.void_reason = at, by, reason.strip()
    attempt.save(update_fields=["state", "voided_at", "voided_by", "void_reason"])
    return attempt
