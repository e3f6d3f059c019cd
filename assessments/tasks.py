"""What the worker does for quizzes: attempts whose time is over are handed in."""

from celery import shared_task
from django.utils import timezone

from assessments.queries.standing import attempts_over
from assessments.services.submission import end_by_clock

SWEPT_AT_ONCE = 500


@shared_task(name="assessments.tasks.sweep")
def sweep() -> None:
    """Each minute: hand in what the clock has ended, the oldest first, five hundred at a time."""
    now = timezone.now()
    over = list(attempts_over(at=now)[:SWEPT_AT_ONCE])
    for attempt in over:
        end_by_clock(attempt, at=now)
    if len(over) == SWEPT_AT_ONCE:
        sweep.delay()
