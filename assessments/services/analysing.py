"""Have a quiz analysed by the worker, and keep what came of it."""

import logging
from dataclasses import asdict
from datetime import datetime

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from assessments.analysis.figures import Reliability, item_figures, options, reliability
from assessments.analysis.stream import tally_of
from assessments.analysis.sums import BOTH, MIXED, Tally
from assessments.models import CHOOSING, Analysis, Choice, Question, QuestionFigures, Quiz

logger = logging.getLogger(__name__)

ANALYSING = "assessments.tasks.analyse_quiz"
VERSIONS = (BOTH, "fr", "ar", MIXED)
AT_ONCE = 500


@transaction.atomic
def ask_analysis(quiz: Quiz, *, at: datetime) -> None:
    """Ask the worker for the figures of `quiz`; asking again while they are awaited is harmless.

    Where the queue is away nothing is lost: after ten minutes they may be asked for again.
    """
    Analysis.objects.get_or_create(quiz=quiz)
    analysis = Analysis.objects.select_for_update().get(quiz=quiz)
    if analysis.is_awaited(at):
        return
    analysis.asked_at = at
    analysis.save(update_fields=["asked_at"])
    transaction.on_commit(lambda: _tell_worker(quiz.pk))


def _tell_worker(quiz: int) -> None:
    try:
        current_app.signature(ANALYSING, args=(quiz,)).delay()
    except (OperationalError, OSError):
        logger.warning("The queue is away: the figures of quiz %s wait to be asked for again.", quiz)


def analyse(quiz: Quiz, *, at: datetime) -> Analysis:
    """Compute the figures of `quiz` in one pass over its answers, and put them in the place of those before.

    Six queries, and one more for each five hundred rows.
    """
    sums = tally_of(quiz)
    with transaction.atomic():
        told = {version: asdict(each) for version in VERSIONS if (each := _reliability(sums, version))}
        analysis, _made = Analysis.objects.update_or_create(
            quiz=quiz, defaults={"computed_at": at, "reliability": told}
        )
        analysis.rows.all().delete()
        QuestionFigures.objects.bulk_create(_rows(analysis, sums), batch_size=AT_ONCE)
    return analysis


def _reliability(sums: Tally, version: str) -> Reliability | None:
    return reliability(sums.sheets_in(version), sums.items_in(version))


def _rows(analysis: Analysis, sums: Tally) -> list[QuestionFigures]:
    asked = set(sums.items_in(BOTH))
    offered: dict[int, list[str]] = {
        pk: [] for pk in Question.objects.filter(pk__in=asked, kind__in=CHOOSING).values_list("pk", flat=True)
    }
    for question, uuid in Choice.objects.filter(question__in=offered).values_list("question_id", "uuid"):
        offered[question].append(str(uuid))
    return [
        QuestionFigures(
            analysis=analysis, question_id=question, version=version, **asdict(item_figures(each)),
            options=[asdict(option) for option in options(each, offered[question])] if question in offered else [],
        )
        for version in VERSIONS
        for question, each in sums.items_in(version).items()
    ]  # fmt: skip
