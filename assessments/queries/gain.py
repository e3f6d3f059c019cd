"""What a course brought, from the tests before and after it."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.models import Attempt, Quiz


@dataclass(frozen=True)
class Gain:
    """The marks before and after a course, in per cent."""

    before: Decimal
    after: Decimal

    @property
    def points(self) -> Decimal:
        return self.after - self.before


def gain_of(attempt: Attempt) -> Gain | None:
    """The gain that a marked test after a course shows; `None` without a test before it: one query."""
    before = (
        Attempt.objects.filter(
            learner=attempt.learner_id, quiz__course=attempt.quiz.course_id, quiz__kind=Quiz.Kind.PRE_TEST,
            cycle=attempt.cycle, state=Attempt.State.MARKED,
        )
        .order_by("opened_at")
        .first()
    )  # fmt: skip
    return gain_between(before, attempt) if before else None


def gain_between(before: Attempt, after: Attempt) -> Gain | None:
    """The gain from one marked attempt to another; `None` where either has nothing to be measured by."""
    if before.percent is None or after.percent is None:
        return None
    return Gain(before.percent, after.percent)
