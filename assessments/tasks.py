"""What the worker does for quizzes: attempts whose time is over are handed in, quizzes are analysed."""

from celery import shared_task
from django.utils import timezone

from assessments.models import Quiz
from assessments.queries.standing import attempts_over
from assessments.services.analysing import analyse
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


@shared_task(name="assessments.tasks.analyse_quiz")
def analyse_quiz(quiz: int) -> None:
    """Compute the figures of a quiz; one that is gone meanwhile has none."""
    found = Quiz.objects.filter(pk=quiz).first()
    if found:
        analyse(found, at=timezone.now())
